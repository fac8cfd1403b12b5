import { priceNotUsed, type PriceEvidence } from '$lib/need/need';
import type {
	BenefitInputs,
	DataQuality,
	InputOrigin,
	LedgerPayload,
	Provenance,
	Range,
	SourceRef
} from './benefit';
import { divide, fromJson, fromMilli, parseDecimal, toDecimal, whole } from './decimal';

/**
 * What the value of a row is. `code` is the word of a vocabulary, shown through its message; `text` is shown as
 * the register has it; `quantity` is in the measure of the reversed entry.
 */
export type InputUnit =
	| 'pcs'
	| 'm2'
	| 'm'
	| 'm3'
	| 'kg'
	| 'kgCo2e'
	| 'kgCo2ePerUnit'
	| 'kgCo2ePerTonneKm'
	| 'kgPerUnit'
	| 'kr'
	| 'krPerUnit'
	| 'krPerKg'
	| 'years'
	| 'km'
	| 'share'
	| 'year'
	| 'quantity'
	| 'text'
	| 'code';

/** One input of an entry as the trace page lists it: what, how much, where from and how good. */
export interface InputRow {
	readonly nameKey: string;
	/** Number with a point, or a code; null is *ukjent*. */
	readonly value: string | null;
	readonly low: string | null;
	readonly high: string | null;
	readonly unit: InputUnit;
	readonly origin: InputOrigin;
	/** Null for D and the answers behind it: how sure a purchase was avoided is a scale of its own. */
	readonly quality: DataQuality | null;
	readonly source: SourceRef | null;
}
type Grading = Pick<InputRow, 'origin' | 'quality' | 'source'>;

const NOT_KNOWN: Grading = { origin: 'table', quality: null, source: null };
const ANSWERED: Grading = { origin: 'declared', quality: null, source: null };
const gradingOf = ({ origin, quality, source }: Provenance): Grading => ({ origin, quality, source });

const plain = (text: string): string => toDecimal(parseDecimal(text), 6);
const thousandth = (text: string): string => toDecimal(divide(parseDecimal(text), whole(1000)), 6);
const hundredth = (text: string): string => toDecimal(divide(parseDecimal(text), whole(100)), 6);

function row(name: string, value: string | null, unit: InputUnit, grading: Grading): InputRow {
	return { nameKey: `benefitInput${name}`, value, low: null, high: null, unit, ...grading };
}
function rangeRow(
	name: string,
	range: Range<string>,
	to: (text: string) => string,
	unit: InputUnit,
	grading: Grading
): InputRow {
	const ends = { low: to(range.low), high: to(range.high) };
	return { ...row(name, to(range.central), unit, grading), ...ends };
}

function quantityRows({ quantity, factorQuantity }: Partial<BenefitInputs>): InputRow[] {
	const rows: InputRow[] = [];
	if (quantity)
		rows.push(
			row('Quantity', toDecimal(fromMilli(quantity.milli), 3), quantity.measure, gradingOf(quantity))
		);
	if (factorQuantity && factorQuantity.measure !== quantity?.measure) {
		const units = divide(fromJson(factorQuantity.milli), whole(1000));
		rows.push(row('FactorQuantity', toDecimal(units, 6), factorQuantity.measure, gradingOf(factorQuantity)));
	}
	return rows;
}

function registerRows({ factor, weight, price, fee }: Partial<BenefitInputs>): InputRow[] {
	const rows: InputRow[] = [];
	if (factor)
		rows.push(
			rangeRow('Factor', factor.gramsCo2ePerUnit, thousandth, 'kgCo2ePerUnit', gradingOf(factor)),
			row('FactorScope', factor.scope, 'text', gradingOf(factor))
		);
	if (factor === null) rows.push(row('Factor', null, 'kgCo2ePerUnit', NOT_KNOWN));
	if (weight) rows.push(row('Weight', thousandth(weight.gramsPerUnit), 'kgPerUnit', gradingOf(weight)));
	if (weight === null) rows.push(row('Weight', null, 'kgPerUnit', NOT_KNOWN));
	if (price)
		rows.push(
			price.kind === 'table'
				? rangeRow('Price', price.priceOre, hundredth, 'krPerUnit', gradingOf(price))
				: row('Price', hundredth(price.priceOre.central), 'krPerUnit', gradingOf(price)),
			row('PriceKind', price.kind, 'code', gradingOf(price)),
			row('PriceYearNotIndexed', String(price.year), 'year', gradingOf(price)),
			row('VatBasis', price.vatBasis, 'code', gradingOf(price))
		);
	if (price === null) rows.push(row('Price', null, 'krPerUnit', NOT_KNOWN));
	if (fee) rows.push(rangeRow('Fee', fee.orePerKg, hundredth, 'krPerKg', gradingOf(fee)));
	if (fee === null) rows.push(row('Fee', null, 'krPerKg', NOT_KNOWN));
	return rows;
}

function displacementRows({ displacement }: Partial<BenefitInputs>): InputRow[] {
	if (displacement === undefined) return [];
	const { grade, evidence, source } = displacement;
	const parameter: Grading = { origin: 'parameter', quality: null, source };
	return [
		row('EvidenceGrade', grade, 'code', parameter),
		rangeRow('Displacement', displacement, plain, 'share', parameter),
		row('NeedStatedBeforeMatch', evidence.needStatedBeforeMatch ? 'yes' : 'no', 'code', ANSWERED),
		row('PriceEvidence', evidence.priceEvidence, 'code', ANSWERED),
		row('WouldHaveBoughtNew', evidence.declaresWouldHaveBoughtNew, 'code', ANSWERED),
		row('WalkIn', evidence.walkIn ? 'yes' : 'no', 'code', ANSWERED)
	];
}

