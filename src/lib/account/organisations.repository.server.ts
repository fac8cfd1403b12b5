import { sql, type Insertable, type Updateable } from 'kysely';
import type { CooperationTable, OrganisationTable } from '$lib/organisation/organisation.tables';
import type { Db } from '$lib/platform/db.server';

/** An account one gets in by: not only a link on its way. */
const isWayIn = sql<boolean>`(account.issuer <> 'password' or password_credential.account_id is not null)`;

/** SQL of the instance's organisations, as its operator sees them: numbers of people and units, no names. */
export const organisationsRepository = (db: Db) => ({
	/** Every organisation, by name. */
	list: () =>
		db
			.selectFrom('organisation')
			.leftJoin('cooperation', 'cooperation.id', 'organisation.cooperationId')
			.select((eb) => [
				'organisation.id',
				'organisation.orgnr',
				'organisation.name',
				'organisation.kind',
				'organisation.municipality',
				'cooperation.name as cooperationName',
				eb
					.selectFrom('unit')
					.select(sql<number>`count(*)::int`.as('count'))
					.whereRef('unit.organisationId', '=', 'organisation.id')
					.where('unit.closedOn', 'is', null)
					.as('units'),
				eb
					.selectFrom('person')
					.select(sql<number>`count(*)::int`.as('count'))
					.whereRef('person.organisationId', '=', 'organisation.id')
					.where('person.deactivatedAt', 'is', null)
					.as('people')
			])
			.orderBy('organisation.name')
			.orderBy('organisation.id')
			.execute(),

	find: (orgnr: string) =>
		db.selectFrom('organisation').selectAll().where('orgnr', '=', orgnr).executeTakeFirst(),

	/** Locked until the transaction ends. */
	findForUpdate: (orgnr: string) =>
		db.selectFrom('organisation').selectAll().where('orgnr', '=', orgnr).forUpdate().executeTakeFirst(),

	change: (id: string, set: Updateable<OrganisationTable>) =>
		db.updateTable('organisation').set(set).where('id', '=', id).execute(),

	listCooperations: () => db.selectFrom('cooperation').select(['id', 'name']).orderBy('name').execute(),

	findCooperation: (id: string) =>
		db.selectFrom('cooperation').select('id').where('id', '=', id).executeTakeFirst(),

	insertCooperation: (cooperation: Insertable<CooperationTable>) =>
		db.insertInto('cooperation').values(cooperation).execute(),

	/** Whether somebody who is an administrator on a date has a way in that works: not only a link on its way. */
	hasAdmin: async (organisationId: string, on: string): Promise<boolean> =>
		(await db
			.selectFrom('membership')
			.innerJoin('person', 'person.id', 'membership.personId')
			.innerJoin('account', 'account.personId', 'person.id')
			.leftJoin('passwordCredential', 'passwordCredential.accountId', 'account.id')
			.select('person.id')
			.where('person.organisationId', '=', organisationId)
			.where('person.deactivatedAt', 'is', null)
			.where('membership.role', '=', 'orgAdmin')
			.where(sql<boolean>`daterange(membership.valid_from, membership.valid_to) @> ${on}::date`)
			.where(isWayIn)
			.limit(1)
			.executeTakeFirst()) !== undefined,

	/** Whether whoever has an address has a way in that works. @param email in lower case */
	hasWayIn: async (email: string): Promise<boolean> =>
		(await db
			.selectFrom('person')
			.innerJoin('account', 'account.personId', 'person.id')
			.leftJoin('passwordCredential', 'passwordCredential.accountId', 'account.id')
			.select('person.id')
			.where(sql<boolean>`lower(person.email) = ${email}`)
			.where(isWayIn)
			.limit(1)
			.executeTakeFirst()) !== undefined
});
