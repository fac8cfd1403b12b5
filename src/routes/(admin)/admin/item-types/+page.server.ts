import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { countMissing, missingRows, REGISTER_PARTS } from '$lib/benefit/register-gaps';
import { matchesWords, pageOf, readRegisterQuery, registerHref } from '$lib/benefit/register-page';
import { PACKS, sortTypes } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { mayAnywhere } from '$lib/organisation/permission';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const PATH = '/admin/item-types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const query = readRegisterQuery(url.searchParams);
	const isClosed = url.searchParams.get('show') === 'closed';
	const locale = getLocale();
	const all = (await app.itemType.list(actor)).map((type) => ({
		...type,
		missing: missingRows(type.mapping)
	}));
	const types = sortTypes(all, locale).filter(({ isRetired }) => isRetired === isClosed);
	const inWords = types.filter(
		({ key, names, words, missing }) =>
			matchesWords(query.q, [key, ...Object.values(names), ...words]) &&
			(!query.missing || missing.includes(query.missing))
	);
	const shown = pageOf(
		inWords.filter(({ pack }) => !query.pack || pack === query.pack),
		query.page
	);
	const counts = countMissing(types);
	const hrefTo = (page: number) =>
		isClosed ? `${PATH}?show=closed&page=${page}` : registerHref(PATH, query, { page });
	return {
		query,
		isClosed,
		closedCount: all.filter(({ isRetired }) => isRetired).length,
		mayManage: mayAnywhere(actor, 'catalogue.manage'),
		mayEnter: mayAnywhere(actor, 'admin.enter'),
		parts: REGISTER_PARTS.map((part) => ({
			part,
			title: m.itemTypesWithout({ part: codeText(words.gapsMissing, part) }),
			count: counts[part],
			href: registerHref(PATH, query, { missing: query.missing === part ? undefined : part })
		})),
		packs: PACKS.map((pack) => ({
			pack,
			title: codeText(words.pack, pack),
			count: inWords.filter((type) => type.pack === pack).length,
			href: registerHref(PATH, query, { pack: query.pack === pack ? undefined : pack })
		})),
		rows: shown.rows.map(({ key, names, pack, countedMeasure, attributes, missing }) => ({
			key,
			name: names[locale],
			meta: [
				codeText(words.pack, pack),
				m.itemTypeCountedIn({ measure: codeText(words.measure, countedMeasure) }),
				m.itemTypeAttributeCount({ count: attributes.length }),
				...(missing.length > 0
					? [m.gapsLacks({ parts: missing.map((part) => codeText(words.gapsMissing, part)).join(', ') })]
					: [])
			]
		})),
		paging: {
			status: m.factorsShown({ page: shown.page, last: shown.last, total: shown.total }),
			next: shown.page < shown.last ? hrefTo(shown.page + 1) : null,
			first: shown.page > 1 ? hrefTo(1) : null
		}
	};
});