function remainingRows({ remaining }: Partial<BenefitInputs>): InputRow[] {
	if (remaining === undefined || remaining.basis === 'whole') return [];
	const { basis, ageYears, yearsUsed, reference, parameters } = remaining;
	const rows = [row('Age', ageYears === null ? null : plain(ageYears), 'years', gradingOf(remaining))];
	if (yearsUsed !== null) rows.push(row('YearsUsed', plain(yearsUsed), 'years', gradingOf(remaining)));
	if (reference === null) rows.push(row('ReferenceLife', null, 'years', NOT_KNOWN));
	else
		rows.push(
			rangeRow('ReferenceLife', reference.years, plain, 'years', {
				origin: 'table',
				quality: reference.quality,
				source: reference.source
			})
		);
	const { quality, source, ...range } = basis === 'unknown' ? parameters.unknown : parameters.known;
	const name = basis === 'unknown' ? 'ShareUnknown' : 'ShareSpread';
	const origin = basis === 'unknown' ? 'assumed' : 'parameter';
	return [...rows, rangeRow(name, range, plain, 'share', { origin, quality, source })];
}

function deductionRows(inputs: Partial<BenefitInputs>): InputRow[] {
	const { transport, repairParts, storage, usePhase } = inputs;
	const rows: InputRow[] = [];
	if (transport) {
		const { km, gramsCo2ePerTonneKm: perTonneKm } = transport;
		rows.push(
			row('Km', plain(km.value), 'km', gradingOf(km)),
			row('TransportFactor', thousandth(perTonneKm.value), 'kgCo2ePerTonneKm', gradingOf(perTonneKm))
		);
	}
	for (const part of repairParts ?? []) {
		const { gramsCo2ePerUnit: grams, quantityMilli } = part;
		rows.push(
			row('PartQuantity', toDecimal(fromMilli(quantityMilli), 3), part.measure, gradingOf(part)),
			row('PartFactor', grams === null ? null : thousandth(grams), 'kgCo2ePerUnit', gradingOf(part))
		);
	}
	if (storage) rows.push(row('Storage', thousandth(storage.gramsCo2e), 'kgCo2e', gradingOf(storage)));
	if (usePhase?.relevant) {
		const added = usePhase.gramsCo2e === null ? null : thousandth(usePhase.gramsCo2e);
		rows.push(row('UsePhase', added, 'kgCo2e', gradingOf(usePhase)));
	}
	return rows;
}

function costRows({ costs }: Partial<BenefitInputs>): InputRow[] {
	if (costs === undefined) return [];
	if (!costs.recorded)
		return [row('CostsNotRecorded', '0', 'kr', { origin: 'assumed', quality: null, source: null })];
	const of = (name: string, ore: number) => row(name, hundredth(String(ore)), 'kr', gradingOf(costs));
	return [
		of('PaidToOthers', costs.paidToOthersOre),
		of('Freight', costs.freightOre),
		of('Repair', costs.repairOre),
		of('StorageCost', costs.storageOre),
		of('Handling', costs.handlingOre)
	];
}

function alternativeRows({ alternative }: Partial<BenefitInputs>): InputRow[] {
	if (alternative === undefined) return [];
	return [
		row('WouldBe', alternative.wouldBe, 'code', gradingOf(alternative)),
		row('WouldBeEvidence', alternative.evidence.length > 0 ? 'yes' : 'no', 'code', gradingOf(alternative))
	];
}

/**
 * The price somebody typed in the need, where a sum of money does not rest on it, and the code of why. It is no input
 * of the entry; without it a reader would look for it in vain.
 */
export function typedPriceNotUsed(
	payload: LedgerPayload,
	{ unitPriceOre, priceEvidence }: { unitPriceOre: number | null; priceEvidence: PriceEvidence }
): { ore: number; why: 'none' | 'budgetLine' } | null {
	if (payload.type !== 'credit' || payload.kind !== 'money' || unitPriceOre === null) return null;
	const why = priceNotUsed(priceEvidence);
	return why && payload.inputs.price?.kind !== 'quote' ? { ore: unitPriceOre, why } : null;
}

/** Every input an entry rests on; for a reversal what was taken back, of what the original entry lists. */
export function inputsOf(payload: LedgerPayload): InputRow[] {
	if (payload.type === 'reversal') {
		const measured: Grading = { origin: 'declared', quality: null, source: null };
		const quantity = (name: string, milli: number) =>
			row(name, toDecimal(fromMilli(milli), 3), 'quantity', measured);
		return [
			quantity('OriginalQuantity', payload.originalQuantityMilli),
			quantity('AlreadyReversed', payload.alreadyReversedMilli),
			quantity('Reversed', payload.reversedMilli)
		];
	}
	const inputs: Partial<BenefitInputs> = payload.inputs;
	return [
		...quantityRows(inputs),
		...registerRows(inputs),
		...displacementRows(inputs),
		...remainingRows(inputs),
		...deductionRows(inputs),
		...costRows(inputs),
		...alternativeRows(inputs)
	];
}
