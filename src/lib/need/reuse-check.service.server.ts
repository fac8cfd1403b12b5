import type { Condition } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import { may, type Actor } from '$lib/organisation/permission';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { readSetting } from '$lib/setting/read-setting.server';
import { requireOffered } from '$lib/reason/read-reasons.server';
import { remainingMilli } from './need';
import { lookAgain, type NeedDeps } from './need.deps.server';
import { needRepository } from './need.repository.server';
import {
	addCandidates,
	expireClearances,
	frameOf,
	insertCheck,
	markStale,
	queryOf,
	settle
} from './need-steps.server';
import {
	GROUPS_ONE_BY_ONE,
	isFresh,
	lacksRest,
	newSurplus,
	reuseOutcome,
	unansweredGroups,
	validUntilOf,
	type Refusal
} from './reuse-check';
import { reuseAnswers, type GroupInput, type RungInput } from './reuse-answers.server';
import { reuseCheckRepository, type CandidateRow, type EvidenceRow } from './reuse-check.repository.server';
import {
	ENDED,
	factsOf,
	groupOf,
	HELD,
	inOpenCheck,
	noteFor,
	requireAvoidAnswered,
	settleRungs,
	standingAmong,
	standingOn,
	type OpenCheck
} from './reuse-check-steps.server';

