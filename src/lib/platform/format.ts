import { m } from '$lib/i18n/paraglide/messages.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';

/**
 * Browsers without nynorsk data (Chromium) would fall back to English forms, so nynorsk uses bokmål's: numbers
 * and dates are written alike in both as long as no weekday is spelled out.
 */
const TAG: Record<Locale, string> = { nb: 'nb-NO', nn: 'nb-NO', en: 'en-GB' };
const NBSP = '\u00a0';
const OSLO = 'Europe/Oslo';

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = locale + JSON.stringify(options);
	const known = numberFormats.get(key) ?? new Intl.NumberFormat(TAG[locale], options);
	numberFormats.set(key, known);
	return known;
}

function dates(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(options);
	const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(TAG[locale], options);
	dateFormats.set(key, known);
	return known;
}

/** A number grouped as its readers write it, with at most `decimals` (default 3) decimals. */
export function formatNumber(value: number, locale: Locale, decimals = 3): string {
	// `+ 0` turns a rounded −0 into 0.
	const rounded = Number(value.toFixed(decimals)) + 0;
	return numbers(locale, { maximumFractionDigits: decimals }).format(rounded);
}

/** A headline number with two significant digits: 12 345 → 12 000, 0,0347 → 0,035. */
export function formatRounded(value: number, locale: Locale): string {
	return numbers(locale, { maximumSignificantDigits: 2 }).format(value + 0);
}

/** Øre (integer) as kroner: whole kroner without decimals, else two. */
export function formatKroner(ore: number, locale: Locale): string {
	const decimals = ore % 100 === 0 ? 0 : 2;
	const text = numbers(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
		ore / 100 + 0
	);
	return text + NBSP + 'kr';
}

/** Øre as a headline in kroner with two significant digits. */
export function formatKronerRounded(ore: number, locale: Locale): string {
	return formatRounded(ore / 100, locale) + NBSP + 'kr';
}

/** Grams in the unit a person would use: g below 1 kg, kg below 1 tonne, else tonnes. */
export function formatGrams(grams: number, locale: Locale): string {
	const size = Math.abs(grams);
	if (size < 1000) return formatNumber(grams, locale, 0) + NBSP + (size === 0 ? 'kg' : 'g');
	if (size < 999_950) return formatNumber(grams / 1000, locale, size < 100_000 ? 1 : 0) + NBSP + 'kg';
	return tonnes(formatNumber(grams / 1_000_000, locale, size < 100_000_000 ? 2 : 0), locale);
}

/** Grams as kilograms to the gram, where a figure is to be followed back. */
export function formatGramsExact(grams: number, locale: Locale): string {
	return formatNumber(grams / 1000, locale, 3) + NBSP + 'kg';
}

/** Grams as a headline with two significant digits. */
export function formatGramsRounded(grams: number, locale: Locale): string {
	if (Math.abs(grams) < 995_000) return formatRounded(grams / 1000, locale) + NBSP + 'kg';
	return tonnes(formatRounded(grams / 1_000_000, locale), locale);
}

/** Grams of CO₂ equivalents, like {@link formatGrams} but never below kg; may break before CO₂e only. */
export function formatKgCo2e(gramsCo2e: number, locale: Locale): string {
	const small = Math.abs(gramsCo2e) < 1000;
	const mass = small
		? formatNumber(gramsCo2e / 1000, locale, 2) + NBSP + 'kg'
		: formatGrams(gramsCo2e, locale);
	return `${mass} CO₂e`;
}

/** Grams of CO₂ equivalents as a headline with two significant digits. */
export function formatKgCo2eRounded(gramsCo2e: number, locale: Locale): string {
	return `${formatGramsRounded(gramsCo2e, locale)} CO₂e`;
}

/** A business date (`YYYY-MM-DD`) or an instant as the date it is in Oslo: 22. nov. 2026. */
export function formatDate(value: string | Date, locale: Locale): string {
	const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
	const options = {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone: isDay ? 'UTC' : OSLO
	} as const;
	return dates(locale, options).format(instant(value));
}

/** An instant as date and time in Oslo: 22. nov. 2026, 14:05. */
export function formatDateTime(value: string | Date, locale: Locale): string {
	return dates(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: OSLO }).format(instant(value));
}

const instant = (value: string | Date) => (typeof value === 'string' ? new Date(value) : value);
const tonnes = (value: string, locale: Locale) =>
	m.formatMassTonnes({ value }, { locale }).replace(' ', NBSP);
