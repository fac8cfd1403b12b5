import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { addDays, settableClock } from '$lib/platform/clock';
import { deadlineAfter } from '$lib/reservation/reservation';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { codeOf, lotOf, offer, reserve } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;
let giver: Actor;
let librarian: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	giver = await actorOf(running.app, world.people.requester);
	librarian = await actorOf(running.app, world.librarian);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

/** A reservation the giver has said yes to. */
async function approved(
	listingId: string,
	pieces = 1,
	person: TestPerson = world.librarian
): Promise<string> {
	const { held } = await reserve(running.app, person, listingId, pieces);
	if (!held) throw new Error('nothing was free');
	await running.app.reservation.approve(giver, held.id);
	return held.id;
}

async function handedOver(listingId: string, pieces = 1): Promise<string> {
	const id = await approved(listingId, pieces);
	await running.app.reservation.confirmHandover(giver, id, {
		pickupCode: await codeOf(running.app, librarian, id)
	});
	return id;
}

const handoverOf = (reservationId: string) =>
	running.db
		.selectFrom('handover')
		.selectAll()
		.where('reservationId', '=', reservationId)
		.executeTakeFirstOrThrow();
const lotById = (id: string) =>
	running.db.selectFrom('lot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const listingState = async (id: string) =>
	(await running.db.selectFrom('listing').select('state').where('id', '=', id).executeTakeFirstOrThrow())
		.state;
const chairs = (quantity: string) =>
	offer(running.app, world.people.requester, world.itemTypes.chair, { quantity });
const returned = (id: string, pieces: number) =>
	running.app.reservation.returnHandover(librarian, id, {
		quantityMilli: pieces * 1000,
		condition: 'worn',
		reason: 'Den passet ikke'
	});

describe('handing over', () => {
	it('moves the stock and opens a lot at the receiver with its predecessor', async () => {
		const listingId = await chairs('3');
		const id = await approved(listingId, 2);
		const lot = await lotOf(running.db, listingId);
		await running.app.reservation.confirmHandover(giver, id, {
			pickupCode: await codeOf(running.app, librarian, id),
			distanceKmMilli: 12_500,
			costsOre: { paidToOthersOre: 0, freightOre: 45_000, repairOre: 0, storageOre: 0, handlingOre: 0 }
		});
		const handover = await handoverOf(id);
		expect(handover).toMatchObject({
			state: 'confirmed',
			kind: 'internalTransfer',
			quantityMilli: 2000,
			distanceKmMilli: 12_500,
			occurredOn: '2026-11-23',
			confirmedBy: giver.personId
		});
		expect(handover.costsOre).toMatchObject({ freightOre: 45_000 });
		expect(await lotOf(running.db, listingId)).toMatchObject({
			onHandMilli: 1000,
			reservedMilli: 0,
			state: 'active'
		});
		expect(await lotById(handover.successorLotId ?? '')).toMatchObject({
			predecessorLotId: lot.id,
			unitId: world.units.library.id,
			onHandMilli: 2000,
			condition: lot.condition,
			attributes: lot.attributes
		});
		expect(await listingState(listingId)).toBe('published');
		expect(await running.app.reservation.get(librarian, id)).toMatchObject({
			state: 'collected',
			canReturn: true
		});
	});

	it('between two organisations is a gift', async () => {
		const listingId = await chairs('1');
		running.clock.set(deadlineAfter(TEST_NOW, 14));
		const strandvik = await actorOf(running.app, world.strandvik);
		const id = await approved(listingId, 1, world.strandvik);
		await running.app.reservation.confirmHandover(giver, id, {
			pickupCode: await codeOf(running.app, strandvik, id)
		});
		running.clock.set(TEST_NOW);
		expect(await handoverOf(id)).toMatchObject({
			kind: 'gift',
			receivingOrganisationId: world.organisations.strandvik.id
		});
	});

	it('of the last piece closes the listing and ends the line', async () => {
		const listingId = await chairs('1');
		const id = await approved(listingId);
		const late = await reserve(running.app, world.shelterWorker, listingId);
		await running.app.reservation.confirmHandover(giver, id, {
			pickupCode: await codeOf(running.app, librarian, id)
		});
		expect(await listingState(listingId)).toBe('closed');
		expect(await lotOf(running.db, listingId)).toMatchObject({ onHandMilli: 0, state: 'closed' });
		const shelterWorker = await actorOf(running.app, world.shelterWorker);
		const ended = await running.app.reservation.get(shelterWorker, late.waiting?.id ?? '');
		expect(ended).toMatchObject({ state: 'expired', endedReason: 'gone' });
	});

	it('needs the code, and stops the guessing after five tries, also for the one who guesses right', async () => {
		const id = await approved(await chairs('1'));
		const code = await codeOf(running.app, librarian, id);
		const enter = (pickupCode: string) => running.app.reservation.confirmHandover(giver, id, { pickupCode });
		const wrong = code === '000000' ? '000001' : '000000';
		for (let attempt = 0; attempt < 5; attempt++)
			await expect(enter(wrong)).rejects.toMatchObject({ code: 'pickupCodeWrong', status: 409 });
		await expect(enter(wrong)).rejects.toMatchObject({ code: 'tooManyAttempts', status: 429 });
		await expect(enter(code)).rejects.toMatchObject({ code: 'tooManyAttempts' });
		expect((await handoverOf(id)).state).toBe('prepared');
		running.clock.set(new Date(TEST_NOW.getTime() + 15 * 60_000));
		await enter(code);
		running.clock.set(TEST_NOW);
		expect((await handoverOf(id)).state).toBe('confirmed');
	});

	it('happens once, however often it is sent', async () => {
		const listingId = await chairs('5');
		const id = await approved(listingId, 2);
		const pickupCode = await codeOf(running.app, librarian, id);
		const answers = await Promise.allSettled(
			Array.from({ length: 4 }, () => running.app.reservation.confirmHandover(giver, id, { pickupCode }))
		);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect((await lotOf(running.db, listingId)).onHandMilli).toBe(3000);
	});

	it('waits for erasure and release where the thing has storage (I4), and custody starts over after it', async () => {
		const { app } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.laptop, { quantity: '1' });
		const id = await approved(listingId);
		const lot = await lotOf(running.db, listingId);
		const pickupCode = await codeOf(app, librarian, id);
		await expect(app.reservation.confirmHandover(giver, id, { pickupCode })).rejects.toMatchObject({
			code: 'custodyNotReady'
		});
		const make = world.make;
		const second = await make.person('Vera Verifier', world.units.department, ['subjectExpert']);
		const [eraser, verifier] = [await actorOf(app, world.people.subjectExpert), await actorOf(app, second)];
		await app.stock.recordCustody(eraser, { lotId: lot.id, step: 'received' });
		await app.stock.recordCustody(eraser, {
			lotId: lot.id,
			step: 'erased',
			mediumType: 'ssd',
			sanitisation: 'purge',
			tool: 'Blancco 7'
		});
		await app.stock.recordCustody(verifier, { lotId: lot.id, step: 'verified' });
		await app.stock.recordCustody(verifier, { lotId: lot.id, step: 'ready', isReleased: true });
		await app.reservation.confirmHandover(giver, id, { pickupCode });
		const { successorLotId } = await handoverOf(id);
		expect(await lotById(successorLotId ?? '')).toMatchObject({
			requiresErasure: true,
			custodyState: null
		});
		await returned(id, 1);
		expect(await lotOf(running.db, listingId)).toMatchObject({ onHandMilli: 1000, custodyState: 'received' });
	});

	it('is refused while a hazard is open, although it was reserved before (I5)', async () => {
		const { app } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.door);
		const lot = await lotOf(running.db, listingId);
		const expert = await actorOf(app, world.people.subjectExpert);
		await app.stock.decideHazard(expert, { lotId: lot.id, outcome: 'ok', note: 'Ny dør' });
		const id = await approved(listingId);
		await running.db
			.insertInto('hazardRecord')
			.values({
				id: crypto.randomUUID(),
				lotId: lot.id,
				state: 'unanswered',
				ruleVersion: 'test',
				answers: '{}',
				recordedAt: TEST_NOW
			})
			.execute();
		await expect(
			app.reservation.confirmHandover(giver, id, { pickupCode: await codeOf(app, librarian, id) })
		).rejects.toMatchObject({ code: 'listingToBeClarified' });
		await app.reservation.cancel(librarian, id);
		expect((await lotOf(running.db, listingId)).reservedMilli).toBe(0);
	});
});

