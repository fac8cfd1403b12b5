import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';

/** SQL of what a catalogue file holds beside the types themselves. */
export const catalogueFileRepository = (db: Db) => ({
	/** Codes, state and the instance's own mapping in force on a day, of every type ever made or those named. */
	listDetails: (on: string, keys?: readonly string[]) =>
		db
			.selectFrom('itemType')
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('itemTypeMapping')
						.select(['factorKey', 'weightFactorKey', 'priceKey', 'lifetimeKey', 'quality', 'source'])
						.whereRef('itemTypeMapping.itemTypeId', '=', 'itemType.id')
						.where('organisationId', 'is', null)
						.orderBy(sql`valid_from <= ${on}::date`, 'desc')
						.orderBy('validFrom', 'desc')
						.orderBy('version', 'desc')
						.limit(1)
						.as('mapping'),
				(join) => join.onTrue()
			)
			.$if(keys !== undefined, (query) => query.where('itemType.key', 'in', keys ?? []))
			.select([
				'itemType.id',
				'itemType.key',
				'cpvCode',
				'isCpvVerified',
				'unspscCode',
				'isUnspscVerified',
				'retiredAt',
				'origin',
				'mapping.factorKey',
				'mapping.weightFactorKey',
				'mapping.priceKey',
				'mapping.lifetimeKey',
				'mapping.quality',
				'mapping.source'
			])
			.orderBy('itemType.pack')
			.orderBy('itemType.createdAt')
			.orderBy('itemType.key')
			.execute(),

	listOrganisationIds: async (): Promise<string[]> =>
		(await db.selectFrom('organisation').select('id').orderBy('id').execute()).map(({ id }) => id)
});
