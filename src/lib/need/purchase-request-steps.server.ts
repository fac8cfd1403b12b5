import type { Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import type { Emitter } from '$lib/platform/events.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { frameOf, type Cause } from './need-steps.server';
import type { PurchaseRequestState } from './purchase-request';
import { purchaseRequestRepository, type PurchaseRequestRow } from './purchase-request.repository.server';

/** The request with its need locked first, as everywhere. @throws AppError notFound */
export async function lockRequest(
	trx: Trx,
	requestId: string
): Promise<{ need: NeedRow; request: PurchaseRequestRow }> {
	const seen = await purchaseRequestRepository(trx).find(requestId);
	if (!seen) throw notFound();
	const need = await needRepository(trx).findForUpdate(seen.needId);
	const request = await purchaseRequestRepository(trx).find(requestId);
	if (!need || !request) throw notFound();
	return { need, request };
}

/** Says what happened to a request, from the state it had to the one it has. */
export const tellOfRequest = (
	events: Emitter,
	need: NeedRow,
	request: Pick<PurchaseRequestRow, 'id' | 'state'>,
	name: 'purchaseRequest.takenOver' | 'purchaseRequest.submitted' | 'purchaseRequest.rejected',
	toState: PurchaseRequestState,
	cause: Cause
) =>
	events.emit(
		name,
		frameOf(need, cause, {
			subjectKind: 'purchaseRequest',
			subjectId: request.id,
			fromState: request.state,
			toState
		}),
		{ purchaseRequestId: request.id, needId: need.id }
	);
