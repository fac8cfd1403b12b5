import { sql, type Insertable, type Updateable } from 'kysely';
import { visibleTo } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import type { HandoverReturnTable, HandoverTable, ReservationTable } from './reservation.tables';

/** Receiving units an actor reaches, or giving units, in which a list of reservations is shown. */
export interface Reach {
	organisationIds: string[];
	unitIds: string[];
}

/** SQL of reservations and handovers. */
export const reservationRepository = (db: Db) => {
	/** A reservation with what it is of and both parties. */
	const detailed = () =>
		db
			.selectFrom('reservation')
			.innerJoin('listing', 'listing.id', 'reservation.listingId')
			.innerJoin('lot', 'lot.id', 'reservation.lotId')
			.innerJoin('unit as givingUnit', 'givingUnit.id', 'listing.unitId')
			.innerJoin('unit as receivingUnit', 'receivingUnit.id', 'reservation.unitId')
			.innerJoin('organisation as givingOrganisation', 'givingOrganisation.id', 'listing.organisationId')
			.innerJoin('organisation as receivingOrganisation', 'receivingOrganisation.id', 'reservation.organisationId')
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
				'reservation.queueNumber',
				'reservation.pickupCode',
				'reservation.expiresAt',
				'reservation.endedReason',
				'reservation.createdAt',
				'listing.title',
				'listing.organisationId as givingOrganisationId',
				'listing.unitId as givingUnitId',
				'lot.measure',
				'lot.itemTypeId',
				'lot.requiresErasure',
				'lot.custodyState',
				'givingUnit.name as givingUnitName',
				'receivingUnit.name as receivingUnitName',
				'givingOrganisation.name as givingOrganisationName',
				'receivingOrganisation.name as receivingOrganisationName',
				'handover.id as handoverId',
				'handover.state as handoverState',
				'handover.occurredOn as handedOverOn',
				'handover.returnedMilli',
				'handover.successorLotId'
			]);

	return {
		/** The listing with its lot locked, if the actor may see it; one taker at a time. */
		findOfferForUpdate: (actor: Actor, listingId: string, now: Date, today: string) =>
			db
				.selectFrom('listing')
				.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
				.innerJoin('lot', 'lot.id', 'listing.lotId')
				.select([
					'listing.id',
					'listing.state',
					'listing.organisationId',
					'listing.unitId',
					'listing.mustBeGoneBy',
					'lot.id as lotId',
					'lot.measure',
					'lot.hazardState',
					'lot.onHandMilli',
					'lot.reservedMilli'
				])
				.where('listing.id', '=', listingId)
				.where((eb) => visibleTo(actor, now, today)(eb))
				.forUpdate('lot')
				.executeTakeFirst(),

		/** Locks a lot until the transaction ends and reads it as it is now. */
		getLotForUpdate: (lotId: string) =>
			db.selectFrom('lot').selectAll().where('id', '=', lotId).forUpdate().executeTakeFirstOrThrow(),

		insert: (row: Insertable<ReservationTable>) =>
			db.insertInto('reservation').values(row).returningAll().executeTakeFirstOrThrow(),

		update: (id: string, change: Updateable<ReservationTable>) =>
			db.updateTable('reservation').set(change).where('id', '=', id).execute(),

		findForUpdate: (id: string) =>
			db.selectFrom('reservation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

		find: (id: string) => detailed().where('reservation.id', '=', id).executeTakeFirst(),

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

		/** Place in the line, 1 is next. */
		queuePlace: async (lotId: string, queueNumber: number): Promise<number> => {
			const { place } = await db
				.selectFrom('reservation')
				.select((eb) => eb.fn.countAll<number>().as('place'))
				.where('lotId', '=', lotId)
				.where('state', '=', 'waiting')
				.where('queueNumber', '<=', queueNumber)
				.executeTakeFirstOrThrow();
			return place;
		},

		listOpenOfListing: (listingId: string) =>
			db
				.selectFrom('reservation')
				.select('id')
				.where('listingId', '=', listingId)
				.where('state', 'in', ['waiting', 'requested', 'approved'])
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

		/** Reservations made by the reached units, newest first. */
		listReceiving: (reach: Reach, limit: number) =>
			detailed()
				.where((eb) =>
					eb.or([
						eb('reservation.unitId', '=', sql<string>`any(${reach.unitIds}::uuid[])`),
						eb('reservation.organisationId', '=', sql<string>`any(${reach.organisationIds}::uuid[])`)
					])
				)
				.orderBy('reservation.createdAt', 'desc')
				.limit(limit)
				.execute(),

		/** Reservations of what the reached units give, newest first. */
		listGiving: (reach: Reach, limit: number) =>
			detailed()
				.where((eb) =>
					eb.or([
						eb('listing.unitId', '=', sql<string>`any(${reach.unitIds}::uuid[])`),
						eb('listing.organisationId', '=', sql<string>`any(${reach.organisationIds}::uuid[])`)
					])
				)
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
				.where((eb) =>
					eb.or([
						eb('listing.unitId', '=', sql<string>`any(${reach.unitIds}::uuid[])`),
						eb('listing.organisationId', '=', sql<string>`any(${reach.organisationIds}::uuid[])`)
					])
				)
				.executeTakeFirstOrThrow();
			return count;
		},

		insertHandover: (row: Insertable<HandoverTable>) => db.insertInto('handover').values(row).execute(),
		findHandoverOf: (reservationId: string) =>
			db.selectFrom('handover').selectAll().where('reservationId', '=', reservationId).forUpdate().executeTakeFirst(),
		findHandoverForUpdate: (id: string) =>
			db.selectFrom('handover').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
		updateHandover: (id: string, change: Updateable<HandoverTable>) =>
			db.updateTable('handover').set(change).where('id', '=', id).execute(),
		insertReturn: (row: Insertable<HandoverReturnTable>) => db.insertInto('handoverReturn').values(row).execute()
	};
};
export type ReservationDetail = NonNullable<
	Awaited<ReturnType<ReturnType<typeof reservationRepository>['find']>>
>;
