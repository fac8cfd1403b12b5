import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { OrganisationTable, UnitTable } from '$lib/organisation/organisation.tables';

/** SQL of putting the first organisation, its root and its people in place. */
export const provisionRepository = (db: Db) => ({
	findOrganisation: (orgnr: string) =>
		db.selectFrom('organisation').select(['id', 'name']).where('orgnr', '=', orgnr).executeTakeFirst(),

	/** @returns whether passwords were off */
	allowPasswords: async (id: string): Promise<boolean> => {
		const { numUpdatedRows } = await db
			.updateTable('organisation')
			.set({ allowsPassword: true })
			.where('id', '=', id)
			.where('allowsPassword', '=', false)
			.executeTakeFirst();
		return numUpdatedRows > 0n;
	},

	/** At most two: enough to know whether there is exactly one. */
	listSomeOrganisations: () => db.selectFrom('organisation').select(['id', 'name']).limit(2).execute(),

	insertOrganisation: (organisation: Insertable<OrganisationTable>) =>
		db.insertInto('organisation').values(organisation).execute(),

	/** The unit that has no parent on a date. */
	findRoot: (organisationId: string, on: string) =>
		db
			.selectFrom('unit')
			.innerJoin('unitParent', 'unitParent.unitId', 'unit.id')
			.select(['unit.id', 'unit.name'])
			.where('unit.organisationId', '=', organisationId)
			.where('unitParent.parentId', 'is', null)
			.where(sql<boolean>`daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date`)
			.orderBy('unit.createdAt')
			.executeTakeFirst(),

	insertRoot: async (unit: Insertable<UnitTable>, placementId: string, validFrom: string) => {
		await db.insertInto('unit').values(unit).execute();
		await db
			.insertInto('unitParent')
			.values({ id: placementId, unitId: unit.id, parentId: null, validFrom })
			.execute();
	}
});
