import {
	type AmountUnit,
	type CostsInput,
	type CreditPayload,
	type LedgerPayload,
	type Range,
	type RemainingInput,
	type ReversalPayload,
	UNIT_OF
} from './benefit';
import {
	divide,
	type Fraction,
	fromJson,
	fromMilli,
	isZero,
	multiply,
	parseDecimal,
	roundTwoSignificant,
	sum,
	toDecimal,
	toRatio,
	whole
} from './decimal';
import { formulaOf } from './payload';

export { inputsOf, typedPriceNotUsed, type InputRow, type InputUnit } from './inputs';

/**
 * The way from the inputs to the amount, for the trace page. Numbers are written with a point and in kg or kr; the
 * page puts them in the reader's form. `messageKey` names the sentence before the numbers.
 */
export type ShownUnit = 'kgCo2e' | 'kg' | 'kr';
export type StepUnit = ShownUnit | 'share';
export interface Step {
	readonly messageKey: string;
	/** The calculation with its numbers in place, empty where nothing is calculated. */
	readonly expression: string;
	/** Null when the amount is not known. Rounded to grams or øre; the next step uses the exact value. */
	readonly result: string | null;
	readonly unit: StepUnit;
}

const SHOWN: Readonly<Record<AmountUnit, ShownUnit>> = { gramsCo2e: 'kgCo2e', grams: 'kg', ore: 'kr' };
const number = (value: Fraction): string => toDecimal(value, 6);
const decimal = (text: string): string => number(parseDecimal(text));
const kilo = (grams: Fraction): string => toDecimal(divide(grams, whole(1000)), 3);
const kroner = (ore: Fraction): string => toDecimal(divide(ore, whole(100)), 2);
const exactKilo = (grams: string): string => number(divide(parseDecimal(grams), whole(1000)));
const exactKroner = (ore: string): string => number(divide(parseDecimal(ore), whole(100)));
const amountText = (amount: number, unit: ShownUnit): string =>
	unit === 'kr' ? kroner(whole(amount)) : kilo(whole(amount));
const times = (...parts: readonly string[]): string => parts.join(' × ');
const known = <T>(value: T | string): T => {
	if (typeof value === 'string') throw new RangeError(`An entry with an amount has no ${value}`);
	return value;
};

type Bound = keyof Range<unknown>;
type Of<K extends CreditPayload['kind']> = CreditPayload<K>;

/** The three ends of an entry: the central amount, then what it would be with the lows and with the highs. */
function ends(payload: CreditPayload, central: string, at: (bound: Bound) => string): Step[] {
	const { amount } = payload.result;
	if (amount === null) return [];
	const unit = SHOWN[UNIT_OF[payload.kind]];
	const step = (name: string, expression: string, value: number): Step => ({
		messageKey: `benefitStep${name}`,
		expression,
		result: amountText(value, unit),
		unit
	});
	const range =
		amount.low === amount.central && amount.high === amount.central
			? []
			: [step('Low', at('low'), amount.low), step('High', at('high'), amount.high)];
	const shown = amountText(roundTwoSignificant(amount.central), unit);
	return [
		step('Amount', central, amount.central),
		...range,
		{ messageKey: 'benefitStepShown', expression: '', result: shown, unit }
	];
}

function quantityText({ inputs }: CreditPayload, per: 'counted' | 'factor'): string {
	return per === 'factor' && inputs.factorQuantity !== null
		? number(divide(fromJson(inputs.factorQuantity.milli), whole(1000)))
		: number(fromMilli(inputs.quantity.milli));
}

function shareStep({ basis, ageYears, yearsUsed, reference }: RemainingInput, share: string): Step {
	const life = reference === null ? '' : decimal(reference.years.central);
	const expression =
		basis === 'known' && ageYears !== null
			? `(${life} − ${decimal(ageYears)}) / ${life}`
			: basis === 'yearsUsed' && yearsUsed !== null
				? `${decimal(yearsUsed)} / ${life}`
				: '';
	return { messageKey: `benefitStepShare_${basis}`, expression, result: share, unit: 'share' };
}

function grossSteps(payload: Of<'co2Gross'>): Step[] {
	const { factor } = payload.inputs;
	if (factor === null) return [];
	const at = (bound: Bound) =>
		times(quantityText(payload, 'factor'), `${exactKilo(factor.gramsCo2ePerUnit[bound])} kg`);
	return ends(payload, at('central'), at);
}

