import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '$lib/benefit/verify.server';
import { seedLoad } from '$lib/demo/load.server';
import type { Actor } from '$lib/organisation/permission';
import { canonicalise } from '$lib/platform/canonical-json';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestApp, type TestApp } from '../support/world';

const SIZE = 800;
const ENTRIES = 600;

let databases: TestDatabase[];
let loads: TestApp[];
let made: Awaited<ReturnType<typeof seedLoad>>[];

beforeAll(async () => {
	databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
	loads = await Promise.all(databases.map((database) => createTestApp(database)));
	made = [];
	// The ledger is booked by the services, whose ids are random: only one of the two has one.
	for (const [index, { app, db, clock }] of loads.entries())
		made.push(await seedLoad(app, db, clock, { size: SIZE, ...(index === 0 && { entries: ENTRIES }) }));
}, 240_000);
afterAll(async () => {
	for (const load of loads) await load.stop();
	for (const database of databases) await database.drop();
});

const rowsOf = async <Row>(statement: string, load = loads[0]): Promise<Row[]> =>
	load ? (await sql<Row>`${sql.raw(statement)}`.execute(load.db)).rows : [];
const one = async (statement: string): Promise<number> =>
	Number((await rowsOf<{ count: number }>(statement))[0]?.count);

async function anyone(load: TestApp): Promise<Actor> {
	const [first] = await load.app.account.listDemoPeople();
	const actor = first && (await load.app.organisation.findActor(first.id));
	if (!actor) throw new Error('nobody is there');
	return actor;
}

describe('load', () => {
	it('makes as many as asked for: listings, needs with their checks, ledger entries', async () => {
		expect(made[0]).toMatchObject({ listings: SIZE, needs: SIZE / 20 });
		expect(made[0]?.entries).toBeGreaterThanOrEqual(ENTRIES);
		const published = `select count(*) from listing where state = 'published' and created_by is not null`;
		expect(await one(published)).toBeGreaterThanOrEqual(SIZE);
		expect(
			await one('select count(*) from need join reuse_check on need_id = need.id')
		).toBeGreaterThanOrEqual(SIZE / 20);
		expect(await one('select count(*) from benefit_entry')).toBeGreaterThanOrEqual(ENTRIES);
	});

	it('is spread as a town is: few types make up most, many units take part, most things are single or few', async () => {
		const types = await rowsOf<{ n: number }>(
			`select count(*)::int as n from listing join lot on lot.id = lot_id where listing.state = 'published' group by item_type_id order by 1 desc`
		);
		expect(types.length).toBeGreaterThan(80);
		expect(types.slice(0, 10).reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(SIZE * 0.35);
		expect(await one('select count(distinct unit_id) from listing')).toBeGreaterThan(50);
		const [spread] = await rowsOf<{ median: number; most: number }>(
			`select percentile_cont(0.5) within group (order by on_hand_milli) as median, max(on_hand_milli) as most from lot where measure = 'pcs' and on_hand_milli > 0`
		);
		expect(spread?.median).toBeLessThanOrEqual(10_000);
		expect(spread?.most).toBeGreaterThan(100_000);
		const [dates] = await rowsOf<{ months: number }>(
			`select count(distinct date_trunc('month', published_at))::int as months from listing`
		);
		expect(dates?.months).toBeGreaterThanOrEqual(22);
	});

	it('holds what its movements add up to, and is found by its words', async () => {
		const off = `select count(*) from lot where on_hand_milli <> (select coalesce(sum(case when kind in ('in', 'returned')
			then quantity_milli else -quantity_milli end), 0) from stock_movement where lot_id = lot.id)`;
		expect(await one(off)).toBe(0);
		expect(await one(`select count(*) from listing where search_document = ''`)).toBe(0);
		const withoutVersion = `select count(*) from listing where state = 'published'
			and not exists (select 1 from listing_version where listing_id = listing.id)`;
		expect(await one(withoutVersion)).toBe(0);
		const [load] = loads;
		if (!load) return;
		const found = await load.app.search.search(await anyone(load), {
			q: 'kontorstol',
			condition: [],
			limit: 20
		});
		expect(found.listingIds.length).toBeGreaterThan(5);
	});

	it('writes versions as the services do, so that evidence can rest on them', async () => {
		const [version] = await rowsOf<{ content: string; contentHash: string }>(
			`select content, content_hash from listing_version order by id desc limit 1`
		);
		expect(canonicalise(JSON.parse(version?.content ?? 'null'))).toBe(version?.content);
	});

	it('has a ledger in which every entry recomputes, over two years, in its units’ paths', async () => {
		const [load] = loads;
		if (!load) return;
		expect(await verifyLedger(load.db)).toMatchObject({
			wrong: [],
			overdrawn: [],
			unequalSums: [],
			isRight: true
		});
		const months = await rowsOf<{ period: string }>('select distinct period from benefit_entry');
		expect(months.length).toBeGreaterThanOrEqual(20);
	});

	it('is the same again for the same seed', async () => {
		// What the services listed for the ledger's models is dated on the hour.
		const known = `select title, condition, on_hand_milli from listing join lot on lot.id = lot_id where listing.state = 'published'
			and date_trunc('milliseconds', published_at) <> published_at order by title, condition, on_hand_milli`;
		expect(await rowsOf(known, loads[0])).toEqual(await rowsOf(known, loads[1]));
	});
});
