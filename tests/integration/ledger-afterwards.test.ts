import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNeedWithQuote, entriesOf, giveBack, handOver, later, offerOn } from '../support/benefits';
import { createLedgerWorld, amounts, byKind, KINDS, sums, type LedgerWorld } from '../support/ledger';
import { aNeed } from '../support/needs';
import { actorOf, TEST_NOW } from '../support/world';

let ledger: LedgerWorld;
let chairs: LedgerWorld['chairs'];
let goldenHandover: LedgerWorld['goldenHandover'];
let running: LedgerWorld['running'];
let world: LedgerWorld['world'];

beforeAll(async () => {
	ledger = await createLedgerWorld();
	({ chairs, goldenHandover, running, world } = ledger);
});
afterAll(() => ledger.stop());

describe('returns', () => {
	it('takes back part, then part, then all: exactly zero in every column', async () => {
		const { handoverId, reservationId } = await goldenHandover();
		for (const [pieces, left] of [
			[3, 7],
			[4, 3],
			[3, 0]
		] as const) {
			await giveBack(running, world.librarian, reservationId, pieces);
			const entries = await entriesOf(running, { handoverId });
			for (const kind of KINDS) expect(sums(entries, kind)[0]).toBe(left * 1000);
		}
		const entries = await entriesOf(running, { handoverId });
		expect(entries).toHaveLength(20);
		for (const kind of KINDS) expect(sums(entries, kind)).toEqual([0, 0, 0, 0]);
		for (const entry of entries.slice(5))
			expect(entry).toMatchObject({ cause: 'return', reversesEntryId: byKind(entries, entry.kind).id });
	});

	it('takes back what has no amount too', async () => {
		const { handoverId, reservationId } = await handOver(running, { ...chairs(2), offered: {} });
		await giveBack(running, world.librarian, reservationId, 2);
		const entries = await entriesOf(running, { handoverId });
		expect(sums(entries, 'massKept')).toEqual([0, 0, 0, 0]);
		expect(entries.at(-1)).toMatchObject({ amountCentral: null, missingReason: 'disposalNotDocumented' });
	});
});

describe('things that are handed on', () => {
	it('corrects the earlier credit down to the years used, and lets it stand again when they come back', async () => {
		const first = await goldenHandover();
		running.clock.set(new Date('2028-11-23T08:00:00Z'));
		const listingId = await offerOn(running, first.successorLotId);
		const next = await handOver(running, {
			from: world.librarian,
			to: world.shelterWorker,
			itemType: world.itemTypes.chair,
			pieces: 4,
			listingId,
			distanceKmMilli: 0
		});
		const earlier = await entriesOf(running, { handoverId: first.handoverId });
		const corrections = earlier.filter(({ cause }) => cause === 'correction');
		expect(corrections.map(({ quantityMilli, kind }) => [kind, quantityMilli])).toEqual([
			['co2Net', -4000],
			['co2Net', 4000]
		]);
		// Four of ten: 2 of 15 years of 4 × 68 kg, less four tenths of 24.4191 kg.
		expect(corrections[0]?.amountCentral).toBe(-135_299);
		expect(corrections[1]?.amountCentral).toBe(26_499);
		for (const entry of corrections)
			expect(
				await running.db
					.selectFrom('auditEntry')
					.select(['event', 'subjectId'])
					.where('id', '=', entry.causeEventId)
					.executeTakeFirst()
			).toEqual({
				event: entry.reversesEntryId ? 'benefit.reversed' : 'benefit.corrected',
				subjectId: entry.id
			});
		const second = await entriesOf(running, { handoverId: next.handoverId });
		const net = byKind(second, 'co2Net');
		expect(JSON.parse(net.payload)).toMatchObject({
			inputs: { remaining: { ageYears: '9', creditedBefore: { num: '2', den: '15' } } },
			result: { remainingShare: { central: { num: '2', den: '5' } } }
		});

		await giveBack(running, world.shelterWorker, next.reservationId, 4);
		const back = await entriesOf(running, { handoverId: first.handoverId });
		expect(sums(back, 'co2Net')).toEqual(sums(first.entries, 'co2Net'));
		for (const kind of KINDS)
			expect(sums(await entriesOf(running, { handoverId: next.handoverId }), kind)).toEqual([0, 0, 0, 0]);
		running.clock.set(TEST_NOW);
	});

	it('takes everything back when all that was handed on comes home again', async () => {
		const first = await goldenHandover();
		const listingId = await offerOn(running, first.successorLotId);
		const next = await handOver(running, {
			from: world.librarian,
			to: world.shelterWorker,
			itemType: world.itemTypes.chair,
			pieces: 4,
			listingId
		});
		await giveBack(running, world.librarian, first.reservationId, 5);
		await giveBack(running, world.shelterWorker, next.reservationId, 4);
		await giveBack(running, world.librarian, first.reservationId, 5);
		const entries = await entriesOf(running, { handoverId: first.handoverId });
		for (const kind of KINDS) expect(sums(entries, kind)).toEqual([0, 0, 0, 0]);
	});
});

