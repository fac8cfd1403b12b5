import { app } from '$lib/app.server';
import { answerRung } from '$lib/integration/check-api.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../../../endpoint.server';

export const POST = endpoint(answerRung, async ({ actor, params: { id, rung } }) => {
	await app.reuseCheck.answerRung(actor, id, { rung });
	return { status: 200, body: checkJson(await app.reuseCheck.getCheck(actor, id)) };
});
