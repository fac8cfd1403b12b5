import { app } from '$lib/app.server';
import { getClearance } from '$lib/integration/figure-api.schema';
import { clearanceJson } from '$lib/integration/figure-json';
import { endpoint } from '../../endpoint.server';

export const GET = endpoint(getClearance, async ({ tokenId, params: { number } }) => ({
	status: 200,
	body: clearanceJson(await app.clearance.find(number, `token:${tokenId}`))
}));
