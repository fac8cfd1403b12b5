import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDecimal, formatQuantity, MEASURES, parseQuantity, quantityInputValue } from './measure';

const milli = (input: string | number, measure: (typeof MEASURES)[number] = 'm2') => {
	const result = parseQuantity(input, measure);
	return result.ok ? result.quantityMilli : result.code;
};

describe('parseQuantity', () => {
	it('accepts comma, point, thousands and trailing zeros', () => {
		expect(milli('2,5')).toBe(2500);
		expect(milli('2.5')).toBe(2500);
		expect(milli(',125')).toBe(125);
		expect(milli('7,')).toBe(7000);
		expect(milli(' 1 250,50 ')).toBe(1250500);
		expect(milli('1\u00a0000\u00a0000')).toBe(1_000_000_000);
		expect(milli('8,0', 'pcs')).toBe(8000);
		expect(milli(3, 'pcs')).toBe(3000);
	});

	it('refuses the impossible with a code', () => {
		expect(milli('')).toBe('missing');
		expect(parseQuantity(undefined, 'kg')).toEqual({ ok: false, code: 'missing' });
		for (const text of ['to', '2,5,5', '1.250,5', '2 5', '1e3', ',', '0x10', 'NaN', '٣'])
			expect(milli(text)).toBe('notANumber');
		for (const text of ['0', '0,000', '-3', '-0']) expect(milli(text)).toBe('notPositive');
		expect(milli('2,5', 'pcs')).toBe('notWhole');
		expect(milli('1,2345')).toBe('tooManyDecimals');
		expect(milli('1000000')).toBe(1_000_000_000);
		expect(milli('1000000,001')).toBe('tooLarge');
		expect(milli('99999999999999999999')).toBe('tooLarge');
		expect(milli(Infinity)).toBe('notANumber');
	});

	it('never answers with something else than a positive whole number of thousandths', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9., ]{0,12}$/), fc.double()),
				fc.constantFrom(...MEASURES),
				(input, measure) => {
					const result = parseQuantity(input, measure);
					if (!result.ok) return;
					expect(Number.isSafeInteger(result.quantityMilli)).toBe(true);
					expect(result.quantityMilli).toBeGreaterThan(0);
					expect(result.quantityMilli).toBeLessThanOrEqual(1_000_000_000);
					if (measure === 'pcs') expect(result.quantityMilli % 1000).toBe(0);
				}
			)
		);
	});

	it('reads back what the input field and the Norwegian text show', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (quantity) => {
				expect(milli(quantityInputValue(quantity))).toBe(quantity);
				expect(milli(formatQuantity(quantity, 'nb'))).toBe(quantity);
				expect(milli(formatQuantity(quantity, 'nn'))).toBe(quantity);
			})
		);
	});
});

describe('showing', () => {
	it('groups as the language does', () => {
		expect(formatQuantity(1250500, 'nb')).toBe('1\u00a0250,5');
		expect(formatQuantity(1250500, 'en')).toBe('1,250.5');
		expect(formatQuantity(8000, 'nn')).toBe('8');
	});

	it('writes exact decimals', () => {
		expect(exactDecimal(1890n, 3)).toBe('1.89');
		expect(exactDecimal(5n, 3)).toBe('0.005');
		expect(exactDecimal(-2000n, 3)).toBe('-2');
		expect(exactDecimal(0n, 3)).toBe('0');
	});
});
