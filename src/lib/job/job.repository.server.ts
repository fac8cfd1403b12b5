import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import { DEAD_LETTERS } from '$lib/platform/jobs.server';

export interface QueueRow {
	name: string;
	cron: string | null;
	waiting: number;
	active: number;
	/** Ended in a fault, of those still kept (a week). */
	failed: number;
	lastStartedAt: Date | null;
	lastCompletedAt: Date | null;
	lastFailedAt: Date | null;
	/** Seconds the last whole run took. */
	lastSeconds: number | null;
}

export interface DeadLetterRow {
	id: string;
	queue: string;
	/** What is kept of the error. */
	fault: string | null;
	failedAt: Date;
	/** How often it was tried again before it was given up. */
	retries: number;
}

/** SQL over the job library's own tables (its version is pinned exactly): reading only; it moves jobs itself. */
export const jobRepository = (db: Db) => ({
	/** Our queues, by name; the library's own begin with an underscore. */
	async listQueues(): Promise<QueueRow[]> {
		const { rows } = await sql<QueueRow>`
			select queue.name, schedule.cron,
				count(*) filter (where job.state in ('created', 'retry'))::int as waiting,
				count(*) filter (where job.state = 'active')::int as active,
				count(*) filter (where job.state = 'failed')::int as failed,
				max(job.started_on) as last_started_at,
				max(job.completed_on) filter (where job.state = 'completed') as last_completed_at,
				max(job.completed_on) filter (where job.state = 'failed') as last_failed_at,
				(array_agg(extract(epoch from job.completed_on - job.started_on)::float8 order by job.completed_on desc)
					filter (where job.state = 'completed'))[1] as last_seconds
			from pgboss.queue
				left join pgboss.job on job.name = queue.name
				left join pgboss.schedule on schedule.name = queue.name and schedule.key = ''
			where queue.name <> ${DEAD_LETTERS} and queue.name not like '\\_\\_%'
			group by queue.name, schedule.cron
			order by queue.name`.execute(db);
		return rows;
	},

	/** What was given up, newest first. */
	async listDeadLetters(limit: number): Promise<DeadLetterRow[]> {
		const { rows } = await sql<DeadLetterRow>`
			select id, source_name as queue, source_output ->> 'message' as fault, created_on as failed_at,
				coalesce(source_retry_count, 0) as retries
			from pgboss.job
			where name = ${DEAD_LETTERS} and state = 'created' and source_name is not null
			order by created_on desc, id
			limit ${limit}`.execute(db);
		return rows;
	},

	/** How many were given up, by queue. */
	async countDeadLetters(): Promise<{ queue: string; count: number }[]> {
		const { rows } = await sql<{ queue: string; count: number }>`
			select source_name as queue, count(*)::int as count
			from pgboss.job
			where name = ${DEAD_LETTERS} and state = 'created' and source_name is not null
			group by source_name order by source_name`.execute(db);
		return rows;
	},

	/** Locked until the transaction ends, so that two do not decide about one. */
	async findDeadLetterForUpdate(id: string): Promise<{ queue: string } | undefined> {
		const { rows } = await sql<{ queue: string }>`
			select source_name as queue from pgboss.job
			where name = ${DEAD_LETTERS} and state = 'created' and source_name is not null and id = ${id}::uuid
			for update`.execute(db);
		return rows[0];
	},

	/** Ids of what was given up of a queue, oldest first, locked until the transaction ends. */
	async listDeadLetterIdsForUpdate(queue: string, limit: number): Promise<string[]> {
		const { rows } = await sql<{ id: string }>`
			select id from pgboss.job
			where name = ${DEAD_LETTERS} and state = 'created' and source_name = ${queue}
			order by created_on limit ${limit} for update`.execute(db);
		return rows.map(({ id }) => id);
	}
});
