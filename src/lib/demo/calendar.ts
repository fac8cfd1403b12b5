import { addDays } from '$lib/platform/clock';

/** How busy reuse is through the year, January first: summer and Christmas are quiet. */
const SEASON = [0.9, 1, 1.1, 0.9, 1, 1.1, 0.3, 0.9, 1.1, 1.1, 1.1, 0.6] as const;
const YEAR = 364;
/** The first month is a third as busy as the last. */
const GROWTH = { from: 0.5, to: 1.5 };

/**
 * When things happened over the last year: more as people learn of it, fewer in summer, none on weekends.
 * @param today `YYYY-MM-DD`
 * @returns days before today, the first the longest ago
 */
export function dealtOverYear(count: number, today: string): number[] {
	const days = Array.from({ length: YEAR }, (_, index) => {
		const daysAgo = YEAR - index;
		const date = new Date(`${addDays(today, -daysAgo)}T12:00:00Z`);
		const isOff = date.getUTCDay() === 0 || date.getUTCDay() === 6;
		const growth = GROWTH.from + ((GROWTH.to - GROWTH.from) * index) / YEAR;
		return { daysAgo, weight: isOff ? 0 : growth * (SEASON[date.getUTCMonth()] ?? 1) };
	});
	const whole = days.reduce((sum, { weight }) => sum + weight, 0);
	const dealt: number[] = [];
	let passed = 0;
	for (const { daysAgo, weight } of days) {
		passed += weight;
		while (dealt.length < count && (dealt.length + 0.5) / count <= passed / whole) dealt.push(daysAgo);
	}
	return dealt;
}
