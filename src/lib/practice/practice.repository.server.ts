import type { PracticeRole } from '$lib/account/practice-role';
import type { Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { PracticeTable } from './practice.tables';

/** SQL of who practises; what they do there is another schema's. */
export const practiceRepository = (db: Db) => ({
	/** Holds a person who is there until the transaction ends; false for one who is out. */
	holdPerson: async (personId: string): Promise<boolean> =>
		(await db
			.selectFrom('person')
			.select('id')
			.where('id', '=', personId)
			.where('deactivatedAt', 'is', null)
			.forNoKeyUpdate()
			.executeTakeFirst()) !== undefined,

	find: (personId: string) =>
		db.selectFrom('practice').selectAll().where('personId', '=', personId).executeTakeFirst(),

	/** A person practises in one place at a time: the new one takes the old one's. */
	replace: ({ personId, ...row }: Insertable<PracticeTable>) =>
		db
			.insertInto('practice')
			.values({ personId, ...row })
			.onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
			.execute(),

	/** Sets whom a session practises as; null for nobody. @param id SHA-256 of the session's id */
	setSession: (id: string, practisingAs: PracticeRole | null) =>
		db.updateTable('session').set({ practisingAs }).where('id', '=', id).execute(),

	/** Forgets where a person practised once none of their sessions does. */
	forgetUnused: (personId: string) =>
		db
			.deleteFrom('practice')
			.where('personId', '=', personId)
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom('session')
							.innerJoin('account', 'account.id', 'session.accountId')
							.select('session.id')
							.where('account.personId', '=', personId)
							.where('session.practisingAs', 'is not', null)
					)
				)
			)
			.execute(),

	forgetAll: () => db.deleteFrom('practice').execute()
});
