import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';

const SWEPT_AT_ONCE = 100;

export interface IdempotencyKey {
	tokenId: string;
	key: string;
}

/** SQL of requests that are to be run once. */
export const idempotencyRepository = (db: Db) => {
	const keyed = ({ tokenId, key }: IdempotencyKey) =>
		db.selectFrom('idempotentRequest').selectAll().where('tokenId', '=', tokenId).where('key', '=', key);
	return {
		/** Whether the key was free and is ours now. */
		claim: async (id: IdempotencyKey, requestHash: string, createdAt: Date): Promise<boolean> => {
			const claimed = await db
				.insertInto('idempotentRequest')
				.values({ ...id, requestHash, createdAt, status: null, body: null })
				.onConflict((conflict) => conflict.columns(['tokenId', 'key']).doNothing())
				.returning('key')
				.executeTakeFirst();
			return claimed !== undefined;
		},

		find: (id: IdempotencyKey) => keyed(id).executeTakeFirst(),

		/** Whether a claim that was never finished is ours now; of two who try, one gets it. */
		takeOver: async ({ tokenId, key }: IdempotencyKey, seen: Date, now: Date): Promise<boolean> => {
			const { numUpdatedRows } = await db
				.updateTable('idempotentRequest')
				.set({ createdAt: now })
				.where('tokenId', '=', tokenId)
				.where('key', '=', key)
				.where('status', 'is', null)
				.where('createdAt', '=', seen)
				.executeTakeFirst();
			return numUpdatedRows === 1n;
		},

		finish: (
			{ tokenId, key }: IdempotencyKey,
			claimedAt: Date,
			{ status, body }: { status: number; body: string }
		) =>
			db
				.updateTable('idempotentRequest')
				.set({ status, body })
				.where('tokenId', '=', tokenId)
				.where('key', '=', key)
				.where('createdAt', '=', claimedAt)
				.execute(),

		release: ({ tokenId, key }: IdempotencyKey, claimedAt: Date) =>
			db
				.deleteFrom('idempotentRequest')
				.where('tokenId', '=', tokenId)
				.where('key', '=', key)
				.where('status', 'is', null)
				.where('createdAt', '=', claimedAt)
				.execute(),

		/** Forgets some of what was asked long ago; two at once do not wait for each other. */
		sweep: (before: Date) =>
			sql`delete from idempotent_request where (token_id, key) in (
				select token_id, key from idempotent_request where created_at < ${before}
				limit ${SWEPT_AT_ONCE} for update skip locked
			)`.execute(db)
	};
};
