import { sql } from 'kysely';
import type { Db } from './db.server';

const SWEPT_AT_ONCE = 100;

/** Attempts counted by key and fixed window. */
export const rateLimitRepository = (db: Db) => ({
	/** Counts one attempt and answers how many there are now in the window; correct under concurrency. */
	count: async (key: string, windowStartedAt: Date): Promise<number> => {
		const { attempts } = await db
			.insertInto('rateLimit')
			.values({ key, windowStartedAt, attempts: 1 })
			.onConflict((conflict) =>
				conflict.columns(['key', 'windowStartedAt']).doUpdateSet((eb) => ({
					attempts: eb('rateLimit.attempts', '+', 1)
				}))
			)
			.returning('attempts')
			.executeTakeFirstOrThrow();
		return attempts;
	},

	forget: (key: string) => db.deleteFrom('rateLimit').where('key', '=', key).execute(),

	/** Removes some windows that ended long ago; two at once do not wait for each other. */
	sweep: (before: Date) =>
		sql`delete from rate_limit where (key, window_started_at) in (
			select key, window_started_at from rate_limit where window_started_at < ${before}
			limit ${SWEPT_AT_ONCE} for update skip locked
		)`.execute(db)
});
