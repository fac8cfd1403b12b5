import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benefitFilterSchema, type BenefitFilter } from '$lib/benefit/benefit-filter';
import { settableClock } from '$lib/platform/clock';
import type { Actor } from '$lib/organisation/permission';
import type { ReportFilter, ReportSummary } from '$lib/report/report';
import { aNeedWithQuote, giveBack, handOver, later } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;
let reader: Actor;
let pilotIds: string[];

const OCTOBER = new Date('2026-10-05T08:00:00Z');
const NOVEMBER = new Date('2026-11-09T08:00:00Z');

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(OCTOBER));
	world = await createWorld(running.db, running.clock);
	const { app } = running;
	await app.catalogue.installCatalogue();
	await app.benefit.installRegister();
	const pilot = (key: string, unitId: string | null, pack: 'furniture' | 'it') => ({
		organisationId: world.organisations.fjordvik.id,
		unitId,
		key,
		pack,
		startsOn: '2026-10-01',
		endsOn: null,
		texts: {
			nb: { name: key, purpose: 'Prøve ut' },
			nn: { name: key, purpose: 'Prøve ut' },
			en: { name: key, purpose: 'Try out' }
		}
	});
	const planned = [
		pilot('wholeTown', null, 'furniture'),
		pilot('librariesOnly', world.units.library.id, 'furniture'),
		pilot('machines', null, 'it')
	];
	await app.pilot.install(planned);
	await app.pilot.install(planned);
	reader = await actorOf(app, world.people.auditor);
	pilotIds = (await app.pilot.list(reader)).map(({ id }) => id);

	const school = world.people.requester;
	const [chair, desk] = [world.itemTypes.chair, world.itemTypes.desk];
	const documented = { yearAcquired: '2020', wouldBe: 'disposed', wouldBeEvidence: 'Container' };
	const needId = await aNeedWithQuote(running, world.librarian, chair, '4');
	const first = await handOver(running, {
		from: school,
		to: world.librarian,
		itemType: chair,
		pieces: 4,
		needId,
		distanceKmMilli: 12_500,
		offered: documented
	});
	await handOver(running, {
		from: school,
		to: world.strandvik,
		itemType: chair,
		pieces: 2,
		offered: documented
	});
	await handOver(running, {
		from: world.librarian,
		to: school,
		itemType: desk,
		pieces: 3,
		costsOre: {
			paidToOthersOre: 0,
			freightOre: 45_000,
			repairOre: 0,
			storageOre: 0,
			handlingOre: 0
		}
	});
	running.clock.set(NOVEMBER);
	await giveBack(running, world.librarian, first.reservationId, 1);
	await handOver(running, {
		from: school,
		to: world.shelterWorker,
		itemType: desk,
		pieces: 1,
		wouldBuyNew: 'no',
		offered: documented
	});
	const droppedId = await aNeedWithQuote(running, school, chair, '6', 500_000);
	later(running);
	await app.reuseCheck.answerRung(await actorOf(app, school), droppedId, {
		rung: 'avoid',
		decision: 'without',
		answers: { usedFor: 'Møter', howLong: 'Et år', ifNot: 'Vi klarer oss' },
		note: 'Vi klarer oss'
	});
	await app.need.confirmDrop(await actorOf(app, world.people.manager), droppedId);
	const bought = await aNeed(app, school, desk, { quantity: '2', neededBy: '2027-01-05' });
	later(running);
	await findNothing(app, school, bought);
	const requestId = await submitted(app, school, bought, { quantity: '2' });
	await app.purchaseRequest.approve(await actorOf(app, world.people.manager), requestId);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

/** What an address of the entries page picks, read by the page's own schema and followed page by page. */
async function listed(href: string) {
	const filter: BenefitFilter = benefitFilterSchema.parse(
		Object.fromEntries(new URL(href, 'http://localhost').searchParams)
	);
	const ids: string[] = [];
	for (let before: string | undefined; ;) {
		const page = await running.app.benefit.list(reader, filter, before === undefined ? {} : { before });
		ids.push(...page.entries.map(({ id }) => id));
		if (page.nextCursor === null) break;
		before = page.nextCursor;
	}
	return ids;
}

async function sumBySql(ids: readonly string[]) {
	const { rows } = await sql<{ low: number; central: number; high: number; unknown: number }>`
		select coalesce(sum(amount_low), 0)::bigint as low, coalesce(sum(amount_central), 0)::bigint as central,
			coalesce(sum(amount_high), 0)::bigint as high,
			(select count(*) from (
				select 1 from benefit_entry where id = any(${ids}::uuid[]) and amount_central is null
				group by coalesce(reverses_entry_id, id) having sum(quantity_milli) > 0
			) as standing)::bigint as unknown
		from benefit_entry where id = any(${ids}::uuid[])`.execute(running.db);
	return rows[0];
}

