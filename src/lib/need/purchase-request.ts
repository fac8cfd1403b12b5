import type { Id } from '$lib/platform/ids';
import { RUNGS, type CheckState } from './reuse-check';

export type PurchaseRequestId = Id<'PurchaseRequest'>;
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
export type Criteria = {
	quality: string | null;
	expectedLifetimeYears: number | null;
	warrantyMonths: number | null;
	spareParts: string | null;
	repairability: string | null;
	recyclability: string | null;
	takeBack: string | null;
};

export const missingCriteria = (criteria: Criteria): Criterion[] =>
	CRITERIA.filter((criterion) => criteria[criterion] === null || criteria[criterion] === '');

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
