import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '$lib/benefit/verify.server';
import type { DrawPicture } from '$lib/demo/photos.server';
import { seedDemo } from '$lib/demo/seed.server';
import { NEED_STATES } from '$lib/need/need';
import type { Actor } from '$lib/organisation/permission';
import { ROLES } from '$lib/organisation/organisation';
import { addDays, osloDate } from '$lib/platform/clock';
import { RESERVATION_STATES } from '$lib/reservation/reservation';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestApp, type TestApp } from '../support/world';

let database: TestDatabase;
let running: TestApp;

/** Drawing takes most of the time the demo takes, and is looked at in its own spec. */
const aSmallPicture: DrawPicture = ({ typeKey, variant, colour }) =>
	sharp({
		create: {
			width: 8,
			height: 6,
			channels: 3,
			background: `#${createHash('sha256').update(`${typeKey} ${variant} ${colour}`).digest('hex').slice(0, 6)}`
		}
	})
		.jpeg()
		.toBuffer();

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database);
	await seedDemo(running.app, running.db, running.clock, aSmallPicture);
}, 300_000);
afterAll(async () => {
	await running.stop();
	await database.drop();
});

/** How many rows there are of each value, such as `{ draft: 1 }`. */
async function counted(statement: string): Promise<Record<string, number>> {
	const { rows } = await sql<{ value: string | null; count: number }>`
		select value, count(*)::int as count from (${sql.raw(statement)}) as given (value) group by value`.execute(
		running.db
	);
	return Object.fromEntries(rows.map(({ value, count }) => [value ?? 'null', count]));
}
const one = async (statement: string): Promise<number> =>
	Number((await sql<{ count: number }>`${sql.raw(statement)}`.execute(running.db)).rows[0]?.count);

async function personNamed(name: string): Promise<Actor> {
	const people = await running.app.account.listDemoPeople();
	const found = people.find((person) => person.name === name);
	const actor = found && (await running.app.organisation.findActor(found.id));
	if (!actor) throw new Error(`nobody is called ${name}`);
	return actor;
}

describe('the town', () => {
	it('is Bergen with its departments, agencies and units, fourteen partners, two agencies and a church', async () => {
		const bergen = `unit join organisation on organisation.id = unit.organisation_id where organisation.orgnr = '964338531'`;
		expect(await one(`select count(*) from ${bergen}`)).toBeGreaterThanOrEqual(40);
		expect(await counted(`select unit.kind from ${bergen}`)).toMatchObject({ cityDepartment: 7 });
		expect(await counted('select kind from organisation')).toEqual({
			municipality: 15,
			stateAgency: 2,
			churchCouncil: 1
		});
		expect(await counted(`select name from organisation where name like 'Partnerkommune _'`)).toMatchObject({
			'Partnerkommune A': 1,
			'Partnerkommune N': 1
		});
	});

	it('has people in every role, and things of every organisation', async () => {
		const roles = await counted('select role from membership');
		expect(Object.keys(roles).toSorted()).toEqual([...ROLES].toSorted());
		const offering = await counted(
			`select organisation.name from listing join organisation on organisation.id = organisation_id where state = 'published'`
		);
		expect(Object.keys(offering)).toHaveLength(18);
	});
});

