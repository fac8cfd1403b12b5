import { app } from '$lib/app.server';
import { getCheck, openCheck } from '$lib/integration/check-api.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../endpoint.server';

export const GET = endpoint(getCheck, async ({ actor, params: { id } }) => ({
	status: 200,
	body: checkJson(await app.reuseCheck.getCheck(actor, id))
}));

export const POST = endpoint(openCheck, async ({ actor, params: { id } }) => {
	const { checkId } = await app.reuseCheck.open(actor, id);
	return { status: 200, body: checkJson(await app.reuseCheck.getCheck(actor, id, checkId)) };
});
