import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { SessionTable } from './account.tables';

/** Sessions, known by the SHA-256 of the id in the cookie. */
export const sessionRepository = (db: Db) => ({
	/** The session with whose it is; `isActive` is false once the account or the person is out. */
	findWithAccount: (id: string) =>
		db
			.selectFrom('session')
			.innerJoin('account', 'account.id', 'session.accountId')
			.innerJoin('person', 'person.id', 'account.personId')
			.select([
				'session.id',
				'session.accountId',
				'session.createdAt',
				'session.expiresAt',
				'session.providerId',
				'session.providerSession',
				'session.authenticatedAt',
				'session.practisingAs',
				'account.personId',
				'account.issuer',
				sql<boolean>`account.disabled_at is null and person.deactivated_at is null`.as('isActive')
			])
			.where('session.id', '=', id)
			.executeTakeFirst(),

	insert: (session: Insertable<SessionTable>) => db.insertInto('session').values(session).execute(),

	/** Moves the expiry, but never past the absolute limit counted from the beginning. */
	extend: (id: string, expiresAt: Date, absoluteMs: number) =>
		sql`update session set expires_at = least(${expiresAt}::timestamptz, created_at + ${absoluteMs} * interval '1 millisecond')
			where id = ${id}`.execute(db),

	delete: (id: string) => db.deleteFrom('session').where('id', '=', id).execute(),

	deleteOfAccount: (accountId: string) =>
		db.deleteFrom('session').where('accountId', '=', accountId).execute(),

	deleteExpired: (now: Date) => db.deleteFrom('session').where('expiresAt', '<=', now).execute(),

	listOfAccount: (accountId: string) =>
		db.selectFrom('session').selectAll().where('accountId', '=', accountId).execute(),

	/** Sessions of a person that still run, newest first. */
	listOfPerson: (personId: string, now: Date) =>
		db
			.selectFrom('session')
			.innerJoin('account', 'account.id', 'session.accountId')
			.select(['session.id', 'session.createdAt', 'session.expiresAt'])
			.where('account.personId', '=', personId)
			.where('session.expiresAt', '>', now)
			.orderBy('session.createdAt', 'desc')
			.execute(),

	/** Ends one session of a person; somebody else's is left alone. */
	deleteOfPerson: (personId: string, id: string) =>
		db
			.deleteFrom('session')
			.where('id', '=', id)
			.where('accountId', 'in', (eb) =>
				eb.selectFrom('account').select('account.id').where('account.personId', '=', personId)
			)
			.execute()
});
