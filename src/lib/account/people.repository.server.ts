import { sql, type Insertable } from 'kysely';
import type { Role } from '$lib/organisation/organisation';
import type { MembershipTable, PersonTable } from '$lib/organisation/organisation.tables';
import type { Db } from '$lib/platform/db.server';

/** Holds on a date or later; what was taken away before it began never does. */
const holdsFrom = (on: string) =>
	sql<boolean>`(valid_to is null or valid_to > greatest(${on}::date, valid_from))`;

/** SQL of an organisation's people and what they may do. */
export const peopleRepository = (db: Db) => ({
	/**
	 * People whose name or address has the words, by name; the ones who are out last.
	 * @param after the last person of the page before
	 */
	list: (
		organisationId: string,
		{ words, after, limit }: { words: string; after?: { name: string; id: string }; limit: number }
	) =>
		db
			.selectFrom('person')
			.innerJoin('unit', 'unit.id', 'person.homeUnitId')
			.select([
				'person.id',
				'person.displayName',
				'person.email',
				'person.deactivatedAt',
				'unit.name as unitName'
			])
			.where('person.organisationId', '=', organisationId)
			.$if(words !== '', (query) =>
				query.where(
					sql<boolean>`strpos(lower(person.display_name || ' ' || person.email || ' ' || unit.name), lower(${words})) > 0`
				)
			)
			.$if(after !== undefined, (query) =>
				query.where(
					sql<boolean>`(person.display_name, person.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid)`
				)
			)
			.orderBy('person.displayName')
			.orderBy('person.id')
			.limit(limit)
			.execute(),

	find: (id: string) =>
		db
			.selectFrom('person')
			.innerJoin('unit', 'unit.id', 'person.homeUnitId')
			.select([
				'person.id',
				'person.organisationId',
				'person.displayName',
				'person.email',
				'person.homeUnitId',
				'person.deactivatedAt',
				'unit.name as unitName'
			])
			.where('person.id', '=', id)
			.executeTakeFirst(),

	/** Whoever has the address, in any organisation. @param email in lower case */
	findByEmail: (email: string) =>
		db
			.selectFrom('person')
			.select(['id', 'displayName', 'organisationId', 'homeUnitId', 'deactivatedAt'])
			.where(sql<boolean>`lower(email) = ${email}`)
			.executeTakeFirst(),

	insert: (person: Insertable<PersonTable>) => db.insertInto('person').values(person).execute(),

	insertMembership: (membership: Insertable<MembershipTable>) =>
		db.insertInto('membership').values(membership).execute(),

	/** Ended on a date, or before it began. */
	endMembership: (id: string, on: string) =>
		db
			.updateTable('membership')
			.set({ validTo: sql<string>`greatest(valid_from, ${on}::date)` })
			.where('id', '=', id)
			.execute(),

	/** Locked until the transaction ends. */
	findForUpdate: (id: string) =>
		db
			.selectFrom('person')
			.select(['id', 'organisationId', 'homeUnitId', 'deactivatedAt', 'email'])
			.where('id', '=', id)
			.forUpdate()
			.executeTakeFirst(),

	/** Roles a person has or will have, by unit. */
	listRoles: (personId: string, on: string) =>
		db
			.selectFrom('membership')
			.innerJoin('unit', 'unit.id', 'membership.unitId')
			.leftJoin('signInProvider', 'signInProvider.id', 'membership.providerId')
			.select([
				'membership.id',
				'membership.role',
				'membership.unitId',
				'membership.validFrom',
				'membership.validTo',
				'membership.providerId',
				'unit.name as unitName',
				'unit.organisationId',
				'signInProvider.name as providerName'
			])
			.where('membership.personId', '=', personId)
			.where(holdsFrom(on))
			.orderBy('unit.name')
			.orderBy('membership.role')
			.execute(),

	/** When people who are in hold a role in an organisation, from a date on. */
	listHolders: (organisationId: string, role: Role, on: string) =>
		db
			.selectFrom('membership')
			.innerJoin('person', 'person.id', 'membership.personId')
			.innerJoin('unit', 'unit.id', 'membership.unitId')
			.select(['membership.personId', 'membership.validFrom', 'membership.validTo'])
			.where('unit.organisationId', '=', organisationId)
			.where('membership.role', '=', role)
			.where('person.deactivatedAt', 'is', null)
			.where(holdsFrom(on))
			.execute(),

	moveHome: (id: string, homeUnitId: string) =>
		db.updateTable('person').set({ homeUnitId }).where('id', '=', id).execute(),

	/** People whose home a unit is, held until the transaction ends; the ones who are out too. */
	listAtHome: async (unitId: string): Promise<string[]> => {
		const rows = await db
			.selectFrom('person')
			.select('id')
			.where('homeUnitId', '=', unitId)
			.orderBy('id')
			.forUpdate()
			.execute();
		return rows.map(({ id }) => id);
	},

	/** Roles held in a unit that have not ended. */
	listRolesIn: (unitId: string, on: string) =>
		db
			.selectFrom('membership')
			.select(['id', 'personId', 'role', 'validFrom', 'validTo', 'providerId'])
			.where('unitId', '=', unitId)
			.where(holdsFrom(on))
			.orderBy('id')
			.execute(),

	/** What a provider's claims gave in one unit they give in another, and tokens speak for it. */
	async followUnit(unitId: string, intoId: string): Promise<void> {
		await db.updateTable('signInRule').set({ unitId: intoId }).where('unitId', '=', unitId).execute();
		await db
			.updateTable('apiToken')
			.set({ unitId: intoId })
			.where('unitId', '=', unitId)
			.where('revokedAt', 'is', null)
			.execute();
	},

	setDeactivated: (id: string, deactivatedAt: Date | null) =>
		db.updateTable('person').set({ deactivatedAt }).where('id', '=', id).execute(),

	/** Everything the person is signed in with ends now. */
	async shutOut(id: string, now: Date): Promise<void> {
		await db
			.deleteFrom('session')
			.where('accountId', 'in', (eb) =>
				eb.selectFrom('account').select('account.id').where('account.personId', '=', id)
			)
			.execute();
		await db
			.updateTable('apiToken')
			.set({ revokedAt: now })
			.where('personId', '=', id)
			.where('revokedAt', 'is', null)
			.execute();
	}
});
