import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	compare,
	divide,
	fraction,
	fromJson,
	multiply,
	parseDecimal,
	roundHalfUp,
	roundTwoSignificant,
	subtract,
	toDecimal,
	toJson,
	toRatio,
	ZERO
} from './decimal';

const rational = fc
	.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 9n))
	.map(([num, den]) => fraction(num, den));

describe('exact numbers', () => {
	it('adds what binary numbers cannot', () => {
		expect(toDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')), 20)).toBe('0.3');
		expect(toRatio(parseDecimal('-0.50'))).toBe('-1/2');
	});

	it.each(['', '1,5', '1e3', '.5', '5.', ' 1', '0x1', 'NaN'])('refuses %j', (text) => {
		expect(() => parseDecimal(text)).toThrow(RangeError);
	});

	it('refuses to divide by nothing', () => {
		expect(() => divide(fraction(1n), ZERO)).toThrow(RangeError);
		expect(() => fromJson({ num: '1', den: '0' })).toThrow(RangeError);
		expect(() => fromJson({ num: '1.5', den: '1' })).toThrow(RangeError);
	});

	it.each([
		['0.5', 1],
		['0.4999999', 0],
		['-0.5', 0],
		['-0.5000001', -1],
		['-1.5', -1],
		['2.5', 3]
	])('rounds %s half up to %i', (text, rounded) => {
		expect(roundHalfUp(parseDecimal(text))).toBe(rounded);
	});

	it('refuses an amount it could not store exactly', () => {
		expect(() => roundHalfUp(fraction(10n ** 20n))).toThrow(RangeError);
	});

	it('undoes what it does, and keeps its order', () => {
		fc.assert(
			fc.property(rational, rational, (a, b) => {
				expect(subtract(add(a, b), b)).toEqual(a);
				if (b.num !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
				expect(fromJson(toJson(a))).toEqual(a);
				expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
			})
		);
	});

	it('writes decimals without trailing zeros', () => {
		expect(toDecimal(fraction(8n, 15n), 3)).toBe('0.533');
		expect(toDecimal(fraction(-1n, 2n), 3)).toBe('-0.5');
		expect(toDecimal(fraction(120n), 2)).toBe('120');
		expect(toDecimal(fraction(5n), 0)).toBe('5');
	});

	it.each([
		[338_248, 340_000],
		[-338_248, -340_000],
		[995, 1000],
		[125, 130],
		[99, 99],
		[7, 7],
		[0, 0]
	])('shows %i as %i', (amount, shown) => {
		expect(roundTwoSignificant(amount)).toBe(shown);
	});
});
