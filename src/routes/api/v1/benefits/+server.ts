import { app } from '$lib/app.server';
import { definedOnly } from '$lib/integration/common.schema';
import { listBenefits } from '$lib/integration/figure-api.schema';
import { entryJson, totalJson } from '$lib/integration/figure-json';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { endpoint } from '../endpoint.server';

export const GET = endpoint(listBenefits, async ({ actor, query: { cursor, ...query } }) => {
	const filter = definedOnly(query);
	const [page, totals] = await Promise.all([
		app.benefit.list(actor, filter, { ...(cursor !== undefined && { before: cursor }), locale: getLocale() }),
		app.benefit.totals(actor, filter)
	]);
	return {
		status: 200,
		body: {
			items: page.entries.map(entryJson),
			totals: totals.map(totalJson),
			nextCursor: page.nextCursor
		}
	};
});
