import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { settableClock } from '$lib/platform/clock';
import type { ReportFilter } from '$lib/report/report';
import { aNeedWithQuote, giveBack, handOver } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { findNothing, submitted } from '../support/needs';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;
let reader: Actor;
let culture: string;

const LAST_YEAR = { from: '2025-01', to: '2025-12' } as const;
const TODAY = '2026-11-23';

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(new Date('2025-10-06T08:00:00Z')));
	world = await createWorld(running.db, running.clock);
	const { app } = running;
	await app.catalogue.installCatalogue();
	await app.benefit.installRegister();
	const [school, librarian] = [world.people.requester, world.librarian];
	const { chair, desk } = world.itemTypes;
	const documented = { yearAcquired: '2021', wouldBe: 'disposed', wouldBeEvidence: 'Container' };
	const needId = await aNeedWithQuote(running, librarian, chair, '4');
	const story = { from: school, to: librarian, itemType: chair, pieces: 4, offered: documented };
	const { reservationId } = await handOver(running, { ...story, needId });
	await handOver(running, { ...story, from: librarian, to: world.shelterWorker, itemType: desk, pieces: 2 });
	await handOver(running, { ...story, to: world.strandvik, pieces: 1 });
	await giveBack(running, librarian, reservationId, 1);
	const bought = await aNeedWithQuote(running, school, desk, '5');
	await findNothing(app, school, bought);
	const requestId = await submitted(app, school, bought);
	await app.purchaseRequest.approve(await actorOf(app, world.people.manager), requestId);

	running.clock.set(new Date(`${TODAY}T08:00:00Z`));
	reader = await actorOf(app, world.people.auditor);
	({ unitId: culture } = await app.unit.add(await admin(), {
		name: 'Byrådsavdeling for kultur',
		kind: 'cityDepartment',
		parentId: null
	}));
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const admin = () => actorOf(running.app, world.people.orgAdmin);
const units = () => {
	const { department, agency, school, library, shelter } = world.units;
	return [department, agency, school, library, shelter].map(({ id }) => id).concat(culture);
};
const report = (filter: ReportFilter) => running.app.report.summary(reader, filter);
/** What last year's report says for the whole organisation and for every unit, as it was, to the byte. */
const asItWas = async () =>
	JSON.stringify(
		await Promise.all([undefined, ...units()].map((unit) => report({ ...LAST_YEAR, ...(unit && { unit }) })))
	);
const figuresOf = ({
	co2Net,
	money,
	massKept,
	avoidedPurchases,
	walkIns,
	needs
}: Awaited<ReturnType<typeof report>>) => [
	co2Net.central,
	money.central,
	massKept.central,
	avoidedPurchases.count,
	walkIns.count,
	...needs.map((row) => row.needs)
];
/** The sum over the units at the top is the whole, in one view of the tree. */
async function expectTopsToSum(tops: readonly string[], tree?: 'now') {
	const view = { ...LAST_YEAR, ...(tree && { tree }) };
	const parts = await Promise.all(tops.map(async (unit) => figuresOf(await report({ ...view, unit }))));
	const whole = figuresOf(await report(view));
	expect(whole.some((figure) => figure !== 0)).toBe(true);
	expect(whole.map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0))).toEqual(whole);
}

describe("last year's report", () => {
	it('says what it said after a move, a new name and a merger, and both views still add up', async () => {
		const { unit } = running.app;
		const { department, school, library } = world.units;
		const before = await asItWas();
		const boughtNew = async (unitId: string, tree?: 'now') => {
			const { needs } = await report({ ...LAST_YEAR, unit: unitId, ...(tree && { tree }) });
			return needs.find(({ rung }) => rung === 'boughtNew')?.needs;
		};
		expect(await boughtNew(department.id)).toBe(1);

		await unit.move(await admin(), school.id, { parentId: culture, validFrom: TODAY });
		expect(await asItWas()).toBe(before);
		await unit.rename(await admin(), school.id, { name: 'Nordnes kultursenter', validFrom: TODAY });
		expect(await asItWas()).toBe(before);
		await unit.merge(await admin(), library.id, school.id);
		expect(await asItWas()).toBe(before);

		expect([await boughtNew(department.id), await boughtNew(department.id, 'now')]).toEqual([1, 0]);
		expect([await boughtNew(culture), await boughtNew(culture, 'now')]).toEqual([0, 1]);
		const merged = figuresOf(await report({ ...LAST_YEAR, unit: school.id, tree: 'now' }));
		const alone = figuresOf(await report({ ...LAST_YEAR, unit: school.id }));
		expect(merged).not.toEqual(alone);
		await expectTopsToSum([department.id, culture]);
		await expectTopsToSum([department.id, culture], 'now');
		expect((await running.app.benefit.verify()).isRight).toBe(true);
	});

	it('is not touched by what is planned, nor by closing a unit', async () => {
		const before = await asItWas();
		const { shelter, department } = world.units;
		await running.app.unit.move(await admin(), shelter.id, { parentId: culture, validFrom: '2027-01-01' });
		const { unitId } = await running.app.unit.add(await admin(), {
			name: 'Prøveenhet',
			kind: 'unit',
			parentId: department.id
		});
		await running.app.unit.close(await admin(), unitId);
		expect(await asItWas()).toBe(before);
	});
});
