import { factorQuantityMilli, type CatalogueType, type Measure } from '$lib/catalogue/catalogue';
import type { AttributeValues } from '$lib/catalogue/attribute';
import type {
	BenefitInputs,
	CostsInput,
	CreditPayload,
	DataQuality,
	EvidenceAnswers,
	FactorInput,
	FactorQuantityInput,
	FeeInput,
	Per,
	PriceInput,
	Provenance,
	ReferenceLifetime,
	SourceRef,
	TransportInput,
	UsePhaseInput,
	WeightInput
} from './benefit';
import { worstQuality } from './benefit';
import {
	divide,
	fraction,
	type FractionJson,
	fromJson,
	fromMilli,
	multiply,
	toDecimal,
	toJson,
	whole
} from './decimal';
import { type MethodParameters, kmFor } from './parameters';
import { creditPayload, lineageCorrection } from './payload';
import type { RegisterRows } from './register.server';

/** From the rows of the register and the facts of a handover or a need to the inputs of the formula. */
export type CountedType = Pick<
	CatalogueType,
	'countedMeasure' | 'factorMeasure' | 'conversion' | 'usePhaseRelevant'
>;

/** Said by the person who did it, on the form where it happened. */
const declared = (quality: DataQuality = 'A'): Provenance => ({ origin: 'declared', quality, source: null });

interface Sourced {
	key: string;
	version: string;
	sourceTitle: string;
	sourceYear: number;
	sourceRef: string;
}
const sourceOf = ({ key, version, sourceTitle, sourceYear, sourceRef }: Sourced): SourceRef => ({
	key,
	version,
	title: sourceTitle,
	year: sourceYear,
	ref: sourceRef
});

/** A figure is no better than the mapping that picked its row. */
const graded = (rows: RegisterRows, row: Sourced, confidence: DataQuality): Provenance => ({
	origin: 'table',
	quality: rows.mapping ? worstQuality([confidence, rows.mapping.quality]) : confidence,
	source: sourceOf(row)
});

const perOf = (type: CountedType, measure: string): Per | undefined =>
	measure === type.factorMeasure ? 'factor' : measure === type.countedMeasure ? 'counted' : undefined;

export function factorQuantityInput(
	type: CountedType,
	quantityMilli: number,
	attributes: AttributeValues
): FactorQuantityInput | null {
	const converted = factorQuantityMilli(type, quantityMilli, attributes);
	if (!converted.ok) return null;
	const milli = toJson(fraction(converted.numMilli, converted.den));
	return { milli, measure: type.factorMeasure, ...declared(type.conversion.kind === 'fixed' ? 'B' : 'A') };
}

export function factorInput(type: CountedType, rows: RegisterRows): FactorInput | null {
	const { factor } = rows;
	if (!factor || factor.measure !== type.factorMeasure) return null;
	return {
		key: factor.key,
		version: factor.version,
		hash: factor.rowHash,
		gramsCo2ePerUnit: {
			low: factor.gramsCo2eLow,
			central: factor.gramsCo2eCentral,
			high: factor.gramsCo2eHigh
		},
		scope: factor.scope,
		...graded(rows, factor, factor.confidence)
	};
}

export function weightInput(type: CountedType, rows: RegisterRows): WeightInput | null {
	const { weight } = rows;
	const per = weight && perOf(type, weight.measure);
	if (!weight || !per || weight.weightGrams === null) return null;
	return { gramsPerUnit: weight.weightGrams, per, ...graded(rows, weight, weight.weightConfidence) };
}

const vatBasisOf = (text: string) => (text === 'exVat' ? ('exVat' as const) : ('notStated' as const));

/** What a need says about its price; øre for one unit of the need's own measure, ex VAT. */
export interface NeedPrice {
	unitPriceOre: number | null;
	priceEvidence: EvidenceAnswers['priceEvidence'];
	measure: Measure;
	/** Year the need was stated. */
	year: number;
}