describe('what there is', () => {
	it('is at least 180 published listings, most with a picture, in all districts and conditions', async () => {
		const published = await one(`select count(*) from listing where state = 'published'`);
		expect(published).toBeGreaterThanOrEqual(180);
		const pictured = `select count(distinct listing_id) from listing_photo join listing on listing.id = listing_id where state = 'published'`;
		expect(await one(pictured)).toBeGreaterThan(published / 2);
		const conditions = await counted('select condition from lot');
		expect(Object.keys(conditions).toSorted()).toEqual(
			['good', 'likeNew', 'needsRepair', 'usable', 'worn'].toSorted()
		);
		const districts = await counted(`select district from listing where state = 'published'`);
		for (const district of [
			'Arna',
			'Bergenhus',
			'Fana',
			'Fyllingsdalen',
			'Laksevåg',
			'Ytrebygda',
			'Årstad',
			'Åsane'
		])
			expect(districts[district]).toBeGreaterThan(0);
	});

	it('shows the cases: coming, urgent, narrowed, protected, drafts and what was taken down', async () => {
		const listings = (where: string) => one(`select count(*) from listing where ${where}`);
		expect(await listings('available_from is not null')).toBeGreaterThan(5);
		expect(await listings('must_be_gone_by is not null')).toBeGreaterThan(10);
		expect(await listings(`visibility = 'unit'`)).toBeGreaterThan(0);
		expect(await listings(`place_precision = 'district'`)).toBeGreaterThan(0);
		expect(await counted('select locale from listing')).toMatchObject({
			nb: expect.any(Number),
			nn: expect.any(Number)
		});
		expect(Object.keys(await counted('select state from listing')).toSorted()).toEqual(
			['closed', 'draft', 'published', 'withdrawn'].toSorted()
		);
	});

	it('has storage sites with keepers, where things of several units stand', async () => {
		const standing = await counted(
			`select storage_site.name from listing join storage_site on storage_site.id = storage_site_id where state = 'published'`
		);
		expect(Object.keys(standing)).toHaveLength(3);
		const units = `select count(distinct unit_id) from listing where storage_site_id is not null and state = 'published'`;
		expect(await one(units)).toBeGreaterThan(4);
		const { app } = running;
		const waiting = await app.start.listWaiting(await personNamed('Kari Lagergård'), 'nb');
		expect(waiting.find(({ code }) => code === 'handOver')?.things.length).toBeGreaterThan(0);
	});

	it('has needs, reservations, handovers, clearances and gates in every state', async () => {
		const states = async (table: string, column = 'state') =>
			Object.keys(await counted(`select ${column} from ${table}`)).toSorted();
		expect(await states('need')).toEqual(NEED_STATES.toSorted());
		expect(await states('reservation')).toEqual(RESERVATION_STATES.toSorted());
		expect(await states('handover')).toEqual(['confirmed', 'prepared', 'returned']);
		expect(await states('purchase_request')).toEqual(['approved', 'draft', 'rejected', 'submitted']);
		expect(await states('clearance')).toEqual(['consumed', 'expired', 'valid', 'withdrawn']);
		expect(await states('reuse_check')).toEqual(['completed', 'open', 'stale']);
		expect(await states('lot', 'hazard_state')).toEqual(['expert', 'null', 'ok', 'stop', 'unanswered']);
		expect(await states('lot', 'custody_state')).toEqual(
			['erased', 'failed', 'null', 'ready', 'received', 'verified'].toSorted()
		);
	});
});

describe('its history', () => {
	it('has entries in each of twelve months, more by and by, for every pilot', async () => {
		const today = osloDate(running.clock.now());
		const months = await counted('select period from benefit_entry');
		for (let back = 0; back < 12; back++) {
			const month = addDays(`${today.slice(0, 7)}-15`, -back * 30.4).slice(0, 7);
			expect(months[month], month).toBeGreaterThan(0);
		}
		const pilots = await counted(
			'select pilot.key from benefit_entry join pilot on pilot.id = benefit_entry.pilot_id'
		);
		expect(Object.keys(pilots).toSorted()).toEqual(['building', 'furniture', 'it']);
		expect(await counted('select cause from benefit_entry')).toMatchObject({
			handover: expect.any(Number),
			return: expect.any(Number),
			droppedNeed: expect.any(Number),
			needRestated: expect.any(Number)
		});
	});

	it('stands up to verification', async () => {
		const check = await verifyLedger(running.db);
		expect(check.entries).toBeGreaterThan(350);
		expect(check).toMatchObject({ wrong: [], overdrawn: [], unequalSums: [], isRight: true });
	});

	it('holds on hand what its movements add up to, and no more reserved than that', async () => {
		const off = `select count(*) from lot where on_hand_milli <> (select coalesce(sum(case when kind in ('in', 'returned')
			then quantity_milli else -quantity_milli end), 0) from stock_movement where lot_id = lot.id)
			or reserved_milli <> (select coalesce(sum(quantity_milli), 0) from reservation where lot_id = lot.id and state in ('requested', 'approved'))`;
		expect(await one(off)).toBe(0);
	});
});

describe('what waits', () => {
	it('is something for whoever signs in: approvals, requests, hazards and erasures', async () => {
		const { app } = running;
		for (const name of ['Marit Leknes', 'Randi Sykehjem'])
			expect(
				(await app.need.listNeeds(await personNamed(name), { scope: 'all' })).items.length
			).toBeGreaterThan(3);
		expect(
			(await app.reservation.countWaiting(await personNamed('Torbjørn Vaktmester'))).toDecide
		).toBeGreaterThan(0);
		const expert = await app.listing.listForExpert(await personNamed('Anne Byggland'));
		expect(expert.length).toBeGreaterThan(3);
	});
});
