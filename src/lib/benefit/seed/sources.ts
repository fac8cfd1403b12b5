/** A source behind the register, as it must be named where its figures are shown or exported. */
export type SourceSeed = {
	key: string;
	title: string;
	year: number | null;
	/** Licence or terms as far as they were read; `cited only` means values quoted one by one as facts. */
	licence: string;
	attribution: string;
	reference: string;
	usedFor: string;
};

/** Must stand wherever figures from the register are shown outside a single line. */
export const REQUIRED_ATTRIBUTION =
	'Contains information from Boavizta environmental-footprint-data, ODbL 1.0; The Restart Project, CC BY-SA 4.0; ' +
	'UK Government, OGL v3.0; ADEME Impact CO2.';

const CITED = 'no licence for the table; values cited only';

export const SOURCES: readonly SourceSeed[] = [
	{
		key: 'boavizta',
		title: 'Boavizta environmental-footprint-data',
		year: 2023,
		licence: 'ODbL 1.0 (contents: DbCL 1.0)',
		attribution: 'Contains information from Boavizta environmental-footprint-data, ODbL 1.0.',
		reference: 'Boavizta/environmental-footprint-data, boavizta-data-us.csv, commit 61323eb',
		usedFor: 'IT: medians and quartiles of manufacturers’ product carbon footprints'
	},
	{
		key: 'restart',
		title: 'The Restart Project, Fixometer LCA data',
		year: 2021,
		licence: 'CC BY-SA 4.0',
		attribution: 'The Restart Project, Fixometer LCA data 2021, CC BY-SA 4.0, modified.',
		reference: 'TheRestartProject/environmental-impact-data, commit e91e049',
		usedFor: 'IT, lamps, furniture fallback, weights, displacement 0.5'
	},
	{
		key: 'ukGovernment',
		title: 'UK Government GHG Conversion Factors for Company Reporting',
		year: 2025,
		licence: 'Open Government Licence v3.0',
		attribution: 'Contains public sector information licensed under the Open Government Licence v3.0.',
		reference: 'Conversion factors 2025, read through a third-party copy, not checked against the workbook',
		usedFor: 'transport per tonne-km, material factors per kg'
	},
	{
		key: 'ademe',
		title: 'ADEME Impact CO2',
		year: 2026,
		licence: 'repository MIT; terms of the underlying Base Empreinte to be confirmed',
		attribution: 'ADEME Impact CO2.',
		reference: 'incubateur-ademe/impactco2, mobilier.json and numerique.json, commit 8076a48',
		usedFor: 'IT, sofas, chairs, tables, reference lifetimes'
	},
	{
		key: 'kbob',
		title: 'KBOB/ecobau/IPB Oekobilanzdaten im Baubereich, v6',
		year: null,
		licence: 'terms unclear; values cited only',
		attribution: 'KBOB/ecobau/IPB, Oekobilanzdaten im Baubereich v6 (totals appear to include disposal).',
		reference: 'indicatorsKBOB_v6',
		usedFor: 'building materials and material build-ups of furniture'
	},
	{
		key: 'blcad',
		title: 'Norwegian EPDs and generic values compiled in the bLCAd building LCA database',
		year: 2018,
		licence: CITED,
		attribution:
			'Norwegian EPDs as compiled in the bLCAd database; the EPDs were not opened, most have expired.',
		reference: 'bLCAd database, to 2018',
		usedFor: 'windows, doors, partitions, steel, floors'
	},
	{
		key: 'ice',
		title: 'Inventory of Carbon and Energy (ICE) v2.0, University of Bath',
		year: 2011,
		licence: 'own terms; values cited only',
		attribution: 'ICE v2.0, University of Bath.',
		reference: 'ICE v2.0',
		usedFor: 'carpet tiles, cross-checks'
	},
	{
		key: 'ivl',
		title: 'IVL B2372 / Inrego, climate benefit of reused IT',
		year: null,
		licence: 'read through a GPL copy; values cited only',
		attribution: 'IVL Swedish Environmental Research Institute / Inrego, report B2372.',
		reference: 'IVL report B2372, device table',
		usedFor: 'IT accessories and network equipment'
	},
	{
		key: 'chairEpds',
		title: 'FIRA benchmark and EPDs from HAG, Arper, Helland and Nordic Comfort Products',
		year: null,
		licence: CITED,
		attribution: 'FIRA 2011; EPDs registered with EPD-Norge.',
		reference: 'named on each factor row',
		usedFor: 'chairs, pedestals, cupboards'
	},
	{
		key: 'priceSources',
		title: 'DFØ (Sør-Varanger), Loopfront, Asker kommune and others',
		year: null,
		licence: CITED,
		attribution: 'Named on each price row.',
		reference: 'named on each price row; rows of quality C are general knowledge, without a source',
		usedFor: 'replacement prices and disposal fee'
	}
];