/** The need's own quote or agreement price; else the table's price of a new one; else not known. */
export function priceInput(type: CountedType, rows: RegisterRows, need: NeedPrice | null): PriceInput | null {
	const per = need && perOf(type, need.measure);
	if (need && per && need.unitPriceOre !== null) {
		const { priceEvidence: kind, year } = need;
		const ore = String(need.unitPriceOre);
		if (kind === 'quote' || kind === 'agreement')
			return {
				kind,
				per,
				priceOre: { low: ore, central: ore, high: ore },
				year,
				vatBasis: 'exVat',
				indexed: false,
				origin: 'quote',
				quality: 'A',
				source: null
			};
	}
	const { price } = rows;
	const tablePer = price && perOf(type, price.measure);
	if (!price || !tablePer) return null;
	const { priceOreLow: low, priceOreCentral: central, priceOreHigh: high } = price;
	if (low === null || central === null || high === null) return null;
	return {
		kind: 'table',
		tablePriceKind: price.kind,
		per: tablePer,
		priceOre: { low, central, high },
		year: price.priceYear,
		vatBasis: vatBasisOf(price.vatBasis),
		indexed: false,
		...graded(rows, price, price.confidence)
	};
}

export function feeInput({ fee }: RegisterRows): FeeInput | null {
	if (!fee || fee.priceOreLow === null || fee.priceOreCentral === null || fee.priceOreHigh === null)
		return null;
	return {
		orePerKg: { low: fee.priceOreLow, central: fee.priceOreCentral, high: fee.priceOreHigh },
		year: fee.priceYear,
		vatBasis: vatBasisOf(fee.vatBasis),
		origin: 'table',
		quality: fee.confidence,
		source: sourceOf(fee)
	};
}

export function referenceLifetime(rows: RegisterRows): ReferenceLifetime | null {
	const { lifetime } = rows;
	if (!lifetime) return null;
	const { yearsLow: low, yearsCentral: central, yearsHigh: high } = lifetime;
	const { quality } = graded(rows, lifetime, lifetime.confidence);
	return { years: { low, central, high }, quality, source: sourceOf(lifetime) };
}

/** Whole calendar years between the year acquired and a date; null where the year is not known. */
export const ageOn = (yearAcquired: number | null, on: string): ({ years: string } & Provenance) | null =>
	yearAcquired === null
		? null
		: { years: String(Math.max(0, Number(on.slice(0, 4)) - yearAcquired)), ...declared() };

const DAY_MS = 86_400_000;
const instantOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
function anniversary(date: string, years: number): number {
	const moved = new Date(instantOf(date));
	moved.setUTCFullYear(moved.getUTCFullYear() + years);
	return moved.getTime();
}

/** Years between two business dates as a decimal string: whole years, then days as parts of the year they are in. */
export function yearsBetween(from: string, to: string): string {
	if (to <= from) return '0';
	let years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
	if (anniversary(from, years) > instantOf(to)) years--;
	const [start, end] = [anniversary(from, years), anniversary(from, years + 1)];
	const days = whole(Math.round((instantOf(to) - start) / DAY_MS));
	const part = divide(days, whole(Math.round((end - start) / DAY_MS)));
	return toDecimal({ num: part.num + BigInt(years) * part.den, den: part.den }, 6);
}

/** Km there and back in a diesel van; the default distance where nobody said how far. */
export function transportInput(
	distanceKmMilli: number | null,
	parameters: MethodParameters,
	van: { valueCentral: string; version: string; key: string; sourceTitle: string; sourceRef: string } & {
		confidence: DataQuality;
	}
): TransportInput {
	const known =
		distanceKmMilli === null ? null : { value: toDecimal(fromMilli(distanceKmMilli), 3), ...declared() };
	return {
		km: kmFor(known, parameters),
		gramsCo2ePerTonneKm: {
			value: van.valueCentral,
			origin: 'parameter',
			quality: van.confidence,
			source: { key: van.key, version: van.version, title: van.sourceTitle, year: null, ref: van.sourceRef }
		}
	};
}

