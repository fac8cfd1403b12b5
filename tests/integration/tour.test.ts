import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database);
	world = await createWorld(running.db, running.clock);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

it('is offered once per person and role, and again when a role is new', async () => {
	const { app } = running;
	const { manager, requester } = world.people;
	const toShow = async (person = manager) => app.tour.listToShow(await actorOf(app, person));
	expect(await toShow()).toEqual(['manager']);
	await app.tour.markSeen(await actorOf(app, manager), 'manager');
	await app.tour.markSeen(await actorOf(app, manager), 'manager');
	expect(await toShow()).toEqual([]);
	await world.make.membership(manager, 'requester', world.units.school);
	expect(await toShow()).toEqual(['requester']);
	expect(await toShow(requester)).toEqual(['requester']);
});

it('is not marked for a role one does not hold', async () => {
	const { app } = running;
	const marked = app.tour.markSeen(await actorOf(app, world.librarian), 'auditor');
	await expect(marked).rejects.toMatchObject({ code: 'notFound' });
});

it('goes with the person', async () => {
	const { app, db } = running;
	await app.tour.markSeen(await actorOf(app, world.librarian), 'requester');
	const { librarian } = world;
	const count = await db.selectFrom('tourSeen').select('role').where('personId', '=', librarian.id).execute();
	expect(count).toEqual([{ role: 'requester' }]);
	await db.deleteFrom('tourSeen').where('personId', '=', librarian.id).execute();
	expect(await app.tour.listToShow(await actorOf(app, librarian))).toEqual(['requester']);
});
