import type { FractionJson } from './decimal';

/**
 * The nouns of the benefit ledger. Decimals are strings with a point, øre, grams and thousandths are whole
 * numbers, ratios are `{num, den}`. The keys are part of hashed payloads: they are never renamed, only added.
 */

export const BENEFIT_KINDS = ['co2Gross', 'co2Net', 'money', 'massKept', 'disposalFee'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];
export type BenefitSide = 'receiver' | 'giver';

/** Which side an entry of this kind is booked on; never on both, so nothing is counted twice. */
export const SIDE_OF: Readonly<Record<BenefitKind, BenefitSide>> = {
	co2Gross: 'receiver',
	co2Net: 'receiver',
	money: 'receiver',
	massKept: 'giver',
	disposalFee: 'giver'
};

/** What the whole numbers of an entry are: grams of CO₂e, øre, grams. */
export type AmountUnit = 'gramsCo2e' | 'ore' | 'grams';
export const UNIT_OF: Readonly<Record<BenefitKind, AmountUnit>> = {
	co2Gross: 'gramsCo2e',
	co2Net: 'gramsCo2e',
	money: 'ore',
	massKept: 'grams',
	disposalFee: 'ore'
};

export type Measure = 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
/** A: read in a named source or measured; B: derived or second-hand; C: assumed or general knowledge. */
export type DataQuality = 'A' | 'B' | 'C';
/** How sure we are that a purchase was avoided; `none`: the receiver says it would not have been bought. */
export type EvidenceGrade = 'A' | 'B' | 'C' | 'none';
export type InputOrigin = 'declared' | 'measured' | 'table' | 'parameter' | 'quote' | 'assumed';

export interface Range<T> {
	readonly low: T;
	readonly central: T;
	readonly high: T;
}
/** Whole grams of CO₂e, øre or grams, by the kind of the entry. */
export type AmountRange = Range<number>;

export interface SourceRef {
	/** Row in the register the value was taken from, when it has one. */
	readonly key?: string;
	readonly version?: string;
	readonly title: string;
	readonly year: number | null;
	readonly ref: string;
}

/** Every input says where it comes from and how good it is. */
export interface Provenance {
	readonly origin: InputOrigin;
	readonly quality: DataQuality;
	readonly source: SourceRef | null;
}

/** Why an entry has no amount. It counts as *ukjent*, never as 0. */
export type MissingReason =
	| 'notForReuse'
	| 'lifetimeUsedUp'
	| 'factorMissing'
	| 'weightMissing'
	| 'priceMissing'
	| 'feeMissing'
	| 'conversionMissing'
	| 'partFactorMissing'
	| 'usePhaseUnknown'
	| 'disposalNotDocumented';

export interface QuantityInput extends Provenance {
	readonly milli: number;
	readonly measure: Measure;
}
/** The whole line in the measure of the factor: 2 doors of 1.89 m² are 3780/1 thousandths of `m2`. */
export interface FactorQuantityInput extends Provenance {
	readonly milli: FractionJson;
	readonly measure: Measure;
}
export interface FactorInput extends Provenance {
	readonly key: string;
	readonly version: string;
	readonly hash?: string;
	readonly gramsCo2ePerUnit: Range<string>;
	readonly scope: string;
}
/** Whether a value is for one counted unit (a door) or one unit of the factor measure (a m²). */
export type Per = 'counted' | 'factor';
export interface WeightInput extends Provenance {
	readonly gramsPerUnit: string;
	readonly per: Per;
}
export interface PriceInput extends Provenance {
	readonly kind: 'quote' | 'agreement' | 'table';
	/** `price_kind` of the table row; only `new` is a price of what would have been bought. */
	readonly tablePriceKind?: string;
	readonly per: Per;
	/** Øre for one unit. A quote or an agreement counts at its central value. */
	readonly priceOre: Range<string>;
	readonly year: number;
	readonly vatBasis: 'exVat' | 'notStated';
	/** There is no price index series yet. */
	readonly indexed: false;
}
export interface FeeInput extends Provenance {
	readonly orePerKg: Range<string>;
	readonly year: number;
	readonly vatBasis: 'exVat' | 'notStated';
}

