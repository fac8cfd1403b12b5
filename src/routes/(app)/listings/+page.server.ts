import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { guarded } from '$lib/platform/http/page-load.server';
import { isWordless } from '$lib/search/search';
import { readSearchParams } from '$lib/search/search.schema';
import type { PageServerLoadEvent } from './$types';

/** Types offered where a word finds nothing. */
const TYPES_OFFERED = 8;

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const query = readSearchParams(url.searchParams);
	const [{ listingIds, ...found }, types] = await Promise.all([
		app.search.search(actor, query),
		app.catalogue.listAllTypes()
	]);
	const locale = getLocale();
	/** A word that finds nothing may be misspelt: what is out at all, to choose from. */
	const out =
		found.total === 0 && query.q !== ''
			? (await app.search.search(actor, { q: '', condition: [], limit: 1 })).facets.type.slice(
					0,
					TYPES_OFFERED
				)
			: [];
	return {
		query,
		...found,
		isWordless: isWordless(query.q),
		typesOut: out.map(({ value }) => value),
		cards: await app.listing.listCards(actor, listingIds),
		typeNames: Object.fromEntries(types.map((type) => [type.key, type.plural[locale]]))
	};
});
