import { app } from '$lib/app.server';
import { completeCheck } from '$lib/integration/check-api.schema';
import { checkJson } from '$lib/integration/need-json';
import { endpoint } from '../../../../endpoint.server';

export const POST = endpoint(completeCheck, async ({ actor, params: { id } }) => {
	const result = await app.reuseCheck.complete(actor, id);
	return {
		status: 200,
		body: {
			outcome: result.outcome,
			newCandidates: result.outcome === 'moreToAnswer' ? result.count : 0,
			check: checkJson(await app.reuseCheck.getCheck(actor, id))
		}
	};
});
