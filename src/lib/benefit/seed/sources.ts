/** A source behind the register, as it must be named where its figures are shown or exported. */
export type SourceSeed = {
	key: string;
	title: string;
	year: number | null;
	/** Licence or terms as far as they were read; `cited only` means values quoted one by one as facts. */
	licence: string;
	attribution: string;
	reference: string;
	/** Where what we read is found; null where there is no address. A copy is told as such in the reference. */
	address: string | null;
	/** The day it was read for this version of the register. */
	retrievedOn: string;
	usedFor: string;
	/** How the `sourceTitle` of every row that rests on it begins. */
	titles: readonly string[];
};

/** Must stand wherever figures from the register are shown outside a single line. */
export const REQUIRED_ATTRIBUTION =
	'Contains information from Boavizta environmental-footprint-data, ODbL 1.0; The Restart Project, CC BY-SA 4.0; ' +
	'UK Government, OGL v3.0; ADEME Impact CO2.';

/** The register was compiled on one day. */
const READ_ON = '2026-11-22';
const CITED = 'no licence for the table; values cited only';

export const SOURCES: readonly SourceSeed[] = [
	{
		key: 'boavizta',
		title: 'Boavizta environmental-footprint-data',
		year: 2023,
		licence: 'ODbL 1.0 (contents: DbCL 1.0)',
		attribution: 'Contains information from Boavizta environmental-footprint-data, ODbL 1.0.',
		reference: 'Boavizta/environmental-footprint-data, boavizta-data-us.csv, commit 61323eb',
		address: 'https://github.com/Boavizta/environmental-footprint-data',
		retrievedOn: READ_ON,
		usedFor: 'IT: medians and quartiles of manufacturers’ product carbon footprints',
		titles: ['Boavizta environmental-footprint-data']
	},
	{
		key: 'restart',
		title: 'The Restart Project, Fixometer LCA data',
		year: 2021,
		licence: 'CC BY-SA 4.0',
		attribution: 'The Restart Project, Fixometer LCA data 2021, CC BY-SA 4.0, modified.',
		reference: 'TheRestartProject/environmental-impact-data, commit e91e049',
		address: 'https://github.com/TheRestartProject/environmental-impact-data',
		retrievedOn: READ_ON,
		usedFor: 'IT, lamps, furniture fallback, weights, displacement 0.5',
		titles: ['The Restart Project']
	},
	{
		key: 'ukGovernment',
		title: 'UK Government GHG Conversion Factors for Company Reporting',
		year: 2025,
		licence: 'Open Government Licence v3.0',
		attribution: 'Contains public sector information licensed under the Open Government Licence v3.0.',
		reference: 'Conversion factors 2025, read through a third-party copy, not checked against the workbook',
		address: 'https://github.com/scope3emissiontest-oss/JulesProject',
		retrievedOn: READ_ON,
		usedFor: 'transport per tonne-km, material factors per kg',
		titles: ['UK Government GHG Conversion Factors']
	},
	{
		key: 'ademe',
		title: 'ADEME Impact CO2',
		year: 2026,
		licence: 'repository MIT; terms of the underlying Base Empreinte to be confirmed',
		attribution: 'ADEME Impact CO2.',
		reference: 'incubateur-ademe/impactco2, mobilier.json and numerique.json, commit 8076a48',
		address: 'https://github.com/incubateur-ademe/impactco2',
		retrievedOn: READ_ON,
		usedFor: 'IT, sofas, chairs, tables, reference lifetimes',
		titles: ['ADEME Impact CO2']
	},
	{
		key: 'kbob',
		title: 'KBOB/ecobau/IPB Oekobilanzdaten im Baubereich, v6',
		year: null,
		licence: 'terms unclear; values cited only',
		attribution: 'KBOB/ecobau/IPB, Oekobilanzdaten im Baubereich v6 (totals appear to include disposal).',
		reference: 'indicatorsKBOB_v6',
		address: 'https://github.com/IfcLCA/IfcLCA-blend',
		retrievedOn: READ_ON,
		usedFor: 'building materials and material build-ups of furniture',
		titles: ['KBOB']
	},
	{
		key: 'blcad',
		title: 'Norwegian EPDs and generic values compiled in the bLCAd building LCA database',
		year: 2018,
		licence: CITED,
		attribution:
			'Norwegian EPDs as compiled in the bLCAd database; the EPDs were not opened, most have expired.',
		reference: 'bLCAd database, to 2018',
		address: 'https://github.com/mikaelma/NidarvollVR',
		retrievedOn: READ_ON,
		usedFor: 'windows, doors, partitions, steel, floors',
		titles: ['Norwegian EPDs/generic values']
	},
	{
		key: 'ice',
		title: 'Inventory of Carbon and Energy (ICE) v2.0, University of Bath',
		year: 2011,
		licence: 'own terms; values cited only',
		attribution: 'ICE v2.0, University of Bath.',
		reference: 'ICE v2.0',
		address: 'https://github.com/mamhoff/datasets',
		retrievedOn: READ_ON,
		usedFor: 'carpet tiles, cross-checks',
		titles: ['Inventory of Carbon and Energy']
	},
	{
		key: 'ivl',
		title: 'IVL B2372 / Inrego, climate benefit of reused IT',
		year: null,
		licence: 'read through a GPL copy; values cited only',
		attribution: 'IVL Swedish Environmental Research Institute / Inrego, report B2372.',
		reference: 'IVL report B2372, device table',
		address: 'https://github.com/TomBurdge/Carbon-benefit-IT-Refurbishment',
		retrievedOn: READ_ON,
		usedFor: 'IT accessories and network equipment',
		titles: ['IVL Swedish Environmental Research Institute']
	},
	{
		key: 'chairEpds',
		title: 'FIRA benchmark and EPDs from HAG, Arper, Helland and Nordic Comfort Products',
		year: null,
		licence: CITED,
		attribution: 'FIRA 2011; EPDs registered with EPD-Norge.',
		reference: 'named on each factor row',
		address: null,
		retrievedOn: READ_ON,
		usedFor: 'chairs, pedestals, cupboards',
		titles: ['FIRA,', 'EPD R-48', 'EPD Gent', 'EPD-Norge', 'Arper Catifa', 'Median of four public benchmarks']
	},
	{
		key: 'dfo',
		title: 'DFØ, Anskaffelser.no: used computers in Sør-Varanger',
		year: 2020,
		licence: CITED,
		attribution: 'DFØ, Anskaffelser.no: used computers in Sør-Varanger.',
		reference: 'example of a purchase; prices as stated there',
		address: 'https://anskaffelser.no/nb/verktoy/eksempler/innkjop-av-brukt-pc-utstyr-i-sor-varanger-2020',
		retrievedOn: READ_ON,
		usedFor: 'price of new and used laptops',
		titles: ['Anskaffelser.no']
	},
	{
		key: 'loopfront',
		title: 'Loopfront, blog posts on reuse',
		year: 2021,
		licence: CITED,
		attribution: 'Loopfront, blog posts on reuse.',
		reference: 'blog posts; prices as stated there',
		address: 'https://blog.loopfront.com',
		retrievedOn: READ_ON,
		usedFor: 'prices of new, used and repaired furniture, value of building components',
		titles: ['Loopfront']
	},
	{
		key: 'asker',
		title: 'Asker kommune, Askermagasinet',
		year: 2023,
		licence: CITED,
		attribution: 'Asker kommune, Askermagasinet.',
		reference: 'the municipality’s own page on internal reuse',
		address: 'https://www.asker.kommune.no',
		retrievedOn: READ_ON,
		usedFor: 'avoided cost per item',
		titles: ['Asker kommune']
	},
	{
		key: 'miljodirektoratet',
		title: 'Miljødirektoratet, Klimasats: Ombruk og redesign, nye Asker',
		year: 2021,
		licence: CITED,
		attribution: 'Miljødirektoratet, Klimasats: Ombruk og redesign, nye Asker.',
		reference: 'project page with results of January 2021',
		address: 'https://www.miljodirektoratet.no',
		retrievedOn: READ_ON,
		usedFor: 'disposal cost per kg',
		titles: ['Miljodirektoratet']
	},
	{
		key: 'buskerud',
		title: 'Buskerud fylkeskommune, leasing of pupils’ computers',
		year: 2017,
		licence: CITED,
		attribution: 'Buskerud fylkeskommune, leasing of pupils’ computers.',
		reference: 'as told by digi.no',
		address: 'https://www.digi.no',
		retrievedOn: READ_ON,
		usedFor: 'lease price of pupils’ computers',
		titles: ['Buskerud county']
	},
	{
		key: 'digi',
		title: 'digi.no, Telenor buys 8,500 HÅG chairs',
		year: 2001,
		licence: CITED,
		attribution: 'digi.no, Telenor buys 8,500 HÅG chairs.',
		reference: 'article of 2001',
		address: 'https://www.digi.no',
		retrievedOn: READ_ON,
		usedFor: 'an old bulk price of chairs, kept for comparison only',
		titles: ['digi.no']
	},
	{
		key: 'displacement',
		title: 'Mak and Heijungs 2022, displacement on a Dutch auction platform; WRAP survey',
		year: 2022,
		licence: CITED,
		attribution: 'Mak and Heijungs 2022.',
		reference: 'as quoted in the benefit method',
		address: null,
		retrievedOn: READ_ON,
		usedFor: 'share of purchases that reuse replaces',
		titles: ['Mak & Heijungs']
	},
	{
		key: 'omattMethod',
		title: 'Omatt’s own defaults until follow-up answers give measured ones',
		year: 2026,
		licence: 'our own',
		attribution: 'Omatt.',
		reference: 'benefit method, sections 3 and 6',
		address: null,
		retrievedOn: READ_ON,
		usedFor: 'parameters that are shown as assumed',
		titles: ['Omatt']
	},
	{
		key: 'generalKnowledge',
		title: 'General knowledge, without a source',
		year: null,
		licence: 'no source, so no licence',
		attribution: 'Named as general knowledge on each row.',
		reference: 'must be replaced before a figure is published',
		address: null,
		retrievedOn: READ_ON,
		usedFor: 'values of quality C: mainly prices and weights',
		titles: ['General knowledge']
	}
];

/** The source a row rests on, by the row's own title; undefined where the register does not know it. */
export const sourceOf = (sourceTitle: string): SourceSeed | undefined =>
	SOURCES.find(({ titles }) => titles.some((title) => sourceTitle.startsWith(title)));
