import { app } from '$lib/app.server';
import { answerRest } from '$lib/integration/check-api.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../../endpoint.server';

export const POST = endpoint(answerRest, async ({ actor, params: { id }, body: { reason, note } }) => {
	await app.reuseCheck.answerRest(actor, id, reason, note);
	return { status: 200, body: checkJson(await app.reuseCheck.getCheck(actor, id)) };
});
