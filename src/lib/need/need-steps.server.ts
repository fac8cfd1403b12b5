import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import { inTransaction, type EventFrame, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { canonicalise } from '$lib/platform/canonical-json';
import { clearanceRepository } from './clearance.repository.server';
import { canMove, stateOf, type NeedState } from './need';
import type { CandidateQuery, CandidateResult, NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { purchaseRequestRepository, type PurchaseRequestRow } from './purchase-request.repository.server';
import type { SentBackReason } from './purchase-request';
import { MAX_CANDIDATES, numberGroups, RULE_VERSION } from './reuse-check';
import { reuseCheckRepository, type ReuseCheckRow } from './reuse-check.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'need.stated': { needId: string };
		'need.moved': { needId: string; coveredMilli: number };
		'need.reduced': { needId: string; fromMilli: number; toMilli: number };
		'need.dropped': { needId: string };
		'need.dropConfirmed': { needId: string };
		'need.dropDeclined': { needId: string };
		'reuseCheck.opened': { checkId: string; needId: string };
		'reuseCheck.completed': { checkId: string; needId: string };
		'reuseCheck.wentStale': { checkId: string; needId: string };
		'purchaseRequest.takenOver': { purchaseRequestId: string; needId: string };
		'purchaseRequest.submitted': { purchaseRequestId: string; needId: string };
		'purchaseRequest.sentBack': { purchaseRequestId: string; needId: string };
		'purchaseRequest.approved': { purchaseRequestId: string; needId: string; clearanceId: string };
		'purchaseRequest.rejected': { purchaseRequestId: string; needId: string };
		'clearance.issued': { clearanceId: string; needId: string };
		'clearance.expired': { clearanceId: string; needId: string };
	}
}

/** Who or what moves things, and when. */
export interface Cause {
	actorId: string | null;
	/** A code; what people write stands with the thing itself, where it can be erased. */
	reason?: string;
	at: Date;
}

/** The frame of an event about something of the need's organisation. */
export const frameOf = (
	need: { organisationId: string },
	{ actorId, reason, at }: Cause,
	subject: Pick<EventFrame, 'subjectKind' | 'subjectId' | 'fromState' | 'toState'>
): EventFrame => ({ actorId, organisationId: need.organisationId, reason: reason ?? null, at, ...subject });

/** Runs `work` on the need, with its row locked. @throws AppError notFound, notAllowed */
export const inNeed = <T>(
	{ db, bus, clock }: Pick<NeedDeps, 'db' | 'bus' | 'clock'>,
	actor: Actor,
	needId: string,
	action: 'need.create' | 'need.check' | 'need.confirmDrop' | 'purchaseRequest.create',
	work: (trx: Trx, events: Emitter, need: NeedRow, cause: Cause) => Promise<T>
): Promise<T> =>
	inTransaction(db, bus, async (trx, events) => {
		const need = await needRepository(trx).findForUpdate(needId);
		if (!need) throw notFound();
		requireAccess(actor, action, need);
		return work(trx, events, need, { actorId: actor.personId, at: clock.now() });
	});

/** The need as the search understands it. */
export const queryOf = (
	need: Pick<
		NeedRow,
		'itemTypeId' | 'title' | 'attributes' | 'quantityMilli' | 'neededBy' | 'unitId' | 'organisationId'
	>
): CandidateQuery => ({
	itemTypeId: need.itemTypeId,
	words: need.title,
	attributes: need.attributes as Record<string, unknown>,
	quantityMilli: need.quantityMilli,
	neededBy: need.neededBy,
	unitId: need.unitId,
	organisationId: need.organisationId
});

/** Moves the need to a state and says so. The row is locked by the caller. */
export async function moveNeed(
	trx: Trx,
	events: Emitter,
	need: NeedRow,
	to: NeedState,
	cause: Cause,
	set: Partial<NeedRow> = {}
): Promise<NeedRow> {
	if (!canMove(need.state, to)) throw new Error(`a need cannot go from ${need.state} to ${to}`);
	const moved = { ...set, state: to, updatedAt: cause.at };
	await needRepository(trx).update(need.id, moved);
	const subject = { subjectKind: 'need', subjectId: need.id, fromState: need.state, toState: to };
	await events.emit('need.moved', frameOf(need, cause, subject), {
		needId: need.id,
		coveredMilli: set.coveredMilli ?? need.coveredMilli
	});
	return { ...need, ...moved };
}

/** Sends a submitted request back to its draft, so that its check may be done anew. */
export async function sendBack(
	trx: Trx,
	events: Emitter,
	need: NeedRow,
	request: PurchaseRequestRow,
	sentBackReason: SentBackReason,
	cause: Cause
): Promise<void> {
	await purchaseRequestRepository(trx).update(request.id, {
		state: 'draft',
		submittedAt: null,
		checkValidUntil: null,
		sentBackReason
	});
	const subject = {
		subjectKind: 'purchaseRequest',
		subjectId: request.id,
		fromState: request.state,
		toState: 'draft'
	};
	await events.emit(
		'purchaseRequest.sentBack',
		frameOf(need, { ...cause, reason: sentBackReason }, subject),
		{
			purchaseRequestId: request.id,
			needId: need.id
		}
	);
}

