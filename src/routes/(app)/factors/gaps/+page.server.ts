import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { countMissing, REGISTER_PARTS } from '$lib/benefit/register-gaps';
import { matchesWords, pageOf, readRegisterQuery, registerHref } from '$lib/benefit/register-page';
import { PACKS } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const PATH = '/factors/gaps';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const query = readRegisterQuery(url.searchParams);
	const { total, types } = await app.benefit.listGaps(requireActor(locals), getLocale());
	const counts = countMissing(types);
	const inWords = types.filter(
		({ key, name, missing }) =>
			matchesWords(query.q, [key, name]) && (!query.missing || missing.includes(query.missing))
	);
	const shown = pageOf(
		inWords.filter(({ pack }) => !query.pack || pack === query.pack),
		query.page
	);
	return {
		query,
		lead: m.gapsLead({ types: types.length, total }),
		parts: REGISTER_PARTS.map((part) => ({
			part,
			title: codeText(words.gapsMissing, part),
			count: counts[part],
			href: registerHref(PATH, query, { missing: query.missing === part ? undefined : part })
		})),
		packs: PACKS.map((pack) => ({
			pack,
			title: codeText(words.pack, pack),
			count: inWords.filter((type) => type.pack === pack).length,
			href: registerHref(PATH, query, { pack: query.pack === pack ? undefined : pack })
		})),
		rows: shown.rows.map(({ id, key, name, pack, missing, source, quality }) => ({
			id,
			key,
			name,
			pack: codeText(words.pack, pack),
			missing: missing.map((part) => codeText(words.gapsMissing, part)).join(', '),
			quality,
			note: source
		})),
		paging: {
			status: m.factorsShown({ page: shown.page, last: shown.last, total: shown.total }),
			next: shown.page < shown.last ? registerHref(PATH, query, { page: shown.page + 1 }) : null,
			first: shown.page > 1 ? registerHref(PATH, query, { page: 1 }) : null
		}
	};
});
