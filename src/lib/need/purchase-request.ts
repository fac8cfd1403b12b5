import { RUNGS, type CheckState } from './reuse-check';

export type PurchaseRequestState = 'draft' | 'submitted' | 'approved' | 'rejected';

const NEXT = {
	draft: ['submitted'],
	submitted: ['draft', 'approved', 'rejected'],
	approved: [],
	rejected: []
} as const satisfies Record<PurchaseRequestState, readonly PurchaseRequestState[]>;
export const canMove = (from: PurchaseRequestState, to: PurchaseRequestState): boolean =>
	(NEXT[from] as readonly PurchaseRequestState[]).includes(to);

export const PURCHASE_KINDS = ['new', 'usedFromSupplier', 'lease'] as const;
export type PurchaseKind = (typeof PURCHASE_KINDS)[number];

/** The criteria of circular purchasing (R02), in the order they are asked. */
export const CRITERIA = [
	'quality',
	'expectedLifetimeYears',
	'warrantyMonths',
	'spareParts',
	'repairability',
	'recyclability',
	'takeBack'
] as const;
export type Criterion = (typeof CRITERIA)[number];

/** The criteria that are whole numbers, with their limits. */
export const WHOLE_CRITERIA = {
	expectedLifetimeYears: { min: 1, max: 100 },
	warrantyMonths: { min: 0, max: 600 }
} as const satisfies Partial<Record<Criterion, { min: number; max: number }>>;
export type WholeCriterion = keyof typeof WHOLE_CRITERIA;
export const isWhole = (criterion: Criterion): criterion is WholeCriterion => criterion in WHOLE_CRITERIA;

export type Criteria = {
	[Name in Criterion]: Name extends WholeCriterion ? number | null : string | null;
};

/** The seven with what each kind of answer is read by. */
export const criteriaBy = <Text, Whole>(
	text: Text,
	whole: (limits: { min: number; max: number }) => Whole
): { [Name in Criterion]: Name extends WholeCriterion ? Whole : Text } => ({
	quality: text,
	expectedLifetimeYears: whole(WHOLE_CRITERIA.expectedLifetimeYears),
	warrantyMonths: whole(WHOLE_CRITERIA.warrantyMonths),
	spareParts: text,
	repairability: text,
	recyclability: text,
	takeBack: text
});

export const missingCriteria = (criteria: Criteria): Criterion[] =>
	CRITERIA.filter((criterion) => criteria[criterion] === null || criteria[criterion] === '');

/** True for whoever asked: the request is or was theirs, or they stated the need. They decide nothing about it. */
export const hasPart = (
	{ personId }: { personId: string },
	need: { requestedBy: string },
	request: { makers: readonly string[] }
): boolean => need.requestedBy === personId || request.makers.includes(personId);

/** Why a request comes back from the approver to the requester. */
export const SENT_BACK = ['newSurplus', 'coveredMeanwhile', 'coverageFell', 'needEnded'] as const;
export type SentBackReason = (typeof SENT_BACK)[number];

export interface SubmitFacts {
	quantityMilli: number;
	/** Missing in the need, other requests taken off. */
	remainingMilli: number;
	check: { state: CheckState; isFresh: boolean; isUsedUp: boolean } | undefined;
	/** Rungs of that check with an answer. */
	answeredRungs: number;
}

/** The first rule that refuses a submission, as a message code; undefined when none does. */
export function submitRefusal(facts: SubmitFacts): string | undefined {
	const { check } = facts;
	if (!check) return 'checkMissing';
	if (check.state === 'stale' || (check.state === 'completed' && (!check.isFresh || check.isUsedUp)))
		return 'checkStale';
	if (facts.answeredRungs < RUNGS.length) return 'checkRungMissing';
	if (check.state !== 'completed') return 'checkNotCompleted';
	if (facts.quantityMilli > facts.remainingMilli) return 'purchaseTooMuch';
	return undefined;
}