describe('giving back', () => {
	it('a part, then the rest: stock and states follow, and the handover ends as returned', async () => {
		const listingId = await chairs('3');
		const id = await handedOver(listingId, 3);
		const { successorLotId } = await handoverOf(id);
		await returned(id, 1);
		expect(await handoverOf(id)).toMatchObject({ state: 'confirmed', returnedMilli: 1000 });
		expect(await lotById(successorLotId ?? '')).toMatchObject({ onHandMilli: 2000, state: 'active' });
		expect(await lotOf(running.db, listingId)).toMatchObject({
			onHandMilli: 1000,
			state: 'active',
			condition: 'worn'
		});
		await expect(returned(id, 3)).rejects.toMatchObject({ code: 'returnTooMuch' });
		await returned(id, 2);
		expect(await handoverOf(id)).toMatchObject({ state: 'returned', returnedMilli: 3000 });
		expect(await lotById(successorLotId ?? '')).toMatchObject({ onHandMilli: 0, state: 'closed' });
		expect((await lotOf(running.db, listingId)).onHandMilli).toBe(3000);
		await expect(returned(id, 1)).rejects.toMatchObject({ code: 'reservationMoved' });
	});

	it('publishes the listing again that was closed because nothing was left', async () => {
		const listingId = await chairs('1');
		const id = await handedOver(listingId);
		expect(await listingState(listingId)).toBe('closed');
		await returned(id, 1);
		expect(await listingState(listingId)).toBe('published');
	});

	it('closes what the receiver had put out of it', async () => {
		const id = await handedOver(await chairs('1'));
		const { successorLotId } = await handoverOf(id);
		const onward = crypto.randomUUID();
		await running.db
			.insertInto('listing')
			.values({
				id: onward,
				lotId: successorLotId ?? '',
				organisationId: world.organisations.fjordvik.id,
				unitId: world.units.library.id,
				title: 'Stol videre',
				locale: 'nb',
				state: 'published',
				publishedAt: TEST_NOW,
				createdAt: TEST_NOW,
				updatedAt: TEST_NOW
			})
			.execute();
		await returned(id, 1);
		expect(await listingState(onward)).toBe('closed');
	});

	it('is the receiver’s to do, and ends a year after', async () => {
		const id = await handedOver(await chairs('1'));
		const give = (actor: Actor) =>
			running.app.reservation.returnHandover(actor, id, {
				quantityMilli: 1000,
				condition: 'good',
				reason: 'Angrer'
			});
		await expect(give(giver)).rejects.toMatchObject({ status: 403 });
		await expect(give(await actorOf(running.app, world.utland))).rejects.toMatchObject({ status: 404 });
		running.clock.set(new Date(`${addDays('2026-11-23', 366)}T12:00:00Z`));
		await expect(give(librarian)).rejects.toMatchObject({ code: 'returnTooLate' });
		running.clock.set(TEST_NOW);
	});
});