/** A completed check that no longer answers for what is missing. */
export async function markStale(
	trx: Trx,
	events: Emitter,
	need: NeedRow,
	check: ReuseCheckRow,
	cause: Cause
): Promise<void> {
	await reuseCheckRepository(trx).update(check.id, { state: 'stale' });
	const subject = {
		subjectKind: 'reuseCheck',
		subjectId: check.id,
		fromState: check.state,
		toState: 'stale'
	};
	await events.emit('reuseCheck.wentStale', frameOf(need, cause, subject), {
		checkId: check.id,
		needId: need.id
	});
}

/**
 * Reads again what covers the need and lets its state follow; the row is locked by the caller.
 * When something it was covered by falls away, its check no longer says what there is: a new one is needed.
 */
export async function settle(trx: Trx, events: Emitter, need: NeedRow, cause: Cause): Promise<NeedRow> {
	const totals = await needRepository(trx).readTotals(need.id);
	const coveredMilli = Math.min(totals.coveredMilli, need.quantityMilli);
	const hasFallen = coveredMilli < need.coveredMilli;
	let request = await purchaseRequestRepository(trx).findOpen(need.id);
	if (request?.state === 'submitted') {
		const others = totals.requestedMilli - request.quantityMilli;
		const isTooMuch = request.quantityMilli > need.quantityMilli - coveredMilli - others;
		if (hasFallen || isTooMuch) {
			await sendBack(trx, events, need, request, hasFallen ? 'coverageFell' : 'coveredMeanwhile', cause);
			request = undefined;
		}
	}
	const checks = reuseCheckRepository(trx);
	const check = await checks.findLatest(need.id);
	const isUsedUp = check !== undefined && (await checks.isUsedUp(check.id));
	const goesStale = hasFallen && check?.state === 'completed' && !isUsedUp;
	if (goesStale) await markStale(trx, events, need, check, { ...cause, reason: 'coverageFell' });

	const set = coveredMilli === need.coveredMilli ? {} : { coveredMilli };
	const state = stateOf({
		state: need.state,
		quantityMilli: need.quantityMilli,
		coveredMilli,
		clearedMilli: totals.clearedMilli,
		isHandedOver: totals.isHandedOver,
		hasSubmittedRequest: request?.state === 'submitted',
		hasUsableCheck: check?.state === 'completed' && !isUsedUp && !goesStale
	});
	if (state !== need.state) return moveNeed(trx, events, need, state, cause, set);
	if (coveredMilli !== need.coveredMilli)
		await needRepository(trx).update(need.id, { ...set, updatedAt: cause.at });
	return { ...need, coveredMilli };
}

/** Candidates as evidence rows; what has no stored version cannot be shown to have been there and is left out. */
export async function addCandidates(
	trx: Trx,
	checkId: string,
	found: CandidateResult['candidates'],
	known: { lastRank: number; groups: ReadonlyMap<string, number> } = { lastRank: 0, groups: new Map() }
): Promise<number> {
	const checks = reuseCheckRepository(trx);
	const versions = await checks.listNewestVersions(found.map((candidate) => candidate.listingId));
	const rows = numberGroups(
		found.filter((candidate) => versions.has(candidate.listingId)),
		known.groups
	)
		.slice(0, MAX_CANDIDATES - known.lastRank)
		.map((candidate, index) => ({
			checkId,
			rank: known.lastRank + index + 1,
			groupNumber: candidate.groupNumber,
			listingId: candidate.listingId,
			listingVersionId: versions.get(candidate.listingId) ?? '',
			score: candidate.score,
			why: canonicalise(candidate.why),
			availableMilli: candidate.availableMilli
		}));
	await checks.insertCandidates(rows);
	return rows.length;
}

/** Opens a check with what was found as its evidence. The need is locked by the caller. */
export async function insertCheck(
	trx: Trx,
	events: Emitter,
	need: NeedRow,
	found: CandidateResult,
	cause: Cause
): Promise<ReuseCheckRow> {
	const check = await reuseCheckRepository(trx).insert({
		id: newId<'ReuseCheck'>(cause.at.getTime()),
		needId: need.id,
		state: 'open',
		query: JSON.stringify(found.query),
		engineVersion: found.engineVersion,
		ruleVersion: RULE_VERSION,
		total: found.total,
		startedAt: cause.at
	});
	await addCandidates(trx, check.id, found.candidates);
	const subject = { subjectKind: 'reuseCheck', subjectId: check.id, toState: 'open' };
	await events.emit('reuseCheck.opened', frameOf(need, cause, subject), {
		checkId: check.id,
		needId: need.id
	});
	return check;
}

/** Writes down which of the need's clearances have run out, so that what they held is missing again. */
export async function expireClearances(
	trx: Trx,
	events: Emitter,
	need: NeedRow,
	cause: Cause
): Promise<void> {
	for (const { id } of await clearanceRepository(trx).expireOverdue(need.id, cause.at)) {
		const subject = { subjectKind: 'clearance', subjectId: id, fromState: 'valid', toState: 'expired' };
		await events.emit('clearance.expired', frameOf(need, cause, subject), {
			clearanceId: id,
			needId: need.id
		});
	}
}