describe('a dropped need', () => {
	const dropped = async (quantity = '10', meanwhile?: () => Promise<unknown>) => {
		const person = world.people.requester;
		const needId = await aNeedWithQuote(running, person, world.itemTypes.chair, quantity);
		later(running);
		await running.app.reuseCheck.answerRung(await actorOf(running.app, person), needId, {
			rung: 'avoid',
			decision: 'without',
			answers: { usedFor: 'Møter', howLong: 'Et år', ifNot: 'Vi klarer oss' },
			note: 'Vi klarer oss med dem vi har'
		});
		later(running);
		await meanwhile?.();
		await running.app.need.confirmDrop(await actorOf(running.app, world.people.manager), needId);
		return needId;
	};

	it('is booked when a manager confirms it, and reversed when the unit asks again within a year', async () => {
		const needId = await dropped();
		const entries = await entriesOf(running, { needId });
		expect(entries.map(({ kind, cause, side }) => [kind, cause, side])).toEqual([
			['co2Gross', 'droppedNeed', 'receiver'],
			['co2Net', 'droppedNeed', 'receiver'],
			['money', 'droppedNeed', 'receiver']
		]);
		expect(amounts(byKind(entries, 'co2Net'))).toEqual([324_000, 680_000, 1_420_000]);
		expect(amounts(byKind(entries, 'money'))).toEqual([5_400_000, 6_000_000, 6_000_000]);

		later(running);
		await aNeed(running.app, world.librarian, world.itemTypes.chair, { quantity: '1' });
		await aNeed(running.app, world.people.requester, world.itemTypes.desk, { quantity: '1' });
		expect(await entriesOf(running, { needId })).toHaveLength(3);
		await aNeed(running.app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
		const after = await entriesOf(running, { needId });
		expect(after.slice(3).map(({ cause }) => cause)).toEqual([
			'needRestated',
			'needRestated',
			'needRestated'
		]);
		for (const kind of ['co2Gross', 'co2Net', 'money'] as const)
			expect(sums(after, kind)).toEqual([0, 0, 0, 0]);
	});

	it('is reversed at once when the unit asked again before the manager confirmed', async () => {
		const needId = await dropped('3', () =>
			aNeed(running.app, world.people.requester, world.itemTypes.chair, { quantity: '1' })
		);
		const entries = await entriesOf(running, { needId });
		expect(entries.slice(3).map(({ cause }) => cause)).toEqual(Array(3).fill('needRestated'));
		for (const kind of ['co2Gross', 'co2Net', 'money'] as const)
			expect(sums(entries, kind)).toEqual([0, 0, 0, 0]);
	});

	it('stands when the unit asks again later than that', async () => {
		const needId = await dropped('2');
		running.clock.set(new Date('2027-11-25T08:00:00Z'));
		await aNeed(running.app, world.people.requester, world.itemTypes.chair, {
			quantity: '1',
			neededBy: '2028-02-01'
		});
		running.clock.set(TEST_NOW);
		expect(await entriesOf(running, { needId })).toHaveLength(3);
	});
});

describe('all that was booked here', () => {
	it('recomputes every entry to the same number, and its sums agree', async () => {
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [], overdrawn: [], unequalSums: [], isRight: true });
		expect(check.entries).toBeGreaterThan(60);
	});
});
