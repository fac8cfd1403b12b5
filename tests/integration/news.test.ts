import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, aRequest, findNothing, submitted, weNeedIt } from '../support/needs';
import { codeOf, offer, reserve } from '../support/offers';
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
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const as = (person: TestPerson) => actorOf(running.app, person);
const daysLater = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000);

/** Reserves one thing, approved by the giver. */
async function approved(giver: TestPerson, receiver: TestPerson, pieces = 1): Promise<string> {
	const { app } = running;
	const listingId = await offer(app, giver, world.itemTypes.chair, { quantity: String(pieces) });
	const { held } = await reserve(app, receiver, listingId, pieces);
	await app.reservation.approve(await as(giver), held?.id ?? '');
	return held?.id ?? '';
}
/** A need nothing was found for, asked to be bought. */
async function asked(): Promise<{ needId: string; requestId: string }> {
	const needId = await aNeed(running.app, world.people.requester, world.itemTypes.desk);
	await findNothing(running.app, world.people.requester, needId);
	return { needId, requestId: await submitted(running.app, world.people.requester, needId) };
}
const contactFor = async (person: TestPerson, reservationId: string) => {
	const actor = await as(person);
	return running.app.reservation.findContact(actor, await running.app.reservation.get(actor, reservationId));
};

describe('how two who hand something over find each other', () => {
	it('tells each of them who the other is, once the giver has said yes', async () => {
		const { app } = running;
		const { requester: giver } = world.people;
		const listingId = await offer(app, giver, world.itemTypes.chair);
		const { held } = await reserve(app, world.librarian, listingId);
		const id = held?.id ?? '';
		expect(await contactFor(world.librarian, id)).toBeUndefined();
		await app.reservation.approve(await as(giver), id);
		expect(await contactFor(world.librarian, id)).toMatchObject({
			name: 'Randi Requester',
			email: expect.stringContaining('@'),
			address: 'Skolegaten 1'
		});
		expect(await contactFor(giver, id)).toMatchObject({ name: 'Lise Librarian', address: 'Bokgaten 2' });
	});

	it('tells it across organisations of a cooperation', async () => {
		const id = await approved(world.people.requester, world.librarian);
		expect(await contactFor(world.librarian, id)).toBeDefined();
		const { app, clock } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.chair);
		clock.set(daysLater(15));
		const { held } = await reserve(app, world.strandvik, listingId);
		await app.reservation.approve(await as(world.people.requester), held?.id ?? '');
		expect(await contactFor(world.strandvik, held?.id ?? '')).toMatchObject({ name: 'Randi Requester' });
		expect(await contactFor(world.people.requester, held?.id ?? '')).toMatchObject({
			name: 'Synne Strandvik'
		});
		clock.set(TEST_NOW);
	});

	it('tells only the e-mail of a unit whose address is protected', async () => {
		const id = await approved(world.people.requester, world.shelterWorker);
		expect(await contactFor(world.people.requester, id)).toEqual({
			name: null,
			email: expect.stringContaining('@'),
			address: null
		});
	});

	it('tells nobody who only reads along', async () => {
		const id = await approved(world.people.requester, world.librarian);
		for (const person of [world.people.auditor, world.people.manager, world.people.orgAdmin])
			expect(await contactFor(person, id)).toBeUndefined();
	});
});

