import { parseQuantity, type Measure } from '$lib/catalogue/catalogue';
import { addDays } from '$lib/platform/clock';

export type NeedState =
	| 'draft'
	| 'checking'
	| 'covered'
	| 'partlyCovered'
	| 'purchaseRequested'
	| 'cleared'
	| 'dropped'
	| 'cancelled'
	| 'closed';

const NEXT = {
	draft: ['checking', 'cancelled'],
	checking: ['covered', 'partlyCovered', 'purchaseRequested', 'cleared', 'dropped', 'cancelled', 'closed'],
	covered: ['checking', 'partlyCovered', 'cleared', 'cancelled', 'closed'],
	partlyCovered: ['checking', 'covered', 'purchaseRequested', 'cleared', 'dropped', 'cancelled', 'closed'],
	purchaseRequested: ['checking', 'covered', 'partlyCovered', 'cleared', 'cancelled', 'closed'],
	cleared: ['checking', 'covered', 'partlyCovered', 'closed'],
	dropped: ['checking'],
	cancelled: [],
	closed: []
} as const satisfies Record<NeedState, readonly NeedState[]>;

export const NEED_STATES = Object.keys(NEXT) as NeedState[];
export const canMove = (from: NeedState, to: NeedState): boolean =>
	(NEXT[from] as readonly NeedState[]).includes(to);

export const PRICE_EVIDENCE = ['none', 'quote', 'agreement', 'budgetLine'] as const;
export type PriceEvidence = (typeof PRICE_EVIDENCE)[number];
export const WOULD_BUY_NEW = ['yes', 'no', 'unknown'] as const;
export type WouldBuyNew = (typeof WOULD_BUY_NEW)[number];

/** How far ahead a need may be stated. */
export const MAX_DAYS_AHEAD = 5 * 366;

/** What decides the state of a need that is under way; quantities in thousandths of its measure. */
export interface NeedFacts {
	state: NeedState;
	quantityMilli: number;
	/** Held or handed over to the need. */
	coveredMilli: number;
	/** Approved to be bought, less what expired unused. */
	clearedMilli: number;
	/** Everything that covers the need has been handed over. */
	isHandedOver: boolean;
	hasSubmittedRequest: boolean;
	/** A completed check that no purchase stands on yet. */
	hasUsableCheck: boolean;
}

export interface StatedFacts {
	/** As typed. */
	quantity: string | number;
	/** `YYYY-MM-DD`; undefined where it could not be read. */
	neededBy: string | undefined;
	unitPriceOre?: number | null | undefined;
	priceEvidence: PriceEvidence;
	priceReference?: string | null | undefined;
}

/**
 * Everything that is wrong with a need, as error codes by field.
 * @param measure what its type is counted in; undefined where no type was chosen or could be read from the words
 */
export function statedErrors(
	{ quantity, neededBy, unitPriceOre, priceEvidence, priceReference }: StatedFacts,
	measure: Measure | undefined,
	today: string
): Record<string, string> {
	const errors: Record<string, string> = {};
	if (measure === undefined) errors.itemTypeId = 'needTypeMissing';
	// Without a type a decimal may still be right.
	const read = parseQuantity(quantity, measure ?? 'kg');
	if (!read.ok) errors.quantity = QUANTITY_ERRORS[read.code];
	if (neededBy !== undefined && neededBy < today) errors.neededBy = 'dateInPast';
	if (neededBy !== undefined && neededBy > addDays(today, MAX_DAYS_AHEAD)) errors.neededBy = 'dateTooFar';
	if (priceEvidence !== 'none') {
		if (unitPriceOre === null || unitPriceOre === undefined) errors.unitPrice = 'priceMissing';
		if (!priceReference?.trim()) errors.priceReference = 'priceReferenceMissing';
	}
	return errors;
}

/** Why a price somebody typed is not what the benefit counts with; undefined where it may be. */
export const priceNotUsed = (evidence: PriceEvidence): 'none' | 'budgetLine' | undefined =>
	evidence === 'none' || evidence === 'budgetLine' ? evidence : undefined;

/** What is neither found nor approved to be bought; never below 0. */
export const remainingMilli = (
	need: Pick<NeedFacts, 'quantityMilli' | 'coveredMilli'> & { clearedMilli?: number }
): number => Math.max(0, need.quantityMilli - need.coveredMilli - (need.clearedMilli ?? 0));

/** States that only a person leaves, or nobody. */
const STAYS: readonly NeedState[] = ['draft', 'dropped', 'cancelled', 'closed'];

/**
 * The state that follows from the facts. A need that is closed stays closed when things come back: who still
 * misses something states it anew, and looks again.
 */
export function stateOf(facts: NeedFacts): NeedState {
	const { state, quantityMilli, coveredMilli, clearedMilli } = facts;
	if (STAYS.includes(state)) return state;
	if (coveredMilli >= quantityMilli) return facts.isHandedOver ? 'closed' : 'covered';
	if (facts.hasSubmittedRequest) return 'purchaseRequested';
	if (clearedMilli > 0 && remainingMilli(facts) === 0) return 'cleared';
	return facts.hasUsableCheck && coveredMilli > 0 ? 'partlyCovered' : 'checking';
}

/** What the unit should do next: one thing at a time. */
export type NextStep =
	| 'answerCheck'
	| 'checkAgain'
	| 'requestPurchase'
	| 'submitPurchase'
	| 'waitForApproval'
	| 'waitForDropConfirmed'
	| 'showClearance'
	| 'fetch'
	| 'nothing';

export interface NextStepFacts {
	state: NeedState;
	check: { state: 'open' | 'completed' | 'stale'; isFresh: boolean; isUsedUp: boolean } | undefined;
	hasDraftRequest: boolean;
	isDropConfirmed: boolean;
}

export function nextStepOf({ state, check, hasDraftRequest, isDropConfirmed }: NextStepFacts): NextStep {
	if (state === 'cancelled' || state === 'closed') return 'nothing';
	if (state === 'dropped') return isDropConfirmed ? 'nothing' : 'waitForDropConfirmed';
	if (state === 'purchaseRequested') return 'waitForApproval';
	if (state === 'cleared') return 'showClearance';
	if (state === 'covered') return 'fetch';
	if (check?.state === 'open') return 'answerCheck';
	if (check?.state === 'completed' && check.isFresh && !check.isUsedUp)
		return hasDraftRequest ? 'submitPurchase' : 'requestPurchase';
	return 'checkAgain';
}

/** Codes of the quantity parser as error codes. */
export const QUANTITY_ERRORS = {
	missing: 'quantityMissing',
	notANumber: 'quantityNotANumber',
	notPositive: 'quantityNotPositive',
	notWhole: 'quantityNotWhole',
	tooManyDecimals: 'quantityTooManyDecimals',
	tooLarge: 'quantityTooLarge'
} as const;
