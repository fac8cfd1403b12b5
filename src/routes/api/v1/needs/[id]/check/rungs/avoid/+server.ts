import { app } from '$lib/app.server';
import { answerAvoid } from '$lib/integration/check-api.schema';
import { definedOnly } from '$lib/integration/common.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../../../endpoint.server';

export const POST = endpoint(answerAvoid, async ({ actor, params: { id }, body }) => {
	await app.reuseCheck.answerRung(actor, id, { rung: 'avoid', ...definedOnly(body) });
	return { status: 200, body: checkJson(await app.reuseCheck.getCheck(actor, id)) };
});
