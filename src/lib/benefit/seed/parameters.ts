import type { EstimateRange, Quality } from './register-types';

type LocalizedText = { nb: string; nn: string; en: string };

/** A versioned setting of the benefit formula. Values are decimal strings; `unit` says of what. */
export type ParameterSeed = EstimateRange & {
	key: ParameterKey;
	names: LocalizedText;
	unit: 'ratio' | 'km';
	/** True until the value is measured: every figure that used it shows it as assumed (antatt). */
	assumed: boolean;
	quality: Quality;
	sourceTitle: string;
	sourceRef: string;
	derivation: string;
	version: string;
	validFrom: string;
};

export type ParameterKey =
	| 'displacementA'
	| 'displacementB'
	| 'displacementC'
	| 'displacementNone'
	| 'remainingLifeUnknown'
	| 'remainingLifeSpread'
	| 'defaultTransportKm';

const VERSION = { version: '2026-11-22.1', validFrom: '2026-11-22' } as const;

/**
 * D by evidence grade, r where age is unknown, the spread on a known r, and the distance used when nobody
 * said how far. Central values of D follow the published displacement studies named in each row; the ranges
 * are Omatt's own defaults until follow-up answers give measured ones.
 */
export const PARAMETER_SEEDS: readonly ParameterSeed[] = [
	{
		key: 'displacementA',
		names: {
			nb: 'Erstatningsgrad, dokumentasjonsgrad A: kjøp droppet eller redusert',
			nn: 'Erstatningsgrad, dokumentasjonsgrad A: kjøp droppa eller redusert',
			en: 'Displacement, grade A: purchase cancelled or reduced'
		},
		low: '0.9',
		central: '1',
		high: '1',
		unit: 'ratio',
		assumed: true,
		quality: 'B',
		sourceTitle: 'Omatt method, evidence grade A',
		sourceRef: 'Omatt benefit method, sections 3 and 6',
		derivation: 'a stated need with budget line, quote or catalogue price before the match, purchase dropped',
		...VERSION
	},
	{
		key: 'displacementB',
		names: {
			nb: 'Erstatningsgrad, dokumentasjonsgrad B: bestilleren ville kjøpt nytt',
			nn: 'Erstatningsgrad, dokumentasjonsgrad B: bestillaren ville ha kjøpt nytt',
			en: 'Displacement, grade B: requester would have bought new'
		},
		low: '0.28',
		central: '0.5',
		high: '0.75',
		unit: 'ratio',
		assumed: true,
		quality: 'B',
		sourceTitle: 'The Restart Project, Fixometer displacement rate 0.5',
		sourceRef: 'Restart Project Fixometer method; low: Mak & Heijungs 2022; high: Omatt default',
		derivation: 'published default 0.5; range from lowest published value to midway between 0.5 and 1',
		...VERSION
	},
	{
		key: 'displacementC',
		names: {
			nb: 'Erstatningsgrad, dokumentasjonsgrad C: ikke noe meldt behov på forhånd',
			nn: 'Erstatningsgrad, dokumentasjonsgrad C: ikkje noko meldt behov på førehand',
			en: 'Displacement, grade C: no need stated beforehand'
		},
		low: '0.1',
		central: '0.28',
		high: '0.5',
		unit: 'ratio',
		assumed: true,
		quality: 'B',
		sourceTitle: 'Mak & Heijungs 2022, displacement on a Dutch auction platform (about 0.28)',
		sourceRef: 'Mak & Heijungs 2022; cross-check WRAP: 27 % of buyers would have bought new',
		derivation: 'study value; range is the Omatt default',
		...VERSION
	},
	{
		key: 'displacementNone',
		names: {
			nb: 'Erstatningsgrad når mottakeren ikke ville kjøpt',
			nn: 'Erstatningsgrad når mottakaren ikkje ville ha kjøpt',
			en: 'Displacement when the receiver would not have bought'
		},
		low: '0',
		central: '0',
		high: '0',
		unit: 'ratio',
		assumed: false,
		quality: 'A',
		sourceTitle: 'Omatt method, receiver says no',
		sourceRef: 'Omatt benefit method, sections 3 and 6',
		derivation: 'by definition: nothing was displaced',
		...VERSION
	},
	{
		key: 'remainingLifeUnknown',
		names: {
			nb: 'Restlevetid når alderen er ukjent',
			nn: 'Restlevetid når alderen er ukjend',
			en: 'Remaining life when the age is unknown'
		},
		low: '0.25',
		central: '0.5',
		high: '0.75',
		unit: 'ratio',
		assumed: true,
		quality: 'C',
		sourceTitle: 'Omatt method, default until measured',
		sourceRef: 'Omatt benefit method, sections 3 and 6',
		derivation: 'midpoint of an even spread of ages; range is the Omatt default',
		...VERSION
	},
	{
		key: 'remainingLifeSpread',
		names: {
			nb: 'Usikkerhet i kjent restlevetid (faktor, resultatet er høyst 1)',
			nn: 'Uvisse i kjend restlevetid (faktor, resultatet er høgst 1)',
			en: 'Uncertainty of a known remaining life (factor, result at most 1)'
		},
		low: '0.8',
		central: '1',
		high: '1.2',
		unit: 'ratio',
		assumed: true,
		quality: 'B',
		sourceTitle: 'Omatt method, default until measured',
		sourceRef: 'Omatt benefit method, section 6',
		derivation: '±20 % of r itself; r is capped at 1 after the high factor is applied',
		...VERSION
	},
	{
		key: 'defaultTransportKm',
		names: {
			nb: 'Kjørelengde tur og retur når den ikke er oppgitt',
			nn: 'Køyrelengd tur og retur når ho ikkje er oppgjeven',
			en: 'Driving distance there and back when not given'
		},
		low: '20',
		central: '20',
		high: '20',
		unit: 'km',
		assumed: true,
		quality: 'C',
		sourceTitle: 'Omatt default, general knowledge',
		sourceRef: 'none - must be replaced by measured distances',
		derivation:
			'20 km in total, there and back, inside one municipality; deductions are taken once, at the central value',
		...VERSION
	}
];
