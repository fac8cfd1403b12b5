import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { ItemTypeVersionTable } from './catalogue.tables';

/** SQL of what is known about types beside what they say: their versions, and whether they are offered. */
export const itemTypeRepository = (db: Db) => ({
	/** The number of the newest version, 0 where nobody has changed the type. */
	findLastVersion: async (itemTypeId: string): Promise<number> => {
		const { version } = await db
			.selectFrom('itemTypeVersion')
			.select((eb) => eb.fn.coalesce(eb.fn.max('version'), sql<number>`0`).as('version'))
			.where('itemTypeId', '=', itemTypeId)
			.executeTakeFirstOrThrow();
		return version;
	},

	getMade: (id: string) =>
		db.selectFrom('itemType').select(['id', 'createdAt']).where('id', '=', id).executeTakeFirstOrThrow(),

	insertVersion: (row: Insertable<ItemTypeVersionTable>) =>
		db.insertInto('itemTypeVersion').values(row).execute(),

	/** Newest first. */
	listVersions: (itemTypeId: string) =>
		db
			.selectFrom('itemTypeVersion')
			.leftJoin('person', 'person.id', 'itemTypeVersion.changedBy')
			.select(['version', 'fields', 'validFrom', 'changedAt', 'person.displayName as changedByName'])
			.where('itemTypeId', '=', itemTypeId)
			.orderBy('version', 'desc')
			.limit(50)
			.execute(),

	setRetired: (id: string, retiredAt: Date | null) =>
		db.updateTable('itemType').set({ retiredAt }).where('id', '=', id).execute()
});
