import type { Insertable } from 'kysely';
import type { Db, Database } from '$lib/platform/db.server';

/** Rows the demo puts in by itself: who there is. What they do goes through the services. */
export const demoRepository = (db: Db) => ({
	isSeeded: async (name: string): Promise<boolean> =>
		(await db.selectFrom('seededScenario').select('name').where('name', '=', name).executeTakeFirst()) !==
		undefined,

	markSeeded: (name: string, seededAt: Date) =>
		db.insertInto('seededScenario').values({ name, seededAt }).execute(),

	hasOrganisations: async (): Promise<boolean> =>
		(await db.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) !== undefined,

	insertAll: async <Table extends keyof Database>(
		table: Table,
		rows: readonly Insertable<Database[Table]>[]
	) => {
		if (rows.length > 0)
			await db
				.insertInto(table)
				.values(rows as never)
				.execute();
	},

	/** Ends the clearance of an approved request: all of it bought, or none of it to be bought. */
	endClearance: async (purchaseRequestId: string, state: 'consumed' | 'withdrawn') => {
		await db
			.updateTable('clearance')
			.set((eb) => ({
				state,
				quantityConsumedMilli:
					state === 'consumed' ? eb.ref('quantityClearedMilli') : eb.ref('quantityConsumedMilli')
			}))
			.where('purchaseRequestId', '=', purchaseRequestId)
			.execute();
	},

	/** Names and units of the people the demo offers, in order of their ids. */
	listPeople: () =>
		db
			.selectFrom('person')
			.innerJoin('unit', 'unit.id', 'person.homeUnitId')
			.select(['person.id', 'person.displayName', 'unit.name as unitName'])
			.orderBy('person.id')
			.execute()
});
export type DemoRepository = ReturnType<typeof demoRepository>;
