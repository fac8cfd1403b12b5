import { app } from '$lib/app.server';
import { getListing } from '$lib/integration/listing-api.schema';
import { listingJson } from '$lib/integration/listing-json';
import { endpoint } from '../../endpoint.server';

export const GET = endpoint(getListing, async ({ actor, params }) => ({
	status: 200,
	body: listingJson(await app.listing.getListing(actor, params.id), actor)
}));
