import {
	BENEFIT_KINDS,
	type BenefitInputs,
	type BenefitKind,
	type CreditPayload,
	INPUTS_OF,
	type InputsOf,
	type LedgerPayload,
	type Outcome,
	type RemainingParameters,
	type ReversalPayload,
	SIDE_OF
} from './benefit';
import { canonicalise } from '$lib/platform/canonical-json';
import {
	divide,
	type Fraction,
	type FractionJson,
	fromJson,
	isZero,
	multiply,
	parseDecimal,
	smallest,
	subtract,
	toJson,
	whole
} from './decimal';
import { CURRENT_FORMULA, type Formula, FORMULAS } from './formula';
import { wholeLife } from './parameters';

/** The formula an entry was booked with. @throws RangeError for a version this program does not know. */
export function formulaOf({ formulaVersion }: Pick<LedgerPayload, 'formulaVersion'>): Formula {
	const formula = Object.hasOwn(FORMULAS, formulaVersion) ? FORMULAS[formulaVersion] : undefined;
	if (formula === undefined) throw new RangeError(`Unknown formula version: ${formulaVersion}`);
	return formula;
}

/**
 * Calculates the numbers of an entry again from nothing but what is stored in it, by the formula version it names.
 * @throws RangeError for an unknown version or an input that is not a number.
 */
export function recompute(payload: LedgerPayload): Outcome {
	const formula = formulaOf(payload);
	return payload.type === 'credit' ? formula.credit(payload) : formula.reversal(payload);
}

export interface Verification {
	readonly matches: boolean;
	readonly stored: Outcome;
	readonly recomputed: Outcome;
}

/** Sets the stored numbers beside the recomputed ones: for the trace page and the verification command. */
export function verifyPayload(payload: LedgerPayload): Verification {
	const recomputed = recompute(payload);
	const matches = canonicalise(payload.result) === canonicalise(recomputed);
	return { matches, stored: payload.result, recomputed };
}

/** The text that is hashed and stored. */
export const serialisePayload = (payload: LedgerPayload): string => canonicalise(payload);

/** Reads a stored text back. @throws SyntaxError when it is not JSON, RangeError when it is no ledger payload. */
export function parsePayload(text: string): LedgerPayload {
	const payload = JSON.parse(text) as LedgerPayload;
	if (payload.type !== 'credit' && payload.type !== 'reversal') throw new RangeError('Not a ledger payload');
	formulaOf(payload);
	return payload;
}

/** Makes one entry: keeps the inputs its kind rests on, and the numbers they give. */
export function creditPayload<K extends BenefitKind>(
	kind: K,
	inputs: InputsOf<K>,
	formulaVersion: string = CURRENT_FORMULA
): CreditPayload<K> {
	const kept: Partial<InputsOf<K>> = {};
	for (const key of INPUTS_OF[kind] as readonly (keyof InputsOf<K>)[]) kept[key] = inputs[key];
	const entry = { type: 'credit', formulaVersion, kind, side: SIDE_OF[kind], inputs: kept };
	const result = formulaOf({ formulaVersion }).credit(entry as unknown as CreditPayload);
	return { ...entry, result } as unknown as CreditPayload<K>;
}

/** The five entries of a confirmed handover: three on the receiver's side, two on the giver's. */
export const handoverPayloads = (inputs: Omit<BenefitInputs, 'cause'>): CreditPayload[] =>
	BENEFIT_KINDS.map((kind) => creditPayload(kind, { ...inputs, cause: 'handover' }));

/** What a dropped need is calculated from: nothing is moved, repaired, stored or kept from disposal. */
export type DroppedNeedInputs = Pick<
	BenefitInputs,
	'quantity' | 'factorQuantity' | 'factor' | 'price' | 'displacement' | 'costs'
> & { readonly remainingParameters: RemainingParameters };

