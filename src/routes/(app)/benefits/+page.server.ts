import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { entriesHref } from '$lib/benefit/benefit-filter';
import {
	activeFilters,
	filterChoices,
	namesOn,
	monthText,
	readFilter,
	shownRange
} from '$lib/benefit/benefit-page.server';
import { roundedAmount } from '$lib/benefit/benefit-text';
import { formatQuantity } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const locale = getLocale();
	const filter = readFilter(url.searchParams);
	const before = url.searchParams.get('before') ?? '';
	const cursor = isUuid(before) ? before : undefined;
	const [totals, { entries, nextCursor }, months, units, pilots] = await Promise.all([
		app.benefit.totals(actor, filter),
		app.benefit.list(actor, filter, { ...(cursor !== undefined && { before: cursor }), locale }),
		app.benefit.months(actor),
		app.organisation.listUnitsEver(actor, namesOn(filter)),
		app.pilot.list(actor, locale)
	]);
	const choices = filterChoices({ months, units, pilots }, locale);
	const address = entriesHref(filter);
	const join = address.includes('?') ? '&' : '?';
	return {
		filter,
		choices,
		active: activeFilters(filter, choices),
		unitHref: entriesHref(filter, { unit: actor.homeUnitId }),
		totals: totals.map((total) => ({
			kind: total.kind,
			label: codeText(words.benefitKind, total.kind),
			range: shownRange(total.kind, total, locale),
			low: roundedAmount(total.kind, total.low, locale),
			central: roundedAmount(total.kind, total.central, locale),
			high: roundedAmount(total.kind, total.high, locale),
			entries: total.entries,
			unknown: total.unknown,
			href: entriesHref(filter, { kind: total.kind })
		})),
		entries: entries.map((entry) => ({
			id: entry.id,
			title: `${formatQuantity(entry.quantityMilli, locale)} ${codeText(words.measure, entry.measure)} ${entry.typeName ?? ''}`,
			kind: codeText(words.benefitKind, entry.kind),
			amount: entry.amountCentral === null ? null : roundedAmount(entry.kind, entry.amountCentral, locale),
			reason: entry.missingReason && codeText(words.benefitReason, entry.missingReason),
			unitName: entry.unitName,
			date: formatDate(entry.occurredOn, locale),
			period: monthText(entry.period, locale),
			quality: entry.dataQuality,
			grade: entry.evidenceGrade,
			isReversal: entry.reversesEntryId !== null,
			isCorrection: entry.cause === 'correction' && entry.reversesEntryId === null
		})),
		nextHref: nextCursor === null ? null : `${address}${join}before=${nextCursor}`,
		firstHref: cursor === undefined ? null : address
	};
});
