import { app } from '$lib/app.server';
import { newestRequest, purchaseRequestJson } from '$lib/integration/need-json';
import { rejectPurchaseRequest } from '$lib/integration/purchase-api.schema';
import { endpoint } from '../../../../endpoint.server';

export const POST = endpoint(rejectPurchaseRequest, async ({ actor, params: { id }, body: { reason } }) => {
	const { id: requestId } = newestRequest(await app.need.getNeed(actor, id));
	await app.purchaseRequest.reject(actor, requestId, reason);
	const { request, need } = await app.purchaseRequest.get(actor, requestId);
	return { status: 200, body: purchaseRequestJson(request, need.measure) };
});
