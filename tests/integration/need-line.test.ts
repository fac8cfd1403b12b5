import { afterAll, beforeAll, expect, test } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { offer, reserve } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

test('a need that is ended leaves the line, and what comes free goes to the next one who still wants it', async () => {
	const { app } = running;
	const requester = await actorOf(app, world.people.requester);
	const listingId = await offer(app, world.librarian, world.itemTypes.chair, { quantity: '1' });
	const { held: first } = await reserve(app, world.shelterWorker, listingId);
	const needId = await aNeed(app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
	const asked = await app.reservation.reserve(requester, {
		listingId,
		unitId: requester.homeUnitId,
		quantityMilli: 1000,
		needId
	});
	expect(asked.waiting?.state).toBe('waiting');
	const neighbour = await world.make.person('Nils Neste', world.units.agency, ['requester']);
	const { waiting: next } = await reserve(app, neighbour, listingId);

	await app.need.cancel(requester, needId, 'Trengs ikke lenger');
	expect(await app.reservation.get(requester, asked.waiting?.id ?? '')).toMatchObject({
		state: 'expired',
		endedReason: 'needMet'
	});

	await app.reservation.cancel(await actorOf(app, world.shelterWorker), first?.id ?? '');
	const other = await actorOf(app, neighbour);
	expect(await app.reservation.get(other, next?.id ?? '')).toMatchObject({ state: 'requested' });
});

test('more of what was refused for being too few sends the purchase back', async () => {
	const { app } = running;
	const requester = await actorOf(app, world.people.requester);
	const manager = await actorOf(app, world.people.manager);
	const listingId = await offer(app, world.librarian, world.itemTypes.desk, { quantity: '10' });
	const { held } = await reserve(app, world.shelterWorker, listingId, 9);
	const needId = await aNeed(app, world.people.requester, world.itemTypes.desk, { quantity: '5' });
	await findNothing(app, world.people.requester, needId, 'quantity');
	const requestId = await submitted(app, world.people.requester, needId);

	await app.reservation.cancel(await actorOf(app, world.shelterWorker), held?.id ?? '');
	expect(await app.purchaseRequest.approve(manager, requestId)).toMatchObject({
		outcome: 'sentBack',
		reason: 'newSurplus',
		listingIds: [listingId]
	});
	expect(await app.need.getNeed(requester, needId)).toMatchObject({ clearances: [] });
});