export interface EvidenceAnswers {
	readonly needStatedBeforeMatch: boolean;
	readonly priceEvidence: 'quote' | 'agreement' | 'budgetLine' | 'none';
	readonly declaresWouldHaveBoughtNew: 'yes' | 'no' | 'unknown';
	readonly walkIn: boolean;
}
export interface DisplacementInput extends Range<string> {
	readonly grade: EvidenceGrade;
	readonly evidence: EvidenceAnswers;
	/** Ids of what proves the answers (need, attachment): never names or free text. */
	readonly references: readonly string[];
	readonly origin: 'parameter';
	readonly source: SourceRef;
}

export interface ReferenceLifetime {
	readonly years: Range<string>;
	readonly quality: DataQuality;
	readonly source: SourceRef;
}
/** A versioned setting of the method: what one row of the parameter register says. */
export interface ParameterInput extends Range<string> {
	readonly quality: DataQuality;
	readonly source: SourceRef;
}
/** `known` is multiplied with a known r (0.8, 1, 1.2), `unknown` stands for it where the age is not known. */
export interface RemainingParameters {
	readonly known: ParameterInput;
	readonly unknown: ParameterInput;
}
/**
 * What r is made of. `known`: age and reference life. `unknown`: year acquired or reference life not known.
 * `yearsUsed`: an earlier credit brought down to the years used. `whole`: a dropped need, r = 1.
 */
export interface RemainingInput extends Provenance {
	readonly basis: 'known' | 'unknown' | 'yearsUsed' | 'whole';
	readonly ageYears: string | null;
	readonly yearsUsed: string | null;
	readonly reference: ReferenceLifetime | null;
	readonly parameters: RemainingParameters;
	/** The sum of the r already credited to earlier owners of the same thing, after their corrections. */
	readonly creditedBefore: FractionJson;
	/** With `yearsUsed`: the r of the credit that is corrected; the new one never exceeds it. */
	readonly claimedBefore: Range<FractionJson> | null;
}

export interface TransportInput {
	/** There and back. */
	readonly km: { readonly value: string } & Provenance;
	readonly gramsCo2ePerTonneKm: { readonly value: string } & Provenance;
}
/** Parts and materials for the whole line; an unknown footprint is `null`, never 0. */
export interface RepairPartInput extends Provenance {
	readonly key: string;
	readonly quantityMilli: number;
	readonly measure: Measure;
	readonly gramsCo2ePerUnit: string | null;
}
/** Grams of CO₂e for the whole line. */
export interface StorageInput extends Provenance {
	readonly gramsCo2e: string;
}
/** Added emissions in use against a new, more efficient item; for the whole line, `null` when unknown. */
export type UsePhaseInput =
	| { readonly relevant: false }
	| ({ readonly relevant: true; readonly gramsCo2e: string | null } & Provenance);

/** Costs of the whole line ex VAT. Nothing recorded is 0 with `recorded: false`, which is shown. */
export interface CostsInput extends Provenance {
	readonly recorded: boolean;
	readonly paidToOthersOre: number;
	readonly freightOre: number;
	readonly repairOre: number;
	readonly storageOre: number;
	readonly handlingOre: number;
}
/** *Hva hadde skjedd ellers?* from the listing; W is 1 only for `disposed` with evidence. */
export interface AlternativeInput extends Provenance {
	readonly wouldBe: 'disposed' | 'stored' | 'sold' | 'givenElsewhere' | 'unknown';
	/** Ids of the evidence; none means not documented. */
	readonly evidence: readonly string[];
}

export type CreditCause = 'handover' | 'correction' | 'droppedNeed';

