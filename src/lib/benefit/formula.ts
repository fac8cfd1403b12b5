import {
	type AlternativeInput,
	type BenefitInputs,
	type BenefitKind,
	type DataQuality,
	type InputsOf,
	type MissingReason,
	type Outcome,
	type Per,
	type Range,
	type RemainingInput,
	type ReversalPayload,
	worstQuality
} from './benefit';
import {
	divide,
	type Fraction,
	fromJson,
	fromMilli,
	isZero,
	largest,
	multiply,
	ONE,
	parseDecimal,
	roundHalfUp,
	smallest,
	subtract,
	sum,
	toJson,
	whole,
	ZERO
} from './decimal';

/** The deductions of a line in grams of CO₂e, exact, at their central values. */
export interface Deductions {
	readonly transport: Fraction;
	readonly parts: Fraction;
	readonly storage: Fraction;
	readonly usePhase: Fraction;
}
type CreditRequest = { [K in BenefitKind]: { readonly kind: K; readonly inputs: InputsOf<K> } }[BenefitKind];
type ReversalRequest = Omit<ReversalPayload, 'result'>;

/** One version of the method. Once an entry is booked with it, it never changes: a change is a new version. */
export interface Formula {
	/** r as low, central and high, exact. */
	remainingShare(input: RemainingInput): Range<Fraction>;
	/** Grams moved or kept, exact, or why they are not known. */
	massGrams(inputs: MassInputs): Fraction | MissingReason;
	deductions(inputs: InputsOf<'co2Net'>): Deductions | MissingReason;
	/** Costs of the line in øre, as far as this entry carries them. */
	costsOre(inputs: InputsOf<'money'>): Fraction;
	/** W: 1, 0 or not known. */
	alternativeShare(alternative: AlternativeInput): Fraction | MissingReason;
	credit(request: CreditRequest): Outcome;
	reversal(request: ReversalRequest): Outcome;
}

type UnitInputs = Pick<BenefitInputs, 'quantity' | 'factorQuantity'>;
type MassInputs = UnitInputs & Pick<BenefitInputs, 'weight'>;
type Exact = Range<Fraction>;
type Calculation = { readonly amount: Exact; readonly restsOn: readonly DataQuality[] } | MissingReason;

const mapRange = <T, U>({ low, central, high }: Range<T>, to: (value: T) => U): Range<U> => ({
	low: to(low),
	central: to(central),
	high: to(high)
});
const always = (value: Fraction): Exact => ({ low: value, central: value, high: value });
const exact = (range: Range<string>): Exact => mapRange(range, parseDecimal);
/** Low multiplies the lows, high the highs. */
const product = (...ranges: readonly Exact[]): Exact => ({
	low: multiply(...ranges.map((range) => range.low)),
	central: multiply(...ranges.map((range) => range.central)),
	high: multiply(...ranges.map((range) => range.high))
});
const lessOnce = (range: Exact, deducted: Fraction): Exact =>
	mapRange(range, (value) => subtract(value, deducted));

/** How many units a value per counted or per factor unit applies to; a reason when there is no conversion. */
function unitsOf({ quantity, factorQuantity }: UnitInputs, per: Per): Fraction | MissingReason {
	if (per === 'counted') return fromMilli(quantity.milli);
	return factorQuantity === null ? 'conversionMissing' : divide(fromJson(factorQuantity.milli), whole(1000));
}
const qualityOfUnits = ({ quantity, factorQuantity }: UnitInputs, per: Per): DataQuality[] =>
	per === 'factor' && factorQuantity !== null
		? [quantity.quality, factorQuantity.quality]
		: [quantity.quality];

function massGrams(inputs: MassInputs): Fraction | MissingReason {
	if (inputs.weight === null) return 'weightMissing';
	const units = unitsOf(inputs, inputs.weight.per);
	return typeof units === 'string' ? units : multiply(units, parseDecimal(inputs.weight.gramsPerUnit));
}
const qualityOfMass = (inputs: MassInputs): DataQuality[] =>
	inputs.weight === null ? [] : [inputs.weight.quality, ...qualityOfUnits(inputs, inputs.weight.per)];