/**
 * How many groups the entries brought to stand for something, less those they ended: each entry counts by what
 * stood before and after it.
 */
async function changeBySql(ids: readonly string[], by: string) {
	const { rows } = await sql<{ change: number }>`
		select coalesce(sum((stands > 0)::int - (stands - quantity_milli > 0)::int), 0)::bigint as change from (
			select id, quantity_milli, sum(quantity_milli) over (partition by ${sql.raw(by)} order by sequence) as stands
			from benefit_entry where kind = 'money'
		) as entry where id = any(${ids}::uuid[])`.execute(running.db);
	return rows[0]?.change;
}

const FIGURES = ['money', 'co2Net', 'co2Gross', 'massKept', 'disposalFee'] as const;

async function expectTraceable(report: ReportSummary) {
	for (const name of FIGURES) {
		const { low, central, high, unknown, href } = report[name];
		const ids = await listed(href);
		const summed = await sumBySql(ids);
		expect({ name, low, central, high }).toEqual({
			name,
			low: summed?.low,
			central: summed?.central,
			high: summed?.high
		});
		if (!report.filter.external) expect({ name, unknown }).toEqual({ name, unknown: summed?.unknown });
	}
	for (const name of ['money', 'co2Net'] as const)
		for (const { central, href } of report[name].byQuality)
			expect(central).toBe((await sumBySql(await listed(href)))?.central);
	for (const [grades, figure] of [
		[['A', 'B'], report.avoidedPurchases],
		[['C'], report.walkIns]
	] as const) {
		const ids = await listed(figure.href);
		expect(figure.count).toBe(await changeBySql(ids, 'handover_id, need_id'));
		expect(figure.count).toBe(figure.handovers + figure.droppedNeeds);
		const { rows } = await sql<{ grades: string[] | null; quantity: number }>`
			select array_agg(distinct evidence_grade) as grades, coalesce(sum(quantity_milli), 0)::bigint as quantity
			from benefit_entry where id = any(${ids}::uuid[])`.execute(running.db);
		expect(grades).toEqual(expect.arrayContaining(rows[0]?.grades ?? []));
		expect(figure.quantities.reduce((total, { quantityMilli }) => total + quantityMilli, 0)).toBe(
			rows[0]?.quantity
		);
	}
	for (const { rung, needs, href } of report.needs)
		if (href)
			expect({ rung, needs }).toEqual({ rung, needs: await changeBySql(await listed(href), 'need_id') });
	for (const month of report.months) {
		const ids = await listed(`${month.href}&kind=co2Net`);
		if (!report.filter.external) expect(month.netCo2.central).toBe((await sumBySql(ids))?.central);
	}
}

