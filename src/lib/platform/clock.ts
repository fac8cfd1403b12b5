/** The one source of "now": the server's own, or a set one in tests and when the demo books its past. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it is put. */
export function settableClock(start: Date): Clock & { set(instant: Date): void } {
	let current = start;
	return { now: () => new Date(current), set: (instant) => void (current = instant) };
}

const OSLO_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });

/** The business date (`YYYY-MM-DD`, Europe/Oslo) of an instant. */
export const osloDate = (instant: Date): string => OSLO_DATE.format(instant);

/** The date `days` after (before, if negative) a `YYYY-MM-DD` date. */
export function addDays(date: string, days: number): string {
	const moved = new Date(`${date}T00:00:00Z`);
	moved.setUTCDate(moved.getUTCDate() + days);
	return moved.toISOString().slice(0, 10);
}
