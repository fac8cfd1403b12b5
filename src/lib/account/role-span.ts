import { addDays } from '$lib/platform/clock';

/** When a role holds, `YYYY-MM-DD` in Europe/Oslo. */
export interface Span {
	validFrom: string;
	/** The first day it does not hold any more; null while no end is set. */
	validTo: string | null;
}

const isEmpty = ({ validFrom, validTo }: Span): boolean => validTo !== null && validTo <= validFrom;

/** What of a span others leave open, in order: nothing where they cover all of it. */
export function openSpans({ validFrom, validTo }: Span, held: readonly Span[]): Span[] {
	const open: Span[] = [];
	let from: string | null = validFrom;
	for (const one of held.filter((span) => !isEmpty(span)).sort(byBeginning)) {
		if (from === null) break;
		if (one.validTo !== null && one.validTo <= from) continue;
		if (one.validFrom > from) open.push({ validFrom: from, validTo: earlier(one.validFrom, validTo) });
		from = one.validTo;
	}
	if (from !== null) open.push({ validFrom: from, validTo });
	return open.filter((span) => !isEmpty(span));
}

/** Whether spans hold from a day on, with no end to it. */
export const isLasting = (held: readonly Span[], from: string): boolean =>
	openSpans({ validFrom: from, validTo: null }, held).length === 0;

export interface HeldSpan extends Span {
	id: string;
	/** Given by a provider's rule: it begins and ends with that. */
	isProviders: boolean;
}

/**
 * Which of the spans in which one role is held end when its last day is a date: the last one that begins by then ends
 * there, and those that would begin later end on the day they begin, which takes them away.
 */
export function endedSpans(held: readonly HeldSpan[], lastDay: string): { id: string; validTo: string }[] {
	const spans = held.filter((span) => !isEmpty(span)).sort(byBeginning);
	const last = spans.findLast(({ validFrom }) => validFrom <= lastDay);
	return spans.flatMap((span) => {
		if (span.isProviders || (span !== last && span.validFrom <= lastDay)) return [];
		const validTo = span === last ? addDays(lastDay, 1) : span.validFrom;
		return span.validTo === validTo ? [] : [{ id: span.id, validTo }];
	});
}

const byBeginning = (a: Span, b: Span): number =>
	a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0;
const earlier = (day: string, end: string | null): string => (end !== null && end < day ? end : day);
