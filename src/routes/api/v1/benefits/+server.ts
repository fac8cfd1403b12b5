import { app } from '$lib/app.server';
import { definedOnly } from '$lib/integration/common.schema';
import { listBenefits } from '$lib/integration/figure-api.schema';
import { entryJson, totalJson } from '$lib/integration/figure-json';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { endpoint } from '../endpoint.server';

export const GET = endpoint(listBenefits, async ({ actor, query: { cursor, ...query } }) => {
	const filter = definedOnly(query);
	const before = cursor === undefined ? undefined : Number(cursor);
	const [page, totals] = await Promise.all([
		app.benefit.list(actor, filter, { ...(before !== undefined && { before }), locale: getLocale() }),
		app.benefit.totals(actor, filter)
	]);
	return {
		status: 200,
		body: {
			items: page.entries.map(entryJson),
			totals: totals.map(totalJson),
			nextCursor: page.nextCursor === null ? null : String(page.nextCursor)
		}
	};
});
