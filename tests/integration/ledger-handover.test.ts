import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { sha256 } from '$lib/benefit/register.server';
import { aNeedWithQuote, entriesOf, handOver, later } from '../support/benefits';
import { createLedgerWorld, amounts, byKind, type LedgerWorld } from '../support/ledger';
import { aNeed } from '../support/needs';
import { codeOf, offer } from '../support/offers';
import { actorOf, createTestApp } from '../support/world';

let ledger: LedgerWorld;
let auditor: LedgerWorld['auditor'];
let chairs: LedgerWorld['chairs'];
let database: LedgerWorld['database'];
let goldenHandover: LedgerWorld['goldenHandover'];
let running: LedgerWorld['running'];
let world: LedgerWorld['world'];

beforeAll(async () => {
	ledger = await createLedgerWorld();
	({ auditor, chairs, database, goldenHandover, running, world } = ledger);
});
afterAll(() => ledger.stop());

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

describe('all that was booked here', () => {
	it('recomputes every entry to the same number, and its sums agree', async () => {
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [], overdrawn: [], unequalSums: [], isRight: true });
		expect(check.entries).toBeGreaterThan(50);
	});
});
