import { parseQuantity } from '$lib/catalogue/catalogue';
import type { Actor } from '$lib/organisation/permission';
import { AppError, invalid, refused } from '$lib/platform/errors';
import { requireOffered } from '$lib/reason/read-reasons.server';
import { QUANTITY_ERRORS, remainingMilli } from './need';
import type { NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { frameOf, moveNeed, settle } from './need-steps.server';
import { positionOf, type AvoidAnswers, type AvoidDecision, type Refusal, type Rung } from './reuse-check';
import { reuseCheckRepository, type CandidateRow } from './reuse-check.repository.server';
import {
	groupOf,
	inOpenCheck,
	noteFor,
	requireAvoidAnswered,
	settleRungs,
	standingOn
} from './reuse-check-steps.server';

export type RungInput =
	| {
			rung: 'avoid';
			decision: AvoidDecision;
			answers: AvoidAnswers;
			/** Why it can be done without; asked for by `without`. */
			note?: string;
			/** How much will do, as typed; asked for by `less`. */
			quantity?: string | number;
	  }
	| { rung: Exclude<Rung, 'avoid'> };

export type GroupInput = { groupNumber: number } & (
	{ outcome: 'used'; quantity: string | number } | { outcome: 'refused'; reason: Refusal; note?: string }
);

const sumOf = (rows: readonly { quantityMilli: number }[]): number =>
	rows.reduce((sum, row) => sum + row.quantityMilli, 0);

/** The answers a person gives in an open check. */
export function reuseAnswers(deps: NeedDeps) {
	const { reservation } = deps;

	const answerAvoid = (
		actor: Actor,
		needId: string,
		input: Extract<RungInput, { rung: 'avoid' }>
	): Promise<void> =>
		inOpenCheck(deps, actor, needId, async (open) => {
			const { trx, events, need, check, cause } = open;
			const row = {
				checkId: check.id,
				rung: 'avoid' as const,
				position: positionOf('avoid'),
				answers: JSON.stringify(input.answers),
				note: input.note?.trim() || null,
				answeredBy: actor.personId,
				answeredAt: cause.at
			};
			const checks = reuseCheckRepository(trx);
			const { clearedMilli } = await needRepository(trx).readTotals(need.id);
			if (input.decision === 'without') {
				if (!row.note) throw invalid('dropNoteRequired', { field: 'note' });
				if (need.coveredMilli > 0) throw refused('needAlreadyCovered');
				// What was cleared is bought: nobody manages without it.
				if (clearedMilli > 0) throw refused('needPartlyCleared');
				await checks.putRung({ ...row, outcome: 'used', reason: null });
				const dropped = await moveNeed(trx, events, need, 'dropped', cause, {
					droppedReason: row.note,
					dropDeclinedReason: null
				});
				const subject = { subjectKind: 'need', subjectId: dropped.id, toState: 'dropped' };
				await events.emit('need.dropped', frameOf(dropped, cause, subject), { needId: dropped.id });
				return;
			}
			const asked = need.reducedFromMilli ?? need.quantityMilli;
			let quantityMilli = asked;
			if (input.decision === 'less') {
				const less = parseQuantity(input.quantity, need.measure);
				if (!less.ok) throw invalid(QUANTITY_ERRORS[less.code], { field: 'quantity' });
				if (less.quantityMilli >= asked) throw invalid('quantityNotLess', { field: 'quantity' });
				quantityMilli = less.quantityMilli;
			}
			if (quantityMilli < need.coveredMilli) throw refused('needAlreadyCovered', { field: 'quantity' });
			if (quantityMilli < need.coveredMilli + clearedMilli)
				throw refused('needPartlyCleared', { field: 'quantity' });
			let changed = need;
			if (quantityMilli !== need.quantityMilli) {
				const set = { quantityMilli, reducedFromMilli: quantityMilli < asked ? asked : null };
				await needRepository(trx).update(need.id, { ...set, updatedAt: cause.at });
				changed = { ...need, ...set };
				const subject = {
					subjectKind: 'need',
					subjectId: need.id,
					fromState: need.state,
					toState: need.state
				};
				await events.emit('need.reduced', frameOf(need, cause, subject), {
					needId: need.id,
					fromMilli: need.quantityMilli,
					toMilli: quantityMilli
				});
			}
			await checks.putRung(
				input.decision === 'less'
					? { ...row, outcome: 'partly', reason: null }
					: { ...row, outcome: 'none', reason: 'notApplicable' }
			);
			const settled = await settle(trx, events, changed, cause);
			await settleRungs(actor, { ...open, need: settled });
		});

	/** Reserves from the best of the group on, until the quantity is asked for. Each reservation is its own transaction. */
	const reserveFrom = async (
		actor: Actor,
		need: NeedRow,
		group: readonly CandidateRow[],
		quantityMilli: number
	) => {
		let left = quantityMilli;
		for (const candidate of group) {
			const take = Math.min(left, candidate.availableMilli);
			if (take <= 0) continue;
			try {
				await reservation.reserve(actor, {
					listingId: candidate.listingId,
					unitId: need.unitId,
					quantityMilli: take,
					needId: need.id,
					wouldBuyNew: need.wouldBuyNew
				});
			} catch (error) {
				// What is held already stands; the rest of the group is tried by answering again.
				if (!(error instanceof AppError) || left === quantityMilli) throw error;
				break;
			}
			left -= take;
		}
		return quantityMilli - left;
	};

	const useGroup = async (
		actor: Actor,
		needId: string,
		{ groupNumber, quantity }: Extract<GroupInput, { outcome: 'used' }>
	): Promise<void> => {
		const ready = await inOpenCheck(deps, actor, needId, async ({ trx, need, check }) => {
			await requireAvoidAnswered(trx, check);
			const group = groupOf(await reuseCheckRepository(trx).listCandidates(check.id), groupNumber);
			// Sent twice: what was reserved the first time stands.
			const standing = await standingOn(trx, check, group);
			if (standing.length > 0) return { need, group: [], quantityMilli: sumOf(standing) };
			const typed = parseQuantity(quantity, need.measure);
			if (!typed.ok) throw invalid(QUANTITY_ERRORS[typed.code], { field: 'quantity' });
			const { quantityMilli } = typed;
			if (quantityMilli > remainingMilli(need)) throw invalid('needTooMuch', { field: 'quantity' });
			const offered = group.reduce((sum, candidate) => sum + candidate.availableMilli, 0);
			if (quantityMilli > offered) throw invalid('groupTooMuch', { field: 'quantity' });
			return { need, group, quantityMilli };
		});
		const quantityMilli = ready.group.length
			? await reserveFrom(actor, ready.need, ready.group, ready.quantityMilli)
			: ready.quantityMilli;
		await inOpenCheck(deps, actor, needId, async (open) => {
			await reuseCheckRepository(open.trx).putGroupAnswer({
				checkId: open.check.id,
				groupNumber,
				outcome: 'used',
				quantityMilli,
				reason: null,
				note: null,
				answeredBy: actor.personId,
				answeredAt: open.cause.at
			});
			await settleRungs(actor, open);
		});
	};

	const refuseGroup = (
		actor: Actor,
		needId: string,
		{ groupNumber, reason, note }: Extract<GroupInput, { outcome: 'refused' }>
	): Promise<void> =>
		inOpenCheck(deps, actor, needId, async (open) => {
			const { trx, check, cause } = open;
			await requireAvoidAnswered(trx, check);
			const group = groupOf(await reuseCheckRepository(trx).listCandidates(check.id), groupNumber);
			if ((await standingOn(trx, check, group)).length > 0) throw refused('groupIsHeld');
			await requireOffered(trx, 'refusal', reason, { at: cause.at, field: 'reason' });
			await reuseCheckRepository(trx).putGroupAnswer({
				checkId: check.id,
				groupNumber,
				outcome: 'refused',
				quantityMilli: null,
				reason,
				note: noteFor(reason, note),
				answeredBy: actor.personId,
				answeredAt: cause.at
			});
			await settleRungs(actor, open);
		});

	return { answerAvoid, useGroup, refuseGroup };
}
