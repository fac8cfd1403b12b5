import { sql } from 'kysely';
import type { HeldRole } from '$lib/organisation/role-map';
import type { Role } from '$lib/organisation/organisation';
import type { Db } from '$lib/platform/db.server';

/** SQL of who holds which role in an organisation, and which rules give them. */
export const roleMapRepository = (db: Db) => ({
	/** Roles of people who are let in, on a date, by role, unit and name. */
	listHeld: (organisationId: string, on: string): Promise<HeldRole[]> =>
		db
			.selectFrom('membership')
			.innerJoin('person', 'person.id', 'membership.personId')
			.innerJoin('unit', 'unit.id', 'membership.unitId')
			.select([
				'person.id as personId',
				'person.displayName as personName',
				'membership.role',
				'membership.unitId',
				'unit.name as unitName',
				'membership.validTo'
			])
			.where('unit.organisationId', '=', organisationId)
			.where('person.deactivatedAt', 'is', null)
			.where(sql<boolean>`daterange(membership.valid_from, membership.valid_to) @> ${on}::date`)
			.orderBy('membership.role')
			.orderBy('unit.name')
			.orderBy('person.displayName')
			.execute(),

	/** Rules of providers that are on. */
	listRules: (
		organisationId: string
	): Promise<
		{ id: string; provider: string; claim: string; value: string; role: Role | null; unitName: string }[]
	> =>
		db
			.selectFrom('signInRule')
			.innerJoin('signInProvider', 'signInProvider.id', 'signInRule.providerId')
			.innerJoin('unit', 'unit.id', 'signInRule.unitId')
			.select([
				'signInRule.id',
				'signInProvider.name as provider',
				'signInRule.claim',
				'signInRule.value',
				'signInRule.role',
				'unit.name as unitName'
			])
			.where('signInRule.organisationId', '=', organisationId)
			.where('signInProvider.isActive', '=', true)
			.orderBy('signInProvider.name')
			.orderBy('signInRule.claim')
			.orderBy('signInRule.value')
			.execute()
});
