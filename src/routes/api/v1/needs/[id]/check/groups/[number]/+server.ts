import { app } from '$lib/app.server';
import { answerGroup } from '$lib/integration/check-api.schema';
import { definedOnly } from '$lib/integration/common.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../../../endpoint.server';

export const POST = endpoint(answerGroup, async ({ actor, params: { id, number }, body }) => {
	await app.reuseCheck.answerGroup(actor, id, { groupNumber: number, ...definedOnly(body) });
	return { status: 200, body: checkJson(await app.reuseCheck.getCheck(actor, id)) };
});
