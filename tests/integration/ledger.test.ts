import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { sha256 } from '$lib/benefit/register.server';
import type { Actor } from '$lib/organisation/permission';
import { aNeedWithQuote, entriesOf, giveBack, handOver, later, offerOn } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed } from '../support/needs';
import { codeOf, offer } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;
let auditor: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	await running.app.catalogue.installCatalogue();
	await running.app.benefit.installRegister();
	auditor = await actorOf(running.app, world.people.auditor);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];
const byKind = (entries: readonly Entry[], kind: Entry['kind']): Entry => {
	const entry = entries.find((candidate) => candidate.kind === kind);
	if (!entry) throw new Error(`no ${kind}`);
	return entry;
};
const amounts = ({ amountLow, amountCentral, amountHigh }: Entry) => [amountLow, amountCentral, amountHigh];
const sums = (entries: readonly Entry[], kind: Entry['kind']) =>
	(['quantityMilli', 'amountLow', 'amountCentral', 'amountHigh'] as const).map((column) =>
		entries.filter((entry) => entry.kind === kind).reduce((total, entry) => total + (entry[column] ?? 0), 0)
	);
const KINDS = ['co2Gross', 'co2Net', 'money', 'massKept', 'disposalFee'] as const;

const chairs = (pieces: number) => ({
	from: world.people.requester,
	to: world.librarian,
	itemType: world.itemTypes.chair,
	pieces,
	offered: { yearAcquired: '2019', wouldBe: 'disposed', wouldBeEvidence: 'Bestilt container' }
});

/** The worked example of the method: 10 office chairs, 8 of 15 years left, evidence grade A. */
async function goldenHandover() {
	const needId = await aNeedWithQuote(running, world.librarian, world.itemTypes.chair, '10');
	const handover = await handOver(running, {
		...chairs(10),
		needId,
		distanceKmMilli: 40_000,
		partsGramsCo2e: 20_000
	});
	return { ...handover, needId, entries: await entriesOf(running, handover) };
}

