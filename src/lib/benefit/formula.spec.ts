import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aged, chairHandover, parameters, quoteBeforeMatch } from '../../../tests/support/benefit-inputs';
import type { BenefitInputs, BenefitKind, EvidenceAnswers, Outcome } from './benefit';
import { toRatio } from './decimal';
import { CURRENT_FORMULA, FORMULAS } from './formula';
import { creditPayload } from './payload';
import { displacementFor } from './parameters';

const outcome = (kind: BenefitKind, changes: Partial<BenefitInputs> = {}): Outcome =>
	creditPayload(kind, chairHandover(changes)).result;
const amount = (kind: BenefitKind, changes: Partial<BenefitInputs> = {}) => outcome(kind, changes).amount;
const evidence = (changes: Partial<EvidenceAnswers>) =>
	displacementFor({ ...quoteBeforeMatch, ...changes }, [], parameters.displacement);
const gradeB = evidence({ priceEvidence: 'none' });
const exactly = (value: number) => ({ low: value, central: value, high: value });
const inputs = chairHandover();

const shareOf = (remaining: BenefitInputs['remaining']) => {
	const share = FORMULAS[CURRENT_FORMULA]?.remainingShare(remaining);
	return share && [toRatio(share.low), toRatio(share.central), toRatio(share.high)];
};

describe('the worked example, to the gram', () => {
	it('gross', () => {
		expect(amount('co2Gross')).toEqual({ low: 360_000, central: 680_000, high: 1_420_000 });
	});

	it('net, with the ranges of F, D and r', () => {
		expect(amount('co2Net')).toEqual({ low: 113_821, central: 338_248, high: 884_381 });
	});

	it('net with F alone varied', () => {
		const displacement = { ...inputs.displacement, low: '1', high: '1' };
		const { known } = inputs.remaining.parameters;
		const fixed = { ...inputs.remaining.parameters, known: { ...known, low: '1', high: '1' } };
		const remaining = { ...inputs.remaining, parameters: fixed };
		expect(amount('co2Net', { displacement, remaining })).toEqual({
			low: 167_581,
			central: 338_248,
			high: 732_914
		});
	});

	it('net with D = 0.5', () => {
		expect(amount('co2Net', { displacement: gradeB })?.central).toBe(156_914);
	});

	it('kept in use', () => {
		expect(amount('massKept')).toEqual(exactly(175_000));
		expect(amount('disposalFee')).toEqual({ low: 35_000, central: 87_500, high: 105_000 });
	});
});

describe('remaining life', () => {
	it('is the remaining part of the reference life, ±20 % of itself', () => {
		expect(shareOf(aged('7'))).toEqual(['32/75', '8/15', '16/25']);
	});

	it('never exceeds 1', () => {
		expect(shareOf(aged('0'))).toEqual(['4/5', '1', '1']);
		expect(shareOf(aged('-1'))).toEqual(['4/5', '1', '1']);
	});

	it('is a quarter to three quarters when the age is unknown', () => {
		expect(shareOf(aged(null))).toEqual(['1/4', '1/2', '3/4']);
	});

	it('never exceeds what earlier owners have left of 1', () => {
		const remaining = { ...aged(null), creditedBefore: { num: '7', den: '10' } };
		expect(shareOf(remaining)).toEqual(['1/4', '3/10', '3/10']);
		expect(shareOf({ ...remaining, creditedBefore: { num: '5', den: '4' } })).toEqual(['0', '0', '0']);
	});

	it('used up credits mass only', () => {
		const remaining = aged('15');
		for (const kind of ['co2Gross', 'co2Net', 'money', 'disposalFee'] as const)
			expect(outcome(kind, { remaining })).toMatchObject({ amount: null, reason: 'lifetimeUsedUp' });
		expect(amount('massKept', { remaining: aged('40') })).toEqual(exactly(175_000));
	});
});

describe('deductions', () => {
	it('are taken whole, so that the result can be negative', () => {
		const displacement = evidence({ declaresWouldHaveBoughtNew: 'no' });
		expect(outcome('co2Net', { displacement })).toMatchObject({
			amount: exactly(-24_419),
			evidenceGrade: 'none'
		});
	});

	it('count storage and added emissions in use', () => {
		const said = { origin: 'declared', quality: 'B', source: null } as const;
		const storage = { gramsCo2e: '1000', ...said };
		const usePhase = { relevant: true, gramsCo2e: '7248', ...said } as const;
		expect(amount('co2Net', { storage, usePhase })?.central).toBe(330_000);
	});

	it('block CO₂e when the use phase matters and is unknown', () => {
		const usePhase = {
			relevant: true,
			gramsCo2e: null,
			origin: 'assumed',
			quality: 'C',
			source: null
		} as const;
		for (const kind of ['co2Gross', 'co2Net'] as const)
			expect(outcome(kind, { usePhase })).toMatchObject({ amount: null, reason: 'usePhaseUnknown' });
		expect(amount('money', { usePhase })).not.toBeNull();
	});

	it('an assumed distance makes the net figure quality C, and it alone', () => {
		const { transport } = inputs;
		const km = { value: '40', origin: 'assumed', quality: 'C', source: null } as const;
		const assumed = transport && { transport: { ...transport, km } };
		expect(outcome('co2Net').dataQuality).toBe('B');
		expect(outcome('co2Net', assumed ?? {}).dataQuality).toBe('C');
		expect(outcome('co2Gross', assumed ?? {}).dataQuality).toBe('A');
	});

	it('need no weight when nothing is driven', () => {
		expect(amount('co2Net', { transport: null, weight: null })?.central).toBe(342_667);
	});
});

