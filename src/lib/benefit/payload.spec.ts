import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aged, chairHandover, parameters } from '../../../tests/support/benefit-inputs';
import { BENEFIT_KINDS, type CreditPayload, type LedgerPayload } from './benefit';
import { add, compare, fraction, fromJson, ONE, toJson } from './decimal';
import {
	correctToYearsUsed,
	creditPayload,
	droppedNeedPayloads,
	handoverPayloads,
	lineageCorrection,
	parsePayload,
	recompute,
	reversePayload,
	serialisePayload,
	verifyPayload
} from './payload';

const chairs = (kind: (typeof BENEFIT_KINDS)[number] = 'co2Net') => creditPayload(kind, chairHandover());
const take = (credit: CreditPayload, alreadyReversedMilli: number, reversedMilli: number) =>
	reversePayload(credit, {
		cause: 'return',
		reversesEntryId: 'entry-1',
		alreadyReversedMilli,
		reversedMilli
	});

describe('a handover', () => {
	it('gives each kind once, on its side', () => {
		const sides = handoverPayloads(chairHandover()).map(({ kind, side }) => `${kind} ${side}`);
		expect(sides).toEqual([
			'co2Gross receiver',
			'co2Net receiver',
			'money receiver',
			'massKept giver',
			'disposalFee giver'
		]);
	});

	it('stores no more than each amount rests on: the giver never sees the price of the receiver', () => {
		for (const payload of handoverPayloads(chairHandover())) {
			expect('price' in payload.inputs).toBe(payload.kind === 'money');
			expect('displacement' in payload.inputs).toBe(payload.side === 'receiver');
		}
	});
});

describe('a stored entry', () => {
	it('recomputes to its own numbers from its text alone', () => {
		const entries: LedgerPayload[] = handoverPayloads(chairHandover());
		entries.push(...droppedNeedPayloads({ ...chairHandover(), remainingParameters: parameters.remaining }));
		entries.push(take(chairs(), 3000, 2000));
		entries.push(creditPayload('co2Net', chairHandover({ factor: null })));
		for (const entry of entries) {
			const text = serialisePayload(entry);
			const read = parsePayload(text);
			expect(serialisePayload(read)).toBe(text);
			expect(recompute(read)).toEqual(entry.result);
			expect(verifyPayload(read).matches).toBe(true);
		}
	});

	it('whose numbers or inputs were changed is found', () => {
		const entry = chairs();
		const { amount } = entry.result;
		const changed = { ...entry.result, amount: amount && { ...amount, central: amount.central + 1 } };
		expect(verifyPayload({ ...entry, result: changed })).toMatchObject({
			matches: false,
			recomputed: { amount: { central: 338_248 } }
		});
	});

	it('names its formula version, and an unknown one is refused', () => {
		expect(chairs().formulaVersion).toBe('2026-11-22.1');
		const other = serialisePayload(chairs()).replace(
			'"formulaVersion":"2026-11-22.1"',
			'"formulaVersion":"1"'
		);
		expect(() => parsePayload(other)).toThrow(RangeError);
		expect(() => parsePayload('{"type":"else"}')).toThrow(RangeError);
	});
});

describe('a dropped need', () => {
	it('counts in full, without transport, parts or a giver', () => {
		const entries = droppedNeedPayloads({ ...chairHandover(), remainingParameters: parameters.remaining });
		expect(entries.map(({ kind }) => kind)).toEqual(['co2Gross', 'co2Net', 'money']);
		expect(entries[1]?.result).toMatchObject({
			amount: { low: 324_000, central: 680_000, high: 1_420_000 },
			evidenceGrade: 'A',
			dataQuality: 'A'
		});
		for (const { inputs } of entries) expect(inputs.cause).toBe('droppedNeed');
	});
});

