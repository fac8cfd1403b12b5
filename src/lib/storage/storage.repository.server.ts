import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { ShownSite, SiteContact } from './storage-site';
import type { StorageSiteTable } from './storage.tables';

/** Somebody who is set to keep a site; not keeping it while out, or without the role. */
export interface Keeper extends SiteContact {
	id: string;
	isKeeping: boolean;
}

const holdsRole = (on: string) => sql<boolean>`(person.deactivated_at is null and exists (
	select from membership join unit as held on held.id = membership.unit_id
	where membership.person_id = person.id and membership.role = 'storageKeeper'
		and held.organisation_id = person.organisation_id
		and daterange(membership.valid_from, membership.valid_to) @> ${on}::date))`;

const keepers = (on: string) => sql<Keeper[]>`(
	select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', person.display_name, 'email', person.email,
		'isKeeping', ${holdsRole(on)}) order by person.display_name, person.id), '[]')
	from storage_site_keeper join person on person.id = storage_site_keeper.person_id
	where storage_site_keeper.storage_site_id = storage_site.id)`;

const isProtected = sql<boolean>`(storage_site.is_address_protected or unit.is_address_protected)`;

/** SQL of storage sites and who keeps them. Dates are `YYYY-MM-DD` in Europe/Oslo. */
export const storageRepository = (db: Db) => {
	const detailed = (on: string) =>
		db
			.selectFrom('storageSite')
			.innerJoin('unit', 'unit.id', 'storageSite.unitId')
			.selectAll('storageSite')
			.select(['unit.name as unitName', isProtected.as('isProtected'), keepers(on).as('keepers')]);

	return {
		/** An organisation's sites with the words in what one sees of them, by name; the closed ones too. */
		list: (organisationId: string, words: string, on: string) =>
			detailed(on)
				.where('storageSite.organisationId', '=', organisationId)
				.$if(words !== '', (query) =>
					query.where(
						sql<boolean>`strpos(lower(concat_ws(' ', storage_site.name, storage_site.address, storage_site.district, unit.name)), lower(${words})) > 0`
					)
				)
				.orderBy(sql`lower(storage_site.name)`)
				.orderBy('storageSite.id')
				.execute(),

		find: (id: string, on: string) => detailed(on).where('storageSite.id', '=', id).executeTakeFirst(),

		/** A site as one who comes there is told of it: whom to turn to are those who keep it on the date. */
		async findShown(
			id: string,
			on: string,
			{ withContacts }: { withContacts: boolean }
		): Promise<ShownSite | undefined> {
			const site = await detailed(on).where('storageSite.id', '=', id).executeTakeFirst();
			if (!site) return undefined;
			const keeping = withContacts ? site.keepers.filter(({ isKeeping }) => isKeeping) : [];
			return {
				name: site.name,
				address: site.address,
				opening: site.opening,
				contacts: keeping.map(({ name, email }) => ({ name, email }))
			};
		},

		/** An organisation's open sites, by name. */
		listOpen: (organisationId: string) =>
			db
				.selectFrom('storageSite')
				.innerJoin('unit', 'unit.id', 'storageSite.unitId')
				.select([
					'storageSite.id',
					'storageSite.organisationId',
					'storageSite.unitId',
					'storageSite.name',
					'storageSite.district',
					isProtected.as('isProtected')
				])
				.where('storageSite.organisationId', '=', organisationId)
				.where('storageSite.closedAt', 'is', null)
				.orderBy(sql`lower(storage_site.name)`)
				.execute(),

		/** Locked until the transaction ends; its things are locked before it. */
		findForUpdate: (id: string) =>
			db.selectFrom('storageSite').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst(),

		/** The site, held as it is until the transaction ends: neither closed nor changed while a thing is put there. */
		findAndHold: (id: string) =>
			db
				.selectFrom('storageSite')
				.innerJoin('unit', 'unit.id', 'storageSite.unitId')
				.select([
					'storageSite.id',
					'storageSite.organisationId',
					'storageSite.unitId',
					'storageSite.district',
					'storageSite.closedAt',
					isProtected.as('isProtected')
				])
				.where('storageSite.id', '=', id)
				.forShare('storageSite')
				.executeTakeFirst(),

		/** An open site of that name, however it is spelt in capitals. */
		findOpenByName: (organisationId: string, name: string) =>
			db
				.selectFrom('storageSite')
				.select('id')
				.where('organisationId', '=', organisationId)
				.where('closedAt', 'is', null)
				.where(sql<boolean>`lower(name) = lower(${name})`)
				.executeTakeFirst(),

		insert: (site: Insertable<StorageSiteTable>) => db.insertInto('storageSite').values(site).execute(),

		change: (id: string, change: Updateable<StorageSiteTable>) =>
			db.updateTable('storageSite').set(change).where('id', '=', id).execute(),

		/**
		 * All of a unit's sites are another's; an address that was protected stays so, and is told of by the district of the
		 * unit where it has none of its own. @returns them
		 */
		async handOver(unitId: string, intoId: string) {
			const { rows } = await sql<{ id: string; organisationId: string }>`
				update storage_site set unit_id = ${intoId}, version = version + 1,
					district = case when unit.is_address_protected then coalesce(storage_site.district, unit.district)
						else storage_site.district end,
					is_address_protected = storage_site.is_address_protected
						or (unit.is_address_protected and coalesce(storage_site.district, unit.district) is not null)
				from unit where unit.id = storage_site.unit_id and storage_site.unit_id = ${unitId}
				returning storage_site.id, storage_site.organisation_id`.execute(db);
			return rows;
		},

		/** Active people of an organisation who hold the role on a date and do not keep this site. */
		listCandidates: (organisationId: string, siteId: string, on: string) =>
			db
				.selectFrom('person')
				.innerJoin('unit', 'unit.id', 'person.homeUnitId')
				.select(['person.id', 'person.displayName as name', 'unit.name as unitName'])
				.where('person.organisationId', '=', organisationId)
				.where(holdsRole(on))
				.where((eb) =>
					eb.not(
						eb.exists(
							eb
								.selectFrom('storageSiteKeeper')
								.select('personId')
								.where('storageSiteId', '=', siteId)
								.whereRef('personId', '=', 'person.id')
						)
					)
				)
				.orderBy('person.displayName')
				.orderBy('person.id')
				.execute(),

		/** @returns whether the person did not keep it already */
		async insertKeeper(keeper: {
			storageSiteId: string;
			personId: string;
			organisationId: string;
			createdAt: Date;
		}): Promise<boolean> {
			const { numInsertedOrUpdatedRows } = await db
				.insertInto('storageSiteKeeper')
				.values(keeper)
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			return numInsertedOrUpdatedRows === 1n;
		},

		/** @returns whether the person kept it */
		async deleteKeeper(storageSiteId: string, personId: string): Promise<boolean> {
			const { numDeletedRows } = await db
				.deleteFrom('storageSiteKeeper')
				.where('storageSiteId', '=', storageSiteId)
				.where('personId', '=', personId)
				.executeTakeFirst();
			return numDeletedRows === 1n;
		},

		/** Ids of the sites somebody is set to keep. */
		async listKept(personId: string): Promise<string[]> {
			const rows = await db
				.selectFrom('storageSiteKeeper')
				.select('storageSiteId')
				.where('personId', '=', personId)
				.orderBy('storageSiteId')
				.execute();
			return rows.map(({ storageSiteId }) => storageSiteId);
		}
	};
};
export type StorageSiteRow = NonNullable<Awaited<ReturnType<ReturnType<typeof storageRepository>['find']>>>;