/** The three entries of a dropped need: r = 1, no T, R or W, D by grade, nothing on a giver's side. */
export function droppedNeedPayloads(inputs: DroppedNeedInputs): CreditPayload[] {
	const { remainingParameters, ...known } = inputs;
	const all: Omit<BenefitInputs, 'fee' | 'alternative'> = {
		...known,
		cause: 'droppedNeed',
		portion: { num: '1', den: '1' },
		reuseAllowed: true,
		weight: null,
		transport: null,
		repairParts: [],
		storage: null,
		usePhase: { relevant: false },
		remaining: wholeLife(remainingParameters)
	};
	return [creditPayload('co2Gross', all), creditPayload('co2Net', all), creditPayload('money', all)];
}

export interface ReversalOptions {
	readonly cause: ReversalPayload['cause'];
	readonly reversesEntryId: string;
	/** What is taken back now, in thousandths. */
	readonly reversedMilli: number;
	/** The sum of the reversals of this entry that are booked already. */
	readonly alreadyReversedMilli: number;
}

/**
 * Takes back part or all of a credit, in proportion. All the parts together are the original to the gram and øre.
 * @throws RangeError when nothing, or more than what is left, is taken back.
 */
export function reversePayload(credit: CreditPayload, options: ReversalOptions): ReversalPayload {
	const request: Omit<ReversalPayload, 'result'> = {
		type: 'reversal',
		formulaVersion: credit.formulaVersion,
		kind: credit.kind,
		side: credit.side,
		cause: options.cause,
		reversesEntryId: options.reversesEntryId,
		originalQuantityMilli: credit.inputs.quantity.milli,
		alreadyReversedMilli: options.alreadyReversedMilli,
		reversedMilli: options.reversedMilli,
		original: credit.result
	};
	return { ...request, result: formulaOf(credit).reversal(request) };
}

export interface LineageClaim {
	/** r of the earlier credit. */
	readonly claimed: FractionJson;
	/** Years the earlier receiver had it, and the reference life: decimal strings. */
	readonly yearsUsed: string;
	readonly referenceYears: string;
}

/**
 * When a thing that carries a credit is handed on: the r its earlier receiver really used up, never more than
 * was claimed, and how much of the claim is taken back. With it the r of all owners is at most 1 together.
 */
export function lineageCorrection({ claimed, yearsUsed, referenceYears }: LineageClaim): {
	corrected: FractionJson;
	difference: FractionJson;
} {
	const before = fromJson(claimed);
	const used = divide(parseDecimal(yearsUsed), parseDecimal(referenceYears));
	const corrected = smallest(before, used);
	return { corrected: toJson(corrected), difference: toJson(subtract(before, corrected)) };
}

/**
 * The entry that stands instead of an earlier net credit when `quantityMilli` of it is handed on after
 * `yearsUsed`; book it together with `reversePayload` for the same quantity. Same factor, same formula version.
 * Undefined when nothing has to be taken back: no amount, no reference life, or the claim is used up.
 * @throws RangeError when the quantity is not part of the credit.
 */
export function correctToYearsUsed(
	credit: CreditPayload<'co2Net'>,
	{ yearsUsed, quantityMilli }: { readonly yearsUsed: string; readonly quantityMilli: number }
): CreditPayload<'co2Net'> | undefined {
	const { inputs, result } = credit;
	const { quantity, factorQuantity, portion, remaining } = inputs;
	if (quantityMilli <= 0 || quantityMilli > quantity.milli)
		throw new RangeError('Only what was credited can be corrected');
	if (result.amount === null || result.remainingShare === null || remaining.reference === null)
		return undefined;
	const referenceYears = remaining.reference.years.central;
	const { difference } = lineageCorrection({
		claimed: result.remainingShare.central,
		yearsUsed,
		referenceYears
	});
	if (isZero(fromJson(difference))) return undefined;
	const part: Fraction = divide(whole(quantityMilli), whole(quantity.milli));
	const scaled = (value: FractionJson): FractionJson => toJson(multiply(fromJson(value), part));
	const corrected: InputsOf<'co2Net'> = {
		...inputs,
		cause: 'correction',
		quantity: { ...quantity, milli: quantityMilli },
		factorQuantity: factorQuantity && { ...factorQuantity, milli: scaled(factorQuantity.milli) },
		portion: scaled(portion),
		remaining: { ...remaining, basis: 'yearsUsed', yearsUsed, claimedBefore: result.remainingShare }
	};
	return creditPayload('co2Net', corrected, credit.formulaVersion);
}
