import { visibleTo } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';

/** What a thing of the log is called, and the id of the thing whose page tells of it. */
export interface Named {
	id: string;
	title: string | null;
	pageId: string | null;
}
type Ids = readonly string[];

/** SQL that gives the things of a page of the log their names; one query for each kind of thing on it. */
export const auditSubjectRepository = (db: Db) => ({
	/** Only what the reader may open. */
	listListings: (ids: Ids, actor: Actor, now: Date, today: string): Promise<Named[]> =>
		db
			.selectFrom('listing')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.select(['listing.id', 'listing.title', 'listing.id as pageId'])
			.where('listing.id', 'in', ids)
			.where(visibleTo(actor, now, today))
			.execute(),

	/** Lots are shown where they are offered. */
	listLots: (ids: Ids, actor: Actor, now: Date, today: string): Promise<Named[]> =>
		db
			.selectFrom('listing')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.select(['listing.lotId as id', 'listing.title', 'listing.id as pageId'])
			.where('listing.lotId', 'in', ids)
			.where(visibleTo(actor, now, today))
			.orderBy('listing.createdAt')
			.execute(),

	listNeeds: (ids: Ids): Promise<Named[]> =>
		db.selectFrom('need').select(['id', 'title', 'id as pageId']).where('id', 'in', ids).execute(),

	/** What a need led to is shown with the need. */
	listOfNeed: (table: 'reuseCheck' | 'purchaseRequest' | 'clearance', ids: Ids): Promise<Named[]> =>
		table === 'reuseCheck'
			? db
					.selectFrom('reuseCheck')
					.innerJoin('need', 'need.id', 'reuseCheck.needId')
					.select(['reuseCheck.id', 'need.title', 'need.id as pageId'])
					.where('reuseCheck.id', 'in', ids)
					.execute()
			: table === 'purchaseRequest'
				? db
						.selectFrom('purchaseRequest')
						.innerJoin('need', 'need.id', 'purchaseRequest.needId')
						.select(['purchaseRequest.id', 'need.title', 'need.id as pageId'])
						.where('purchaseRequest.id', 'in', ids)
						.execute()
				: db
						.selectFrom('clearance')
						.innerJoin('purchaseRequest', 'purchaseRequest.id', 'clearance.purchaseRequestId')
						.innerJoin('need', 'need.id', 'purchaseRequest.needId')
						.select(['clearance.id', 'need.title', 'need.id as pageId'])
						.where('clearance.id', 'in', ids)
						.execute(),

	listReservations: (ids: Ids): Promise<Named[]> =>
		db
			.selectFrom('reservation')
			.innerJoin('listing', 'listing.id', 'reservation.listingId')
			.select(['reservation.id', 'listing.title', 'reservation.id as pageId'])
			.where('reservation.id', 'in', ids)
			.execute(),

	listHandovers: (ids: Ids): Promise<Named[]> =>
		db
			.selectFrom('handover')
			.innerJoin('reservation', 'reservation.id', 'handover.reservationId')
			.innerJoin('listing', 'listing.id', 'reservation.listingId')
			.select(['handover.id', 'listing.title', 'reservation.id as pageId'])
			.where('handover.id', 'in', ids)
			.execute(),

	/** The organisation's own people only. */
	listPeople: (ids: Ids, organisationId: string): Promise<Named[]> =>
		db
			.selectFrom('person')
			.select(['id', 'displayName as title', 'id as pageId'])
			.where('id', 'in', ids)
			.where('organisationId', '=', organisationId)
			.execute(),

	listOfPerson: (table: 'membership' | 'account', ids: Ids, organisationId: string): Promise<Named[]> =>
		db
			.selectFrom(table)
			.innerJoin('person', 'person.id', `${table}.personId`)
			.select([`${table}.id`, 'person.displayName as title', 'person.id as pageId'])
			.where(`${table}.id`, 'in', ids)
			.where('person.organisationId', '=', organisationId)
			.execute(),

	listTokens: (ids: Ids): Promise<Named[]> =>
		db
			.selectFrom('apiToken')
			.select(['id', 'name as title', 'id as pageId'])
			.where('id', 'in', ids)
			.execute(),

	listProviders: (ids: Ids): Promise<Named[]> =>
		db
			.selectFrom('signInProvider')
			.select(['id', 'name as title', 'id as pageId'])
			.where('id', 'in', ids)
			.execute(),

	listUnits: (ids: Ids): Promise<Named[]> =>
		db.selectFrom('unit').select(['id', 'name as title', 'id as pageId']).where('id', 'in', ids).execute(),

	listOrganisations: (ids: Ids): Promise<Named[]> =>
		db
			.selectFrom('organisation')
			.select(['id', 'name as title', 'id as pageId'])
			.where('id', 'in', ids)
			.execute(),

	listItemTypes: (ids: Ids, locale: Actor['locale']): Promise<Named[]> =>
		db
			.selectFrom('itemTypeText')
			.select(['itemTypeId as id', 'name as title', 'itemTypeId as pageId'])
			.where('itemTypeId', 'in', ids)
			.where('locale', '=', locale)
			.execute()
});
