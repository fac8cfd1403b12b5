import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { guarded } from '$lib/platform/http/page-load.server';
import { readSearchParams } from '$lib/search/search.schema';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const query = readSearchParams(url.searchParams);
	const [{ listingIds, ...found }, types] = await Promise.all([
		app.search.search(actor, query),
		app.catalogue.listTypes()
	]);
	const locale = getLocale();
	return {
		query,
		...found,
		cards: await app.listing.listCards(actor, listingIds),
		typeNames: Object.fromEntries(types.map((type) => [type.key, type.plural[locale]]))
	};
});