export type RecordedCosts = Partial<
	Pick<CostsInput, 'paidToOthersOre' | 'freightOre' | 'repairOre' | 'storageOre' | 'handlingOre'>
>;
/** Costs as they were written at the handover; nothing written counts 0 and is shown as not recorded. */
export const costsInput = (costs: RecordedCosts | null): CostsInput => ({
	recorded: costs !== null,
	paidToOthersOre: costs?.paidToOthersOre ?? 0,
	freightOre: costs?.freightOre ?? 0,
	repairOre: costs?.repairOre ?? 0,
	storageOre: costs?.storageOre ?? 0,
	handlingOre: costs?.handlingOre ?? 0,
	...(costs === null ? { origin: 'assumed', quality: 'C', source: null } : declared())
});

/** CO₂e of parts and materials as it was written for the whole line; nothing written is none used. */
export const repairPartsInput = (gramsCo2e: number | null): BenefitInputs['repairParts'] =>
	gramsCo2e === null || gramsCo2e === 0
		? []
		: [
				{
					key: 'recorded',
					quantityMilli: 1000,
					measure: 'pcs',
					gramsCo2ePerUnit: String(gramsCo2e),
					...declared('B')
				}
			];

/** What a new one saves in use is asked for nowhere yet: types where it matters stay *ukjent*. */
export const usePhaseInput = ({ usePhaseRelevant }: CountedType): UsePhaseInput =>
	usePhaseRelevant
		? { relevant: true, gramsCo2e: null, origin: 'assumed', quality: 'C', source: null }
		: { relevant: false };

export interface AskedNeed {
	id: string;
	statedAt: Date;
	priceEvidence: EvidenceAnswers['priceEvidence'];
	wouldBuyNew: EvidenceAnswers['declaresWouldHaveBoughtNew'];
}

/** The evidence behind a handover. A *no* given anywhere counts; the need must not be younger than the reservation. */
export function evidenceOfHandover(
	need: AskedNeed | null,
	reservation: { createdAt: Date; wouldBuyNew: EvidenceAnswers['declaresWouldHaveBoughtNew'] }
): EvidenceAnswers {
	const answers = [reservation.wouldBuyNew, need?.wouldBuyNew ?? 'unknown'];
	return {
		needStatedBeforeMatch: need !== null && need.statedAt <= reservation.createdAt,
		priceEvidence: need?.priceEvidence ?? 'none',
		declaresWouldHaveBoughtNew: answers.includes('no') ? 'no' : answers.includes('yes') ? 'yes' : 'unknown',
		walkIn: need === null
	};
}

const NOTHING: FractionJson = { num: '0', den: '1' };

/** The r an earlier owner keeps of a credit after having used the thing for some years. */
export function creditedAfter({ inputs, result }: CreditPayload<'co2Net'>, yearsUsed: string): FractionJson {
	if (result.amount === null || result.remainingShare === null) return NOTHING;
	const claimed = result.remainingShare.central;
	const reference = inputs.remaining.reference;
	if (reference === null) return claimed;
	return lineageCorrection({ claimed, yearsUsed, referenceYears: reference.years.central }).corrected;
}

/** The same credit for a part of its quantity: what stands again when a thing handed on comes back. */
export function partOfCredit(
	{ inputs, formulaVersion }: CreditPayload<'co2Net'>,
	quantityMilli: number
): CreditPayload<'co2Net'> {
	const { quantity, factorQuantity, portion } = inputs;
	const part = divide(whole(quantityMilli), whole(quantity.milli));
	const scaled = (value: FractionJson): FractionJson => toJson(multiply(fromJson(value), part));
	return creditPayload(
		'co2Net',
		{
			...inputs,
			cause: 'correction',
			quantity: { ...quantity, milli: quantityMilli },
			factorQuantity: factorQuantity && { ...factorQuantity, milli: scaled(factorQuantity.milli) },
			portion: scaled(portion)
		},
		formulaVersion
	);
}
