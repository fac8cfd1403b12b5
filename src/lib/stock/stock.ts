import {
	assessHazard,
	type AttributeValues,
	type HazardAssessment,
	type HazardQuestion
} from '$lib/catalogue/catalogue';

export const CUSTODY_STATES = ['received', 'erased', 'verified', 'ready', 'failed'] as const;
export type CustodyState = (typeof CUSTODY_STATES)[number];
export type HazardState = 'unanswered' | 'ok' | 'expert' | 'stop';

export const SANITISATIONS = ['clear', 'purge', 'destroy'] as const;
export type Sanitisation = (typeof SANITISATIONS)[number];
export const MEDIUM_TYPES = ['ssd', 'hardDisk', 'flash', 'phoneMemory', 'other'] as const;
export type MediumType = (typeof MEDIUM_TYPES)[number];

/** How a quantity may become smaller without a handover. */
export const LOSSES = ['lost', 'recycled', 'wasted'] as const;
export type Loss = (typeof LOSSES)[number];

const CUSTODY_NEXT: Record<CustodyState, readonly CustodyState[]> = {
	received: ['erased', 'failed'],
	erased: ['verified', 'failed'],
	verified: ['ready'],
	ready: [],
	failed: ['received']
};
/**
 * The steps that may come next for a thing with storage, the usual one first; null is a thing that nobody has
 * received yet.
 */
export const nextCustodySteps = (from: CustodyState | null): readonly CustodyState[] =>
	from === null ? ['received'] : CUSTODY_NEXT[from];

/** What a listing must tell about its lot: codes with texts `listingMark_<code>` and `listingMarkWhy_<code>`. */
export type Mark = 'preparing' | 'toBeClarified' | 'notForReuse';

/** The marks of a lot (I4, I5); none for most things. */
export function marksOf(lot: {
	requiresErasure: boolean;
	custodyState: CustodyState | null;
	hazardState: HazardState | null;
}): Mark[] {
	const marks: Mark[] = [];
	if (lot.hazardState === 'stop') marks.push('notForReuse');
	if (lot.hazardState === 'unanswered' || lot.hazardState === 'expert') marks.push('toBeClarified');
	if (lot.requiresErasure && lot.custodyState !== 'ready') marks.push('preparing');
	return marks;
}

/** Years of manufacture, both ends included, or the answer "don't know". */
export type HazardYears = { from: number; to: number } | 'unknown';

const SEVERITY = { unanswered: 0, ok: 1, expert: 2, stop: 3 } as const;

/** The gate over all the years it could be from: the strictest year counts, with every reason it has. */
export function assessYears(
	question: HazardQuestion | undefined,
	years: HazardYears | undefined,
	attributes: AttributeValues
): HazardAssessment {
	if (years === undefined || years === 'unknown') return assessHazard(question, years, attributes);
	let worst = assessHazard(question, years.from, attributes);
	for (let year = years.from + 1; year <= years.to; year++) {
		const next = assessHazard(question, year, attributes);
		if (SEVERITY[next.outcome] > SEVERITY[worst.outcome]) worst = next;
		else if (next.outcome === worst.outcome)
			worst = { outcome: worst.outcome, reasons: [...new Set([...worst.reasons, ...next.reasons])] };
	}
	return worst;
}

/** Attributes the rules ask about beside the year, such as how timber was treated. */
export const hazardAttributeKeys = (question: HazardQuestion | undefined): string[] => [
	...new Set((question?.rules ?? []).flatMap(({ when }) => (when ? [when.attribute] : [])))
];

/**
 * Whether a new answer may be given by the giving unit: the first, and one that replaces a clean one.
 * What waits for an expert or was stopped is the expert's alone, else a new year would be a way round.
 */
export const mayAnswerHazardAgain = (state: HazardState): boolean => state === 'unanswered' || state === 'ok';

/** First and last year as typed; empty `to` is the same year. Codes are messages `error_<code>`. */
export function readYears(
	typed: { yearFrom: string; yearTo: string; isUnknown: boolean },
	currentYear: number
):
	{ ok: true; years: HazardYears } | { ok: false; field: 'yearFrom' | 'yearTo' | 'isUnknown'; code: string } {
	const isTyped = typed.yearFrom.trim() !== '' || typed.yearTo.trim() !== '';
	if (typed.isUnknown && isTyped) return { ok: false, field: 'isUnknown', code: 'hazardYearOrUnknown' };
	if (typed.isUnknown) return { ok: true, years: 'unknown' };
	const read = (text: string) => (/^\d{4}$/.test(text.trim()) ? Number(text.trim()) : undefined);
	const from = read(typed.yearFrom);
	const to = typed.yearTo.trim() === '' ? from : read(typed.yearTo);
	if (from === undefined || from < 1800)
		return {
			ok: false,
			field: 'yearFrom',
			code: typed.yearFrom.trim() ? 'yearNotAYear' : 'hazardYearMissing'
		};
	if (from > currentYear) return { ok: false, field: 'yearFrom', code: 'yearInFuture' };
	if (to === undefined || to < 1800) return { ok: false, field: 'yearTo', code: 'yearNotAYear' };
	if (to > currentYear) return { ok: false, field: 'yearTo', code: 'yearInFuture' };
	if (to < from) return { ok: false, field: 'yearTo', code: 'yearsReversed' };
	return { ok: true, years: { from, to } };
}
