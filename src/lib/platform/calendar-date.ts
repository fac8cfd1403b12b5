const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const NORWEGIAN = /^(\d{1,2})[.,/ ]\s*(\d{1,2})[.,/ ]\s*(\d{4})$/;

/**
 * Reads a date as a date field sends it (`2026-11-22`) or as a Norwegian writes it (`22.11.2026`, `22,11,2026`).
 * Answers `YYYY-MM-DD`; undefined for anything else, also for days that do not exist.
 */
export function parseDate(text: string): string | undefined {
	const typed = text.trim();
	const iso = ISO.exec(typed);
	const norwegian = NORWEGIAN.exec(typed);
	const [year, month, day] = (
		iso ? [iso[1], iso[2], iso[3]] : norwegian ? [norwegian[3], norwegian[2], norwegian[1]] : []
	).map(Number);
	if (year === undefined || month === undefined || day === undefined) return undefined;
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists =
		date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1800 && year <= 2200;
	return exists ? date.toISOString().slice(0, 10) : undefined;
}
