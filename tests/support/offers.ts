import type { App } from '$lib/app.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import type { TestPerson } from './world';
import { actorOf } from './world';

type Offer = Partial<Parameters<App['listing']['create']>[1]>;

/** Puts a thing out as this person, published unless said otherwise. @returns the listing's id */
export async function offer(
	app: App,
	person: TestPerson,
	itemType: { id: string },
	input: Offer = {},
	options: { asDraft?: boolean } = {}
): Promise<string> {
	const { id } = await app.listing.create(
		await actorOf(app, person),
		{
			id: newId(app.clock.now().getTime()),
			itemTypeId: itemType.id,
			title: 'Kontorpult',
			condition: 'good',
			quantity: '1',
			...input
		},
		options
	);
	return id;
}

/** What the database says about the lot of a listing. */
export const lotOf = (db: Db, listingId: string) =>
	db
		.selectFrom('lot')
		.innerJoin('listing', 'listing.lotId', 'lot.id')
		.selectAll('lot')
		.where('listing.id', '=', listingId)
		.executeTakeFirstOrThrow();

/** Reserves as this person for their own unit. */
export async function reserve(app: App, person: TestPerson, listingId: string, pieces = 1) {
	const actor = await actorOf(app, person);
	return app.reservation.reserve(actor, {
		listingId,
		unitId: actor.homeUnitId,
		quantityMilli: pieces * 1000
	});
}

/** The code the receiver shows at the door. */
export async function codeOf(app: App, receiver: Actor, reservationId: string): Promise<string> {
	const { pickupCode } = await app.reservation.get(receiver, reservationId);
	if (!pickupCode) throw new Error('no code yet');
	return pickupCode;
}