function netSteps(payload: Of<'co2Net'>): Step[] {
	const { inputs } = payload;
	const { factor, displacement, remaining, transport, repairParts } = inputs;
	if (factor === null) return [];
	const formula = formulaOf(payload);
	const share = formula.remainingShare(remaining);
	const less = known(formula.deductions(inputs));
	const total = sum(Object.values(less) as Fraction[]);
	const avoided = (bound: Bound) =>
		times(
			quantityText(payload, 'factor'),
			decimal(displacement[bound]),
			toRatio(share[bound]),
			`${exactKilo(factor.gramsCo2ePerUnit[bound])} kg`
		);
	const units = divide(fromJson(inputs.factorQuantity?.milli ?? { num: '0', den: '1' }), whole(1000));
	const avoidedGrams = multiply(
		units,
		parseDecimal(displacement.central),
		share.central,
		parseDecimal(factor.gramsCo2ePerUnit.central)
	);
	const steps: Step[] = [shareStep(remaining, toRatio(share.central))];
	const add = (name: string, expression: string, grams: Fraction) =>
		steps.push({ messageKey: `benefitStep${name}`, expression, result: kilo(grams), unit: 'kgCo2e' });
	const ofLine = (expression: string) =>
		inputs.portion.num === inputs.portion.den
			? expression
			: `(${expression}) × ${toRatio(fromJson(inputs.portion))}`;
	add('Avoided', avoided('central'), avoidedGrams);
	if (transport !== null && !isZero(less.transport)) {
		const tonnes = number(divide(known(formula.massGrams(inputs)), whole(1_000_000)));
		const perTonneKm = exactKilo(transport.gramsCo2ePerTonneKm.value);
		const km = decimal(transport.km.value);
		add('Transport', times(`${tonnes} t`, `${km} km`, `${perTonneKm} kg/tkm`), less.transport);
	}
	if (!isZero(less.parts)) {
		const parts = repairParts.map((part) =>
			times(number(fromMilli(part.quantityMilli)), `${exactKilo(part.gramsCo2ePerUnit ?? '0')} kg`)
		);
		add('Parts', ofLine(parts.join(' + ')), less.parts);
	}
	if (inputs.storage !== null)
		add('Storage', ofLine(`${exactKilo(inputs.storage.gramsCo2e)} kg`), less.storage);
	if (inputs.usePhase.relevant)
		add('UsePhase', ofLine(`${exactKilo(inputs.usePhase.gramsCo2e ?? '0')} kg`), less.usePhase);
	const minus = isZero(total) ? '' : ` − ${kilo(total)} kg`;
	const central = `${kilo(avoidedGrams)} kg${minus}`;
	return [...steps, ...ends(payload, central, (bound) => `${avoided(bound)}${minus}`)];
}

const costParts = (costs: CostsInput): number[] => [
	costs.paidToOthersOre,
	costs.freightOre,
	costs.repairOre,
	costs.storageOre,
	costs.handlingOre
];

function moneySteps(payload: Of<'money'>): Step[] {
	const { price, displacement, costs, portion } = payload.inputs;
	if (price === null) return [];
	const costOre = formulaOf(payload).costsOre(payload.inputs);
	const minus = isZero(costOre) ? '' : ` − ${kroner(costOre)} kr`;
	const at = (bound: Bound) => {
		const ore = price.priceOre[price.kind === 'table' ? bound : 'central'];
		const saved = times(
			quantityText(payload, price.per),
			decimal(displacement[bound]),
			`${exactKroner(ore)} kr`
		);
		return `${saved}${minus}`;
	};
	const paid = costParts(costs).filter((ore) => ore !== 0);
	const listed = paid.map((ore) => `${kroner(whole(ore))} kr`).join(' + ');
	const expression = portion.num === portion.den ? listed : `(${listed}) × ${toRatio(fromJson(portion))}`;
	const name = costs.recorded ? 'Costs' : 'CostsNotRecorded';
	const costStep: Step = {
		messageKey: `benefitStep${name}`,
		expression: paid.length === 0 ? '' : expression,
		result: kroner(costOre),
		unit: 'kr'
	};
	return [costStep, ...ends(payload, at('central'), at)];
}

function keptSteps(payload: Of<'massKept'> | Of<'disposalFee'>): Step[] {
	const { weight, alternative } = payload.inputs;
	const formula = formulaOf(payload);
	const share = number(known(formula.alternativeShare(alternative)));
	if (weight === null) return ends(payload, share, () => share);
	const mass = times(quantityText(payload, weight.per), `${exactKilo(weight.gramsPerUnit)} kg`, share);
	if (payload.kind === 'massKept') return ends(payload, mass, () => mass);
	const { fee } = payload.inputs;
	const at = (bound: Bound) =>
		fee === null ? mass : times(mass, `${exactKroner(fee.orePerKg[bound])} kr/kg`);
	return ends(payload, at('central'), at);
}

function reversalSteps(payload: ReversalPayload): Step[] {
	const { original, result, alreadyReversedMilli, reversedMilli, originalQuantityMilli } = payload;
	if (original.amount === null || result.amount === null) return [];
	const unit = SHOWN[UNIT_OF[payload.kind]];
	const mark = unit === 'kr' ? 'kr' : 'kg';
	const running = (milli: number) =>
		`${amountText(original.amount?.central ?? 0, unit)} ${mark} × ${number(fromMilli(milli))} / ${number(fromMilli(originalQuantityMilli))}`;
	const until = running(alreadyReversedMilli + reversedMilli);
	const expression = alreadyReversedMilli === 0 ? until : `${until} − ${running(alreadyReversedMilli)}`;
	const taken = amountText(result.amount.central, unit);
	return [{ messageKey: 'benefitStepReversal', expression, result: taken, unit }];
}

/** The calculation of an entry, step by step; a single step with the reason when there is no amount. */
export function stepsOf(payload: LedgerPayload): Step[] {
	const { amount, reason } = payload.result;
	if (amount === null) {
		const unit = SHOWN[UNIT_OF[payload.kind]];
		return [{ messageKey: `benefitReason_${reason}`, expression: '', result: null, unit }];
	}
	if (payload.type === 'reversal') return reversalSteps(payload);
	switch (payload.kind) {
		case 'co2Gross':
			return grossSteps(payload);
		case 'co2Net':
			return netSteps(payload);
		case 'money':
			return moneySteps(payload);
		case 'massKept':
		case 'disposalFee':
			return keptSteps(payload);
	}
}
