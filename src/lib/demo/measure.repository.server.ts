import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';

/** What measurements compare with: the least SQL that answers something alike. */
export const measureRepository = (db: Db) => ({
	sumPlainly: (organisationId: string) =>
		sql`select kind, sum(amount_central) from benefit_entry where organisation_id = ${organisationId} group by kind`.execute(
			db
		),

	searchPlainly: (organisationId: string, words: string) =>
		sql`select id from listing where state = 'published' and organisation_id = ${organisationId}
			and search_document @@ plainto_tsquery('norwegian', ${words}) limit 20`.execute(db),

	countEntries: async (): Promise<number> => {
		const { rows } = await sql<{ count: number }>`select count(*) as count from benefit_entry`.execute(db);
		return rows[0]?.count ?? 0;
	},

	/** Lets PostgreSQL learn what is in its tables; for their owner. */
	learn: () =>
		db.transaction().execute(async (trx) => {
			await sql`set local statement_timeout = 0`.execute(trx);
			await sql`analyze`.execute(trx);
		})
});
