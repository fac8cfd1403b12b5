import factorsCsv from './factors.csv?raw';
import lifetimesCsv from './lifetimes.csv?raw';
import pricesCsv from './prices.csv?raw';
import transportCsv from './transport-factors.csv?raw';
import { parseCsvRecords } from './csv';
import type { EstimateRange, Quality, SourceAccess } from './register-types';

export { PARAMETER_SEEDS, type ParameterKey, type ParameterSeed } from './parameters';
export type { EstimateRange, Quality, SourceAccess } from './register-types';
export { REQUIRED_ATTRIBUTION, SOURCES, sourceOf, type SourceSeed } from './sources';

/** Version and first day of every row of the bundled register. */
export const REGISTER_VERSION = '2026-11-22.1';
export const REGISTER_VALID_FROM = '2026-11-22';

/** The key of the price row used as disposal fee: kr per kg, kind `fee_per_kg`. */
export const DISPOSAL_FEE_KEY = 'waste_handling_fee';
/** The transport factor used unless another vehicle is recorded. */
export const DEFAULT_TRANSPORT_KEY = 'van_diesel';

type Provenance = {
	sourceTitle: string;
	sourceYear: number;
	sourceRef: string;
	derivation: string;
	version: string;
};

/** One item row: grams CO2e and grams of weight per one `unit` of a new item. */
export type FactorSeed = Provenance & {
	key: string;
	nameNb: string;
	category: 'furniture' | 'it' | 'building';
	unit: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	weightGramsPerUnit: string;
	gramsCo2ePerUnit: EstimateRange;
	scope: string;
	confidence: Quality;
	weightConfidence: Quality;
	sourceAccess: SourceAccess;
};

/**
 * One price row. `amountOre` is whole øre per `unit`, null for the one row that is a share and not money;
 * `value` is the number as written (kroner or share). Only `kind === 'new'` may be used as replacement price.
 */
export type PriceSeed = Provenance & {
	key: string;
	nameNb: string;
	unit: string;
	kind: string;
	value: EstimateRange;
	amountOre: { low: number; central: number; high: number } | null;
	priceYear: number;
	vatBasis: 'exVat' | 'notStated' | 'notApplicable';
	confidence: Quality;
};

/** Reference lifetime of a new item: years as written, and exact whole months for fractions. */
export type LifetimeSeed = Provenance & {
	key: string;
	nameNb: string;
	years: EstimateRange;
	months: { low: number; central: number; high: number };
	confidence: Quality;
};

/** Grams CO2e per tonne-kilometre. */
export type TransportFactorSeed = Provenance & {
	key: string;
	names: { nb: string; nn: string; en: string };
	gramsCo2ePerTonneKm: string;
	confidence: Quality;
	sourceAccess: SourceAccess;
};

type Row = Record<string, string>;

function cell(row: Row, column: string): string {
	const value = row[column];
	if (value === undefined || value === '') throw new Error(`Register: ${row.key ?? '?'} lacks ${column}`);
	return value;
}

function oneOf<T extends string>(row: Row, column: string, allowed: readonly T[]): T {
	const value = cell(row, column);
	const found = allowed.find((option) => option === value);
	if (found === undefined) throw new Error(`Register: ${row.key ?? '?'} has ${column} "${value}"`);
	return found;
}

/** Multiplies a plain decimal string by 10^places exactly, without leading or trailing zeros. */
export function shiftDecimal(value: string, places: number): string {
	const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
	if (!match) throw new Error(`Register: "${value}" is not a plain decimal`);
	const fraction = (match[2] ?? '').padEnd(places, '0');
	const whole = `${match[1]}${fraction.slice(0, places)}`.replace(/^0+(?=\d)/, '');
	const rest = fraction.slice(places).replace(/0+$/, '');
	return rest ? `${whole}.${rest}` : whole;
}

function whole(value: string): number {
	if (!/^\d+$/.test(value)) throw new Error(`Register: "${value}" is not a whole number`);
	return Number(value);
}

