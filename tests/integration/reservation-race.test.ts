import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { lotOf, offer } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

const ASKS = 200;

let database: TestDatabase;
let running: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW), { connections: 24 });
	world = await createWorld(running.db, running.clock);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

describe('200 reservations at once on the last item', () => {
	it('holds exactly one, oversells none and numbers the line 1–199 without a gap', async () => {
		const { app, db } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.desk);
		const actors = await Promise.all(
			[world.librarian, world.shelterWorker].map((person) => actorOf(app, person))
		);
		const [librarian, shelterWorker] = actors;
		if (!librarian || !shelterWorker) throw new Error('nobody asks');

		const answers = await Promise.allSettled(
			Array.from({ length: ASKS }, (_, index) => {
				const actor = index % 2 ? librarian : shelterWorker;
				return app.reservation.reserve(actor, { listingId, unitId: actor.homeUnitId, quantityMilli: 1000 });
			})
		);

		expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
		const rows = await db.selectFrom('reservation').selectAll().where('listingId', '=', listingId).execute();
		expect(rows).toHaveLength(ASKS);
		expect(rows.filter(({ state }) => state === 'requested')).toHaveLength(1);
		const lists = await Promise.all([librarian, shelterWorker].map((actor) => app.reservation.list(actor)));
		const places = lists.flatMap(({ receiving }) => receiving.flatMap(({ queuePlace }) => queuePlace ?? []));
		expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: ASKS - 1 }, (_, index) => index + 1));
		expect(await lotOf(db, listingId)).toMatchObject({ onHandMilli: 1000, reservedMilli: 1000 });
	});

	it('serves cancelling, withdrawing and reserving at once without losing or overselling a piece', async () => {
		const { app, db } = running;
		const giver = await actorOf(app, world.people.requester);
		const librarian = await actorOf(app, world.librarian);
		const listingId = await offer(app, world.people.requester, world.itemTypes.chair, { quantity: '10' });
		const ask = () =>
			app.reservation.reserve(librarian, { listingId, unitId: librarian.homeUnitId, quantityMilli: 1000 });
		const first = await Promise.all(Array.from({ length: 15 }, ask));
		const held = first.flatMap(({ held }) => held?.id ?? []);

		const answers = await Promise.allSettled([
			...held.slice(0, 5).map((id) => app.reservation.cancel(librarian, id)),
			...held.slice(5).map((id) => app.reservation.approve(giver, id)),
			...Array.from({ length: 20 }, ask),
			app.listing.edit(giver, await editOf(listingId, '12'))
		]);

		expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
		const lot = await lotOf(db, listingId);
		const rows = await db.selectFrom('reservation').selectAll().where('listingId', '=', listingId).execute();
		const sum = rows
			.filter(({ state }) => state === 'requested' || state === 'approved')
			.reduce((total, row) => total + row.quantityMilli, 0);
		expect(lot).toMatchObject({ onHandMilli: 12_000, reservedMilli: 12_000 });
		expect(sum).toBe(12_000);
	});
});

async function editOf(listingId: string, quantity: string) {
	const giver = await actorOf(running.app, world.people.requester);
	const { row } = await running.app.listing.getForEdit(giver, listingId);
	return {
		id: listingId,
		version: row.version,
		onHandWasMilli: row.onHandMilli,
		title: row.title,
		condition: row.condition,
		quantity
	};
}
