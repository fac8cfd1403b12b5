import { app } from '$lib/app.server';
import { newestRequest, purchaseRequestJson } from '$lib/integration/need-json';
import { submitPurchaseRequest } from '$lib/integration/purchase-api.schema';
import { endpoint } from '../../../../endpoint.server';

export const POST = endpoint(submitPurchaseRequest, async ({ actor, params: { id } }) => {
	const { id: requestId } = newestRequest(await app.need.getNeed(actor, id));
	await app.purchaseRequest.submit(actor, requestId);
	const { request, need } = await app.purchaseRequest.get(actor, requestId);
	return { status: 200, body: purchaseRequestJson(request, need.measure) };
});