describe('what a person is told of', () => {
	it('an approved purchase until it is used, and a refusal for two weeks', async () => {
		const { app, clock } = running;
		const [requester, manager] = [await as(world.people.requester), await as(world.people.manager)];
		const yes = await asked();
		await app.purchaseRequest.approve(manager, yes.requestId);
		const no = await asked();
		await app.purchaseRequest.reject(manager, no.requestId, 'Ikke i år');
		const told = async () =>
			(await app.purchaseRequest.listNews(requester)).map(({ needId, state }) => [needId, state]);
		expect(await told()).toEqual(
			expect.arrayContaining([
				[yes.needId, 'approved'],
				[no.needId, 'rejected']
			])
		);
		expect(await app.purchaseRequest.listNews(manager)).toEqual([]);
		clock.set(daysLater(15));
		expect(await told()).toEqual([[yes.needId, 'approved']]);
		clock.set(TEST_NOW);
	});

	it('what the giver declined, and for the giver what came back', async () => {
		const { app, clock } = running;
		const { requester: giver } = world.people;
		const listingId = await offer(app, giver, world.itemTypes.chair);
		const { held } = await reserve(app, world.librarian, listingId);
		await app.reservation.decline(await as(giver), held?.id ?? '', 'Den er ødelagt');
		expect((await app.reservation.listNews(await as(world.librarian))).declined).toMatchObject([
			{ id: held?.id }
		]);

		const id = await approved(giver, world.librarian, 2);
		const librarian = await as(world.librarian);
		await app.reservation.confirmHandover(await as(giver), id, {
			pickupCode: await codeOf(app, librarian, id)
		});
		await app.reservation.returnHandover(librarian, id, {
			quantityMilli: 1000,
			condition: 'good',
			reason: 'For lav'
		});
		expect((await app.reservation.listNews(await as(giver))).returned).toMatchObject([
			{ reservationId: id, quantityMilli: 1000, unitName: 'Sandviken bibliotek' }
		]);
		expect((await app.reservation.listNews(librarian)).returned).toEqual([]);
		clock.set(daysLater(15));
		expect((await app.reservation.listNews(await as(giver))).returned).toEqual([]);
		clock.set(TEST_NOW);
	});

	it('names who may decide, but never who asked', async () => {
		const { app } = running;
		const { needId } = await asked();
		const need = await app.need.getNeed(await as(world.people.requester), needId);
		expect(need.deciders).toEqual(['Magne Manager']);
	});
});

describe('drafts and checks anew', () => {
	it('keeps a draft that says nothing yet, and asks for it all when it is sent', async () => {
		const { app } = running;
		const requester = await as(world.people.requester);
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await findNothing(app, world.people.requester, needId);
		const { requestId } = await app.purchaseRequest.save(requester, needId, {
			...aRequest(),
			kind: null,
			quantity: '',
			quality: null
		});
		const open = await app.purchaseRequest.findOpen(requester, needId);
		expect(open).toMatchObject({ kind: null, quantityMilli: 5000 });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			details: { fields: { kind: 'chooseOne', quality: 'required' } }
		});
	});

	it('what came back is offered in the next check, whatever the first one took', async () => {
		const { app } = running;
		const [giver, requester] = [await as(world.librarian), await as(world.people.requester)];
		await offer(app, world.librarian, world.itemTypes.desk, { quantity: '2' });
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk, { quantity: '3' });
		const take = async (quantity: string) => {
			await weNeedIt(app, world.people.requester, needId);
			const { groups } = await app.reuseCheck.getCheck(requester, needId);
			expect(groups).toMatchObject([{ heldMilli: 0, answer: null }]);
			await app.reuseCheck.answerGroup(requester, needId, { groupNumber: 1, outcome: 'used', quantity });
			await app.reuseCheck.complete(requester, needId);
		};
		await take('2');
		const [held] = (await app.need.getNeed(requester, needId)).reservations;
		const id = held?.id ?? '';
		await app.reservation.approve(giver, id);
		await app.reservation.confirmHandover(giver, id, { pickupCode: await codeOf(app, requester, id) });
		const back = { quantityMilli: 1000, condition: 'good', reason: 'Den ene vakler' } as const;
		await app.reservation.returnHandover(requester, id, back);
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			coveredMilli: 1000,
			checkState: 'stale',
			reservations: [{ quantityMilli: 2000, returnedMilli: 1000 }]
		});
		expect((await app.reuseCheck.getCheck(requester, needId)).groups[0]?.heldMilli).toBe(1000);
		running.clock.set(daysLater(1));
		await app.reuseCheck.open(requester, needId);
		await take('1');
		expect((await app.need.getNeed(requester, needId)).coveredMilli).toBe(2000);
		running.clock.set(TEST_NOW);
	});
});
