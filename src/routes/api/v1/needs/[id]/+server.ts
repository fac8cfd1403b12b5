import { app } from '$lib/app.server';
import { getNeed } from '$lib/integration/need-api.schema';
import { needJson } from '$lib/integration/need-json';
import { endpoint } from '../../endpoint.server';

export const GET = endpoint(getNeed, async ({ actor, params }) => ({
	status: 200,
	body: needJson(await app.need.getNeed(actor, params.id))
}));