describe('money', () => {
	it('takes a table price with its range and that of D, without r', () => {
		expect(amount('money')).toEqual({ low: 2_160_000, central: 7_500_000, high: 10_000_000 });
	});

	it('takes a quote as it stands', () => {
		const price = inputs.price && ({ ...inputs.price, kind: 'quote' } as const);
		expect(amount('money', { price })).toEqual({ low: 6_750_000, central: 7_500_000, high: 7_500_000 });
	});

	it('subtracts what was paid outside, once', () => {
		const costs = { ...inputs.costs, recorded: true, freightOre: 120_000, paidToOthersOre: 80_000 };
		expect(amount('money', { costs })).toEqual({ low: 1_960_000, central: 7_300_000, high: 9_800_000 });
		expect(outcome('money', { costs }).dataQuality).toBe('C');
		expect(outcome('money').dataQuality).toBe('B');
	});

	it('never uses the price of something used', () => {
		const price = inputs.price && { ...inputs.price, tablePriceKind: 'used' };
		expect(outcome('money', { price })).toMatchObject({ amount: null, reason: 'priceMissing' });
	});
});

describe('kept in use', () => {
	const withAlternative = (changes: Partial<BenefitInputs['alternative']>) => ({
		alternative: { ...inputs.alternative, ...changes }
	});

	it('is unknown when disposal is said but not documented, or nothing is said', () => {
		const undocumented = { amount: null, reason: 'disposalNotDocumented', dataQuality: null };
		expect(outcome('massKept', withAlternative({ evidence: [] }))).toMatchObject(undocumented);
		expect(outcome('disposalFee', withAlternative({ wouldBe: 'unknown' }))).toMatchObject(undocumented);
	});

	it.each(['stored', 'sold', 'givenElsewhere'] as const)(
		'is nothing when it would have been %s',
		(wouldBe) => {
			expect(amount('massKept', withAlternative({ wouldBe }))).toEqual(exactly(0));
			expect(amount('disposalFee', { ...withAlternative({ wouldBe }), weight: null })).toEqual(exactly(0));
		}
	);
});

describe('what is missing is unknown, never 0', () => {
	it.each([
		['co2Gross', { factor: null }, 'factorMissing'],
		['co2Net', { factor: null }, 'factorMissing'],
		['co2Gross', { factorQuantity: null }, 'conversionMissing'],
		['co2Net', { weight: null }, 'weightMissing'],
		['money', { price: null }, 'priceMissing'],
		['massKept', { weight: null }, 'weightMissing'],
		['disposalFee', { fee: null }, 'feeMissing'],
		['co2Gross', { reuseAllowed: false }, 'notForReuse'],
		['massKept', { reuseAllowed: false }, 'notForReuse']
	] as const)('%s with %o: %s', (kind, changes, reason) => {
		expect(outcome(kind, changes)).toMatchObject({ amount: null, reason, dataQuality: null });
	});

	it('also of a part that was put in', () => {
		const repairParts = inputs.repairParts.map((part) => ({ ...part, gramsCo2ePerUnit: null }));
		expect(outcome('co2Net', { repairParts }).reason).toBe('partFactorMissing');
	});
});

describe('measures', () => {
	const doors: Partial<BenefitInputs> = {
		quantity: { milli: 2000, measure: 'pcs', origin: 'declared', quality: 'A', source: null },
		factorQuantity: {
			milli: { num: '3780', den: '1' },
			measure: 'm2',
			origin: 'measured',
			quality: 'B',
			source: null
		}
	};

	it('a factor per m² is taken by the area, a weight by what it is per', () => {
		expect(amount('co2Gross', doors)?.central).toBe(257_040);
		expect(outcome('co2Gross', doors).dataQuality).toBe('B');
		expect(amount('massKept', doors)?.central).toBe(35_000);
		const weight = inputs.weight && ({ ...inputs.weight, per: 'factor' } as const);
		expect(amount('massKept', { ...doors, weight })?.central).toBe(66_150);
	});
});

describe('sides and scales', () => {
	it('grades the avoided purchase on the receiver only', () => {
		expect(outcome('money', { displacement: gradeB }).evidenceGrade).toBe('B');
		expect(outcome('massKept', { displacement: gradeB })).toMatchObject({
			evidenceGrade: 'none',
			remainingShare: null
		});
	});

	it('low never exceeds central, central never exceeds high', () => {
		const decimal = fc.integer({ min: 0, max: 1_000_000 }).map((value) => (value / 100).toFixed(2));
		const cases = fc.record({
			milli: fc.integer({ min: 1, max: 10_000_000 }),
			ends: fc.tuple(decimal, decimal, decimal),
			age: fc.option(fc.integer({ min: 0, max: 14 })),
			answers: fc.constantFrom(evidence({}), gradeB, evidence({ walkIn: true }))
		});
		fc.assert(
			fc.property(cases, ({ milli, ends, age, answers }) => {
				const [low = '', central = '', high = ''] = [...ends].sort((a, b) => Number(a) - Number(b));
				const range = { low, central, high };
				const changed: Partial<BenefitInputs> = {
					quantity: { ...inputs.quantity, milli },
					factorQuantity: inputs.factorQuantity && {
						...inputs.factorQuantity,
						milli: { num: String(milli), den: '1' }
					},
					factor: inputs.factor && { ...inputs.factor, gramsCo2ePerUnit: range },
					price: inputs.price && { ...inputs.price, priceOre: range },
					remaining: aged(age === null ? null : String(age)),
					displacement: answers
				};
				for (const kind of ['co2Gross', 'co2Net', 'money'] as const) {
					const result = amount(kind, changed);
					expect(result).not.toBeNull();
					if (result === null) continue;
					expect(result.low).toBeLessThanOrEqual(result.central);
					expect(result.central).toBeLessThanOrEqual(result.high);
				}
			})
		);
	});
});
