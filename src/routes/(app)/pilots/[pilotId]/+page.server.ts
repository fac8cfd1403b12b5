import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { REQUIRED_ATTRIBUTION } from '$lib/benefit/seed/sources';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import { shownReport } from '$lib/report/report-page.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const locale = getLocale();
	const pilot = await app.pilot.get(actor, params.pilotId, locale);
	const report = await app.report.summary(actor, { pilot: pilot.id });
	const from = formatDate(pilot.startsOn, locale);
	return {
		name: pilot.name ?? pilot.key,
		purpose: pilot.purpose,
		facts: [
			codeText(words.pack, pilot.pack),
			pilot.unitName ?? m.pilotWholeOrganisation(),
			pilot.endsOn ? m.pilotSpan({ from, to: formatDate(pilot.endsOn, locale) }) : m.pilotFrom({ from })
		].join(' · '),
		report: shownReport(report, locale),
		attribution: REQUIRED_ATTRIBUTION
	};
});
