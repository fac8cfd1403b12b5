import { reachOf, type Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import type { NeedDeps } from './need.deps.server';
import { needRepository, type NeedRow } from './need.repository.server';
import { frameOf, inNeed, moveNeed, settle } from './need-steps.server';
import { reuseCheckRepository } from './reuse-check.repository.server';

/** Neither who stated the need nor who answered that it can be done without. @throws AppError fourEyes */
async function requireAnother(trx: Trx, need: NeedRow, actor: Actor): Promise<void> {
	const check = await reuseCheckRepository(trx).findLatest(need.id);
	const rungs = check ? await reuseCheckRepository(trx).listRungs(check.id) : [];
	const droppedBy = rungs.find((answer) => answer.rung === 'avoid')?.answeredBy;
	if (need.requestedBy === actor.personId || droppedBy === actor.personId) throw refused('fourEyes');
}

/** Dropped needs: what becomes of a need its unit says it manages without. */
export function needDrops(deps: NeedDeps) {
	const { db } = deps;
	return {
		/** Takes a dropped need up again, as long as no manager has confirmed it. @throws AppError needIsOver */
		takeUpAgain: (actor: Actor, needId: string): Promise<void> =>
			inNeed(deps, actor, needId, 'need.check', async (trx, events, need, cause) => {
				if (need.state !== 'dropped' || need.dropConfirmedAt !== null) throw refused('needIsOver');
				const back = await moveNeed(trx, events, need, 'checking', cause, { droppedReason: null });
				await settle(trx, events, back, cause);
			}),

		/**
		 * A manager confirms that the unit manages without: the avoided purchase may be counted.
		 * @throws AppError needNotDropped, fourEyes
		 */
		confirmDrop: (actor: Actor, needId: string): Promise<void> =>
			inNeed(deps, actor, needId, 'need.confirmDrop', async (trx, events, need, cause) => {
				if (need.state !== 'dropped') throw refused('needNotDropped');
				if (need.dropConfirmedAt !== null) return;
				await requireAnother(trx, need, actor);
				await needRepository(trx).update(need.id, {
					dropConfirmedBy: actor.personId,
					dropConfirmedAt: cause.at,
					updatedAt: cause.at
				});
				const subject = {
					subjectKind: 'need',
					subjectId: need.id,
					fromState: 'dropped',
					toState: 'dropped'
				};
				await events.emit('need.dropConfirmed', frameOf(need, cause, subject), { needId: need.id });
			}),

		/**
		 * A manager does not agree that the unit manages without: the need is open again, and its unit reads why.
		 * @throws AppError needNotDropped, dropAlreadyConfirmed, fourEyes
		 */
		declineDrop: (actor: Actor, needId: string, reason: string): Promise<void> =>
			inNeed(deps, actor, needId, 'need.confirmDrop', async (trx, events, need, cause) => {
				if (need.state !== 'dropped') throw refused('needNotDropped');
				if (need.dropConfirmedAt !== null) throw refused('dropAlreadyConfirmed');
				await requireAnother(trx, need, actor);
				const declined = { ...cause, reason: 'dropDeclined' };
				const back = await moveNeed(trx, events, need, 'checking', declined, {
					droppedReason: null,
					dropDeclinedReason: reason
				});
				const subject = {
					subjectKind: 'need',
					subjectId: need.id,
					fromState: 'dropped',
					toState: back.state
				};
				await events.emit('need.dropDeclined', frameOf(need, declined, subject), { needId: need.id });
				await settle(trx, events, back, cause);
			}),

		/** Dropped needs that wait for this manager. */
		listDropsToConfirm: (actor: Actor) =>
			needRepository(db).listUnconfirmedDrops(reachOf(actor, 'need.confirmDrop'), actor.personId)
	};
}
