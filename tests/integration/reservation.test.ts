import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { deadlineAfter } from '$lib/reservation/reservation';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
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
let shelterWorker: Actor;
let neighbour: TestPerson;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	giver = await actorOf(running.app, world.people.requester);
	librarian = await actorOf(running.app, world.librarian);
	shelterWorker = await actorOf(running.app, world.shelterWorker);
	neighbour = await world.make.person('Nils Neste', world.units.agency, ['requester']);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const chairs = (quantity: string) =>
	offer(running.app, world.people.requester, world.itemTypes.chair, { quantity });
const stateOf = async (id: string | undefined, actor = librarian) =>
	id === undefined ? undefined : (await running.app.reservation.get(actor, id)).state;

describe('reserving', () => {
	it('holds three and puts two in line when five are asked for and three are left', async () => {
		const { app, db } = running;
		const listingId = await chairs('5');
		await reserve(app, world.shelterWorker, listingId, 2);
		const { held, waiting } = await reserve(app, world.librarian, listingId, 5);
		expect(held).toMatchObject({ state: 'requested', quantityMilli: 3000 });
		expect(waiting).toMatchObject({ state: 'waiting', quantityMilli: 2000, expiresAt: null });
		expect(await lotOf(db, listingId)).toMatchObject({ onHandMilli: 5000, reservedMilli: 5000 });
		const shown = await app.reservation.get(librarian, held?.id ?? '');
		const inLine = await app.reservation.listInLine(librarian, shown);
		expect(inLine).toMatchObject([{ id: waiting?.id, quantityMilli: 2000, queuePlace: 1 }]);
		const view = await app.reservation.get(librarian, waiting?.id ?? '');
		expect(view).toMatchObject({
			queuePlace: 1,
			isReceiver: true,
			isGiver: false,
			canCancel: true,
			canDecide: false
		});
	});

	it('serves the line in order when someone cancels, and the last one served gets what is left', async () => {
		const { app } = running;
		const listingId = await chairs('4');
		const first = await reserve(app, world.shelterWorker, listingId, 4);
		const second = await reserve(app, world.librarian, listingId, 3);
		const third = await reserve(app, neighbour, listingId, 2);
		const places = async () =>
			Promise.all(
				[second, third].map(async ({ waiting }, index) => {
					const actor = index === 0 ? librarian : await actorOf(app, neighbour);
					const { state, queuePlace, quantityMilli } = await app.reservation.get(actor, waiting?.id ?? '');
					return { state, queuePlace, quantityMilli };
				})
			);
		expect(await places()).toEqual([
			{ state: 'waiting', queuePlace: 1, quantityMilli: 3000 },
			{ state: 'waiting', queuePlace: 2, quantityMilli: 2000 }
		]);
		await app.reservation.cancel(shelterWorker, first.held?.id ?? '');
		expect(await places()).toEqual([
			{ state: 'requested', queuePlace: null, quantityMilli: 3000 },
			{ state: 'waiting', queuePlace: 1, quantityMilli: 1000 }
		]);
	});

	it('tells the receiver why the giver said no, and offers it to the next', async () => {
		const { app } = running;
		const listingId = await chairs('1');
		const first = await reserve(app, world.shelterWorker, listingId);
		const second = await reserve(app, world.librarian, listingId);
		await app.reservation.decline(giver, first.held?.id ?? '', 'Stolen røk i går');
		const declined = await app.reservation.get(shelterWorker, first.held?.id ?? '');
		expect(declined).toMatchObject({ state: 'declined', endedReason: 'Stolen røk i går' });
		expect(await stateOf(second.waiting?.id)).toBe('requested');
	});

	it('ends what is not answered in a week and not fetched in two, and serves the line', async () => {
		const { app, clock } = running;
		const listingId = await chairs('1');
		const first = await reserve(app, world.shelterWorker, listingId);
		const second = await reserve(app, world.librarian, listingId);
		clock.set(new Date(deadlineAfter(TEST_NOW, 7).getTime() - 1));
		await app.reservation.expireDue();
		expect(await stateOf(first.held?.id, shelterWorker)).toBe('requested');
		clock.set(deadlineAfter(TEST_NOW, 7));
		await app.reservation.expireDue();
		expect(await stateOf(first.held?.id, shelterWorker)).toBe('expired');
		expect(await stateOf(second.waiting?.id)).toBe('requested');
		await app.reservation.approve(giver, second.waiting?.id ?? '');
		clock.set(deadlineAfter(TEST_NOW, 7 + 14));
		await app.reservation.expireDue();
		expect(await stateOf(second.waiting?.id)).toBe('expired');
		expect((await lotOf(running.db, listingId)).reservedMilli).toBe(0);
		clock.set(TEST_NOW);
	});

	it('lets more on hand go to the line before anyone new', async () => {
		const { app } = running;
		const listingId = await chairs('1');
		await reserve(app, world.shelterWorker, listingId);
		const inLine = await reserve(app, world.librarian, listingId);
		const { row } = await app.listing.getForEdit(giver, listingId);
		await app.listing.edit(giver, {
			id: listingId,
			version: row.version,
			onHandWasMilli: 1000,
			title: row.title,
			condition: row.condition,
			quantity: '2'
		});
		expect(await stateOf(inLine.waiting?.id)).toBe('requested');
		const late = await reserve(app, neighbour, listingId);
		expect(late).toMatchObject({ held: null, waiting: { state: 'waiting' } });
	});

	it('knows that who stands in line holds some already', async () => {
		const { app } = running;
		const listingId = await chairs('2');
		await reserve(app, world.librarian, listingId, 2);
		const { waiting } = await reserve(app, world.librarian, listingId, 99);
		const view = await app.reservation.get(librarian, waiting?.id ?? '');
		expect(await app.reservation.heldBeside(view)).toBe(2000);
	});

	it('ends the line when the listing is taken down', async () => {
		const { app, db } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.door);
		await answerHazard(listingId, 'ok');
		const { held } = await reserve(app, world.librarian, listingId);
		await answerHazard(listingId, 'stop');
		expect(await stateOf(held?.id)).toBe('expired');
		expect((await app.reservation.get(librarian, held?.id ?? '')).endedReason).toBe('withdrawn');
		expect((await lotOf(db, listingId)).reservedMilli).toBe(0);
	});

	it.each([
		['quantityNotPositive', 0],
		['quantityNotPositive', -1000],
		['quantityNotWhole', 1500]
	])('refuses an impossible quantity: %s', async (code, quantityMilli) => {
		const listingId = await chairs('2');
		await expect(
			running.app.reservation.reserve(librarian, { listingId, unitId: librarian.homeUnitId, quantityMilli })
		).rejects.toMatchObject({ code, status: 422 });
	});

	it('refuses the own unit, a unit of others, and what may not be seen', async () => {
		const { app } = running;
		const listingId = await chairs('2');
		const take = (actor: Actor, unitId: string) =>
			app.reservation.reserve(actor, { listingId, unitId, quantityMilli: 1000 });
		await expect(take(giver, giver.homeUnitId)).rejects.toMatchObject({ code: 'reservationOwnUnit' });
		await expect(take(librarian, world.units.shelter.id)).rejects.toMatchObject({ status: 403 });
		await expect(take(librarian, world.units.strandvik.id)).rejects.toMatchObject({ status: 403 });
		const partner = await actorOf(app, world.strandvik);
		await expect(take(partner, partner.homeUnitId)).rejects.toMatchObject({ code: 'notFound' });
		running.clock.set(deadlineAfter(TEST_NOW, 14));
		const { held } = await take(partner, partner.homeUnitId);
		expect(held?.organisationId).toBe(world.organisations.strandvik.id);
		running.clock.set(TEST_NOW);
	});

	it('is seen and moved by its two parties only', async () => {
		const { app } = running;
		const { held } = await reserve(app, world.librarian, await chairs('1'));
		const id = held?.id ?? '';
		const outsider = await actorOf(app, world.utland);
		for (const refusedAct of [
			() => app.reservation.get(shelterWorker, id),
			() => app.reservation.get(outsider, id),
			() => app.reservation.approve(outsider, id),
			() => app.reservation.cancel(outsider, id),
			() => app.reservation.confirmHandover(outsider, id, { pickupCode: '000000' })
		])
			await expect(refusedAct()).rejects.toMatchObject({ code: 'notFound', status: 404 });
		await expect(app.reservation.approve(librarian, id)).rejects.toMatchObject({ status: 403 });
		await app.reservation.approve(giver, id);
		expect((await app.reservation.get(giver, id)).pickupCode).toBeNull();
		expect(await codeOf(app, librarian, id)).toMatch(/^\d{6}$/);
		await expect(app.reservation.approve(giver, id)).rejects.toMatchObject({ code: 'reservationMoved' });
	});

	it('cannot be made while a hazard question is open (I5)', async () => {
		const { app } = running;
		const listingId = await offer(app, world.people.requester, world.itemTypes.door);
		await expect(reserve(app, world.librarian, listingId)).rejects.toMatchObject({
			code: 'listingToBeClarified'
		});
	});

	it('counts what waits for whom', async () => {
		const { app } = running;
		const before = await app.reservation.countWaiting(giver);
		const { held } = await reserve(app, world.librarian, await chairs('1'));
		expect((await app.reservation.countWaiting(giver)).toDecide).toBe(before.toDecide + 1);
		const fetching = (await app.reservation.countWaiting(librarian)).toFetch;
		await app.reservation.approve(giver, held?.id ?? '');
		expect((await app.reservation.countWaiting(librarian)).toFetch).toBe(fetching + 1);
		expect((await app.reservation.countWaiting(giver)).toDecide).toBe(before.toDecide);
	});
});

