import { app } from '$lib/app.server';
import { newestRequest, purchaseRequestJson } from '$lib/integration/need-json';
import { getPurchaseRequest, savePurchaseRequest } from '$lib/integration/purchase-api.schema';
import { endpoint } from '../../../endpoint.server';

export const GET = endpoint(getPurchaseRequest, async ({ actor, params: { id } }) => {
	const need = await app.need.getNeed(actor, id);
	return { status: 200, body: purchaseRequestJson(newestRequest(need), need.measure) };
});

export const POST = endpoint(savePurchaseRequest, async ({ actor, params: { id }, body }) => {
	const { requestId } = await app.purchaseRequest.save(actor, id, body);
	const { request, need } = await app.purchaseRequest.get(actor, requestId);
	return { status: 200, body: purchaseRequestJson(request, need.measure) };
});
