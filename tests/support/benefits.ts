import { newId } from '$lib/platform/ids';
import type { ConfirmInput } from '$lib/reservation/handover.server';
import { aNeed } from './needs';
import { codeOf, lotOf, offer } from './offers';
import { actorOf, type TestApp, type TestPerson } from './world';

/** Lets time pass, so that one thing is earlier than the next. */
export const later = ({ clock }: TestApp, minutes = 1): void =>
	clock.set(new Date(clock.now().getTime() + minutes * 60_000));

/** A need whose purchase was on its way: price evidence from before any match. */
export const aNeedWithQuote = (
	{ app }: TestApp,
	person: TestPerson,
	itemType: { id: string },
	quantity: string,
	unitPriceOre = 600_000,
	priceReference = 'Tilbud 2026-118'
): Promise<string> =>
	aNeed(app, person, itemType, {
		quantity,
		unitPriceOre,
		priceEvidence: 'quote',
		priceReference,
		wouldBuyNew: 'yes'
	});

export interface HandoverStory extends Partial<Omit<ConfirmInput, 'pickupCode'>> {
	from: TestPerson;
	to: TestPerson;
	itemType: { id: string };
	pieces: number;
	needId?: string;
	wouldBuyNew?: 'yes' | 'no' | 'unknown';
	/** What the giver says about the thing. */
	offered?: Parameters<typeof offer>[3];
	/** A listing that stands already. */
	listingId?: string;
}

/** Puts out, reserves, approves and hands over, each a minute after the other. */
export async function handOver(running: TestApp, story: HandoverStory) {
	const { app, db } = running;
	const { from, to, itemType, pieces, needId, wouldBuyNew, offered, listingId: known, ...confirm } = story;
	const [giver, receiver] = [await actorOf(app, from), await actorOf(app, to)];
	later(running);
	const listingId = known ?? (await offer(app, from, itemType, { quantity: String(pieces), ...offered }));
	if (from.organisationId !== to.organisationId)
		await db
			.updateTable('listing')
			.set({ cooperationFrom: running.clock.now() })
			.where('id', '=', listingId)
			.execute();
	later(running);
	const { held } = await app.reservation.reserve(receiver, {
		listingId,
		unitId: to.unitId,
		quantityMilli: pieces * 1000,
		...(needId && { needId }),
		...(wouldBuyNew && { wouldBuyNew })
	});
	if (!held) throw new Error('nothing was free');
	await app.reservation.approve(giver, held.id);
	later(running);
	const pickupCode = await codeOf(app, receiver, held.id);
	await app.reservation.confirmHandover(giver, held.id, { pickupCode, ...confirm });
	const { id: handoverId, successorLotId } = await db
		.selectFrom('handover')
		.select(['id', 'successorLotId'])
		.where('reservationId', '=', held.id)
		.executeTakeFirstOrThrow();
	if (!successorLotId) throw new Error('nothing was handed over');
	return { reservationId: held.id, handoverId, listingId, successorLotId };
}

/** Gives pieces back. */
export async function giveBack(running: TestApp, person: TestPerson, reservationId: string, pieces: number) {
	later(running);
	await running.app.reservation.returnHandover(await actorOf(running.app, person), reservationId, {
		quantityMilli: pieces * 1000,
		condition: 'good',
		reason: 'Den passet ikke'
	});
}

/** Puts a lot out that came by a handover. @returns the listing's id */
export async function offerOn({ db, clock }: TestApp, lotId: string): Promise<string> {
	const lot = await db.selectFrom('lot').selectAll().where('id', '=', lotId).executeTakeFirstOrThrow();
	const now = clock.now();
	const id = newId(now.getTime());
	await db
		.insertInto('listing')
		.values({
			id,
			lotId,
			organisationId: lot.organisationId,
			unitId: lot.unitId,
			title: 'Videre til neste',
			locale: 'nb',
			state: 'published',
			publishedAt: now,
			createdAt: now,
			updatedAt: now
		})
		.execute();
	return id;
}

/** The ledger of a handover or a need as plain rows, oldest first. */
export const entriesOf = ({ db }: TestApp, of: { handoverId: string } | { needId: string }) =>
	db
		.selectFrom('benefitEntry')
		.selectAll()
		.$if('handoverId' in of, (query) =>
			query.where('handoverId', '=', 'handoverId' in of ? of.handoverId : '')
		)
		.$if('needId' in of, (query) => query.where('needId', '=', 'needId' in of ? of.needId : ''))
		.orderBy('sequence')
		.execute();

export { lotOf };
