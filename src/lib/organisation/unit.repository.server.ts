import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
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

	deleteName: (id: string) => db.deleteFrom('unitName').where('id', '=', id).execute()
});