async function answerHazard(listingId: string, state: 'ok' | 'stop') {
	const { app } = running;
	const expert = await actorOf(app, world.people.subjectExpert);
	const lot = await lotOf(running.db, listingId);
	await app.stock.decideHazard(expert, { lotId: lot.id, outcome: state, note: 'Sett på stedet.' });
}

describe('any sequence of operations', () => {
	type Step = {
		act: 'reserve' | 'approve' | 'decline' | 'cancel' | 'confirm' | 'return' | 'expire';
		pick: number;
	};
	const step: fc.Arbitrary<Step> = fc.record({
		act: fc.constantFrom('reserve', 'approve', 'decline', 'cancel', 'confirm', 'return', 'expire'),
		pick: fc.nat({ max: 5 })
	});

	it('keeps 0 ≤ reserved ≤ on hand, reserved = what is held, on hand = the sum of movements', async () => {
		const { app, db, clock } = running;
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 6 }),
				fc.array(step, { maxLength: 14 }),
				async (size, steps) => {
					const listingId = await chairs(String(size));
					const ids: string[] = [];
					for (const { act, pick } of steps) {
						const id = ids[pick % Math.max(1, ids.length)];
						try {
							if (act === 'reserve') {
								const { held, waiting } = await reserve(app, world.librarian, listingId, 1 + pick);
								ids.push(...[held?.id ?? [], waiting?.id ?? []].flat());
							} else if (act === 'expire') {
								clock.set(deadlineAfter(clock.now(), pick * 3));
								await app.reservation.expireDue();
							} else if (id !== undefined) {
								if (act === 'approve') await app.reservation.approve(giver, id);
								if (act === 'decline') await app.reservation.decline(giver, id, 'Trengs her likevel');
								if (act === 'cancel') await app.reservation.cancel(librarian, id);
								if (act === 'confirm')
									await app.reservation.confirmHandover(giver, id, {
										pickupCode: await codeOf(app, librarian, id)
									});
								if (act === 'return')
									await app.reservation.returnHandover(librarian, id, {
										quantityMilli: 1000,
										condition: 'usable',
										reason: 'Passet ikke'
									});
							}
						} catch (error) {
							// Refused as a rule says or not there yet: never a broken constraint.
							if (!(error instanceof AppError)) expect(String(error)).toContain('no code yet');
						}
						const lot = await lotOf(db, listingId);
						const movements = await db
							.selectFrom('stockMovement')
							.selectAll()
							.where('lotId', '=', lot.id)
							.execute();
						const sum = movements.reduce(
							(total, { kind, quantityMilli }) =>
								total + (kind === 'in' || kind === 'returned' ? quantityMilli : -quantityMilli),
							0
						);
						const rows = await db.selectFrom('reservation').selectAll().where('lotId', '=', lot.id).execute();
						const held = rows
							.filter(({ state }) => state === 'requested' || state === 'approved')
							.reduce((total, { quantityMilli }) => total + quantityMilli, 0);
						expect(lot.onHandMilli).toBe(sum);
						expect(lot.reservedMilli).toBe(held);
						expect(lot.reservedMilli).toBeLessThanOrEqual(lot.onHandMilli);
						const isOpen = (
							await db.selectFrom('listing').select('state').where('id', '=', listingId).executeTakeFirst()
						)?.state;
						expect(isOpen).toBe(lot.onHandMilli > 0 ? 'published' : 'closed');
						if (rows.some(({ state }) => state === 'waiting'))
							expect(lot.reservedMilli).toBe(lot.onHandMilli);
					}
					clock.set(TEST_NOW);
				}
			),
			{ numRuns: 25 }
		);
	});
});
