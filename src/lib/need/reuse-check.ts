export type CheckState = 'open' | 'completed' | 'stale';

/** The order is the method: nobody answers the next before the one above. */
export const RUNGS = ['avoid', 'reuse', 'share', 'repair', 'cooperate'] as const;
export type Rung = (typeof RUNGS)[number];
export const positionOf = (rung: Rung): number => RUNGS.indexOf(rung) + 1;

/** Rungs whose sources of answers do not exist yet: `notAvailable`, which is never the same as `none`. */
export const RUNGS_WITHOUT_SOURCE = ['share', 'repair', 'cooperate'] as const satisfies readonly Rung[];

/** The questions of the first rung (R03). */
export const AVOID_QUESTIONS = ['usedFor', 'howLong', 'ifNot'] as const;
export type AvoidAnswers = Record<(typeof AVOID_QUESTIONS)[number], string>;
/** How the first rung is answered: we need it · we manage without · less will do. */
export const AVOID_DECISIONS = ['needed', 'without', 'less'] as const;
export type AvoidDecision = (typeof AVOID_DECISIONS)[number];

export const REFUSALS = [
	'measure',
	'condition',
	'quantity',
	'tooLate',
	'tooFar',
	'function',
	'accessibility',
	'other'
] as const;
export type Refusal = (typeof REFUSALS)[number];
export type RungReason = Refusal | 'notApplicable' | 'noOffer' | 'tooExpensive';
export type RungOutcome = 'used' | 'partly' | 'none' | 'notAvailable';

/** Raised when the rules of the check change; stored with every check. */
export const RULE_VERSION = 'check-1';
/** Groups answered one by one; the rest gets one reason together. */
export const GROUPS_ONE_BY_ONE = 10;
/** Most candidates kept as evidence, those found while the check was open included. */
export const MAX_CANDIDATES = 100;

/** How long a check that was completed is ground for a purchase. */
export const validUntilOf = (completedAt: Date, days: number): Date =>
	new Date(completedAt.getTime() + days * 86_400_000);
export const isFresh = (check: { state: CheckState; validUntil: Date | null }, now: Date): boolean =>
	check.state === 'completed' && check.validUntil !== null && check.validUntil >= now;

interface Grouped {
	listingId: string;
	groupKey: string;
}

/**
 * Numbers the groups of look-alikes in the order their best candidate stands in.
 * @param known group numbers by key that are given already, where a check is added to
 */
export function numberGroups<Candidate extends Grouped>(
	candidates: readonly Candidate[],
	known: ReadonlyMap<string, number> = new Map()
): (Candidate & { groupNumber: number })[] {
	const numbers = new Map(known);
	let last = Math.max(0, ...numbers.values());
	return candidates.map((candidate) => {
		const groupNumber = numbers.get(candidate.groupKey) ?? ++last;
		numbers.set(candidate.groupKey, groupNumber);
		return { ...candidate, groupNumber };
	});
}

export interface GroupAnswer {
	groupNumber: number;
	outcome: 'used' | 'refused';
	reason: Refusal | null;
	note: string | null;
}

export interface ReuseFacts {
	quantityMilli: number;
	coveredMilli: number;
	/** How many groups there are. */
	groups: number;
	answers: readonly GroupAnswer[];
	restReason: Refusal | null;
	restNote: string | null;
}

/** Groups still to be answered one by one, in order; empty once the need is covered. */
export function unansweredGroups({ quantityMilli, coveredMilli, groups, answers }: ReuseFacts): number[] {
	if (coveredMilli >= quantityMilli) return [];
	const answered = new Set(answers.map((answer) => answer.groupNumber));
	return Array.from({ length: Math.min(groups, GROUPS_ONE_BY_ONE) }, (_, index) => index + 1).filter(
		(number) => !answered.has(number)
	);
}

/** True when more groups were found than are answered one by one, and they have no reason yet. */
export const lacksRest = ({ groups, restReason, coveredMilli, quantityMilli }: ReuseFacts): boolean =>
	groups > GROUPS_ONE_BY_ONE && restReason === null && coveredMilli < quantityMilli;

/**
 * What the rung *ombruk* ends in; undefined while something is unanswered.
 * `none` carries the reason given most often (the first of equals); `noOffer` when there was nothing.
 */
export function reuseOutcome(
	facts: ReuseFacts
): { outcome: 'used' | 'partly' | 'none'; reason: RungReason | null; note: string | null } | undefined {
	if (facts.coveredMilli >= facts.quantityMilli) return { outcome: 'used', reason: null, note: null };
	if (unansweredGroups(facts).length > 0 || lacksRest(facts)) return undefined;
	const refusals = facts.answers
		.toSorted((a, b) => a.groupNumber - b.groupNumber)
		.flatMap(({ reason, note }) => (reason ? [{ reason, note }] : []));
	if (facts.restReason) refusals.push({ reason: facts.restReason, note: facts.restNote });
	const times = (reason: Refusal) => refusals.filter((refusal) => refusal.reason === reason).length;
	const main = refusals.reduce<(typeof refusals)[number] | undefined>(
		(best, refusal) => (best && times(best.reason) >= times(refusal.reason) ? best : refusal),
		undefined
	);
	if (facts.coveredMilli > 0)
		return { outcome: 'partly', reason: main?.reason ?? 'quantity', note: main?.note ?? null };
	if (facts.groups === 0) return { outcome: 'none', reason: 'noOffer', note: null };
	// Every group was taken, but others were first: what is left is too little.
	return { outcome: 'none', reason: main?.reason ?? 'quantity', note: main?.note ?? null };
}

/**
 * Listings that were not part of the answer: put out or freed after `since`.
 * Where the evidence holds all there was, whatever it does not hold is new.
 */
export function newSurplus(evidence: {
	knownIds: ReadonlySet<string>;
	total: number;
	candidateIds: readonly string[];
	publishedSinceIds: readonly string[];
}): string[] {
	const { knownIds, total, candidateIds, publishedSinceIds } = evidence;
	const isWhole = total <= knownIds.size;
	const since = new Set([...(isWhole ? candidateIds : []), ...publishedSinceIds]);
	return [...since].filter((id) => !knownIds.has(id));
}

/**
 * Things refused for being too few, of which there is more now than the answer was about.
 * @param refusedGroups numbers of the groups refused for `quantity`
 * @param now what is found today, by listing
 */
export function grownSince(
	known: readonly { listingId: string; groupNumber: number; availableMilli: number }[],
	refusedGroups: ReadonlySet<number>,
	now: readonly { listingId: string; availableMilli: number }[]
): string[] {
	const today = new Map(now.map(({ listingId, availableMilli }) => [listingId, availableMilli]));
	return known
		.filter(({ groupNumber }) => refusedGroups.has(groupNumber))
		.filter(({ listingId, availableMilli }) => (today.get(listingId) ?? 0) > availableMilli)
		.map(({ listingId }) => listingId);
}