describe('a reversal', () => {
	it('takes back in proportion', () => {
		expect(take(chairs('co2Gross'), 0, 4000).result.amount).toEqual({
			low: -144_000,
			central: -272_000,
			high: -568_000
		});
	});

	it('never takes back more than there is, or nothing', () => {
		expect(() => take(chairs(), 0, 10_001)).toThrow(RangeError);
		expect(() => take(chairs(), 9000, 1001)).toThrow(RangeError);
		expect(() => take(chairs(), 0, 0)).toThrow(RangeError);
		expect(() => take(chairs(), -1, 1)).toThrow(RangeError);
	});

	it('of an unknown amount is unknown too', () => {
		const unknown = creditPayload('co2Net', chairHandover({ factor: null }));
		expect(take(unknown, 0, 1000).result).toMatchObject({ amount: null, reason: 'factorMissing' });
	});

	it('in any parts sums to the original exactly', () => {
		const parts = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(parts, fc.constantFrom(...BENEFIT_KINDS), fc.nat(200_000), (pieces, kind, grams) => {
				const milli = pieces.reduce((total, piece) => total + piece, 0);
				const base = chairHandover();
				const credit = creditPayload(kind, {
					...base,
					quantity: { ...base.quantity, milli },
					storage: { gramsCo2e: `${grams}.7`, origin: 'declared', quality: 'A', source: null }
				});
				const left = { low: 0, central: 0, high: 0, ...credit.result.amount };
				const original = { ...left };
				let already = 0;
				for (const piece of pieces) {
					const { amount } = take(credit, already, piece).result;
					already += piece;
					for (const bound of ['low', 'central', 'high'] as const) {
						left[bound] += amount?.[bound] ?? NaN;
						expect(Math.abs(left[bound])).toBeLessThanOrEqual(Math.abs(original[bound]));
					}
				}
				expect(left).toEqual({ low: 0, central: 0, high: 0 });
			})
		);
	});
});

describe('lineage', () => {
	it('brings an earlier claim down to the years used, never up', () => {
		const claimed = { num: '8', den: '15' };
		expect(lineageCorrection({ claimed, yearsUsed: '3', referenceYears: '15' })).toEqual({
			corrected: { num: '1', den: '5' },
			difference: { num: '1', den: '3' }
		});
		expect(lineageCorrection({ claimed, yearsUsed: '12', referenceYears: '15' })).toEqual({
			corrected: claimed,
			difference: { num: '0', den: '1' }
		});
	});

	it('r over all owners is at most 1, known age or not', () => {
		const owners = fc.array(fc.record({ age: fc.option(fc.nat(20)), years: fc.nat(12) }), {
			minLength: 1,
			maxLength: 8
		});
		fc.assert(
			fc.property(owners, (chain) => {
				let credited = fraction(0n);
				for (const { age, years } of chain) {
					const remaining = { ...aged(age === null ? null : String(age)), creditedBefore: toJson(credited) };
					const { remainingShare } = creditPayload('co2Net', chairHandover({ remaining })).result;
					const claimed = remainingShare?.central ?? { num: '2', den: '1' };
					expect(compare(add(credited, fromJson(claimed)), ONE)).toBeLessThanOrEqual(0);
					const { corrected } = lineageCorrection({
						claimed,
						yearsUsed: String(years),
						referenceYears: '15'
					});
					credited = add(credited, fromJson(corrected));
				}
			})
		);
	});

	it('a part handed on after three years is credited anew for three years, with its own deductions', () => {
		const corrected = correctToYearsUsed(creditPayload('co2Net', chairHandover()), {
			yearsUsed: '3',
			quantityMilli: 4000
		});
		expect(corrected?.result.remainingShare?.central).toEqual({ num: '1', den: '5' });
		// 4 × 1 × 3/15 × 68 kg, less four tenths of 24.4191 kg
		expect(corrected?.result.amount?.central).toBe(44_632);
		expect(corrected?.inputs).toMatchObject({ cause: 'correction', quantity: { milli: 4000 } });
		expect(corrected && verifyPayload(corrected).matches).toBe(true);
	});

	it('handed on at once leaves the deductions only, which is a number and not a used-up life', () => {
		const credit = creditPayload('co2Net', chairHandover());
		const corrected = correctToYearsUsed(credit, { yearsUsed: '0', quantityMilli: 10_000 });
		expect(corrected?.result.amount?.central).toBe(-24_419);
	});

	it('corrects nothing where the claim is used up, or never had an amount', () => {
		const credit = creditPayload('co2Net', chairHandover());
		expect(correctToYearsUsed(credit, { yearsUsed: '8', quantityMilli: 10_000 })).toBeUndefined();
		const unknown = creditPayload('co2Net', chairHandover({ factor: null }));
		expect(correctToYearsUsed(unknown, { yearsUsed: '1', quantityMilli: 10_000 })).toBeUndefined();
		expect(() => correctToYearsUsed(credit, { yearsUsed: '1', quantityMilli: 10_001 })).toThrow(RangeError);
	});
});
