import { app } from '$lib/app.server';
import { hitJson, listingFormOf, listingJson, typeMeant } from '$lib/integration/listing-json';
import { createListing, listListings } from '$lib/integration/listing-api.schema';
import { osloDate } from '$lib/platform/clock';
import { definedOnly } from '$lib/integration/common.schema';
import { ENGINE_VERSION } from '$lib/search/candidate';
import { sortOf, termsOf, tidyQuery } from '$lib/search/search';
import { endpoint } from '../endpoint.server';

export const GET = endpoint(listListings, async ({ actor, query }) => {
	const asked = { ...definedOnly(query), q: tidyQuery(query.q) };
	const found = await app.search.search(actor, asked);
	const listings = await app.listing.listDetails(actor, found.listingIds);
	const scores = new Map(found.listingIds.map((id, index) => [id, found.scores[index] ?? null]));
	const today = osloDate(app.clock.now());
	return {
		status: 200,
		body: {
			items: listings.map((listing) =>
				hitJson(listing, actor, { ...asked, today, score: scores.get(listing.id) ?? null })
			),
			near: [],
			total: found.total,
			facets: found.facets,
			explanation: {
				engineVersion: ENGINE_VERSION,
				terms: termsOf(asked.q),
				sort: sortOf(asked),
				isTotalCapped: found.isTotalCapped
			},
			nextCursor: found.nextCursor
		}
	};
});

export const POST = endpoint(createListing, async ({ actor, body, newId }) => {
	const type = typeMeant(await app.catalogue.listTypes(), {
		...definedOnly(body),
		words: [body.title, body.description ?? '']
	});
	const { id, isNew } = await app.listing.create(actor, { ...listingFormOf(body, type), id: newId() });
	const made = listingJson(await app.listing.getListing(actor, id), actor);
	return { status: isNew ? 201 : 200, body: made };
});