function uncappedShare(input: RemainingInput): Exact {
	const { basis, reference, parameters, ageYears, yearsUsed, claimedBefore } = input;
	if (basis === 'unknown') return exact(parameters.unknown);
	const years = basis === 'known' ? ageYears : yearsUsed;
	if (reference === null || years === null) throw new RangeError(`r by ${basis} needs years and a reference`);
	const life = parseDecimal(reference.years.central);
	const share = (part: Fraction) => product(always(divide(part, life)), exact(parameters.known));
	if (basis === 'known') {
		const remaining = largest(ZERO, subtract(life, parseDecimal(years)));
		return share(smallest(life, remaining));
	}
	const used = share(parseDecimal(years));
	if (claimedBefore === null) return used;
	return {
		low: smallest(used.low, fromJson(claimedBefore.low)),
		central: smallest(used.central, fromJson(claimedBefore.central)),
		high: smallest(used.high, fromJson(claimedBefore.high))
	};
}

function remainingShare(input: RemainingInput): Exact {
	if (input.basis === 'whole') return always(ONE);
	const left = largest(ZERO, subtract(ONE, fromJson(input.creditedBefore)));
	return mapRange(uncappedShare(input), (value) => smallest(value, left));
}

/** A corrected credit of a thing used for no time at all is a plain 0, not a used-up life. */
const isUsedUp = (input: RemainingInput): boolean =>
	input.basis !== 'yearsUsed' && isZero(remainingShare(input).central);

function transportGrams(inputs: InputsOf<'co2Net'>): Fraction | MissingReason {
	const { transport } = inputs;
	if (transport === null) return ZERO;
	const km = parseDecimal(transport.km.value);
	if (isZero(km)) return ZERO;
	const grams = massGrams(inputs);
	if (typeof grams === 'string') return grams;
	return divide(multiply(grams, km, parseDecimal(transport.gramsCo2ePerTonneKm.value)), whole(1_000_000));
}

function deductions(inputs: InputsOf<'co2Net'>): Deductions | MissingReason {
	const { repairParts, storage, usePhase } = inputs;
	const portion = fromJson(inputs.portion);
	const transport = transportGrams(inputs);
	if (typeof transport === 'string') return transport;
	const parts: Fraction[] = [];
	for (const { quantityMilli, gramsCo2ePerUnit } of repairParts) {
		if (gramsCo2ePerUnit === null) return 'partFactorMissing';
		parts.push(multiply(fromMilli(quantityMilli), parseDecimal(gramsCo2ePerUnit)));
	}
	if (usePhase.relevant && usePhase.gramsCo2e === null) return 'usePhaseUnknown';
	const added = usePhase.relevant && usePhase.gramsCo2e !== null ? parseDecimal(usePhase.gramsCo2e) : ZERO;
	return {
		transport,
		parts: multiply(sum(parts), portion),
		storage: storage === null ? ZERO : multiply(parseDecimal(storage.gramsCo2e), portion),
		usePhase: multiply(added, portion)
	};
}

/** What would have been emitted by buying all of it new, before D and r. */
function newProduction(inputs: InputsOf<'co2Gross'> | InputsOf<'co2Net'>): Calculation {
	const { factor, usePhase } = inputs;
	if (factor === null) return 'factorMissing';
	const units = unitsOf(inputs, 'factor');
	if (typeof units === 'string') return units;
	if (usePhase.relevant && usePhase.gramsCo2e === null) return 'usePhaseUnknown';
	return {
		amount: product(always(units), exact(factor.gramsCo2ePerUnit)),
		restsOn: [factor.quality, ...qualityOfUnits(inputs, 'factor')]
	};
}

function co2Net(inputs: InputsOf<'co2Net'>): Calculation {
	const gross = newProduction(inputs);
	if (typeof gross === 'string') return gross;
	const deducted = deductions(inputs);
	if (typeof deducted === 'string') return deducted;
	const { remaining, transport, repairParts, storage, usePhase } = inputs;
	const restsOn = [...gross.restsOn];
	if (remaining.basis !== 'whole') restsOn.push(remaining.quality);
	if (remaining.basis !== 'whole' && remaining.reference !== null) restsOn.push(remaining.reference.quality);
	if (transport !== null) restsOn.push(transport.km.quality);
	if (transport !== null && !isZero(deducted.transport))
		restsOn.push(transport.gramsCo2ePerTonneKm.quality, ...qualityOfMass(inputs));
	restsOn.push(...repairParts.map((part) => part.quality));
	if (storage !== null) restsOn.push(storage.quality);
	if (usePhase.relevant) restsOn.push(usePhase.quality);
	const avoided = product(gross.amount, exact(inputs.displacement), remainingShare(remaining));
	const { transport: moved, parts, storage: stored, usePhase: added } = deducted;
	return { amount: lessOnce(avoided, sum([moved, parts, stored, added])), restsOn };
}

const costsOre = ({ costs, portion }: InputsOf<'money'>): Fraction =>
	multiply(
		sum(
			[costs.paidToOthersOre, costs.freightOre, costs.repairOre, costs.storageOre, costs.handlingOre].map(
				whole
			)
		),
		fromJson(portion)
	);