describe('a confirmed handover', () => {
	it('books the worked example to the gram, each side its own entries', async () => {
		const { entries, needId, handoverId } = await goldenHandover();
		expect(entries.map(({ kind, side }) => [kind, side])).toEqual([
			['co2Gross', 'receiver'],
			['co2Net', 'receiver'],
			['money', 'receiver'],
			['massKept', 'giver'],
			['disposalFee', 'giver']
		]);
		expect(amounts(byKind(entries, 'co2Gross'))).toEqual([360_000, 680_000, 1_420_000]);
		expect(amounts(byKind(entries, 'co2Net'))).toEqual([113_821, 338_248, 884_381]);
		expect(amounts(byKind(entries, 'money'))).toEqual([5_400_000, 6_000_000, 6_000_000]);
		expect(amounts(byKind(entries, 'massKept'))).toEqual([175_000, 175_000, 175_000]);
		expect(amounts(byKind(entries, 'disposalFee'))).toEqual([35_000, 87_500, 105_000]);

		const { library, school, agency, department } = world.units;
		for (const entry of entries) {
			const isReceiver = entry.side === 'receiver';
			expect(entry).toMatchObject({
				unitId: isReceiver ? library.id : school.id,
				unitPath: [department.id, agency.id, isReceiver ? library.id : school.id],
				handoverId,
				needId: isReceiver ? needId : null,
				cause: 'handover',
				evidenceGrade: isReceiver ? 'A' : 'none',
				period: '2026-11',
				occurredOn: '2026-11-23',
				pack: 'furniture',
				quantityMilli: 10_000
			});
			expect(sha256(entry.payload)).toBe(entry.payloadHash);
			expect(entry.payload).not.toMatch(/Tilbud|container|Librarian|Requester/);
		}
		expect(new Set(entries.map((entry) => entry.causeEventId)).size).toBe(1);
		const { payload } = byKind(entries, 'massKept');
		expect(payload).not.toContain('"price"');
	});

	it.each([
		['A: a quote from before the match', { quote: true }, 'A'],
		['B: a stated need and a yes', { declared: 'yes' as const }, 'B'],
		['C: a stated need without a yes', { declared: 'unknown' as const }, 'C'],
		['C: nobody stated a need', {}, 'C'],
		['none: the receiver would not have bought it', { walkIn: 'no' as const }, 'none']
	])(
		'is graded %s',
		async (_, evidence: { quote?: boolean; declared?: 'yes' | 'unknown'; walkIn?: 'no' }, grade) => {
			const needId = evidence.quote
				? await aNeedWithQuote(running, world.librarian, world.itemTypes.chair, '10')
				: evidence.declared
					? await aNeed(running.app, world.librarian, world.itemTypes.chair, {
							quantity: '10',
							wouldBuyNew: evidence.declared
						})
					: undefined;
			const handover = await handOver(running, {
				...chairs(10),
				...(needId && { needId }),
				...(evidence.walkIn && { wouldBuyNew: evidence.walkIn }),
				distanceKmMilli: 40_000,
				partsGramsCo2e: 20_000
			});
			const entries = await entriesOf(running, handover);
			const net = byKind(entries, 'co2Net');
			expect(net.evidenceGrade).toBe(grade);
			// D of the grade times 8/15 of 680 kg, less 24.4191 kg that was used whoever would have bought.
			const central = { A: 338_248, B: 156_914, C: 77_128, none: -24_419 }[grade];
			expect(net.amountCentral).toBe(central);
			expect(byKind(entries, 'massKept').amountCentral).toBe(175_000);
		}
	);

	it('does not grade a need that was stated after the reservation above a walk-in', async () => {
		const needId = await aNeedWithQuote(running, world.librarian, world.itemTypes.chair, '10');
		const story = { ...chairs(10), needId };
		later(running, -60);
		const entries = await entriesOf(running, await handOver(running, story));
		later(running, 60);
		expect(byKind(entries, 'co2Net').evidenceGrade).toBe('C');
	});

	it('grades what goes beyond the need no higher than a walk-in', async () => {
		const { app, db } = running;
		const needId = await aNeedWithQuote(running, world.librarian, world.itemTypes.chair, '10');
		const giver = await actorOf(app, world.people.requester);
		const reader = await actorOf(app, world.librarian);
		const other = await world.make.person('Først Ute', world.units.agency, ['requester']);
		const first = await actorOf(app, other);
		const inFront: string[] = [];
		const inLine: string[] = [];
		for (const pieces of [6, 8]) {
			const listingId = await offer(app, world.people.requester, world.itemTypes.chair, {
				quantity: String(pieces)
			});
			const ask = { listingId, quantityMilli: pieces * 1000 };
			inFront.push((await app.reservation.reserve(first, { ...ask, unitId: other.unitId })).held?.id ?? '');
			const { waiting } = await app.reservation.reserve(reader, {
				...ask,
				unitId: world.librarian.unitId,
				needId
			});
			inLine.push(waiting?.id ?? '');
		}
		for (const id of inFront) await app.reservation.cancel(first, id);
		const grades = [];
		for (const id of inLine) {
			await app.reservation.approve(giver, id);
			const { handoverId } = await app.reservation.confirmHandover(giver, id, {
				pickupCode: await codeOf(app, reader, id)
			});
			grades.push(byKind(await entriesOf(running, { handoverId }), 'money').evidenceGrade);
		}
		expect(grades).toEqual(['A', 'C']);
		expect(await db.selectFrom('need').select('state').where('id', '=', needId).execute()).toEqual([
			{ state: 'closed' }
		]);
	});

	it('has no amount and a reason where something is not known, and still hands over', async () => {
		const { db, app } = running;
		const types = await app.catalogue.listTypes();
		const lamp = types.find((type) => type.usePhaseRelevant && type.pack === 'building');
		const unmapped = types.find((type) => type.key === 'laptop');
		if (!lamp || !unmapped) throw new Error('the catalogue lacks types');
		await db
			.insertInto('itemTypeMapping')
			.values({
				id: crypto.randomUUID(),
				itemTypeId: world.itemTypes.desk.id,
				organisationId: world.organisations.fjordvik.id,
				version: 'test',
				factorKey: 'no_such_row',
				weightFactorKey: null,
				priceKey: null,
				lifetimeKey: null,
				quality: 'C',
				source: 'test',
				validFrom: '2026-11-01'
			})
			.execute();
		const handover = await handOver(running, {
			...chairs(1),
			itemType: world.itemTypes.desk,
			offered: { wouldBe: 'disposed', wouldBeEvidence: 'x', yearAcquired: '' }
		});
		const entries = await entriesOf(running, handover);
		expect(
			entries.map(({ kind, amountCentral, missingReason }) => [kind, amountCentral, missingReason])
		).toEqual([
			['co2Gross', null, 'factorMissing'],
			['co2Net', null, 'factorMissing'],
			['money', null, 'priceMissing'],
			['massKept', null, 'weightMissing'],
			['disposalFee', null, 'weightMissing']
		]);
	});

	it('says that disposal was not documented, and does not count it', async () => {
		const entries = await entriesOf(
			running,
			await handOver(running, { ...chairs(1), offered: { yearAcquired: '2019' } })
		);
		expect(byKind(entries, 'massKept')).toMatchObject({
			amountCentral: null,
			missingReason: 'disposalNotDocumented'
		});
		expect(byKind(entries, 'co2Net').payload).toContain('"origin":"assumed"');
	});

	it('takes the organisation’s own factor, but never one that is not in force yet', async () => {
		const { db } = running;
		const { id: _, ...shipped } = await db
			.selectFrom('factor')
			.selectAll()
			.where('key', '=', 'office_chair')
			.executeTakeFirstOrThrow();
		const own = (version: string, grams: string, validFrom: string) => ({
			...shipped,
			id: crypto.randomUUID(),
			organisationId: world.organisations.strandvik.id,
			version,
			gramsCo2eLow: grams,
			gramsCo2eCentral: grams,
			gramsCo2eHigh: grams,
			validFrom,
			rowHash: version
		});
		await db
			.insertInto('factor')
			.values([own('own-1', '50000', '2026-11-20'), own('own-2', '1', '2027-06-01')])
			.execute();
		const entries = await entriesOf(running, await handOver(running, { ...chairs(1), to: world.strandvik }));
		expect(byKind(entries, 'co2Gross')).toMatchObject({
			amountCentral: 50_000,
			organisationId: world.organisations.strandvik.id
		});
		expect(byKind(entries, 'massKept').organisationId).toBe(world.organisations.fjordvik.id);
	});

	it('shows each of two organisations its own side only', async () => {
		const entries = await entriesOf(running, await handOver(running, { ...chairs(2), to: world.strandvik }));
		const receiver = await actorOf(running.app, world.strandvik);
		const outsider = await actorOf(running.app, world.utland);
		for (const entry of entries) {
			const seen = entry.side === 'receiver' ? receiver : auditor;
			const other = entry.side === 'receiver' ? auditor : receiver;
			expect((await running.app.benefit.getTrace(seen, entry.id)).check.isRight).toBe(true);
			await expect(running.app.benefit.getTrace(other, entry.id)).rejects.toMatchObject({ status: 404 });
			await expect(running.app.benefit.getTrace(outsider, entry.id)).rejects.toMatchObject({ status: 404 });
		}
		const kinds = (await running.app.benefit.totals(receiver, {})).map(({ kind }) => kind);
		expect(kinds).toEqual(['co2Gross', 'co2Net', 'money']);
		expect(await running.app.benefit.totals(outsider, {})).toEqual([]);
		await expect(running.app.benefit.list(outsider, { unit: world.units.school.id })).rejects.toMatchObject({
			status: 404
		});
	});

	it('is rolled back with the handover when booking fails', async () => {
		const { db } = running;
		const broken = await createTestApp(database, settableClock(running.clock.now()));
		const before = await db
			.selectFrom('benefitEntry')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		await db
			.insertInto('parameter')
			.values({
				id: crypto.randomUUID(),
				organisationId: world.organisations.utland.id,
				key: 'displacementC',
				version: 'broken',
				valueLow: 'NaN',
				valueCentral: 'NaN',
				valueHigh: 'NaN',
				unitSymbol: 'ratio',
				sourceTitle: 'x',
				sourceRef: 'x',
				derivation: 'x',
				confidence: 'C',
				isAssumed: true,
				ownerRole: 'factorOwner',
				validFrom: '2026-11-01',
				rowHash: 'x'
			})
			.execute();
		const nextDoor = await world.make.unit(
			world.organisations.utland.id,
			world.units.utland,
			'unit',
			'Naboen'
		);
		const neighbour = await world.make.person('Nabo Utland', nextDoor, ['requester']);
		await expect(handOver(broken, { ...chairs(1), from: world.utland, to: neighbour })).rejects.toThrow(
			RangeError
		);
		await broken.stop();
		const handover = await db
			.selectFrom('handover')
			.select('state')
			.where('givingOrganisationId', '=', world.organisations.utland.id)
			.executeTakeFirstOrThrow();
		expect(handover.state).toBe('prepared');
		const after = await db
			.selectFrom('benefitEntry')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		expect(after.count).toBe(before.count);
	});
});

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

