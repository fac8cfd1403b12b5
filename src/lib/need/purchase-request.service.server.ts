import { parseQuantity } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import { may, reachOf, type Actor } from '$lib/organisation/permission';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { QUANTITY_ERRORS, remainingMilli } from './need';
import type { NeedDeps } from './need.deps.server';
import { needRepository } from './need.repository.server';
import { inNeed, markStale, settle } from './need-steps.server';
import { purchaseDecisions } from './purchase-decisions.server';
import {
	hasPart,
	missingCriteria,
	submitRefusal,
	type Criteria,
	type PurchaseKind
} from './purchase-request';
import { lockRequest, tellOfRequest } from './purchase-request-steps.server';
import { purchaseRequestRepository } from './purchase-request.repository.server';
import { isFresh } from './reuse-check';
import { reuseCheckRepository } from './reuse-check.repository.server';

export interface SaveRequestInput extends Criteria {
	/** Null while a draft does not say. */
	kind: PurchaseKind | null;
	/** As typed, in the measure of the need; empty in a draft is all that is missing. */
	quantity: string | number;
	/** Expected price of all of it, in øre ex VAT. */
	totalPriceOre: number | null;
}

/** How long a refusal is told of on the start page. */
const NEWS_DAYS = 14;
const ENDED = new Set(['draft', 'dropped', 'cancelled', 'closed']);