/** Cash view: without r. Costs that nobody recorded are 0 and do not lower the quality; they carry their mark. */
function money(inputs: InputsOf<'money'>): Calculation {
	const { price, displacement, costs } = inputs;
	if (price === null || (price.kind === 'table' && price.tablePriceKind !== 'new')) return 'priceMissing';
	const units = unitsOf(inputs, price.per);
	if (typeof units === 'string') return units;
	const unitPrice =
		price.kind === 'table' ? exact(price.priceOre) : always(parseDecimal(price.priceOre.central));
	const restsOn = [price.quality, ...qualityOfUnits(inputs, price.per)];
	if (costs.recorded) restsOn.push(costs.quality);
	return {
		amount: lessOnce(product(always(units), exact(displacement), unitPrice), costsOre(inputs)),
		restsOn
	};
}

function alternativeShare({ wouldBe, evidence }: AlternativeInput): Fraction | MissingReason {
	if (wouldBe === 'disposed' && evidence.length > 0) return ONE;
	return wouldBe === 'disposed' || wouldBe === 'unknown' ? 'disposalNotDocumented' : ZERO;
}

function massKept(inputs: InputsOf<'massKept'>): Calculation {
	const kept = alternativeShare(inputs.alternative);
	if (typeof kept === 'string') return kept;
	if (isZero(kept)) return { amount: always(ZERO), restsOn: [inputs.alternative.quality] };
	const grams = massGrams(inputs);
	if (typeof grams === 'string') return grams;
	const restsOn = [inputs.alternative.quality, ...qualityOfMass(inputs)];
	return { amount: always(multiply(grams, kept)), restsOn };
}

function disposalFee(inputs: InputsOf<'disposalFee'>): Calculation {
	const kept = massKept(inputs);
	if (typeof kept === 'string') return kept;
	if (isZero(kept.amount.central)) return kept;
	if (inputs.fee === null) return 'feeMissing';
	const kilograms = mapRange(kept.amount, (grams) => divide(grams, whole(1000)));
	return {
		amount: product(kilograms, exact(inputs.fee.orePerKg)),
		restsOn: [...kept.restsOn, inputs.fee.quality]
	};
}

function calculate(request: CreditRequest): Calculation {
	if (!request.inputs.reuseAllowed) return 'notForReuse';
	if (request.kind !== 'massKept' && isUsedUp(request.inputs.remaining)) return 'lifetimeUsedUp';
	switch (request.kind) {
		case 'co2Gross':
			return newProduction(request.inputs);
		case 'co2Net':
			return co2Net(request.inputs);
		case 'money':
			return money(request.inputs);
		case 'massKept':
			return massKept(request.inputs);
		case 'disposalFee':
			return disposalFee(request.inputs);
	}
}

function credit(request: CreditRequest): Outcome {
	const calculation = calculate(request);
	const { inputs } = request;
	const shared = {
		evidenceGrade: 'displacement' in inputs ? inputs.displacement.grade : ('none' as const),
		remainingShare: 'displacement' in inputs ? mapRange(remainingShare(inputs.remaining), toJson) : null
	};
	if (typeof calculation === 'string')
		return { ...shared, amount: null, reason: calculation, dataQuality: null };
	return {
		...shared,
		amount: mapRange(calculation.amount, roundHalfUp),
		reason: null,
		dataQuality: worstQuality(calculation.restsOn)
	};
}

/** The part is the difference of two rounded running totals, so that all parts together are the whole amount. */
function reversal(request: ReversalRequest): Outcome {
	const { original, originalQuantityMilli, alreadyReversedMilli, reversedMilli } = request;
	const reversed = alreadyReversedMilli + reversedMilli;
	if (alreadyReversedMilli < 0 || reversedMilli <= 0 || reversed > originalQuantityMilli)
		throw new RangeError('A reversal takes back more than nothing and never more than what is left');
	if (original.amount === null) return original;
	const running = (amount: number, milli: number) =>
		roundHalfUp(divide(multiply(whole(amount), whole(milli)), whole(originalQuantityMilli)));
	const amount = mapRange(
		original.amount,
		(value) => running(value, alreadyReversedMilli) - running(value, reversed)
	);
	return { ...original, amount };
}

export const CURRENT_FORMULA = '2026-11-22.1';
export const FORMULAS: Readonly<Record<string, Formula>> = {
	'2026-11-22.1': {
		remainingShare,
		massGrams,
		deductions,
		costsOre,
		alternativeShare,
		credit,
		reversal
	}
};
