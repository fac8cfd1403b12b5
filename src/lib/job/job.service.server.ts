import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { AppError, notFound, refused } from '$lib/platform/errors';
import { inTransaction, type EventFrame } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { Jobs } from '$lib/platform/jobs.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { jobRepository } from './job.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'job.retried': { queue: string };
		'job.discarded': { queue: string; jobs: number };
	}
}

/** Dead letters a page shows. */
const SHOWN = 50;
/** Dead letters one press of the button removes. */
const AT_ONCE = 10_000;

/** The operator's room for what the server does by itself. */
export function jobService({ db, bus, clock, jobs }: ServiceDeps & { jobs?: Jobs | undefined }) {
	const requireOperator = (actor: Actor) => requireAccess(actor, 'job.manage', actor);

	function running(): Jobs {
		if (!jobs) throw new AppError('jobsNotRunning', 503);
		return jobs;
	}

	const frame = (actor: Actor, subjectId: string, toState: string, queue: string): EventFrame => ({
		actorId: actor.personId,
		organisationId: actor.organisationId,
		subjectKind: 'job',
		subjectId,
		fromState: 'failed',
		toState,
		reason: queue,
		at: clock.now()
	});

	return {
		/**
		 * Queues with what waits, runs and failed, when they ran last and run next; and what was given up, newest first.
		 * @throws AppError notFound
		 */
		async overview(actor: Actor) {
			requireOperator(actor);
			const read = jobRepository(db);
			const [queues, deadLetters, counts] = await Promise.all([
				read.listQueues(),
				read.listDeadLetters(SHOWN),
				read.countDeadLetters()
			]);
			return {
				queues: queues.map(({ cron, ...queue }) => ({
					...queue,
					nextRunAt: cron && jobs ? (jobs.nextRuns(cron)[0] ?? null) : null,
					deadLetters: counts.find((count) => count.queue === queue.name)?.count ?? 0
				})),
				deadLetters,
				deadLetterCount: counts.reduce((sum, { count }) => sum + count, 0)
			};
		},

		/**
		 * Lets a job that was given up run once more.
		 * @throws AppError notFound, jobAlreadyWaits (409), jobsNotRunning (503)
		 */
		async retry(actor: Actor, deadLetterId: string): Promise<void> {
			requireOperator(actor);
			await inTransaction(db, bus, async (trx, events) => {
				const found = await jobRepository(trx).findDeadLetterForUpdate(deadLetterId);
				if (!found) throw notFound();
				if (!(await running().redrive(trx, [deadLetterId]))) throw refused('jobAlreadyWaits');
				const { queue } = found;
				await events.emit('job.retried', frame(actor, deadLetterId, 'retried', queue), { queue });
			});
		},

		/** Throws a job away that was given up. @throws AppError notFound, jobsNotRunning (503) */
		async discard(actor: Actor, deadLetterId: string): Promise<void> {
			requireOperator(actor);
			await inTransaction(db, bus, async (trx, events) => {
				const found = await jobRepository(trx).findDeadLetterForUpdate(deadLetterId);
				if (!found) throw notFound();
				const { queue } = found;
				await running().discard(trx, [deadLetterId]);
				await events.emit('job.discarded', frame(actor, deadLetterId, 'discarded', queue), {
					queue,
					jobs: 1
				});
			});
		},

		/** Throws everything away that was given up of a queue. @throws AppError notFound, jobsNotRunning (503) */
		async discardAll(actor: Actor, queue: string): Promise<void> {
			requireOperator(actor);
			await inTransaction(db, bus, async (trx, events) => {
				const ids = await jobRepository(trx).listDeadLetterIdsForUpdate(queue, AT_ONCE);
				if (ids.length === 0) throw notFound();
				await running().discard(trx, ids);
				const subjectId = newId<'Job'>(clock.now().getTime());
				await events.emit('job.discarded', frame(actor, subjectId, 'discarded', queue), {
					queue,
					jobs: ids.length
				});
			});
		}
	};
}
export type JobService = ReturnType<typeof jobService>;