describe('the ledger itself', () => {
	const attempt = async (url: string, sql: string, values: unknown[] = []) => {
		const client = new pg.Client(url);
		await client.connect();
		try {
			await client.query(sql, values);
			return 'accepted';
		} catch (error) {
			return error instanceof pg.DatabaseError ? (error.constraint ?? error.code) : 'no database error';
		} finally {
			await client.end();
		}
	};

	it.each([
		'update benefit_entry set amount_central = 1',
		'delete from benefit_entry',
		'truncate benefit_entry'
	])('refuses %s by the server’s role and by the owner', async (sql) => {
		expect(await attempt(database.appUrl, sql)).toBe('42501');
		expect(await attempt(database.ownerUrl, sql)).toBe('42501');
	});

	it('refuses a reversal beyond its original, in any column, and one of a reversal', async () => {
		const { entries, reservationId, handoverId } = await goldenHandover();
		const net = byKind(entries, 'co2Net');
		const copy = (
			changes: string
		) => `insert into benefit_entry (id, organisation_id, unit_id, unit_path, side, kind,
				cause_event_id, cause, reverses_entry_id, item_type_id, pack, quantity_milli, measure, amount_low, amount_central,
				amount_high, evidence_grade, data_quality, formula_version, payload, payload_hash, occurred_on, booked_at, period)
			select gen_random_uuid(), organisation_id, unit_id, unit_path, side, kind, gen_random_uuid(), 'return', id,
				item_type_id, pack, ${changes}, evidence_grade, data_quality, formula_version, payload, payload_hash, occurred_on, booked_at, period
			from benefit_entry where id = $1`;
		const all = (changes: string, id = net.id) => attempt(database.appUrl, copy(changes), [id]);
		expect(await all('-10001, measure, -1, -1, -1')).toBe('reversal_within_original');
		expect(await all('-10000, measure, -amount_low, -amount_central - 1, -amount_high')).toBe(
			'reversal_within_original'
		);
		expect(await all('-10000, measure, -amount_low - 1, -amount_central, -amount_high')).toBe(
			'reversal_within_original'
		);
		expect(await all('-10000, measure, -amount_low, -amount_central, 1')).toBe('reversal_within_original');
		expect(await all('1000, measure, 0, 0, 0')).toBe('reversal_within_original');
		await giveBack(running, world.librarian, reservationId, 10);
		expect(await all('-1000, measure, 0, 0, 0')).toBe('reversal_within_original');
		const reversal = (await entriesOf(running, { handoverId })).find(
			({ reversesEntryId }) => reversesEntryId
		);
		expect(await all('-1000, measure, 0, 0, 0', reversal?.id)).toBe('reversal_of_its_own');
	});

	it('recomputes every entry to the same number, and its sums agree', async () => {
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [], overdrawn: [], unequalSums: [], isRight: true });
		expect(check.entries).toBeGreaterThan(80);
	});

	it('finds an entry whose numbers are not what its inputs give', async () => {
		const { entries } = await goldenHandover();
		const net = byKind(entries, 'co2Net');
		const payload = net.payload.replace('"central":338248', '"central":338249');
		const { id: _, sequence: __, ...rest } = net;
		const id = crypto.randomUUID();
		await running.db
			.insertInto('benefitEntry')
			.values({
				...rest,
				id,
				causeEventId: crypto.randomUUID(),
				amountCentral: 338_249,
				payload,
				payloadHash: sha256(payload)
			})
			.execute();
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [{ id, reason: 'recomputed' }], isRight: false });
	});

	it('has one register however often it is installed', async () => {
		const count = async () =>
			(
				await running.db
					.selectFrom('parameter')
					.select((eb) => eb.fn.countAll<number>().as('count'))
					.where('organisationId', 'is', null)
					.executeTakeFirstOrThrow()
			).count;
		const before = await count();
		await running.app.benefit.installRegister();
		expect(await count()).toBe(before);
		expect(before).toBe(8);
	});
});
