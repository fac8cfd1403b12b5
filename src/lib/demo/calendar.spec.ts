import { describe, expect, it } from 'vitest';
import { addDays } from '$lib/platform/clock';
import { dealtOverYear } from './calendar';

describe('dealtOverYear', () => {
	const today = '2026-11-23';
	const dates = dealtOverYear(120, today).map((daysAgo) => addDays(today, -daysAgo));
	const inMonth = (month: string) => dates.filter((date) => date.startsWith(month)).length;

	it('deals everything within the year, the longest ago first, and nothing on weekends', () => {
		expect(dates).toHaveLength(120);
		expect(dates).toEqual(dates.toSorted());
		expect(dates.every((date) => date < today && date > addDays(today, -366))).toBe(true);
		expect(dates.filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
	});

	it('grows through the year, with a quiet July whenever it is seen from', () => {
		expect(inMonth('2026-10')).toBeGreaterThan(inMonth('2025-12') * 2);
		expect(inMonth('2026-07')).toBeGreaterThan(0);
		expect(inMonth('2026-07')).toBeLessThan(inMonth('2026-06') / 2);
	});

	it.each([1, 12, 500])('deals %i things, neither more nor fewer', (count) => {
		expect(dealtOverYear(count, '2027-03-01')).toHaveLength(count);
	});
});