describe('the report', () => {
	it.each<[string, () => ReportFilter]>([
		['everything', () => ({})],
		['one month', () => ({ from: '2026-10', to: '2026-10' })],
		['a later month, with what was taken back', () => ({ from: '2026-11', to: '2026-11' })],
		['a subtree', () => ({ unit: world.units.agency.id })],
		['one unit', () => ({ unit: world.units.library.id, from: '2026-10', to: '2026-11' })],
		['one unit by today’s tree', () => ({ unit: world.units.school.id, tree: 'now' as const })],
		['one pack', () => ({ pack: 'furniture' as const })],
		['a pack with nothing', () => ({ pack: 'building' as const })],
		['what may leave the house', () => ({ external: true })]
	])('sums to exactly the entries it links to: %s', async (_, filter) => {
		await expectTraceable(await running.app.report.summary(reader, filter()));
	});

	it('sums to its entries for every pilot, and each entry counts for one', async () => {
		const reports = [];
		for (const pilot of pilotIds) {
			const report = await running.app.report.summary(reader, { pilot });
			await expectTraceable(report);
			reports.push(report);
		}
		const whole = await running.app.report.summary(reader, {});
		expect(reports.map(({ co2Gross }) => co2Gross.central > 0)).toContain(true);
		expect(reports.reduce((total, { co2Net }) => total + co2Net.central, 0)).toBe(whole.co2Net.central);
	});

	it('counts purchases, needs and quantities, without what the receiver would not have bought', async () => {
		const report = await running.app.report.summary(reader, { from: '2026-10', to: '2026-11' });
		expect(report.avoidedPurchases).toMatchObject({
			count: 2,
			handovers: 1,
			droppedNeeds: 1,
			quantities: [{ measure: 'pcs', quantityMilli: 9000 }]
		});
		expect(report.walkIns).toMatchObject({
			count: 1,
			handovers: 1,
			droppedNeeds: 0,
			quantities: [{ measure: 'pcs', quantityMilli: 3000 }]
		});
		expect(Object.fromEntries(report.needs.map(({ rung, needs }) => [rung, needs]))).toMatchObject({
			reuse: 1,
			avoid: 1,
			share: 0,
			repair: 0,
			cooperate: 0,
			boughtNew: 1,
			boughtUsed: 0
		});
		expect(report.months.map(({ period }) => period)).toEqual(['2026-10', '2026-11']);
		expect(report.money.byQuality.reduce((total, { central }) => total + central, 0)).toBe(
			report.money.central
		);
	});

	it('counts a return where it was booked: the months add up to the whole', async () => {
		const { app, clock } = running;
		const chair = world.itemTypes.chair;
		const before = await app.report.summary(reader, { from: '2026-12', to: '2027-01' });
		expect(before.avoidedPurchases.count).toBe(0);
		clock.set(new Date('2026-12-07T08:00:00Z'));
		const needId = await aNeedWithQuote(running, world.librarian, chair, '2');
		const whole = await handOver(running, {
			from: world.people.requester,
			to: world.librarian,
			itemType: chair,
			pieces: 2,
			needId
		});
		const walkIn = await handOver(running, {
			from: world.people.requester,
			to: world.librarian,
			itemType: chair,
			pieces: 3
		});
		clock.set(new Date('2027-01-11T08:00:00Z'));
		await giveBack(running, world.librarian, whole.reservationId, 1);
		await giveBack(running, world.librarian, whole.reservationId, 1);
		await giveBack(running, world.librarian, walkIn.reservationId, 3);

		const month = (from: string, to = from) => app.report.summary(reader, { from, to });
		const [december, january, both] = [
			await month('2026-12'),
			await month('2027-01'),
			await month('2026-12', '2027-01')
		];
		const counts = ({ avoidedPurchases, walkIns, needs }: ReportSummary) => [
			avoidedPurchases.count,
			walkIns.count,
			needs.find(({ rung }) => rung === 'reuse')?.needs
		];
		expect(counts(december)).toEqual([1, 1, 1]);
		expect(counts(january)).toEqual([-1, -1, -1]);
		expect(january.avoidedPurchases.quantities).toEqual([{ measure: 'pcs', quantityMilli: -2000 }]);
		expect(counts(both)).toEqual([0, 0, 0]);
		for (const report of [december, january, both]) await expectTraceable(report);
		const months = await Promise.all(['2026-10', '2026-11', '2026-12', '2027-01'].map((name) => month(name)));
		const total = await app.report.summary(reader, {});
		for (const index of [0, 1, 2])
			expect(months.reduce((sum, report) => sum + (counts(report)[index] ?? 0), 0)).toBe(
				counts(total)[index]
			);
	});

	it('leaves estimates of quality C out of what goes outside', async () => {
		const inside = await running.app.report.summary(reader, {});
		const outside = await running.app.report.summary(reader, { external: true });
		const estimate = inside.money.byQuality.find(({ quality }) => quality === 'C');
		expect(estimate?.central).toBeGreaterThan(0);
		expect(outside.money.central).toBe(inside.money.central - (estimate?.central ?? 0));
	});

	it('adds up: units, and both organisations of a handover', async () => {
		const { app } = running;
		const whole = await app.report.summary(reader, {});
		const parts = await Promise.all(
			[world.units.school, world.units.library, world.units.shelter].map(({ id }) =>
				app.report.summary(reader, { unit: id })
			)
		);
		for (const name of FIGURES)
			expect(parts.reduce((total, part) => total + part[name].central, 0)).toBe(whole[name].central);
		const other = await app.report.summary(await actorOf(app, world.strandvik), {});
		expect(other.avoidedPurchases.count).toBe(0);
		expect(other.walkIns.count).toBe(1);
		expect(other.massKept.central).toBe(0);
	});

	it('is paged by the entries themselves: a cursor tells nothing of others, and theirs leads nowhere', async () => {
		const { app } = running;
		const { entries } = await app.benefit.list(reader, {});
		const [, second] = entries;
		expect(entries.some((entry) => 'sequence' in entry)).toBe(false);
		const rest = await app.benefit.list(reader, {}, { before: second?.id ?? '' });
		expect(rest.entries.slice(0, 20).map(({ id }) => id)).toEqual(entries.slice(2, 22).map(({ id }) => id));
		const [foreign] = (await app.benefit.list(await actorOf(app, world.strandvik), {})).entries;
		expect((await app.benefit.list(reader, {}, { before: foreign?.id ?? '' })).entries).toEqual([]);
	});

	it('answers nobody about units and pilots of others', async () => {
		const outsider = await actorOf(running.app, world.utland);
		const { app } = running;
		expect((await app.report.summary(outsider, {})).avoidedPurchases.count).toBe(0);
		await expect(app.report.summary(outsider, { unit: world.units.school.id })).rejects.toMatchObject({
			status: 404
		});
		await expect(app.report.summary(outsider, { pilot: pilotIds[0] ?? '' })).rejects.toMatchObject({
			status: 404
		});
		const partner = await actorOf(app, world.people.partner);
		await expect(app.report.summary(partner, {})).rejects.toMatchObject({ status: 403 });
	});
});
