import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { Role } from './organisation';
import type { UnitNameTable, UnitParentTable, UnitTable } from './organisation.tables';

const holds = (on: string) => sql<boolean>`daterange(valid_from, valid_to) @> ${on}::date`;

/** SQL of changing units: facts, names and placements, each with its days. Dates are `YYYY-MM-DD` in Europe/Oslo. */
export const unitRepository = (db: Db) => ({
	find: (id: string) => db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst(),

	/** Locked until the transaction ends: nobody puts anything new into the unit meanwhile. */
	findForUpdate: (id: string) =>
		db.selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

	insert: (unit: Insertable<UnitTable>) => db.insertInto('unit').values(unit).execute(),

	change: (id: string, changes: Updateable<UnitTable>) =>
		db.updateTable('unit').set(changes).where('id', '=', id).execute(),

	/** Another open unit of the organisation with the number. */
	findByOrgnr: (organisationId: string, orgnr: string) =>
		db
			.selectFrom('unit')
			.select('id')
			.where('organisationId', '=', organisationId)
			.where('orgnr', '=', orgnr)
			.where('closedOn', 'is', null)
			.executeTakeFirst(),

	/** An open unit of that name under a parent on a date, however it is spelt in capitals. */
	findSibling: (organisationId: string, parentId: string | null, name: string, on: string) =>
		db
			.selectFrom('unit')
			.innerJoin('unitParent', 'unitParent.unitId', 'unit.id')
			.select('unit.id')
			.where('unit.organisationId', '=', organisationId)
			.where('unit.closedOn', 'is', null)
			.where('unitParent.parentId', 'is not distinct from', parentId)
			.where(holds(on))
			.where(sql<boolean>`lower(unit.name) = lower(${name})`)
			.executeTakeFirst(),

	/** Where the unit has hung and will hang, oldest first. */
	listPlacements: (unitId: string) =>
		db.selectFrom('unitParent').selectAll().where('unitId', '=', unitId).orderBy('validFrom').execute(),

	/** The same, with the names of the units it hung under as they are called today. */
	listPlacementsNamed: (unitId: string) =>
		db
			.selectFrom('unitParent')
			.leftJoin('unit as parent', 'parent.id', 'unitParent.parentId')
			.select([
				'unitParent.id',
				'unitParent.parentId',
				'unitParent.validFrom',
				'unitParent.validTo',
				'parent.name as parentName'
			])
			.where('unitParent.unitId', '=', unitId)
			.orderBy('unitParent.validFrom')
			.execute(),

	listOpenIds: async (organisationId: string): Promise<string[]> => {
		const rows = await db
			.selectFrom('unit')
			.select('id')
			.where('organisationId', '=', organisationId)
			.where('closedOn', 'is', null)
			.execute();
		return rows.map(({ id }) => id);
	},

	insertPlacement: (placement: Insertable<UnitParentTable>) =>
		db.insertInto('unitParent').values(placement).execute(),

	changePlacement: (id: string, changes: Updateable<UnitParentTable>) =>
		db.updateTable('unitParent').set(changes).where('id', '=', id).execute(),

	deletePlacement: (id: string) => db.deleteFrom('unitParent').where('id', '=', id).execute(),

	/** What the unit has been called and will be called, oldest first; nothing where it never changed. */
	listNames: (unitId: string) =>
		db.selectFrom('unitName').selectAll().where('unitId', '=', unitId).orderBy('validFrom').execute(),

	insertName: (name: Insertable<UnitNameTable>) => db.insertInto('unitName').values(name).execute(),

	changeName: (id: string, changes: Updateable<UnitNameTable>) =>
		db.updateTable('unitName').set(changes).where('id', '=', id).execute(),

	deleteName: (id: string) => db.deleteFrom('unitName').where('id', '=', id).execute(),

	/** Units whose name of the day is another than the one they bear take it. @returns how many */
	takeNamesOf: async (on: string): Promise<number> => {
		const { numUpdatedRows } = await db
			.updateTable('unit')
			.from('unitName')
			.set((eb) => ({ name: eb.ref('unitName.name') }))
			.whereRef('unitName.unitId', '=', 'unit.id')
			.whereRef('unitName.name', '<>', 'unit.name')
			.where(holds(on))
			.executeTakeFirst();
		return Number(numUpdatedRows);
	},

	/** Every placement of an organisation's units, past and planned ones too. */
	listAllPlacements: (organisationId: string) =>
		db
			.selectFrom('unitParent')
			.innerJoin('unit', 'unit.id', 'unitParent.unitId')
			.select(['unitParent.unitId', 'unitParent.parentId', 'unitParent.validFrom', 'unitParent.validTo'])
			.where('unit.organisationId', '=', organisationId)
			.execute(),

	/** Roles held on a date by people who are in, in any of the units. */
	listHeld: (unitIds: readonly string[], roles: readonly Role[], on: string) =>
		db
			.selectFrom('membership')
			.innerJoin('person', 'person.id', 'membership.personId')
			.innerJoin('unit', 'unit.id', 'membership.unitId')
			.select([
				'membership.personId',
				'membership.role',
				'membership.unitId',
				'person.displayName',
				'unit.name as unitName'
			])
			.where('membership.unitId', 'in', unitIds)
			.where('membership.role', 'in', roles)
			.where('person.deactivatedAt', 'is', null)
			.where(holds(on))
			.orderBy('person.displayName')
			.orderBy('membership.role')
			.execute(),

	/** People at home in the units, the ones who are in. */
	countPeople: async (unitIds: readonly string[]): Promise<number> => {
		const { count } = await db
			.selectFrom('person')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('homeUnitId', 'in', unitIds)
			.where('deactivatedAt', 'is', null)
			.executeTakeFirstOrThrow();
		return count;
	},

	/** People at home in each unit of an organisation, by unit. */
	countPeopleByUnit: (organisationId: string) =>
		db
			.selectFrom('person')
			.select(['homeUnitId as unitId', sql<number>`count(*)::int`.as('people')])
			.where('organisationId', '=', organisationId)
			.where('deactivatedAt', 'is', null)
			.groupBy('homeUnitId')
			.execute(),

	/** Roles held in a unit, today or later. */
	countRoles: async (unitId: string, on: string): Promise<number> => {
		const { count } = await db
			.selectFrom('membership')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('unitId', '=', unitId)
			.where(sql<boolean>`(valid_to is null or valid_to > greatest(${on}::date, valid_from))`)
			.executeTakeFirstOrThrow();
		return count;
	},

	/** What is planned for a unit and the units below it next, and what is planned to come under it. */
	countPlanned: async (unitId: string, childIds: readonly string[], on: string): Promise<number> => {
		const { rows } = await sql<{ count: number }>`
			select ((select count(*) from unit_parent where valid_from > ${on}::date
					and (unit_id = any(${[unitId, ...childIds]}::uuid[]) or parent_id = ${unitId}))
				+ (select count(*) from unit_name where valid_from > ${on}::date and unit_id = ${unitId}))::int as count`.execute(
			db
		);
		return rows[0]?.count ?? 0;
	}
});
