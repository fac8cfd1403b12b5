import { parseQuantity } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import { may, reachOf, type Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { clearanceValidUntil, makeClearanceNumber } from './clearance';
import { clearanceRepository, type ClearanceRow } from './clearance.repository.server';
import { QUANTITY_ERRORS } from './need';
import { lookAgain, type NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { frameOf, markStale, queryOf, sendBack, settle, type Cause } from './need-steps.server';
import { missingCriteria, submitRefusal, type Criteria, type PurchaseKind } from './purchase-request';
import { purchaseRequestRepository, type PurchaseRequestRow } from './purchase-request.repository.server';
import { grownSince, GROUPS_ONE_BY_ONE, isFresh, newSurplus } from './reuse-check';
import { reuseCheckRepository } from './reuse-check.repository.server';

export interface SaveRequestInput extends Criteria {
	kind: PurchaseKind;
	/** As typed, in the measure of the need. */
	quantity: string | number;
	/** Expected price of all of it, in øre ex VAT. */
	totalPriceOre: number | null;
}

export type ApproveResult =
	| { outcome: 'approved'; clearance: ClearanceRow }
	| { outcome: 'sentBack'; reason: 'newSurplus'; listingIds: string[] }
	| { outcome: 'sentBack'; reason: 'coveredMeanwhile' };

const ENDED = new Set(['draft', 'dropped', 'cancelled', 'closed']);

/** Asking to buy what is still missing, and deciding about it. */
export function purchaseRequestService(deps: NeedDeps) {
	const { db, bus, clock, organisation } = deps;

	/** The request with its need locked first, as everywhere. */
	const locked = async (
		trx: Trx,
		requestId: string
	): Promise<{ need: NeedRow; request: PurchaseRequestRow }> => {
		const seen = await purchaseRequestRepository(trx).find(requestId);
		if (!seen) throw notFound();
		const need = await needRepository(trx).findForUpdate(seen.needId);
		const request = await purchaseRequestRepository(trx).find(requestId);
		if (!need || !request) throw notFound();
		return { need, request };
	};

	const requireDecider = (actor: Actor, need: NeedRow, request: PurchaseRequestRow) => {
		requireAccess(actor, 'purchaseRequest.decide', request);
		if (request.requestedBy === actor.personId || need.requestedBy === actor.personId)
			throw refused('fourEyes');
		if (request.state === 'approved' || request.state === 'rejected') throw refused('purchaseAlreadyDecided');
		if (request.state !== 'submitted') throw refused('purchaseNotSubmitted');
	};

	const tell = (
		events: Emitter,
		need: NeedRow,
		request: PurchaseRequestRow,
		name: 'purchaseRequest.submitted' | 'purchaseRequest.rejected',
		cause: Cause
	) =>
		events.emit(
			name,
			frameOf(need, cause, {
				subjectKind: 'purchaseRequest',
				subjectId: request.id,
				fromState: request.state,
				toState: name === 'purchaseRequest.submitted' ? 'submitted' : 'rejected'
			}),
			{ purchaseRequestId: request.id, needId: need.id }
		);

	const issue = async (
		trx: Trx,
		events: Emitter,
		need: NeedRow,
		request: PurchaseRequestRow,
		cause: Cause
	) => {
		const clearance = await clearanceRepository(trx).insert({
			id: newId<'Clearance'>(cause.at.getTime()),
			number: makeClearanceNumber(),
			purchaseRequestId: request.id,
			organisationId: need.organisationId,
			unitId: need.unitId,
			itemTypeId: need.itemTypeId,
			quantityClearedMilli: request.quantityMilli,
			measure: need.measure,
			state: 'valid',
			issuedAt: cause.at,
			issuedBy: cause.actorId ?? request.requestedBy,
			validUntil: clearanceValidUntil(cause.at)
		});
		const subject = { subjectKind: 'clearance', subjectId: clearance.id, toState: 'valid' };
		await events.emit('clearance.issued', frameOf(need, cause, subject), {
			clearanceId: clearance.id,
			needId: need.id
		});
		return clearance;
	};

	return {
		/**
		 * Saves the unit's draft; there is one at a time.
		 * @throws AppError notFound, needIsOver, checkMissing, purchaseAlreadySubmitted, quantity…
		 */
		async save(actor: Actor, needId: string, input: SaveRequestInput): Promise<{ requestId: string }> {
			return inTransaction(db, bus, async (trx) => {
				const need = await needRepository(trx).findForUpdate(needId);
				if (!need) throw notFound();
				requireAccess(actor, 'purchaseRequest.create', need);
				if (ENDED.has(need.state)) throw refused('needIsOver');
				const check = await reuseCheckRepository(trx).findLatest(needId);
				if (!check) throw refused('checkMissing');
				const quantity = parseQuantity(input.quantity, need.measure);
				if (!quantity.ok) throw invalid(QUANTITY_ERRORS[quantity.code], { field: 'quantity' });
				const { quantity: _typed, ...criteria } = input;
				const values = { ...criteria, quantityMilli: quantity.quantityMilli, checkId: check.id };
				const requests = purchaseRequestRepository(trx);
				const open = await requests.findOpen(needId);
				if (open?.state === 'submitted') throw refused('purchaseAlreadySubmitted');
				if (open) {
					await requests.update(open.id, values);
					return { requestId: open.id };
				}
				const now = clock.now();
				const id = newId<'PurchaseRequest'>(now.getTime());
				await requests.insert({
					...values,
					id,
					needId,
					organisationId: need.organisationId,
					unitId: need.unitId,
					state: 'draft',
					requestedBy: actor.personId,
					createdAt: now
				});
				return { requestId: id };
			});
		},

		/**
		 * Hands the draft over to whoever approves.
		 * @throws AppError purchaseNotYours, criteria as `required` by field, checkMissing, checkRungMissing,
		 * checkNotCompleted, checkStale (the check is then marked stale), purchaseTooMuch
		 */
		async submit(actor: Actor, requestId: string): Promise<void> {
			const refusal = await inTransaction(db, bus, async (trx, events) => {
				const { need, request } = await locked(trx, requestId);
				requireAccess(actor, 'purchaseRequest.create', need);
				if (request.requestedBy !== actor.personId) throw refused('purchaseNotYours');
				if (request.state !== 'draft') throw refused('purchaseAlreadySubmitted');
				if (ENDED.has(need.state)) throw refused('needIsOver');
				const missing = missingCriteria(request);
				if (missing.length > 0)
					throw invalid('required', {
						fields: Object.fromEntries(missing.map((name) => [name, 'required']))
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
					checkId: check.id,
					checkValidUntil: check.validUntil,
					submittedAt: cause.at,
					sentBackReason: null
				});
				await tell(events, need, request, 'purchaseRequest.submitted', cause);
				await settle(trx, events, need, cause);
				return undefined;
			});
			if (refusal) throw refused(refusal, refusal === 'purchaseTooMuch' ? { field: 'quantity' } : {});
		},

		/**
		 * Approves and issues the clearance, or sends the request back: the check is run again with the requester's eyes,
		 * and whatever came since must be looked at first.
		 * @throws AppError notFound, notAllowed, fourEyes, purchaseAlreadyDecided, purchaseNotSubmitted
		 */
		async approve(actor: Actor, requestId: string): Promise<ApproveResult> {
			const seen = await purchaseRequestRepository(db).find(requestId);
			const stated = seen && (await needRepository(db).find(seen.needId));
			if (!seen || !stated) throw notFound();
			requireDecider(actor, stated, seen);
			const eyes = (await organisation.findActor(seen.requestedBy)) ?? actor;
			const ground = await reuseCheckRepository(db).find(seen.checkId);
			// From when it was opened: what came while it was open is known to it, or was missed as it ended.
			const since = ground?.startedAt ?? seen.createdAt;
			const { found, publishedSinceIds } = await lookAgain(deps, eyes, queryOf(stated), since);

			return inTransaction(db, bus, async (trx, events) => {
				const { need, request } = await locked(trx, requestId);
				requireDecider(actor, need, request);
				const cause = { actorId: actor.personId, at: clock.now() };
				const checks = reuseCheckRepository(trx);
				const check = await checks.find(request.checkId);
				// Sent back and submitted anew since we looked: another check, another look.
				if (!check || check.id !== seen.checkId) throw refused('changedMeanwhile');
				const known = await checks.listCandidates(check.id);
				const answers = await checks.listGroupAnswers(check.id);
				const refusedGroups = new Set([
					...answers.filter(({ reason }) => reason === 'quantity').map(({ groupNumber }) => groupNumber),
					...known
						.filter(({ groupNumber }) => groupNumber > GROUPS_ONE_BY_ONE && check.restReason === 'quantity')
						.map(({ groupNumber }) => groupNumber)
				]);
				const listingIds = [
					...newSurplus({
						knownIds: new Set(known.map((candidate) => candidate.listingId)),
						total: check.total,
						candidateIds: found.candidates.map((candidate) => candidate.listingId),
						publishedSinceIds
					}),
					...grownSince(known, refusedGroups, found.candidates)
				];
				const rerunId = newId<'ReuseCheckRerun'>(cause.at.getTime());
				await purchaseRequestRepository(trx).insertRerun({
					id: rerunId,
					purchaseRequestId: request.id,
					newSurplus: listingIds.length,
					ranAt: cause.at,
					ranBy: actor.personId
				});
				if (listingIds.length > 0) {
					await sendBack(trx, events, need, request, 'newSurplus', cause);
					await markStale(trx, events, need, check, { ...cause, reason: 'newSurplus' });
					await settle(trx, events, need, cause);
					return { outcome: 'sentBack', reason: 'newSurplus', listingIds };
				}
				const { requestedMilli } = await needRepository(trx).readTotals(need.id);
				if (requestedMilli > need.quantityMilli - need.coveredMilli) {
					await sendBack(trx, events, need, request, 'coveredMeanwhile', cause);
					await settle(trx, events, need, cause);
					return { outcome: 'sentBack', reason: 'coveredMeanwhile' };
				}
				await purchaseRequestRepository(trx).update(request.id, {
					state: 'approved',
					decidedBy: actor.personId,
					decidedAt: cause.at,
					rerunId
				});
				const clearance = await issue(trx, events, need, request, cause);
				const subject = {
					subjectKind: 'purchaseRequest',
					subjectId: request.id,
					fromState: 'submitted',
					toState: 'approved'
				};
				await events.emit('purchaseRequest.approved', frameOf(need, cause, subject), {
					purchaseRequestId: request.id,
					needId: need.id,
					clearanceId: clearance.id
				});
				await settle(trx, events, need, cause);
				return { outcome: 'approved', clearance };
			});
		},

		/** Says no, with a reason the requester reads. @throws AppError as `approve` */
		async reject(actor: Actor, requestId: string, reason: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { need, request } = await locked(trx, requestId);
				requireDecider(actor, need, request);
				const cause = { actorId: actor.personId, at: clock.now() };
				await purchaseRequestRepository(trx).update(request.id, {
					state: 'rejected',
					decidedBy: actor.personId,
					decidedAt: cause.at,
					decisionReason: reason
				});
				await tell(events, need, request, 'purchaseRequest.rejected', cause);
				await settle(trx, events, need, cause);
			});
		},

		/** A request as its unit and its approver see it. @throws AppError notFound, notAllowed */
		async get(actor: Actor, requestId: string) {
			const request = await purchaseRequestRepository(db).find(requestId);
			const need = request && (await needRepository(db).find(request.needId));
			if (!request || !need) throw notFound();
			requireAccess(actor, 'need.see', need);
			const isOwn = request.requestedBy === actor.personId || need.requestedBy === actor.personId;
			return {
				request,
				need,
				isOwn,
				canDecide: request.state === 'submitted' && !isOwn && may(actor, 'purchaseRequest.decide', request)
			};
		},

		/** The unit's draft or submitted request for a need. @throws AppError notFound, notAllowed */
		async findOpen(actor: Actor, needId: string): Promise<PurchaseRequestRow | undefined> {
			const need = await needRepository(db).find(needId);
			if (!need) throw notFound();
			requireAccess(actor, 'need.see', need);
			return purchaseRequestRepository(db).findOpen(needId);
		},

		/** Submitted requests that wait for this actor, oldest first. */
		listWaiting: (actor: Actor) =>
			purchaseRequestRepository(db).listWaiting(reachOf(actor, 'purchaseRequest.decide'), actor.personId),

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
export type PurchaseRequestService = ReturnType<typeof purchaseRequestService>;
