import { sql, type Expression, type Insertable, type SqlBool, type Updateable } from 'kysely';
import { visibleTo } from '$lib/organisation/access.server';
import type { Actor, Reach } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import type { HandoverReturnTable, HandoverTable, ReservationTable } from './reservation.tables';

/** Place in the line while waiting, 1 is next; null otherwise. */
const queuePlace = sql<number | null>`case when reservation.state = 'waiting' then (
	select count(*) from reservation as ahead where ahead.lot_id = reservation.lot_id and ahead.state = 'waiting'
		and ahead.queue_number <= reservation.queue_number) end`;
const isEnded = sql<boolean>`reservation.state not in ('waiting', 'requested', 'approved')`;
/**
 * Whether the unit of the reservation (the receiver) is reached, or of the listing (the giver) or the site it stands at.
 */
const reaches = (reach: Reach, party: 'reservation' | 'listing'): Expression<SqlBool> =>
	sql<SqlBool>`(${sql.ref(`${party}.unitId`)} = any(${reach.unitIds}::uuid[])
		or ${sql.ref(`${party}.organisationId`)} = any(${reach.organisationIds}::uuid[])
		${party === 'listing' ? sql`or listing.storage_site_id = any(${reach.siteIds}::uuid[])` : sql``})`;

/** SQL of reservations and handovers. */
export const reservationRepository = (db: Db) => {
	/** A reservation with what it is of and both parties. */
	const detailed = () =>
		db
			.selectFrom('reservation')
			.innerJoin('listing', 'listing.id', 'reservation.listingId')
			.innerJoin('lot', 'lot.id', 'reservation.lotId')
			.innerJoin('unit as givingUnit', 'givingUnit.id', 'listing.unitId')
			.leftJoin('storageSite', 'storageSite.id', 'listing.storageSiteId')
			.leftJoin('unit as siteUnit', 'siteUnit.id', 'storageSite.unitId')
			.innerJoin('unit as receivingUnit', 'receivingUnit.id', 'reservation.unitId')
			.innerJoin('organisation as givingOrganisation', 'givingOrganisation.id', 'listing.organisationId')
			.innerJoin(
				'organisation as receivingOrganisation',
				'receivingOrganisation.id',
				'reservation.organisationId'
			)
			.innerJoin('person', 'person.id', 'reservation.requestedBy')
			.leftJoin('handover', 'handover.reservationId', 'reservation.id')
			.select([
				'reservation.id',
				'reservation.listingId',
				'reservation.lotId',
				'reservation.needId',
				'reservation.organisationId',
				'reservation.unitId',
				'reservation.requestedBy',
				'reservation.quantityMilli',
				'reservation.state',
				'reservation.pickupCode',
				'reservation.expiresAt',
				'reservation.endedReason',
				'reservation.createdAt',
				'listing.title',
				'listing.place',
				'listing.district',
				'listing.placePrecision',
				'listing.storageSiteId',
				'listing.shelf',
				'storageSite.name as siteName',
				'storageSite.address as siteAddress',
				'storageSite.unitId as siteUnitId',
				sql<boolean | null>`(storage_site.is_address_protected or site_unit.is_address_protected)`.as(
					'isSiteProtected'
				),
				'givingUnit.isAddressProtected',
				'givingOrganisation.municipality',
				'person.displayName as requestedByName',
				'listing.organisationId as givingOrganisationId',
				'listing.unitId as givingUnitId',
				'lot.measure',
				'lot.itemTypeId',
				'lot.requiresErasure',
				'lot.custodyState',
				'lot.hazardState',
				'givingUnit.name as givingUnitName',
				'receivingUnit.name as receivingUnitName',
				'givingOrganisation.name as givingOrganisationName',
				'receivingOrganisation.name as receivingOrganisationName',
				'handover.id as handoverId',
				'handover.state as handoverState',
				'handover.occurredOn as handedOverOn',
				'handover.returnedMilli',
				'handover.successorLotId',
				queuePlace.as('queuePlace')
			]);

	return {
		/** The listing, if the actor may see it. */
		findOffer: (actor: Actor, listingId: string, now: Date, today: string) =>
			db
				.selectFrom('listing')
				.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
				.select(['listing.id', 'listing.lotId', 'listing.state', 'listing.unitId'])
				.where('listing.id', '=', listingId)
				.where((eb) => visibleTo(actor, now, today)(eb))
				.executeTakeFirst(),

		findListing: (id: string) =>
			db.selectFrom('listing').select(['lotId', 'state']).where('id', '=', id).executeTakeFirst(),

		/** Locks the listings of lots in their order; the lots are locked already. */
		lockListings: (lotIds: readonly string[]) =>
			db
				.selectFrom('listing')
				.select('id')
				.where('lotId', 'in', lotIds)
				.orderBy('id')
				.forNoKeyUpdate()
				.execute(),

		/**
		 * Locks in their order the needs that what happens on these lots may move: of everything open on them, and
		 * those named. The lots and their listings are locked already.
		 */
		lockNeeds: (lotIds: readonly string[], needIds: readonly string[]) =>
			sql`select id from need where id in (
					select need_id from reservation
						where lot_id = any(${lotIds}::uuid[]) and state in ('waiting', 'requested', 'approved')
					union select unnest(${needIds}::uuid[]))
				order by id for update`.execute(db),

		insert: (row: Insertable<ReservationTable>) =>
			db.insertInto('reservation').values(row).returningAll().executeTakeFirstOrThrow(),

		update: (id: string, change: Updateable<ReservationTable>) =>
			db.updateTable('reservation').set(change).where('id', '=', id).execute(),

		findForUpdate: (id: string) =>
			db.selectFrom('reservation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

		find: (id: string) => detailed().where('reservation.id', '=', id).executeTakeFirst(),

		/** What a unit has standing in line of a listing. */
		listInLine: (listingId: string, unitId: string) =>
			detailed()
				.where('reservation.listingId', '=', listingId)
				.where('reservation.unitId', '=', unitId)
				.where('reservation.state', '=', 'waiting')
				.orderBy('reservation.queueNumber')
				.execute(),

		/** Who stands in line for a lot, first come first. */
		listQueue: (lotId: string) =>
			db
				.selectFrom('reservation')
				.selectAll()
				.where('lotId', '=', lotId)
				.where('state', '=', 'waiting')
				.orderBy('queueNumber')
				.orderBy('id')
				.execute(),

		isAskedFor: async (lotId: string): Promise<boolean> => {
			const found = await db
				.selectFrom('reservation')
				.select('id')
				.where('lotId', '=', lotId)
				.where('state', 'in', ['waiting', 'requested', 'approved', 'collected'])
				.limit(1)
				.executeTakeFirst();
			return found !== undefined;
		},

		listOpenOfListing: (listingId: string) =>
			db
				.selectFrom('reservation')
				.select('id')
				.where('listingId', '=', listingId)
				.where('state', 'in', ['waiting', 'requested', 'approved'])
				.orderBy('queueNumber')
				.execute(),

		listWaitingOfNeed: (needId: string) =>
			db
				.selectFrom('reservation')
				.select('id')
				.where('needId', '=', needId)
				.where('state', '=', 'waiting')
				.orderBy('queueNumber')
				.execute(),

		/** Held reservations whose time is up. */
		listDue: (now: Date, limit: number) =>
			db
				.selectFrom('reservation')
				.select('id')
				.where('state', 'in', ['requested', 'approved'])
				.where('expiresAt', '<=', now)
				.orderBy('expiresAt')
				.limit(limit)
				.execute(),

		/** Reservations made by the reached units: open ones first, then the newest. */
		listReceiving: (reach: Reach, limit: number) =>
			detailed()
				.where(reaches(reach, 'reservation'))
				.orderBy(isEnded)
				.orderBy('reservation.createdAt', 'desc')
				.limit(limit)
				.execute(),

		/** Reservations of what the reached units give: open ones first, then the newest. */
		listGiving: (reach: Reach, limit: number) =>
			detailed()
				.where(reaches(reach, 'listing'))
				.orderBy(isEnded)
				.orderBy('reservation.createdAt', 'desc')
				.limit(limit)
				.execute(),

		/** How many asks wait for an answer from the reached giving units. */
		countToDecide: async (reach: Reach): Promise<number> => {
			const { count } = await db
				.selectFrom('reservation')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.where('reservation.state', '=', 'requested')
				.where(reaches(reach, 'listing'))
				.executeTakeFirstOrThrow();
			return count;
		},

		/** How many things the reached receiving units may come and fetch. */
		countToFetch: async (reach: Reach): Promise<number> => {
			const { count } = await db
				.selectFrom('reservation')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.where('reservation.state', '=', 'approved')
				.where(reaches(reach, 'reservation'))
				.executeTakeFirstOrThrow();
			return count;
		},

		/** How much a unit holds of a lot, in thousandths. */
		sumHeld: async (lotId: string, unitId: string): Promise<number> => {
			const { held } = await db
				.selectFrom('reservation')
				.select(sql<number>`coalesce(sum(quantity_milli), 0)::bigint`.as('held'))
				.where('lotId', '=', lotId)
				.where('unitId', '=', unitId)
				.where('state', 'in', ['requested', 'approved'])
				.executeTakeFirstOrThrow();
			return held;
		},

		/**
		 * Who the two parties of a reservation meet: whoever asked, and whoever said yes; their addresses only where
		 * the unit's is not protected. Undefined unless both are of one organisation or cooperation.
		 */
		findContacts: (id: string) =>
			db
				.selectFrom('reservation')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.innerJoin('unit as givingUnit', 'givingUnit.id', 'listing.unitId')
				.innerJoin('unit as receivingUnit', 'receivingUnit.id', 'reservation.unitId')
				.innerJoin('organisation as giving', 'giving.id', 'listing.organisationId')
				.innerJoin('organisation as receiving', 'receiving.id', 'reservation.organisationId')
				.leftJoin('person as giver', (join) =>
					join.onRef('giver.id', '=', 'reservation.decidedBy').on('giver.deactivatedAt', 'is', null)
				)
				.leftJoin('person as taker', (join) =>
					join.onRef('taker.id', '=', 'reservation.requestedBy').on('taker.deactivatedAt', 'is', null)
				)
				.select([
					'giver.displayName as giverName',
					'giver.email as giverEmail',
					'givingUnit.isAddressProtected as isGiverProtected',
					'givingUnit.address as giverAddress',
					'taker.displayName as takerName',
					'taker.email as takerEmail',
					'receivingUnit.isAddressProtected as isTakerProtected',
					'receivingUnit.address as takerAddress'
				])
				.where('reservation.id', '=', id)
				.where('reservation.state', 'in', ['approved', 'collected'])
				.where((eb) =>
					eb.or([
						eb('giving.id', '=', eb.ref('receiving.id')),
						eb('giving.cooperationId', '=', eb.ref('receiving.cooperationId'))
					])
				)
				.executeTakeFirst(),

		/** Asks of one person that the giver said no to since an instant, newest first. */
		listDeclined: (personId: string, since: Date) =>
			db
				.selectFrom('reservation')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.select(['reservation.id', 'listing.title'])
				.where('reservation.requestedBy', '=', personId)
				.where('reservation.state', '=', 'declined')
				.where('reservation.decidedAt', '>=', since)
				.orderBy('reservation.decidedAt', 'desc')
				.limit(20)
				.execute(),

		/** What came back to the reached giving units since an instant, recorded by others than the person. */
		listReturned: (reach: Reach, notBy: string, since: Date) =>
			db
				.selectFrom('handoverReturn')
				.innerJoin('handover', 'handover.id', 'handoverReturn.handoverId')
				.innerJoin('reservation', 'reservation.id', 'handover.reservationId')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.innerJoin('lot', 'lot.id', 'reservation.lotId')
				.innerJoin('unit', 'unit.id', 'reservation.unitId')
				.select([
					'handoverReturn.id',
					'handoverReturn.quantityMilli',
					'reservation.id as reservationId',
					'listing.title',
					'lot.measure',
					'unit.name as unitName'
				])
				.where('handoverReturn.recordedAt', '>=', since)
				.where('handoverReturn.recordedBy', '<>', notBy)
				.where(reaches(reach, 'listing'))
				.orderBy('handoverReturn.recordedAt', 'desc')
				.limit(20)
				.execute(),

		insertHandover: (row: Insertable<HandoverTable>) => db.insertInto('handover').values(row).execute(),
		findHandoverOf: (reservationId: string) =>
			db
				.selectFrom('handover')
				.selectAll()
				.where('reservationId', '=', reservationId)
				.forUpdate()
				.executeTakeFirst(),
		updateHandover: (id: string, change: Updateable<HandoverTable>) =>
			db.updateTable('handover').set(change).where('id', '=', id).execute(),
		insertReturn: (row: Insertable<HandoverReturnTable>) =>
			db.insertInto('handoverReturn').values(row).execute()
	};
};
export type ReservationDetail = NonNullable<
	Awaited<ReturnType<ReturnType<typeof reservationRepository>['find']>>
>;
