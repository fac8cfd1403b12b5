import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { openDb } from '$lib/platform/db.server';
import { AppError } from '$lib/platform/errors';
import type { Actor } from '$lib/organisation/permission';
import { aNeedWithQuote, handOver, offerOn } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { lotOf, offer, reserve } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

const ROUNDS = 12;

let database: TestDatabase;
let first: TestApp;
let world: World;
let giver: Actor;
let expert: Actor;
let librarian: Actor;
let shelterWorker: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	first = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(first.db, first.clock);
	await first.app.benefit.installRegister();
	giver = await actorOf(first.app, world.people.requester);
	expert = await actorOf(first.app, world.people.subjectExpert);
	librarian = await actorOf(first.app, world.librarian);
	shelterWorker = await actorOf(first.app, world.shelterWorker);
});
afterAll(async () => {
	await first.stop();
	await database.drop();
});

/** Deadlocks the database has seen so far; a connection tells about its own when it ends. */
async function deadlocks(): Promise<number> {
	const db = openDb({ connectionString: database.ownerUrl, max: 1 });
	const { rows } = await sql<{ deadlocks: number }>`
		select deadlocks from pg_stat_database where datname = current_database()`.execute(db);
	await db.destroy();
	return rows[0]?.deadlocks ?? 0;
}

/**
 * Runs rounds of colliding work, each begun at once, on connections of their own. Being refused by a rule is an
 * answer; anything else is not.
 * @returns how many deadlocks it took
 */
async function collide(round: (running: TestApp) => Promise<readonly (() => Promise<unknown>)[]>) {
	const before = await deadlocks();
	const running = await createTestApp(database, first.clock, { connections: 16 });
	const broken: unknown[] = [];
	for (let count = 0; count < ROUNDS; count++) {
		const work = await round(running);
		const answers = await Promise.allSettled(work.map((begin) => begin()));
		for (const answer of answers)
			if (answer.status === 'rejected' && !(answer.reason instanceof AppError)) broken.push(answer.reason);
	}
	await running.stop();
	expect(broken).toEqual([]);
	return (await deadlocks()) - before;
}

async function editOf({ app }: TestApp, actor: Actor, id: string, pieces: string) {
	const { row } = await app.listing.getForEdit(actor, id);
	const { version, onHandMilli: onHandWasMilli, title, condition } = row;
	return () =>
		app.listing.edit(actor, {
			id,
			version,
			onHandWasMilli,
			title,
			condition,
			quantity: pieces,
			loss: 'lost'
		});
}

describe('operations that meet on the same things wait for each other and never in a ring', () => {
	it('an expert’s word, an edit, a withdrawal and new asks', async () => {
		const taken = await collide(async (running) => {
			const { app, db } = running;
			const id = await offer(app, world.people.requester, world.itemTypes.door, { quantity: '4' });
			const { id: lotId } = await lotOf(db, id);
			await app.stock.decideHazard(expert, { lotId, outcome: 'ok', note: 'Sett på stedet' });
			await reserve(app, world.librarian, id, 6);
			const { version } = await app.listing.getListing(giver, id);
			return [
				() => app.stock.decideHazard(expert, { lotId, outcome: 'stop', note: 'Asbest i kjernen' }),
				await editOf(running, giver, id, '5'),
				() => reserve(app, world.shelterWorker, id, 2),
				() => app.stock.decideHazard(expert, { lotId, outcome: 'ok', note: 'Sett igjen' }),
				() => app.listing.withdraw(giver, { id, version, reason: 'stillNeeded' }),
				() => app.stock.decideHazard(expert, { lotId, outcome: 'stop', note: 'Asbest i rammen' }),
				() => reserve(app, world.librarian, id, 1)
			];
		});
		expect(taken).toBe(0);
	});

	it('two lines that the same needs stand in, in opposite order', async () => {
		const taken = await collide(async (running) => {
			const { app } = running;
			const chair = world.itemTypes.chair;
			const needs = [
				{ actor: librarian, needId: await aNeedWithQuote(running, world.librarian, chair, '2') },
				{ actor: shelterWorker, needId: await aNeedWithQuote(running, world.shelterWorker, chair, '2') }
			];
			const lines = await Promise.all(
				[needs, needs.toReversed()].map(async (asking) => {
					const listingId = await offer(app, world.people.requester, chair, { quantity: '2' });
					const { held } = await reserve(app, world.librarian, listingId, 2);
					for (const { actor, needId } of asking)
						await app.reservation.reserve(actor, {
							listingId,
							unitId: actor.homeUnitId,
							quantityMilli: 1000,
							needId
						});
					return held?.id ?? '';
				})
			);
			return lines.map((id) => () => app.reservation.cancel(librarian, id));
		});
		expect(taken).toBe(0);
	});

	it('a need that is met by one of the lines it stands in', async () => {
		const taken = await collide(async (running) => {
			const { app } = running;
			const chair = world.itemTypes.chair;
			const needId = await aNeedWithQuote(running, world.librarian, chair, '1');
			const held: string[] = [];
			for (let line = 0; line < 4; line++) {
				const listingId = await offer(app, world.people.requester, chair);
				const ask = await reserve(app, world.shelterWorker, listingId);
				held.push(ask.held?.id ?? '');
				await app.reservation.reserve(librarian, {
					listingId,
					unitId: librarian.homeUnitId,
					quantityMilli: 1000,
					needId
				});
			}
			return held.map((id) => () => app.reservation.cancel(shelterWorker, id));
		});
		expect(taken).toBe(0);
	});

	it('asks of several listings for one need', async () => {
		const taken = await collide(async (running) => {
			const { app } = running;
			const chair = world.itemTypes.chair;
			const needId = await aNeedWithQuote(running, world.librarian, chair, '4');
			const listingIds = await Promise.all(
				Array.from({ length: 4 }, () => offer(app, world.people.requester, chair))
			);
			return listingIds.map(
				(listingId) => () =>
					app.reservation.reserve(librarian, {
						listingId,
						unitId: librarian.homeUnitId,
						quantityMilli: 1000,
						needId
					})
			);
		});
		expect(taken).toBe(0);
	});

	it('a return, and edits of the listings of both its lots', async () => {
		const taken = await collide(async (running) => {
			const { app } = running;
			const story = await handOver(running, {
				from: world.people.requester,
				to: world.librarian,
				itemType: world.itemTypes.desk,
				pieces: 2,
				offered: { quantity: '3' }
			});
			const onward = await offerOn(running, story.successorLotId);
			await reserve(app, world.shelterWorker, story.listingId, 3);
			return [
				() =>
					app.reservation.returnHandover(librarian, story.reservationId, {
						quantityMilli: 2000,
						condition: 'good',
						reason: 'Passet ikke'
					}),
				await editOf(running, librarian, onward, '3'),
				await editOf(running, giver, story.listingId, '2'),
				() => reserve(app, world.shelterWorker, onward)
			];
		});
		expect(taken).toBe(0);
	});
});
