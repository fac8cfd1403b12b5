import { codeText, optionsOf } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import { AppError } from '$lib/platform/errors';
import { BENEFIT_KINDS, type BenefitKind } from './benefit';
import {
	benefitFilterSchema,
	entriesHref,
	FILTER_KEYS,
	lastDayOf,
	monthsBetween,
	type BenefitFilter
} from './benefit-filter';
import { roundedAmount } from './benefit-text';

/** Reads the filter of an address. @throws AppError with the fields that make no sense */
export function readFilter(search: URLSearchParams): BenefitFilter {
	const parsed = benefitFilterSchema.safeParse(
		Object.fromEntries(FILTER_KEYS.map((key) => [key, search.get(key) ?? undefined]))
	);
	if (parsed.success) return parsed.data;
	const fields = Object.fromEntries(
		parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message])
	);
	throw new AppError('invalid', 422, { fields });
}

/** A figure with its range, ready to be read. Positions are parts of the bar, 0–100. */
export interface ShownRange {
	central: string;
	low: string;
	high: string;
	/** False where low and high are the central value. */
	hasRange: boolean;
	from: number;
	to: number;
	at: number;
	/** Where 0 stands. */
	zero: number;
}
export function shownRange(
	kind: BenefitKind,
	{ low, central, high }: { low: number; central: number; high: number },
	locale: Locale,
	text: (kind: BenefitKind, amount: number, locale: Locale) => string = roundedAmount
): ShownRange {
	const [least, most] = [Math.min(0, low), Math.max(0, high)];
	const place = (value: number) =>
		most === least ? 0 : Math.round(((value - least) / (most - least)) * 1000) / 10;
	return {
		central: text(kind, central, locale),
		low: text(kind, low, locale),
		high: text(kind, high, locale),
		hasRange: low !== high,
		from: place(low),
		to: place(high),
		at: place(central),
		zero: place(0)
	};
}

export interface FilterChoice {
	value: string;
	label: string;
}
/** What a filter form offers. */
export interface FilterChoices {
	months: FilterChoice[];
	units: FilterChoice[];
	packs: FilterChoice[];
	pilots: FilterChoice[];
	kinds: FilterChoice[];
}

/** `2026-11` → `nov. 2026` */
export function monthText(month: string, locale: Locale, length: 'short' | 'long' = 'long'): string {
	const tag = { nb: 'nb-NO', nn: 'nb-NO', en: 'en-GB' }[locale];
	return new Intl.DateTimeFormat(tag, {
		month: length === 'long' ? 'long' : 'short',
		...(length === 'long' && { year: 'numeric' }),
		timeZone: 'UTC'
	}).format(new Date(`${month}-01T00:00:00Z`));
}

/** A unit as a report names it: as it was called then, what it is called now, and whether it is still there. */
function unitText({
	name,
	nameThen,
	closedOn
}: {
	name: string;
	nameThen: string;
	closedOn: string | null;
}): string {
	const called = nameThen === name ? name : m.unitNameThen({ name: nameThen, now: name });
	return closedOn ? m.unitClosedName({ name: called }) : called;
}

/** The day a report's names are of: the last of its last month, unless it is about today's tree. */
export const namesOn = ({ to, tree }: Pick<BenefitFilter, 'to' | 'tree'>): string | undefined =>
	to && tree !== 'now' ? lastDayOf(to) : undefined;

export function filterChoices(
	sources: {
		months: { first: string; last: string };
		units: readonly {
			id: string;
			name: string;
			nameThen: string;
			closedOn: string | null;
			depth: number;
		}[];
		pilots: readonly { id: string; key: string; name: string | null }[];
	},
	locale: Locale
): FilterChoices {
	return {
		months: monthsBetween(sources.months.first, sources.months.last)
			.toReversed()
			.map((value) => ({ value, label: monthText(value, locale) })),
		units: sources.units.map(({ depth, ...unit }) => ({
			value: unit.id,
			label: `${'– '.repeat(depth)}${unitText(unit)}`
		})),
		packs: (['furniture', 'it', 'building'] as const).map((value) => ({
			value,
			label: codeText(words.pack, value)
		})),
		pilots: sources.pilots.map(({ id, key, name }) => ({ value: id, label: name ?? key })),
		kinds: optionsOf(words.benefitKind, BENEFIT_KINDS)
	};
}

/** The filters that are set, in words, each with the address without it. */
export function activeFilters(
	filter: BenefitFilter,
	choices: FilterChoices,
	path = '/benefits'
): { text: string; href: string }[] {
	const named = (options: FilterChoice[], value: string) =>
		options.find((option) => option.value === value)?.label.replace(/^(– )+/, '') ?? value;
	const texts: Partial<Record<keyof BenefitFilter, string | undefined>> = {
		from: filter.from && `${m.benefitFilterFrom()} ${named(choices.months, filter.from)}`,
		to: filter.to && `${m.benefitFilterTo()} ${named(choices.months, filter.to)}`,
		unit: filter.unit && named(choices.units, filter.unit),
		tree: filter.tree && m.benefitFilterTreeNow(),
		pack: filter.pack && named(choices.packs, filter.pack),
		pilot: filter.pilot && named(choices.pilots, filter.pilot),
		handover: filter.handover && m.benefitFilterHandover(),
		kind: filter.kind && named(choices.kinds, filter.kind),
		quality: filter.quality && m.benefitFilterQuality({ quality: filter.quality }),
		amount: filter.amount && codeText(words.benefitFilterAmount, filter.amount),
		evidence: filter.evidence && codeText(words.benefitFilterEvidence, filter.evidence),
		met: filter.met && codeText(words.benefitFilterMet, filter.met)
	};
	return FILTER_KEYS.flatMap((key) => {
		const text = texts[key];
		return text ? [{ text, href: entriesHref(filter, { [key]: undefined }, path) }] : [];
	});
}