/** The forced reuse check: five rungs in order, each answer stored at once. */
export function reuseCheckService(deps: NeedDeps) {
	const { db, bus, clock, search } = deps;
	const answers = reuseAnswers(deps);

	const requireNeed = async (actor: Actor, needId: string, action: 'need.check' | 'need.see') => {
		const need = await needRepository(db).find(needId);
		if (!need) throw notFound();
		requireAccess(actor, action, need);
		return need;
	};

	return {
		/**
		 * Opens a check of what there is now; answers the one that is open or still good, if there is one.
		 * @throws AppError notFound, notAllowed, needIsOver, needNothingMissing
		 */
		async open(actor: Actor, needId: string): Promise<{ checkId: string }> {
			const seen = await requireNeed(actor, needId, 'need.check');
			const found = await search.findCandidates(actor, queryOf(seen));
			return inTransaction(db, bus, async (trx, events) => {
				const need = await needRepository(trx).findForUpdate(needId);
				if (!need) throw notFound();
				const cause = { actorId: actor.personId, at: clock.now() };
				const latest = await reuseCheckRepository(trx).findLatest(needId);
				if (latest?.state === 'open') return { checkId: latest.id };
				const isUsedUp = latest !== undefined && (await reuseCheckRepository(trx).isUsedUp(latest.id));
				if (latest && isFresh(latest, cause.at) && !isUsedUp) return { checkId: latest.id };
				await expireClearances(trx, events, need, cause);
				if (latest?.state === 'completed' && !isUsedUp) await markStale(trx, events, need, latest, cause);
				const settled = await settle(trx, events, need, cause);
				if (ENDED.has(settled.state)) throw refused('needIsOver');
				const { clearedMilli } = await needRepository(trx).readTotals(needId);
				if (settled.state === 'purchaseRequested' || remainingMilli({ ...settled, clearedMilli }) === 0)
					throw refused('needNothingMissing');
				const check = await insertCheck(trx, events, settled, found, cause);
				return { checkId: check.id };
			});
		},

		/** The newest check of a need (or a named one) with its rungs, groups and answers. @throws AppError notFound */
		async getCheck(actor: Actor, needId: string, checkId?: string) {
			const need = await requireNeed(actor, needId, 'need.see');
			const checks = reuseCheckRepository(db);
			const check = await (checkId ? checks.find(checkId) : checks.findLatest(needId));
			if (!check || check.needId !== needId) throw notFound();
			const [rungs, evidence, given, isUsedUp, reservations] = await Promise.all([
				checks.listRungs(check.id),
				checks.listEvidence(check.id),
				checks.listGroupAnswers(check.id),
				checks.isUsedUp(check.id),
				needRepository(db).listReservations(needId)
			]);
			const facts = await factsOf(db, need, check);
			const groups = Array.from({ length: facts.groups }, (_, index) => {
				const candidates = evidence.filter((candidate) => candidate.groupNumber === index + 1).map(asItWas);
				const standing = standingAmong(reservations, check, candidates);
				return {
					groupNumber: index + 1,
					candidates,
					availableMilli: candidates.reduce((sum, candidate) => sum + candidate.availableMilli, 0),
					answer: given.find((answer) => answer.groupNumber === index + 1) ?? null,
					heldMilli: sumOf(standing.filter((row) => HELD.has(row.state))),
					waitingMilli: sumOf(standing.filter((row) => row.state === 'waiting')),
					reservationId: standing[0]?.id ?? null
				};
			});
			const avoid = rungs.find((answer) => answer.rung === 'avoid');
			return {
				...check,
				isFresh: isFresh(check, clock.now()),
				isUsedUp,
				rungs,
				groups: groups.slice(0, GROUPS_ONE_BY_ONE),
				rest: groups.slice(GROUPS_ONE_BY_ONE),
				unansweredGroups: unansweredGroups(facts),
				lacksRest: lacksRest(facts),
				isAvoidAnswered: avoid !== undefined && avoid.outcome !== 'used',
				isReuseAnswered: reuseOutcome(facts) !== undefined,
				canAnswer: check.state === 'open' && may(actor, 'need.check', need) && !ENDED.has(need.state)
			};
		},

		/**
		 * Answers a rung. The rung *ombruk* follows from its groups; rungs without a source are `notAvailable`,
		 * whoever asks.
		 * @throws AppError checkNotOpen, needIsOver, dropNoteRequired, quantityNotLess, needAlreadyCovered, checkGroupsLeft
		 */
		async answerRung(actor: Actor, needId: string, input: RungInput): Promise<void> {
			if (input.rung === 'avoid') return answers.answerAvoid(actor, needId, input);
			await inOpenCheck(deps, actor, needId, async (open) => {
				await requireAvoidAnswered(open.trx, open.check);
				if (!(await settleRungs(actor, open))) throw refused('checkGroupsLeft');
			});
		},

		/**
		 * Takes a group of look-alikes (reserved for the need right there) or refuses it with a reason.
		 * @throws AppError checkAvoidFirst, groupUnknown, groupIsHeld, needTooMuch, groupTooMuch, noteRequired, and
		 * what reserving throws
		 */
		answerGroup: (actor: Actor, needId: string, input: GroupInput): Promise<void> =>
			input.outcome === 'used'
				? answers.useGroup(actor, needId, input)
				: answers.refuseGroup(actor, needId, input),

		/** One reason for all groups after the tenth. @throws AppError checkAvoidFirst, noteRequired */
		answerRest: (actor: Actor, needId: string, reason: Refusal, note?: string): Promise<void> =>
			inOpenCheck(deps, actor, needId, async (open) => {
				await requireAvoidAnswered(open.trx, open.check);
				await requireOffered(open.trx, 'refusal', reason, { at: open.cause.at, field: 'reason' });
				const rest = { restReason: reason, restNote: noteFor(reason, note) };
				await reuseCheckRepository(open.trx).update(open.check.id, rest);
				await settleRungs(actor, { ...open, check: { ...open.check, ...rest } });
			}),

		/**
		 * Ends the check: it is evidence from now on, and ground for a purchase while it is valid. Looks once more first: what
		 * came while it was open must be answered too.
		 * @returns `moreToAnswer` with how many new things came, when it stays open
		 * @throws AppError checkNotOpen, checkRungMissing, checkGroupsLeft, checkGroupNotHeld
		 */
		async complete(
			actor: Actor,
			needId: string
		): Promise<{ outcome: 'completed' } | { outcome: 'moreToAnswer'; count: number }> {
			const seen = await requireNeed(actor, needId, 'need.check');
			const opened = await reuseCheckRepository(db).findLatest(needId);
			if (!opened) throw refused('checkNotOpen');
			const { found, publishedSinceIds } = await lookAgain(deps, actor, queryOf(seen), opened.startedAt);
			return inOpenCheck(deps, actor, needId, async (open) => {
				const { trx, events, need, check, cause } = open;
				const checks = reuseCheckRepository(trx);
				await requireAvoidAnswered(trx, check);
				const known = await checks.listCandidates(check.id);
				if (remainingMilli(need) > 0) {
					const count = await addNew(open, known, found, publishedSinceIds);
					if (count > 0) return { outcome: 'moreToAnswer', count };
				}
				for (const { groupNumber, outcome } of await checks.listGroupAnswers(check.id))
					if (outcome === 'used' && (await standingOn(trx, check, groupOf(known, groupNumber))).length === 0)
						throw refused('checkGroupNotHeld', { params: { group: groupNumber } });
				if (!(await settleRungs(actor, open))) throw refused('checkGroupsLeft');
				const validUntil = validUntilOf(cause.at, await readSetting(trx, 'checkValidDays'));
				await checks.update(check.id, {
					state: 'completed',
					completedAt: cause.at,
					completedBy: actor.personId,
					validUntil
				});
				const subject = {
					subjectKind: 'reuseCheck',
					subjectId: check.id,
					fromState: 'open',
					toState: 'completed'
				};
				await events.emit('reuseCheck.completed', frameOf(need, cause, subject), {
					checkId: check.id,
					needId
				});
				await settle(trx, events, need, cause);
				return { outcome: 'completed' };
			});
		}
	};

	/** Adds what came since the check was opened, with the groups it makes. */
	async function addNew(
		{ trx, check }: OpenCheck,
		known: readonly CandidateRow[],
		found: Awaited<ReturnType<typeof search.findCandidates>>,
		publishedSinceIds: readonly string[]
	): Promise<number> {
		const fresh = new Set(
			newSurplus({
				knownIds: new Set(known.map((candidate) => candidate.listingId)),
				total: check.total,
				candidateIds: found.candidates.map((candidate) => candidate.listingId),
				publishedSinceIds
			})
		);
		// New things are groups of their own, so that an answer given already never covers them.
		const candidates = found.candidates
			.filter((candidate) => fresh.has(candidate.listingId))
			.map((candidate) => ({ ...candidate, groupKey: `new ${candidate.groupKey}` }));
		if (candidates.length === 0) return 0;
		const lastGroup = Math.max(0, ...known.map((candidate) => candidate.groupNumber));
		const added = await addCandidates(trx, check.id, candidates, {
			lastRank: known.length,
			groups: new Map([['', lastGroup]])
		});
		if (added > 0)
			await reuseCheckRepository(trx).update(check.id, {
				total: check.total + added,
				restReason: null,
				restNote: null
			});
		return added;
	}
}
export type ReuseCheckService = ReturnType<typeof reuseCheckService>;
export type ReuseCheckView = Awaited<ReturnType<ReuseCheckService['getCheck']>>;

const sumOf = (rows: readonly { quantityMilli: number }[]): number =>
	rows.reduce((sum, row) => sum + row.quantityMilli, 0);

/** A candidate with the words and condition it was found with, whatever its listing says now. */
function asItWas({ content, ...candidate }: EvidenceRow) {
	const { title, condition } = JSON.parse(content) as { title: string; condition: Condition };
	return { ...candidate, title, condition };
}