/** Asking to buy what is still missing, and deciding about it. */
export function purchaseRequestService(deps: NeedDeps) {
	const { db, bus, clock } = deps;

	return {
		/**
		 * Saves the unit's draft; there is one at a time. The draft of a colleague is taken over.
		 * @throws AppError notFound, needIsOver, checkMissing, purchaseAlreadySubmitted, quantity…
		 */
		async save(actor: Actor, needId: string, input: SaveRequestInput): Promise<{ requestId: string }> {
			return inNeed(deps, actor, needId, 'purchaseRequest.create', async (trx, events, need, cause) => {
				if (ENDED.has(need.state)) throw refused('needIsOver');
				const check = await reuseCheckRepository(trx).findLatest(needId);
				if (!check) throw refused('checkMissing');
				const isLeftOut = String(input.quantity).trim() === '';
				const quantity = isLeftOut
					? { ok: true as const, quantityMilli: remainingMilli(need) || need.quantityMilli }
					: parseQuantity(input.quantity, need.measure);
				if (!quantity.ok) throw invalid(QUANTITY_ERRORS[quantity.code], { field: 'quantity' });
				const { quantity: _typed, ...criteria } = input;
				const values = {
					...criteria,
					quantityMilli: quantity.quantityMilli,
					checkId: check.id,
					requestedBy: actor.personId
				};
				const requests = purchaseRequestRepository(trx);
				const open = await requests.findOpen(needId);
				if (open?.state === 'submitted') throw refused('purchaseAlreadySubmitted');
				if (open) {
					await requests.update(open.id, values);
					if (open.requestedBy !== actor.personId)
						await tellOfRequest(events, need, open, 'purchaseRequest.takenOver', 'draft', cause);
					return { requestId: open.id };
				}
				const id = newId<'PurchaseRequest'>(cause.at.getTime());
				await requests.insert({
					...values,
					id,
					needId,
					organisationId: need.organisationId,
					unitId: need.unitId,
					state: 'draft',
					createdAt: cause.at
				});
				return { requestId: id };
			});
		},

		/**
		 * Hands the draft over to whoever approves; the draft of a colleague is taken over.
		 * @throws AppError criteria as `required` by field, checkMissing, checkRungMissing,
		 * checkNotCompleted, checkStale (the check is then marked stale), purchaseTooMuch
		 */
		async submit(actor: Actor, requestId: string): Promise<void> {
			const refusal = await inTransaction(db, bus, async (trx, events) => {
				const { need, request } = await lockRequest(trx, requestId);
				requireAccess(actor, 'purchaseRequest.create', need);
				if (request.state !== 'draft') throw refused('purchaseAlreadySubmitted');
				if (ENDED.has(need.state)) throw refused('needIsOver');
				const missing = missingCriteria(request);
				if (missing.length > 0 || request.kind === null)
					throw invalid('required', {
						fields: {
							...(request.kind === null && { kind: 'chooseOne' }),
							...Object.fromEntries(missing.map((name) => [name, 'required']))
						}
					});
				const cause = { actorId: actor.personId, at: clock.now() };
				const checks = reuseCheckRepository(trx);
				const check = await checks.findLatest(need.id);
				const isUsedUp = check !== undefined && (await checks.isUsedUp(check.id));
				const { requestedMilli } = await needRepository(trx).readTotals(need.id);
				const code = submitRefusal({
					quantityMilli: request.quantityMilli,
					remainingMilli: need.quantityMilli - need.coveredMilli - requestedMilli,
					check: check && { state: check.state, isFresh: isFresh(check, cause.at), isUsedUp },
					answeredRungs: check ? (await checks.listRungs(check.id)).length : 0
				});
				if (code === 'checkStale' && check?.state === 'completed' && !isUsedUp) {
					await markStale(trx, events, need, check, cause);
					await settle(trx, events, need, cause);
				}
				if (code || !check) return code ?? 'checkMissing';
				await purchaseRequestRepository(trx).update(request.id, {
					state: 'submitted',
					requestedBy: actor.personId,
					checkId: check.id,
					checkValidUntil: check.validUntil,
					submittedAt: cause.at,
					sentBackReason: null
				});
				if (request.requestedBy !== actor.personId)
					await tellOfRequest(events, need, request, 'purchaseRequest.takenOver', 'draft', cause);
				await tellOfRequest(events, need, request, 'purchaseRequest.submitted', 'submitted', cause);
				await settle(trx, events, need, cause);
				return undefined;
			});
			if (refusal) throw refused(refusal, refusal === 'purchaseTooMuch' ? { field: 'quantity' } : {});
		},

		...purchaseDecisions(deps),

		/** A request as its unit and its approver see it. @throws AppError notFound, notAllowed */
		async get(actor: Actor, requestId: string) {
			const request = await purchaseRequestRepository(db).find(requestId);
			const need = request && (await needRepository(db).find(request.needId));
			if (!request || !need) throw notFound();
			requireAccess(actor, 'need.see', need);
			const isOwn = hasPart(actor, need, request);
			return {
				request,
				need,
				isOwn,
				canDecide: request.state === 'submitted' && !isOwn && may(actor, 'purchaseRequest.decide', request)
			};
		},

		/** The unit's draft or submitted request for a need, with whose it is. @throws AppError notFound, notAllowed */
		async findOpen(actor: Actor, needId: string) {
			const need = await needRepository(db).find(needId);
			if (!need) throw notFound();
			requireAccess(actor, 'need.see', need);
			const request = await purchaseRequestRepository(db).findOpen(needId);
			return request && { ...request, isOwn: request.requestedBy === actor.personId };
		},

		/** Submitted requests that wait for this actor, oldest first. */
		listWaiting: (actor: Actor) =>
			purchaseRequestRepository(db).listWaiting(reachOf(actor, 'purchaseRequest.decide'), actor.personId),

		/** What became of what this person asked to buy, as long as it is news. */
		listNews: (actor: Actor) => {
			const now = clock.now();
			const since = new Date(now.getTime() - NEWS_DAYS * 86_400_000);
			return purchaseRequestRepository(db).listNews(actor.personId, now, since);
		},

		/** Requests and dropped needs that wait for this actor. */
		async countWaiting(actor: Actor): Promise<number> {
			const [requests, drops] = await Promise.all([
				purchaseRequestRepository(db).listWaiting(reachOf(actor, 'purchaseRequest.decide'), actor.personId),
				needRepository(db).listUnconfirmedDrops(reachOf(actor, 'need.confirmDrop'), actor.personId)
			]);
			return requests.length + drops.length;
		}
	};
}
