import { m } from '$lib/i18n/paraglide/messages.js';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db, Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import type { NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import type { Cause } from './need-steps.server';
import {
	GROUPS_ONE_BY_ONE,
	positionOf,
	reuseOutcome,
	RUNGS_WITHOUT_SOURCE,
	type Refusal,
	type ReuseFacts
} from './reuse-check';
import { reuseCheckRepository, type CandidateRow, type ReuseCheckRow } from './reuse-check.repository.server';

/** An open check inside a transaction; the need is locked. */
export interface OpenCheck {
	trx: Trx;
	events: Emitter;
	need: NeedRow;
	check: ReuseCheckRow;
	cause: Cause;
}

/** States of a reservation that cover, and that still stand. */
export const HELD: ReadonlySet<string> = new Set(['requested', 'approved', 'collected']);
export const STANDING: ReadonlySet<string> = new Set([...HELD, 'waiting']);
/** A need that nobody works on. */
export const ENDED: ReadonlySet<string> = new Set(['dropped', 'cancelled', 'closed']);

/** Runs `work` on the open check, with the need locked. @throws AppError notFound, notAllowed, needIsOver, checkNotOpen */
export const inOpenCheck = <T>(
	{ db, bus, clock }: Pick<NeedDeps, 'db' | 'bus' | 'clock'>,
	actor: Actor,
	needId: string,
	work: (open: OpenCheck) => Promise<T>
): Promise<T> =>
	inTransaction(db, bus, async (trx, events) => {
		const need = await needRepository(trx).findForUpdate(needId);
		if (!need) throw notFound();
		requireAccess(actor, 'need.check', need);
		if (ENDED.has(need.state)) throw refused('needIsOver');
		const check = await reuseCheckRepository(trx).findLatest(needId);
		if (check?.state !== 'open') throw refused('checkNotOpen');
		return work({ trx, events, need, check, cause: { actorId: actor.personId, at: clock.now() } });
	});

/** What the outcome of *ombruk* follows from. */
export const factsOf = async (
	trx: Db,
	need: Pick<NeedRow, 'quantityMilli' | 'coveredMilli'>,
	check: ReuseCheckRow
): Promise<ReuseFacts> => {
	const checks = reuseCheckRepository(trx);
	const [candidates, answers] = await Promise.all([
		checks.listCandidates(check.id),
		checks.listGroupAnswers(check.id)
	]);
	return {
		quantityMilli: need.quantityMilli,
		coveredMilli: need.coveredMilli,
		groups: Math.max(0, ...candidates.map((candidate) => candidate.groupNumber)),
		answers,
		restReason: check.restReason,
		restNote: check.restNote
	};
};

/** @throws AppError checkAvoidFirst */
export const requireAvoidAnswered = async (trx: Trx, check: ReuseCheckRow) => {
	const avoid = (await reuseCheckRepository(trx).listRungs(check.id)).find(
		(answer) => answer.rung === 'avoid'
	);
	if (!avoid || avoid.outcome === 'used') throw refused('checkAvoidFirst');
};

/** Stores what the rungs below the first come to, as soon as the groups are answered. */
export const settleRungs = async (actor: Actor, { trx, need, check, cause }: OpenCheck): Promise<boolean> => {
	const reuse = reuseOutcome(await factsOf(trx, need, check));
	if (!reuse) return false;
	const by = { checkId: check.id, answeredBy: actor.personId, answeredAt: cause.at };
	const checks = reuseCheckRepository(trx);
	await checks.putRung({ ...by, rung: 'reuse', position: positionOf('reuse'), ...reuse });
	const noSource = {
		share: m.checkShareNotAvailable,
		repair: m.checkRepairNotAvailable,
		cooperate: m.checkCooperateNotAvailable
	};
	for (const rung of RUNGS_WITHOUT_SOURCE)
		await checks.putRung({
			...by,
			rung,
			position: positionOf(rung),
			outcome: 'notAvailable',
			note: noSource[rung]({}, { locale: actor.locale })
		});
	return true;
};

type NeedReservation = Awaited<ReturnType<ReturnType<typeof needRepository>['listReservations']>>[number];

/**
 * Which of the need's reservations on some listings still stand as answers of a check: made while it was open, with
 * what came back taken off. What was reserved in an earlier check is no answer to what is offered now.
 */
export const standingAmong = (
	reservations: readonly NeedReservation[],
	check: Pick<ReuseCheckRow, 'startedAt'>,
	group: readonly { listingId: string }[]
) => {
	const listingIds = new Set(group.map((candidate) => candidate.listingId));
	return reservations
		.filter(
			({ listingId, state, createdAt }) =>
				listingIds.has(listingId) && STANDING.has(state) && createdAt >= check.startedAt
		)
		.map((row) => ({ ...row, quantityMilli: row.quantityMilli - (row.returnedMilli ?? 0) }))
		.filter(({ quantityMilli }) => quantityMilli > 0);
};

/** Reservations of the need on the listings of a group that still stand in this check. */
export const standingOn = async (
	trx: Db,
	check: Pick<ReuseCheckRow, 'needId' | 'startedAt'>,
	group: readonly CandidateRow[]
) => standingAmong(await needRepository(trx).listReservations(check.needId), check, group);

/** The candidates of a group that is answered by itself. @throws AppError groupUnknown */
export function groupOf(candidates: readonly CandidateRow[], groupNumber: number): CandidateRow[] {
	const group = candidates.filter((candidate) => candidate.groupNumber === groupNumber);
	if (group.length === 0 || groupNumber > GROUPS_ONE_BY_ONE) throw invalid('groupUnknown');
	return group;
}

/** The note of a refusal. @throws AppError noteRequired */
export function noteFor(reason: Refusal, note: string | undefined): string | null {
	const text = note?.trim() || null;
	if (reason === 'other' && !text) throw invalid('noteRequired', { field: 'note' });
	return text;
}
