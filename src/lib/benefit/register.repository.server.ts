import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely';
import type { Database, Db } from '$lib/platform/db.server';
import type { FactorTable, LifetimeTable, ParameterTable, PriceTable } from './benefit.tables';

/** Versioned rows of the instance with overrides by organisation. */
type Register = 'itemTypeMapping' | 'factor' | 'price' | 'lifetime';

/** Whose register is read, on which business date (`YYYY-MM-DD`). */
export interface InForce {
	organisationId: string;
	on: string;
}

/**
 * SQL of the register: factors, prices, lifetimes and parameters, which are never edited, only superseded.
 * In force is the organisation's own newest version, else the instance's newest; the instance's first version also
 * holds for the time before it, so that history booked late is not left without figures.
 */
export const registerRepository = (db: Db) => {
	const inForce = ({ organisationId, on }: InForce): RawBuilder<boolean> =>
		sql`(organisation_id is null or (organisation_id = ${organisationId} and valid_from <= ${on}::date))`;
	const newestFirst = (on: string) => sql`valid_from <= ${on}::date desc, organisation_id is null,
		case when valid_from <= ${on}::date then valid_from end desc nulls last, valid_from, version desc`;

	return {
		insertFactors: (rows: readonly Insertable<FactorTable>[]) =>
			db
				.insertInto('factor')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute(),
		insertPrices: (rows: readonly Insertable<PriceTable>[]) =>
			db
				.insertInto('price')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute(),
		insertLifetimes: (rows: readonly Insertable<LifetimeTable>[]) =>
			db
				.insertInto('lifetime')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute(),
		insertParameters: (rows: readonly Insertable<ParameterTable>[]) =>
			db
				.insertInto('parameter')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute(),

		/** The row that holds for what is asked, by the columns that name it. */
		findInForce: async <Table extends Register>(
			table: Table,
			named: Partial<Selectable<Database[Table]>>,
			at: InForce
		): Promise<Selectable<Database[Table]> | undefined> => {
			const isNamed = Object.entries(named).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
			const { rows } = await sql<Selectable<Database[Table]>>`
				select * from ${sql.table(table)} where ${sql.join([...isNamed, inForce(at)], sql` and `)}
				order by ${newestFirst(at.on)} limit 1`.execute(db);
			return rows[0];
		},

		/** One row per key. */
		listParameters: (at: InForce) =>
			db
				.selectFrom('parameter')
				.selectAll()
				.distinctOn('key')
				.where(inForce(at))
				.orderBy('key')
				.orderBy(newestFirst(at.on))
				.execute(),

		/** The row an entry was calculated with, by the hash it stores. */
		findFactorByHash: (key: string, rowHash: string) =>
			db
				.selectFrom('factor')
				.selectAll()
				.where('key', '=', key)
				.where('rowHash', '=', rowHash)
				.limit(1)
				.executeTakeFirst(),

		/** The mapping that holds for every type in use, with the type's name. */
		listMappings: (at: InForce, locale: 'nb' | 'nn' | 'en') =>
			db
				.selectFrom('itemTypeMapping')
				.innerJoin('itemType', 'itemType.id', 'itemTypeMapping.itemTypeId')
				.innerJoin('itemTypeText', (join) =>
					join.onRef('itemTypeText.itemTypeId', '=', 'itemType.id').on('itemTypeText.locale', '=', locale)
				)
				.select([
					'itemType.id',
					'itemType.key',
					'itemType.pack',
					'itemTypeText.name',
					'factorKey',
					'priceKey',
					'lifetimeKey',
					'quality',
					'source'
				])
				.distinctOn('itemType.id')
				.where('itemType.retiredAt', 'is', null)
				.where(inForce(at))
				.orderBy('itemType.id')
				.orderBy(newestFirst(at.on))
				.execute(),

		/** The instance's own rows by key, as far as a mapping may name them. */
		listKeys: async () => {
			const [factors, prices, lifetimes] = await Promise.all([
				db
					.selectFrom('factor')
					.select(['key', 'name', 'measure', 'category as pack'])
					.where('organisationId', 'is', null)
					.execute(),
				db
					.selectFrom('price')
					.select(['key', 'name', 'measure'])
					.where('organisationId', 'is', null)
					.where('kind', '=', 'new')
					.execute(),
				db.selectFrom('lifetime').select(['key', 'name']).where('organisationId', 'is', null).execute()
			]);
			return { factors, prices, lifetimes };
		},

		/** Every version, the instance's and the organisation's own. */
		listFactors: (organisationId: string) =>
			db
				.selectFrom('factor')
				.selectAll()
				.where((eb) => eb.or([eb('organisationId', 'is', null), eb('organisationId', '=', organisationId)]))
				.orderBy('category')
				.orderBy('name')
				.orderBy('validFrom', 'desc')
				.execute(),
		listPrices: (organisationId: string) =>
			db
				.selectFrom('price')
				.selectAll()
				.where((eb) => eb.or([eb('organisationId', 'is', null), eb('organisationId', '=', organisationId)]))
				.orderBy('name')
				.orderBy('kind')
				.orderBy('validFrom', 'desc')
				.execute(),
		listLifetimes: (organisationId: string) =>
			db
				.selectFrom('lifetime')
				.selectAll()
				.where((eb) => eb.or([eb('organisationId', 'is', null), eb('organisationId', '=', organisationId)]))
				.orderBy('name')
				.orderBy('validFrom', 'desc')
				.execute(),
		listParameterVersions: (organisationId: string) =>
			db
				.selectFrom('parameter')
				.selectAll()
				.where((eb) => eb.or([eb('organisationId', 'is', null), eb('organisationId', '=', organisationId)]))
				.orderBy('key')
				.orderBy('validFrom', 'desc')
				.execute()
	};
};