function monthsOf(years: string): number {
	const tenths = whole(shiftDecimal(years, 1));
	if ((tenths * 12) % 10 !== 0) throw new Error(`Register: ${years} years is not a whole number of months`);
	return (tenths * 12) / 10;
}

function provenance(row: Row): Provenance {
	return {
		sourceTitle: cell(row, 'source_title'),
		sourceYear: whole(cell(row, 'source_year')),
		sourceRef: cell(row, 'source_ref'),
		derivation: cell(row, 'derivation'),
		version: cell(row, 'version')
	};
}

function range(row: Row, central: string): EstimateRange {
	return { low: cell(row, 'low'), central: cell(row, central), high: cell(row, 'high') };
}

function mapRange<T>(from: EstimateRange, change: (value: string) => T): { low: T; central: T; high: T } {
	return { low: change(from.low), central: change(from.central), high: change(from.high) };
}

const QUALITIES = ['A', 'B', 'C'] as const;
const ACCESS = ['original', 'mirror', 'secondary', 'none'] as const;
const VAT_BASIS = { 'ex VAT': 'exVat', 'not stated': 'notStated', 'n/a': 'notApplicable' } as const;

/** All item factors of the bundled register, in file order. */
export function loadFactorRows(): FactorSeed[] {
	return parseCsvRecords(factorsCsv).map((row) => ({
		key: cell(row, 'key'),
		nameNb: cell(row, 'name_nb'),
		category: oneOf(row, 'category', ['furniture', 'it', 'building']),
		unit: oneOf(row, 'unit', ['pcs', 'm2', 'm', 'm3', 'kg']),
		weightGramsPerUnit: shiftDecimal(cell(row, 'typical_weight_kg_per_unit'), 3),
		gramsCo2ePerUnit: mapRange(range(row, 'kgco2e_per_unit'), (kg) => shiftDecimal(kg, 3)),
		scope: cell(row, 'scope'),
		confidence: oneOf(row, 'confidence', QUALITIES),
		weightConfidence: oneOf(row, 'weight_confidence', QUALITIES),
		sourceAccess: oneOf(row, 'source_access', ACCESS),
		...provenance(row)
	}));
}

/** All price rows, in file order; a key may come with several kinds. */
export function loadPriceRows(): PriceSeed[] {
	return parseCsvRecords(pricesCsv).map((row) => {
		const value = range(row, 'price_nok');
		const unit = cell(row, 'unit');
		return {
			key: cell(row, 'key'),
			nameNb: cell(row, 'name_nb'),
			unit,
			kind: cell(row, 'price_kind'),
			value,
			amountOre: unit === 'share' ? null : mapRange(value, (kroner) => whole(shiftDecimal(kroner, 2))),
			priceYear: whole(cell(row, 'price_year')),
			vatBasis: VAT_BASIS[oneOf(row, 'vat_basis', ['ex VAT', 'not stated', 'n/a'])],
			confidence: oneOf(row, 'confidence', QUALITIES),
			...provenance(row)
		};
	});
}

/** All reference lifetimes, in file order. */
export function loadLifetimeRows(): LifetimeSeed[] {
	return parseCsvRecords(lifetimesCsv).map((row) => {
		const years = range(row, 'reference_lifetime_years');
		return {
			key: cell(row, 'key'),
			nameNb: cell(row, 'name_nb'),
			years,
			months: mapRange(years, monthsOf),
			confidence: oneOf(row, 'confidence', QUALITIES),
			...provenance(row)
		};
	});
}

/** The transport factors: one row, the diesel van. */
export function loadTransportRows(): TransportFactorSeed[] {
	return parseCsvRecords(transportCsv).map((row) => ({
		key: cell(row, 'key'),
		names: { nb: cell(row, 'name_nb'), nn: cell(row, 'name_nn'), en: cell(row, 'name_en') },
		gramsCo2ePerTonneKm: shiftDecimal(cell(row, 'kgco2e_per_unit'), 3),
		confidence: oneOf(row, 'confidence', QUALITIES),
		sourceAccess: oneOf(row, 'source_access', ACCESS),
		...provenance(row)
	}));
}
