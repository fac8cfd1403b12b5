import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { ApiTokenTable } from './account.tables';

export const apiTokenRepository = (db: Db) => ({
	insert: (token: Insertable<ApiTokenTable>) => db.insertInto('apiToken').values(token).execute(),

	/** A token that may be used: neither expired nor revoked, and its person not shut out of every account. */
	findLive: (tokenHash: string, now: Date) =>
		db
			.selectFrom('apiToken')
			.select(['id', 'personId', 'unitId', 'scopes', 'lastUsedAt'])
			.where('tokenHash', '=', tokenHash)
			.where('expiresAt', '>', now)
			.where('revokedAt', 'is', null)
			.where(
				sql<boolean>`not coalesce((select bool_and(disabled_at is not null) from account where account.person_id = api_token.person_id), false)`
			)
			.executeTakeFirst(),

	listOfOrganisation: (organisationId: string) =>
		db
			.selectFrom('apiToken')
			.innerJoin('person', 'person.id', 'apiToken.personId')
			.select([
				'apiToken.id',
				'apiToken.name',
				'apiToken.scopes',
				'apiToken.createdAt',
				'apiToken.expiresAt',
				'apiToken.revokedAt',
				'apiToken.lastUsedAt',
				'person.displayName as personName'
			])
			.where('person.organisationId', '=', organisationId)
			.orderBy('apiToken.createdAt', 'desc')
			.execute(),

	/** Locked until the transaction ends. */
	findOwner: (id: string) =>
		db
			.selectFrom('apiToken')
			.innerJoin('person', 'person.id', 'apiToken.personId')
			.select(['person.organisationId', 'apiToken.revokedAt', 'apiToken.scopes'])
			.where('apiToken.id', '=', id)
			.forUpdate('apiToken')
			.executeTakeFirst(),

	revoke: (id: string, revokedAt: Date) =>
		db.updateTable('apiToken').set({ revokedAt }).where('id', '=', id).execute(),

	narrow: (id: string, scopes: string[]) =>
		db.updateTable('apiToken').set({ scopes }).where('id', '=', id).execute(),

	/** Notes the use, unless it was noted after `unless`. */
	markUsed: (id: string, now: Date, unless: Date) =>
		db
			.updateTable('apiToken')
			.set({ lastUsedAt: now })
			.where('id', '=', id)
			.where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<=', unless)]))
			.execute()
});
