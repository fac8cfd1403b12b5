import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const locale = getLocale();
	const pilots = await app.pilot.list(requireActor(locals), locale);
	return {
		pilots: pilots.map(({ id, key, name, purpose, pack, unitName, startsOn, endsOn }) => ({
			id,
			name: name ?? key,
			purpose: purpose ?? '',
			meta: [
				codeText(words.pack, pack),
				unitName ?? m.pilotWholeOrganisation(),
				endsOn
					? m.pilotSpan({ from: formatDate(startsOn, locale), to: formatDate(endsOn, locale) })
					: m.pilotFrom({ from: formatDate(startsOn, locale) })
			]
		}))
	};
});
