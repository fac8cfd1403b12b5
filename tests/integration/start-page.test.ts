import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { offered, type WaitCode } from '$lib/start/start';
import { handOver } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { offer, reserve } from '../support/offers';
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

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	await running.app.catalogue.installCatalogue();
	await running.app.benefit.installRegister();
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const waitingFor = async (person: TestPerson) =>
	running.app.start.listWaiting(await actorOf(running.app, person), 'nb');
const titlesOf = async (person: TestPerson, code: WaitCode) =>
	(await waitingFor(person)).find((group) => group.code === code)?.things.map(({ title }) => title);

describe('what waits', () => {
	it('is nothing where nothing has happened, for every role but the keeper of the register', async () => {
		for (const [role, person] of Object.entries(world.people))
			if (role !== 'factorOwner') expect(await waitingFor(person), role).toEqual([]);
		const [gaps] = await waitingFor(world.people.factorOwner);
		expect(gaps).toMatchObject({ code: 'gaps', things: [] });
		expect(gaps?.total).toBeGreaterThan(0);
	});

	it('follows a thing from the ask to the door, each step with whoever has to do it', async () => {
		const { app } = running;
		const { requester: giver, storageKeeper } = world.people;
		const listingId = await offer(app, giver, world.itemTypes.chair, { title: 'Stol til henting' });
		const { held } = await reserve(app, world.librarian, listingId);
		expect(await titlesOf(giver, 'decide')).toEqual(['Stol til henting']);
		expect(await titlesOf(storageKeeper, 'decide')).toEqual(['Stol til henting']);
		expect(await waitingFor(world.librarian)).toEqual([]);
		expect(await waitingFor(world.people.manager)).toEqual([]);

		await app.reservation.approve(await actorOf(app, giver), held?.id ?? '');
		expect(await titlesOf(world.librarian, 'fetch')).toEqual(['Stol til henting']);
		expect(await titlesOf(storageKeeper, 'handOver')).toEqual(['Stol til henting']);
		// A colleague's errand at the door is the keeper's; the giver is not reminded of what the other must do.
		expect(await waitingFor(giver)).toEqual([]);
		await app.reservation.cancel(await actorOf(app, world.librarian), held?.id ?? '');
	});

	it('is never one’s own request, never another organisation’s, and counts what it does not name', async () => {
		const { app } = running;
		const { requester, manager } = world.people;
		for (const [index, neededBy] of ['2027-02-01', '2026-11-25', '2026-12-01', '2027-01-01'].entries()) {
			const needId = await aNeed(app, requester, world.itemTypes.desk, { title: `Pult ${index}`, neededBy });
			await findNothing(app, requester, needId);
			await submitted(app, requester, needId);
		}
		const [first] = await waitingFor(manager);
		expect(first).toMatchObject({ code: 'approve', total: 4 });
		expect(first?.things.map(({ title }) => title)).toEqual(['Pult 1', 'Pult 2', 'Pult 3']);
		for (const stranger of [world.strandvikManager, world.utlandManager, requester])
			expect((await waitingFor(stranger)).filter(({ code }) => code === 'approve')).toEqual([]);
		expect(offered(['manager', 'requester'], await waitingFor(manager)).primary).toBe('approve');

		// The day it was needed has passed: it stands first, whatever else waits.
		running.clock.set(new Date('2026-11-27T08:00:00Z'));
		const groups = await waitingFor(manager);
		expect(groups[0]?.things[0]).toMatchObject({ title: 'Pult 1', dueOn: '2026-11-25' });
		running.clock.set(TEST_NOW);
	});

	it('tells the buyer of what may be ordered, the expert of hazards, the giver of what must go', async () => {
		const { app } = running;
		const { requester, manager, buyer, subjectExpert } = world.people;
		const needId = await aNeed(app, requester, world.itemTypes.desk, { title: 'Pult som kjøpes' });
		await findNothing(app, requester, needId);
		const requestId = await submitted(app, requester, needId);
		await app.purchaseRequest.approve(await actorOf(app, manager), requestId);
		expect(await titlesOf(buyer, 'order')).toEqual(['Pult som kjøpes']);
		expect(await titlesOf(requester, 'order')).toBeUndefined();

		await offer(app, world.librarian, world.itemTypes.door, { title: 'Dør', mustBeGoneBy: '2026-12-01' });
		await offer(app, world.librarian, world.itemTypes.laptop, { title: 'Bærbar' });
		expect(await titlesOf(subjectExpert, 'clarify')).toEqual(['Dør']);
		expect(await titlesOf(subjectExpert, 'erase')).toEqual(['Bærbar']);
		expect(await titlesOf(world.librarian, 'answerHazard')).toEqual(['Dør']);
		expect(await titlesOf(world.librarian, 'mustGo')).toEqual(['Dør']);
		expect(await titlesOf(world.people.orgAdmin, 'clarify')).toBeUndefined();
	});

	it('keeps a draft and a need half done for the one who began them', async () => {
		const { app } = running;
		await offer(app, world.librarian, world.itemTypes.desk, { title: 'Halvferdig' }, { asDraft: true });
		await aNeed(app, world.librarian, world.itemTypes.desk, { title: 'Påbegynt' });
		expect(await titlesOf(world.librarian, 'finishDraft')).toEqual(['Halvferdig']);
		expect(await titlesOf(world.librarian, 'carryOn')).toEqual(['Påbegynt']);
		expect(await titlesOf(world.people.requester, 'finishDraft')).toBeUndefined();
		expect(await titlesOf(world.people.storageKeeper, 'carryOn')).toBeUndefined();
	});
});

describe('what the unit gave and saved', () => {
	const figuresOf = async (person: TestPerson) =>
		running.app.start.readFigures(await actorOf(running.app, person));

	it('is the sum of exactly the entries it leads to, and unknown where nothing is known', async () => {
		const { app } = running;
		expect(await figuresOf(world.shelterWorker)).toMatchObject({
			gave: 0,
			got: 0,
			money: { isKnown: false, unknown: 0 }
		});
		await handOver(running, {
			from: world.people.requester,
			to: world.librarian,
			itemType: world.itemTypes.desk,
			pieces: 2,
			offered: { yearAcquired: 2024 }
		});
		const own = await figuresOf(world.people.requester);
		expect(own).toMatchObject({ gave: 1, got: 0, from: '2025-12' });
		const actor = await actorOf(app, world.people.requester);
		const totals = await app.benefit.totals(actor, { from: '2025-12', unit: actor.homeUnitId });
		for (const kind of ['money', 'co2Net'] as const) {
			const total = totals.find((one) => one.kind === kind);
			expect(own?.[kind].central).toBe(total?.central ?? 0);
			expect(own?.[kind].unknown).toBe(total?.unknown ?? 0);
		}
		// The agency above has both ends of it.
		expect(await figuresOf(world.people.manager)).toMatchObject({ gave: 1, got: 1 });
		expect(await figuresOf(world.utland)).toMatchObject({ gave: 0, got: 0 });
	});

	it('is not for a partner, who may not read the ledger', async () => {
		expect(await figuresOf(world.people.partner)).toBeNull();
	});
});
