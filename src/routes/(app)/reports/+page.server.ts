import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { entriesHref } from '$lib/benefit/benefit-filter';
import { activeFilters, filterChoices, namesOn, readFilter } from '$lib/benefit/benefit-page.server';
import { REQUIRED_ATTRIBUTION } from '$lib/benefit/seed/sources';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { guarded } from '$lib/platform/http/page-load.server';
import { reportFilterOf, shownReport } from '$lib/report/report-page.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const locale = getLocale();
	const filter = reportFilterOf(readFilter(url.searchParams));
	const [report, months, units, pilots] = await Promise.all([
		app.report.summary(actor, filter),
		app.benefit.months(actor),
		app.organisation.listUnitsEver(actor, namesOn(filter)),
		app.pilot.list(actor, locale)
	]);
	const choices = filterChoices({ months, units, pilots }, locale);
	return {
		filter,
		choices,
		active: activeFilters(filter, choices, '/reports'),
		report: shownReport(report, locale),
		attribution: REQUIRED_ATTRIBUTION,
		organisationName: actor.organisationName,
		entriesHref: entriesHref(filter)
	};
});
