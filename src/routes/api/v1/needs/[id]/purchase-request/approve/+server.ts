import { app } from '$lib/app.server';
import { approvalJson, newestRequest } from '$lib/integration/need-json';
import { approvePurchaseRequest } from '$lib/integration/purchase-api.schema';
import { endpoint } from '../../../../endpoint.server';

export const POST = endpoint(approvePurchaseRequest, async ({ actor, params: { id } }) => {
	const { id: requestId } = newestRequest(await app.need.getNeed(actor, id));
	return { status: 200, body: approvalJson(await app.purchaseRequest.approve(actor, requestId)) };
});
