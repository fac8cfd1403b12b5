import { describe, expect, it } from 'vitest';
import {
	formatDate,
	formatDateTime,
	formatGrams,
	formatGramsExact,
	formatGramsRounded,
	formatKgCo2e,
	formatKgCo2eRounded,
	formatKroner,
	formatKronerRounded,
	formatNumber,
	formatRounded
} from './format';

/** Readable tests: a no-break space is written as `_`. */
const seen = (text: string) => text.replaceAll('\u00a0', '_');

describe('numbers', () => {
	it('groups as each language writes', () => {
		expect(seen(formatNumber(1234567.5, 'nb'))).toBe('1_234_567,5');
		expect(seen(formatNumber(1234567.5, 'nn'))).toBe('1_234_567,5');
		expect(seen(formatNumber(1234567.5, 'en'))).toBe('1,234,567.5');
	});

	it('never shows minus nothing', () => {
		expect(formatNumber(-0.0001, 'nb', 2)).toBe('0');
		expect(formatNumber(-0, 'nb')).toBe('0');
	});

	it('rounds a headline to two significant digits', () => {
		expect(seen(formatRounded(12345, 'nb'))).toBe('12_000');
		expect(seen(formatRounded(0.0347, 'nb'))).toBe('0,035');
		expect(seen(formatRounded(987, 'en'))).toBe('990');
	});
});

describe('money', () => {
	it('shows øre only when there are some', () => {
		expect(seen(formatKroner(125_000, 'nb'))).toBe('1_250_kr');
		expect(seen(formatKroner(125_050, 'nn'))).toBe('1_250,50_kr');
		expect(seen(formatKroner(-125_000, 'nb'))).toBe('−1_250_kr');
		expect(seen(formatKroner(0, 'en'))).toBe('0_kr');
	});

	it('rounds a headline', () => {
		expect(seen(formatKronerRounded(123_456_700, 'nb'))).toBe('1_200_000_kr');
	});
});

describe('mass', () => {
	it.each([
		[0, '0_kg'],
		[740, '740_g'],
		[1_000, '1_kg'],
		[36_250, '36,3_kg'],
		[412_700, '413_kg'],
		[999_949, '1_000_kg'],
		[999_950, '1_tonn'],
		[1_254_000, '1,25_tonn'],
		[-36_000, '−36_kg']
	])('%d g is %s', (grams, text) => expect(seen(formatGrams(grams, 'nb'))).toBe(text));

	it('is exact where a figure is traced', () => {
		expect(seen(formatGramsExact(36_251, 'nb'))).toBe('36,251_kg');
	});

	it('rounds a headline', () => {
		expect(seen(formatGramsRounded(36_251, 'nb'))).toBe('36_kg');
		expect(seen(formatGramsRounded(1_254_000, 'en'))).toBe('1.3_tonnes');
	});

	it('names CO₂ equivalents', () => {
		expect(seen(formatKgCo2e(450, 'nb'))).toBe('0,45_kg CO₂e');
		expect(seen(formatKgCo2e(1_254_000, 'nn'))).toBe('1,25_tonn CO₂e');
		expect(seen(formatKgCo2eRounded(36_251, 'nb'))).toBe('36_kg CO₂e');
	});
});

describe('dates', () => {
	it('shows a business date as the day it is', () => {
		expect(seen(formatDate('2026-01-05', 'nb'))).toBe('5. jan. 2026');
		expect(seen(formatDate('2026-11-22', 'nn'))).toBe('22. nov. 2026');
		expect(seen(formatDate('2026-11-22', 'en'))).toBe('22 Nov 2026');
	});

	it('shows an instant as it is in Oslo, summer and winter', () => {
		expect(formatDate(new Date('2026-06-30T22:30:00Z'), 'nb')).toContain('1. juli');
		expect(formatDateTime('2026-11-22T13:05:00Z', 'nb')).toBe('22. nov. 2026, 14:05');
		expect(formatDateTime('2026-07-01T13:05:00Z', 'en')).toBe('1 Jul 2026, 15:05');
	});
});
