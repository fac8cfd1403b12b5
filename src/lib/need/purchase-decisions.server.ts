import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { readSetting } from '$lib/setting/read-setting.server';
import { clearanceValidUntil, makeClearanceNumber } from './clearance';
import { clearanceRepository, type ClearanceRow } from './clearance.repository.server';
import { lookAgain, type NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { frameOf, markStale, queryOf, sendBack, settle, type Cause } from './need-steps.server';
import { hasPart } from './purchase-request';
import { lockRequest, tellOfRequest } from './purchase-request-steps.server';
import { purchaseRequestRepository, type PurchaseRequestRow } from './purchase-request.repository.server';
import { grownSince, GROUPS_ONE_BY_ONE, newSurplus } from './reuse-check';
import { reuseCheckRepository } from './reuse-check.repository.server';

export type ApproveResult =
	| { outcome: 'approved'; clearance: ClearanceRow }
	| { outcome: 'sentBack'; reason: 'newSurplus'; listingIds: string[] }
	| { outcome: 'sentBack'; reason: 'coveredMeanwhile' };

const requireDecider = (actor: Actor, need: NeedRow, request: PurchaseRequestRow) => {
	requireAccess(actor, 'purchaseRequest.decide', request);
	if (hasPart(actor, need, request)) throw refused('fourEyes');
	if (request.state === 'approved' || request.state === 'rejected') throw refused('purchaseAlreadyDecided');
	if (request.state !== 'submitted') throw refused('purchaseNotSubmitted');
};

const issue = async (trx: Trx, events: Emitter, need: NeedRow, request: PurchaseRequestRow, cause: Cause) => {
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
		validUntil: clearanceValidUntil(cause.at, await readSetting(trx, 'clearanceValidDays'))
	});
	const subject = { subjectKind: 'clearance', subjectId: clearance.id, toState: 'valid' };
	await events.emit('clearance.issued', frameOf(need, cause, subject), {
		clearanceId: clearance.id,
		needId: need.id
	});
	return clearance;
};

/** Deciding about a purchase: by another person than those who asked. */
export function purchaseDecisions(deps: NeedDeps) {
	const { db, bus, clock, organisation } = deps;
	return {
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
				const { need, request } = await lockRequest(trx, requestId);
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
				const { need, request } = await lockRequest(trx, requestId);
				requireDecider(actor, need, request);
				const cause = { actorId: actor.personId, at: clock.now() };
				await purchaseRequestRepository(trx).update(request.id, {
					state: 'rejected',
					decidedBy: actor.personId,
					decidedAt: cause.at,
					decisionReason: reason
				});
				await tellOfRequest(events, need, request, 'purchaseRequest.rejected', 'rejected', cause);
				await settle(trx, events, need, cause);
			});
		}
	};
}
