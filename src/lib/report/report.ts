import type { BenefitKind, DataQuality, Measure } from '$lib/benefit/benefit';
import { entriesHref, type BenefitFilter } from '$lib/benefit/benefit-filter';

/** The filters of a report. `external` leaves out every amount of data quality C. */
export type ReportFilter = Pick<BenefitFilter, 'from' | 'to' | 'unit' | 'tree' | 'pack' | 'pilot'> & {
	external?: boolean;
};

/** Øre, grams of CO₂e or grams. Lows are added to lows and highs to highs: lines move together. */
export interface Figure {
	low: number;
	central: number;
	high: number;
	/** Credits without an amount; they are not 0. */
	unknown: number;
	/** The entries that sum to it. */
	href: string;
}
export interface QualityShare {
	quality: DataQuality;
	central: number;
	/** Part of the whole, 0–1; null where parts of opposite sign make a share meaningless. */
	share: number | null;
	href: string;
}
export const RUNGS_MET = [
	'avoid',
	'reuse',
	'share',
	'repair',
	'cooperate',
	'boughtUsed',
	'leased',
	'boughtNew'
] as const;
export type RungMet = (typeof RUNGS_MET)[number];

export interface ReportMonth {
	/** `YYYY-MM` */
	period: string;
	netCo2: { low: number; central: number; high: number };
	moneyOre: { low: number; central: number; high: number };
	href: string;
}

/** Handovers and dropped needs; below zero where more was taken back than came in the same months. */
export interface LineCount {
	count: number;
	handovers: number;
	droppedNeeds: number;
	quantities: { measure: Measure; quantityMilli: number }[];
	/** The entries that sum to it. */
	href: string;
}

export interface ReportSummary {
	filter: ReportFilter;
	/** Evidence A and B: a purchase on its way was dropped or reduced. */
	avoidedPurchases: LineCount;
	/** Evidence C: reused, or gone without, and nobody knew of a purchase beforehand. */
	walkIns: LineCount;
	money: Figure & { byQuality: QualityShare[] };
	co2Net: Figure & { byQuality: QualityShare[] };
	co2Gross: Figure;
	massKept: Figure;
	disposalFee: Figure;
	needs: { rung: RungMet; needs: number; href: string | null }[];
	months: ReportMonth[];
}

export interface MonthRow {
	period: string;
	kind: BenefitKind;
	dataQuality: DataQuality | null;
	low: number;
	central: number;
	high: number;
}
const NOTHING = { low: 0, central: 0, high: 0 };
const sum = (rows: readonly { low: number; central: number; high: number }[]) =>
	rows.reduce(
		(total, { low, central, high }) => ({
			low: total.low + low,
			central: total.central + central,
			high: total.high + high
		}),
		NOTHING
	);

/** The filter of the entries behind a figure. */
const entriesOf = ({ external, ...filter }: ReportFilter, kind: BenefitKind): BenefitFilter => ({
	...filter,
	kind,
	...(external && { amount: 'notC' as const })
});

export function figureOf(
	rows: readonly MonthRow[],
	kind: BenefitKind,
	unknown: number,
	filter: ReportFilter
): Figure {
	const counted = rows.filter((row) => row.kind === kind && !(filter.external && row.dataQuality === 'C'));
	return { ...sum(counted), unknown, href: entriesHref(entriesOf(filter, kind)) };
}

export function qualityShares(
	rows: readonly MonthRow[],
	kind: BenefitKind,
	filter: ReportFilter
): QualityShare[] {
	const qualities: DataQuality[] = filter.external ? ['A', 'B'] : ['A', 'B', 'C'];
	const parts = qualities.map((quality) => ({
		quality,
		central: sum(rows.filter((row) => row.kind === kind && row.dataQuality === quality)).central
	}));
	const whole = parts.reduce((total, { central }) => total + central, 0);
	const hasShares = whole > 0 && parts.every(({ central }) => central >= 0);
	const { external: _, ...plain } = filter;
	return parts.map((part) => ({
		...part,
		share: hasShares ? part.central / whole : null,
		href: entriesHref({ ...plain, kind, quality: part.quality })
	}));
}

export function monthsOf(
	rows: readonly MonthRow[],
	months: readonly string[],
	filter: ReportFilter
): ReportMonth[] {
	const counted = rows.filter((row) => !(filter.external && row.dataQuality === 'C'));
	return months.map((period) => {
		const of = (kind: BenefitKind) =>
			sum(counted.filter((row) => row.kind === kind && row.period === period));
		const { external: _, ...plain } = filter;
		return {
			period,
			netCo2: of('co2Net'),
			moneyOre: of('money'),
			href: entriesHref({ ...plain, from: period, to: period })
		};
	});
}
