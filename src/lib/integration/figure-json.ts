import type { BenefitService } from '$lib/benefit/benefit.service.server';
import type { PublicClearance } from '$lib/need/clearance.service.server';
import type { Figure, LineCount, QualityShare, ReportSummary } from '$lib/report/report';
import { instantOrNull, quantityOf } from './common.schema';
import type { ApiBenefitEntry, ApiReportSummary } from './figure-api.schema';

const quantityOrNull = (milli: number | null): number | null => (milli === null ? null : quantityOf(milli));

export const clearanceJson = (found: PublicClearance) => ({
	status: found.status,
	number: found.number,
	quantityCleared: quantityOrNull(found.quantityClearedMilli),
	quantityConsumed: quantityOrNull(found.quantityConsumedMilli),
	measure: found.measure,
	pack: found.pack,
	type: found.type,
	validUntil: instantOrNull(found.validUntil)
});

/** The page of entries as the endpoint that lists the same ones. */
const entriesOf = (href: string): string => `/api/v1${href}`;

const rangeJson = ({ low, central, high }: { low: number; central: number; high: number }) => ({
	low,
	central,
	high
});
const figureJson = (figure: Figure) => ({
	...rangeJson(figure),
	unknown: figure.unknown,
	entries: entriesOf(figure.href)
});
const gradedJson = (figure: Figure & { byQuality: QualityShare[] }) => ({
	...figureJson(figure),
	byQuality: figure.byQuality.map(({ quality, central, share, href }) => ({
		quality,
		central,
		share,
		entries: entriesOf(href)
	}))
});

const lineCountJson = ({ count, handovers, droppedNeeds, quantities, href }: LineCount) => ({
	count,
	handovers,
	droppedNeeds,
	quantities: quantities.map(({ measure, quantityMilli }) => ({
		measure,
		quantity: quantityOf(quantityMilli)
	})),
	entries: entriesOf(href)
});

export const summaryJson = (summary: ReportSummary): ApiReportSummary => ({
	avoidedPurchases: lineCountJson(summary.avoidedPurchases),
	walkIns: lineCountJson(summary.walkIns),
	moneyOre: gradedJson(summary.money),
	netGramsCo2e: gradedJson(summary.co2Net),
	grossGramsCo2e: figureJson(summary.co2Gross),
	keptGrams: figureJson(summary.massKept),
	disposalFeeOre: figureJson(summary.disposalFee),
	needs: summary.needs.map(({ rung, needs, href }) => ({
		rung,
		needs,
		entries: href === null ? null : entriesOf(href)
	})),
	months: summary.months.map(({ period, netCo2, moneyOre, href }) => ({
		period,
		netGramsCo2e: rangeJson(netCo2),
		moneyOre: rangeJson(moneyOre),
		entries: entriesOf(href)
	}))
});

export const totalJson = (total: Awaited<ReturnType<BenefitService['totals']>>[number]) => ({
	kind: total.kind,
	...rangeJson(total),
	entries: total.entries,
	unknown: total.unknown
});

type Entry = Awaited<ReturnType<BenefitService['list']>>['entries'][number];

export const entryJson = (entry: Entry): ApiBenefitEntry => {
	const { amountLow: low, amountCentral: central, amountHigh: high } = entry;
	return {
		id: entry.id,
		kind: entry.kind,
		cause: entry.cause,
		reversesEntryId: entry.reversesEntryId,
		quantity: quantityOf(entry.quantityMilli),
		measure: entry.measure,
		amount: low === null || central === null || high === null ? null : { low, central, high },
		missingReason: entry.missingReason,
		evidenceGrade: entry.evidenceGrade,
		dataQuality: entry.dataQuality,
		occurredOn: entry.occurredOn,
		period: entry.period,
		unit: entry.unitName,
		type: entry.typeName
	};
};
