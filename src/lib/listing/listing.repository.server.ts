import { sql, type Insertable, type Updateable } from 'kysely';
import { visibleTo } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import type { ListingPhotoTable, ListingTable, ListingVersionTable } from './listing.tables';

/** Who reads, when, and in which language: today's date is Europe/Oslo. */
export interface Reader {
	actor: Actor;
	now: Date;
	today: string;
	locale: 'nb' | 'nn' | 'en';
}

const photos = sql<{ id: string; photoId: string; altText: string | null; width: number; height: number }[]>`(
	select coalesce(jsonb_agg(jsonb_build_object('id', listing_photo.id, 'photoId', photo_id, 'altText', alt_text,
		'width', photo.width, 'height', photo.height) order by position, listing_photo.id), '[]')
	from listing_photo join photo on photo.id = photo_id
	where listing_photo.listing_id = listing.id and removed_at is null)`;

/** The site's own address is protected, or that of the unit it belongs to; null where a listing stands at none. */
const isSiteProtected = sql<
	boolean | null
>`(storage_site.is_address_protected or site_unit.is_address_protected)`;

/** SQL of listings, their photos and versions. */
export const listingRepository = (db: Db) => {
	/** What a card and the detail page are made of; callers add who may see it. */
	const listed = (locale: Reader['locale']) =>
		db
			.selectFrom('listing')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.innerJoin('unit', 'unit.id', 'listing.unitId')
			.leftJoin('storageSite', 'storageSite.id', 'listing.storageSiteId')
			.leftJoin('unit as siteUnit', 'siteUnit.id', 'storageSite.unitId')
			.innerJoin('lot', 'lot.id', 'listing.lotId')
			.innerJoin('itemType', 'itemType.id', 'lot.itemTypeId')
			.innerJoin('itemTypeText', (join) =>
				join.onRef('itemTypeText.itemTypeId', '=', 'itemType.id').on('itemTypeText.locale', '=', locale)
			)
			.select([
				'listing.id',
				'listing.lotId',
				'listing.organisationId',
				'listing.unitId',
				'listing.externalId',
				'listing.title',
				'listing.state',
				'listing.place',
				'listing.district',
				'listing.placePrecision',
				'listing.availableFrom',
				'listing.mustBeGoneBy',
				'listing.publishedAt',
				'organisation.name as organisationName',
				'organisation.municipality',
				'unit.name as unitName',
				'unit.isAddressProtected',
				'listing.storageSiteId',
				'storageSite.name as siteName',
				'storageSite.address as siteAddress',
				'storageSite.unitId as siteUnitId',
				'itemType.pack',
				'itemType.key as typeKey',
				'itemTypeText.name as typeName',
				'lot.itemTypeId',
				'lot.measure',
				'lot.condition',
				'lot.onHandMilli',
				'lot.reservedMilli',
				'lot.requiresErasure',
				'lot.custodyState',
				'lot.hazardState'
			])
			.select(isSiteProtected.as('isSiteProtected'))
			.select(
				sql<{ id: string; altText: string | null } | null>`(
					select jsonb_build_object('id', listing_photo.id, 'altText', alt_text) from listing_photo
					where listing_photo.listing_id = listing.id and removed_at is null
					order by position, listing_photo.id limit 1)`.as('photo')
			);

	/** A card with everything the detail page adds. */
	const detailed = (locale: Reader['locale']) =>
		listed(locale).select([
			'listing.description',
			'listing.version',
			'listing.visibility',
			'listing.narrowedReason',
			'listing.narrowedUntil',
			'listing.cooperationFrom',
			'listing.wouldBe',
			'listing.wouldBeEvidence',
			'listing.withdrawnReason',
			'listing.updatedAt',
			'listing.createdBy',
			'listing.shelf',
			'lot.attributes',
			'lot.serial',
			'lot.yearAcquired',
			photos.as('photos')
		]);

	return {
		/** Cards the actor may see, in no order. */
		listCards: ({ actor, now, today, locale }: Reader, ids: readonly string[]) =>
			listed(locale)
				.where('listing.id', 'in', ids)
				.where((eb) => visibleTo(actor, now, today)(eb))
				.execute(),

		/** Listings of units, newest change first. */
		listOfUnits: (locale: Reader['locale'], unitIds: readonly string[], limit: number) =>
			listed(locale)
				.where('listing.unitId', 'in', unitIds)
				.orderBy('listing.updatedAt', 'desc')
				.orderBy('listing.id')
				.limit(limit)
				.execute(),

		/** Open listings whose lot waits for an answer about hazards or for erasure, oldest first. */
		listGated: (locale: Reader['locale'], organisationIds: readonly string[], limit: number) =>
			listed(locale)
				.where('listing.organisationId', 'in', organisationIds)
				.where('listing.state', '=', 'published')
				.where((eb) =>
					eb.or([
						eb('lot.hazardState', 'in', ['unanswered', 'expert']),
						eb.and([
							eb('lot.requiresErasure', '=', true),
							eb('lot.custodyState', 'is distinct from', 'ready')
						])
					])
				)
				.orderBy('listing.publishedAt')
				.orderBy('listing.id')
				.limit(limit)
				.execute(),

		/** Everything about one listing; `seenBy` limits it to what that actor may see. */
		findDetail: (locale: Reader['locale'], id: string, seenBy?: Reader) =>
			detailed(locale)
				.where('listing.id', '=', id)
				.$if(seenBy !== undefined, (query) =>
					query.where((eb) =>
						seenBy ? visibleTo(seenBy.actor, seenBy.now, seenBy.today)(eb) : eb.lit(false)
					)
				)
				.executeTakeFirst(),

		/** Everything about those of the listings that the actor may see, in no order. */
		listDetails: ({ actor, now, today, locale }: Reader, ids: readonly string[]) =>
			detailed(locale)
				.where('listing.id', 'in', ids)
				.where((eb) => visibleTo(actor, now, today)(eb))
				.execute(),

		/** The photo a listing shows under this id, if the actor may see the listing. */
		findPhotoShown: ({ actor, now, today }: Reader, listingPhotoId: string) =>
			db
				.selectFrom('listingPhoto')
				.innerJoin('listing', 'listing.id', 'listingPhoto.listingId')
				.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
				.select('listingPhoto.photoId')
				.where('listingPhoto.id', '=', listingPhotoId)
				.where('listingPhoto.removedAt', 'is', null)
				.where((eb) => visibleTo(actor, now, today)(eb))
				.executeTakeFirst(),

		/** The lot a listing offers: the same for as long as it stands. */
		findLotId: (id: string) =>
			db.selectFrom('listing').select('lotId').where('id', '=', id).executeTakeFirst(),

		/** Locks the listing until the transaction ends; its lot is locked first where both are. */
		findForUpdate: (id: string) =>
			db.selectFrom('listing').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst(),

		findByExternalId: (organisationId: string, externalId: string) =>
			db
				.selectFrom('listing')
				.select(['id', 'unitId'])
				.where('organisationId', '=', organisationId)
				.where('externalId', '=', externalId)
				.executeTakeFirst(),

		/** Where the actor's last listing from a unit stood, of those at the unit's own place. */
		findLastPlace: (unitId: string, personId: string) =>
			db
				.selectFrom('listing')
				.select(['place', 'district', 'placePrecision'])
				.where('unitId', '=', unitId)
				.where('createdBy', '=', personId)
				.where('storageSiteId', 'is', null)
				.orderBy('createdAt', 'desc')
				.limit(1)
				.executeTakeFirst(),

		/** Published listings of a lot. */
		listOpenOfLot: (lotId: string) =>
			db
				.selectFrom('listing')
				.select('id')
				.where('lotId', '=', lotId)
				.where('state', 'in', ['draft', 'published'])
				.orderBy('id')
				.execute(),

		/** All of a unit's listings are another's; a protected address stays so. @returns them, with their state */
		handOver: (unitId: string, intoId: string) =>
			db
				.updateTable('listing')
				.set((eb) => ({
					unitId: intoId,
					placePrecision: eb
						.case()
						.when(
							eb.exists(
								eb
									.selectFrom('unit')
									.select('unit.id')
									.where('unit.id', '=', unitId)
									.where('unit.isAddressProtected', '=', true)
							)
						)
						.then('district' as const)
						.else(eb.ref('listing.placePrecision'))
						.end()
				}))
				.where('unitId', '=', unitId)
				.returning(['id', 'organisationId', 'state'])
				.execute(),

		/** How many drafts and published ones stand at each site; one without is not among them. */
		async countAtSites(siteIds: readonly string[]): Promise<Map<string, number>> {
			if (siteIds.length === 0) return new Map();
			const rows = await db
				.selectFrom('listing')
				.select(['storageSiteId', sql<number>`count(*)::int`.as('count')])
				.where('storageSiteId', 'in', siteIds)
				.where('state', 'in', ['draft', 'published'])
				.groupBy('storageSiteId')
				.execute();
			return new Map(rows.map(({ storageSiteId, count }) => [storageSiteId ?? '', count]));
		},

		/** Locks what stands at a site until the transaction ends; the site is locked after it. */
		lockAtSite: async (siteId: string): Promise<void> => {
			await db
				.selectFrom('listing')
				.select('id')
				.where('storageSiteId', '=', siteId)
				.orderBy('id')
				.forNoKeyUpdate()
				.execute();
		},

		/** Drafts and published ones that stand at a site and the actor may see, newest first. */
		listAtSite: ({ actor, now, today, locale }: Reader, siteId: string, limit: number) =>
			listed(locale)
				.where('listing.storageSiteId', '=', siteId)
				.where('listing.state', 'in', ['draft', 'published'])
				.where((eb) => visibleTo(actor, now, today)(eb))
				.orderBy('listing.createdAt', 'desc')
				.orderBy('listing.id')
				.limit(limit)
				.execute(),

		/** What stands at a site is where the site now is; what was hidden stays so. */
		followSite: (
			siteId: string,
			{ district, isProtected }: { district: string | null; isProtected: boolean }
		) =>
			db
				.updateTable('listing')
				.set({ district, ...(isProtected && { placePrecision: 'district' as const }) })
				.where('storageSiteId', '=', siteId)
				.execute(),

		insert: (listing: Insertable<ListingTable>) => db.insertInto('listing').values(listing).execute(),

		/** Writes a change and counts the version up; false when it was no longer the version it was read as. */
		update: async (id: string, version: number, change: Updateable<ListingTable>): Promise<boolean> => {
			const { numUpdatedRows } = await db
				.updateTable('listing')
				.set({ ...change, version: version + 1 })
				.where('id', '=', id)
				.where('version', '=', version)
				.executeTakeFirst();
			return numUpdatedRows === 1n;
		},

		touch: (id: string, updatedAt: Date) =>
			db.updateTable('listing').set({ updatedAt }).where('id', '=', id).execute(),

		/** Makes the search documents of an organisation's listings of a type again; nothing else changes. */
		indexAgain: ({ itemTypeId, organisationId }: { itemTypeId: string; organisationId: string }) =>
			db
				.updateTable('listing')
				.from('lot')
				.set((eb) => ({ title: eb.ref('listing.title') }))
				.whereRef('lot.id', '=', 'listing.lotId')
				.where('lot.itemTypeId', '=', itemTypeId)
				.where('listing.organisationId', '=', organisationId)
				.execute(),

		listPhotos: (listingId: string) =>
			db
				.selectFrom('listingPhoto')
				.selectAll()
				.where('listingId', '=', listingId)
				.where('removedAt', 'is', null)
				.orderBy('position')
				.orderBy('id')
				.execute(),

		/** How many of these photos we have. */
		countStored: async (photoIds: readonly string[]): Promise<number> =>
			(await db.selectFrom('photo').select('id').where('id', 'in', photoIds).execute()).length,

		insertPhotos: (rows: readonly Insertable<ListingPhotoTable>[]) =>
			db.insertInto('listingPhoto').values(rows).execute(),

		updatePhoto: (id: string, change: Updateable<ListingPhotoTable>) =>
			db.updateTable('listingPhoto').set(change).where('id', '=', id).execute(),

		/** Listings partners do not see yet: shared a time after they were put out. */
		moveCooperationFrom: (organisationId: string, afterMs: number, now: Date) =>
			db
				.updateTable('listing')
				.set({ cooperationFrom: sql<Date>`published_at + ${afterMs} * interval '1 millisecond'` })
				.where('organisationId', '=', organisationId)
				.where('state', '=', 'published')
				.where('cooperationFrom', '>', now)
				.execute(),

		/** Every listing that is out. */
		setCooperationFrom: (organisationId: string, cooperationFrom: Date | null) =>
			db
				.updateTable('listing')
				.set({ cooperationFrom })
				.where('organisationId', '=', organisationId)
				.where('state', '=', 'published')
				.execute(),

		insertVersion: (row: Insertable<ListingVersionTable>) =>
			db.insertInto('listingVersion').values(row).execute(),

		/** The newest version row of each listing: what evidence points at. */
		listCurrentVersions: (listingIds: readonly string[]) =>
			db
				.selectFrom('listingVersion')
				.distinctOn('listingId')
				.select(['id', 'listingId', 'content', 'contentHash'])
				.where('listingId', 'in', listingIds)
				.orderBy('listingId')
				.orderBy('createdAt', 'desc')
				.orderBy('id', 'desc')
				.execute()
	};
};
export type ListingRow = Awaited<ReturnType<ReturnType<typeof listingRepository>['listCards']>>[number];
export type ListingDetailRow = NonNullable<
	Awaited<ReturnType<ReturnType<typeof listingRepository>['findDetail']>>
>;