/** Everything one event needs for all its entries. `null` is "not known" (or, for a deduction, "none"). */
export interface BenefitInputs {
	readonly cause: CreditCause;
	readonly quantity: QuantityInput;
	/** The share of the line's totals (parts, storage, use phase, costs) this entry carries: 1/1, or n/N. */
	readonly portion: FractionJson;
	/** `false` when a hazard or support answer stops reuse: nothing is credited. */
	readonly reuseAllowed: boolean;
	readonly factorQuantity: FactorQuantityInput | null;
	readonly factor: FactorInput | null;
	readonly weight: WeightInput | null;
	readonly price: PriceInput | null;
	readonly fee: FeeInput | null;
	readonly displacement: DisplacementInput;
	readonly remaining: RemainingInput;
	/** `null` only when nothing is moved; an unknown distance is the default km, marked `assumed`. */
	readonly transport: TransportInput | null;
	readonly repairParts: readonly RepairPartInput[];
	readonly storage: StorageInput | null;
	readonly usePhase: UsePhaseInput;
	readonly costs: CostsInput;
	readonly alternative: AlternativeInput;
}

/**
 * The inputs each kind stores. An entry holds only what its amount rests on: the giver's entries must not carry
 * the receiver's quote into another organisation.
 */
const COMMON = ['cause', 'quantity', 'portion', 'reuseAllowed', 'factorQuantity'] as const;
export const INPUTS_OF = {
	co2Gross: [...COMMON, 'remaining', 'factor', 'usePhase', 'displacement'],
	co2Net: [
		...COMMON,
		'remaining',
		'factor',
		'weight',
		'displacement',
		'transport',
		'repairParts',
		'storage',
		'usePhase'
	],
	money: [...COMMON, 'remaining', 'price', 'displacement', 'costs'],
	massKept: [...COMMON, 'weight', 'alternative'],
	disposalFee: [...COMMON, 'remaining', 'weight', 'alternative', 'fee']
} as const satisfies Record<BenefitKind, readonly (keyof BenefitInputs)[]>;
export type InputsOf<K extends BenefitKind> = Pick<BenefitInputs, (typeof INPUTS_OF)[K][number]>;

/** What a formula answers. `amount` and `dataQuality` are null together, and then `reason` says why. */
export interface Outcome {
	readonly amount: AmountRange | null;
	readonly reason: MissingReason | null;
	/** Always `none` on the giver's side: what is kept in use says nothing about a purchase. */
	readonly evidenceGrade: EvidenceGrade;
	/** The worst of the inputs this amount rests on. */
	readonly dataQuality: DataQuality | null;
	/** r as it was used; null on the giver's side. */
	readonly remainingShare: Range<FractionJson> | null;
}

export type CreditPayload<K extends BenefitKind = BenefitKind> = K extends BenefitKind
	? {
			readonly type: 'credit';
			readonly formulaVersion: string;
			readonly kind: K;
			readonly side: BenefitSide;
			readonly inputs: InputsOf<K>;
			readonly result: Outcome;
		}
	: never;

/** Takes back all or part of an earlier entry. Each of low, central, high cancels the same column there. */
export interface ReversalPayload {
	readonly type: 'reversal';
	readonly formulaVersion: string;
	readonly kind: BenefitKind;
	readonly side: BenefitSide;
	readonly cause: 'return' | 'correction' | 'needRestated';
	readonly reversesEntryId: string;
	readonly originalQuantityMilli: number;
	readonly alreadyReversedMilli: number;
	readonly reversedMilli: number;
	readonly original: Outcome;
	readonly result: Outcome;
}
/** What is canonicalised, hashed and stored with a ledger entry. */
export type LedgerPayload = CreditPayload | ReversalPayload;

/** The worst grade of those given. */
export const worstQuality = (qualities: readonly DataQuality[]): DataQuality =>
	qualities.includes('C') ? 'C' : qualities.includes('B') ? 'B' : 'A';
