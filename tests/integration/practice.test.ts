import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupScope } from '$lib/backup-scope.server';
import { settableClock } from '$lib/platform/clock';
import { sha256 } from '$lib/account/secret.server';
import { PRACTICE_THINGS } from '$lib/practice/practice';
import type { Actor } from '$lib/organisation/permission';
import { newId } from '$lib/platform/ids';
import { emptyDatabase, migrate } from '$lib/platform/migrate.server';
import type { PracticeRole } from '$lib/account/practice-role';
import { contentsOf, query } from '../support/backups';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { offer } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const MINUTE = 60_000;

let database: TestDatabase;
/** Two servers on one database. */
let servers: TestApp[];
let test: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	servers = await Promise.all([1, 2].map(() => createTestApp(database, undefined, { withPractice: true })));
	test = servers[0] as TestApp;
	world = await createWorld(test.db, test.clock);
	await test.app.benefit.installRegister();
	await offer(test.app, world.librarian, world.itemTypes.chair, { title: 'Ekte kontorstol' });
}, 120_000);
afterAll(async () => {
	for (const server of servers ?? []) await server.stop();
	await database?.drop();
});

let later = TEST_NOW.getTime();
/** Moves every server's clock on. */
const passes = (ms: number) => {
	later += ms;
	for (const { clock } of servers) clock.set(new Date(later));
};

const signedIn = async ({ id }: TestPerson) => (await test.app.account.signInAsDemoPerson(id)).cookie.value;

/** The person in a session of their own that has begun to practise. */
async function practising(person: TestPerson) {
	passes(MINUTE);
	const actor = await actorOf(test.app, person);
	const session = await signedIn(person);
	await test.app.practice.enter(actor, session);
	const as = async (role: PracticeRole) => {
		const found = await test.app.practice.findPractitioner(actor, role);
		if (!found) throw new Error('practice is over');
		return found;
	};
	return { actor, session, as };
}

/** States a need for chairs, takes them from what is there, and takes the check to its end. */
async function coverANeed(app: TestApp['app'], actor: Actor): Promise<string> {
	const chair = await app.catalogue.findTypeByKey('officeChair');
	const { needId } = await app.need.state(actor, {
		id: newId(app.clock.now().getTime()),
		unitId: actor.homeUnitId,
		itemTypeId: chair?.id ?? '',
		title: 'Kontorstol',
		quantity: '2',
		neededBy: '2027-02-01',
		reason: 'To nye',
		priceEvidence: 'none',
		wouldBuyNew: 'yes'
	});
	await app.reuseCheck.answerRung(actor, needId, {
		rung: 'avoid',
		decision: 'needed',
		answers: { usedFor: 'Arbeid', howLong: '', ifNot: '' }
	});
	const { groups } = await app.reuseCheck.getCheck(actor, needId);
	await app.reuseCheck.answerGroup(actor, needId, {
		groupNumber: groups[0]?.groupNumber ?? 0,
		outcome: 'used',
		quantity: '2'
	});
	return needId;
}

const countOf = async (table: string): Promise<number> =>
	Number((await query<{ count: string }>(database.ownerUrl, `select count(*) from ${table}`))[0]?.count);
const sql = (url: string, text: string) => query<Record<string, unknown>>(url, text);

describe('practice', () => {
	it('goes from the first search to approval and handover, and touches nothing real', async () => {
		const before = await contentsOf(database.ownerUrl);
		const { actor, session, as } = await practising(world.people.requester);
		const { app, actor: me } = await as('requester');
		expect(me.organisationId).not.toBe(actor.organisationId);
		expect(me.displayName).toBe(actor.displayName);
		expect(me.grants.map(({ role }) => role)).toEqual(['requester']);

		// A dozen things with pictures, and a colleague who wants one's own.
		expect(await countOf(`practice.listing where state = 'published'`)).toBe(PRACTICE_THINGS.length);
		expect(await countOf('practice.listing_photo')).toBe(PRACTICE_THINGS.length);
		expect((await app.reservation.list(me)).giving.map(({ state }) => state)).toEqual(['requested']);

		const needId = await coverANeed(app, me);
		expect((await app.need.getNeed(me, needId)).remainingMilli).toBe(0);
		const mine = async () => (await app.reservation.list(me)).receiving[0];
		expect(await mine()).toMatchObject({ state: 'requested', quantityMilli: 2000 });

		await test.app.practice.become(actor, session, 'manager');
		const { actor: manager } = await as('manager');
		await app.reservation.approve(manager, (await mine())?.id ?? '');
		const ready = await mine();
		await app.reservation.confirmHandover(manager, ready?.id ?? '', { pickupCode: ready?.pickupCode ?? '' });
		const [request] = await app.purchaseRequest.listWaiting(manager);
		expect(await app.purchaseRequest.approve(manager, request?.id ?? '')).toMatchObject({
			outcome: 'approved'
		});
		expect(await countOf('practice.benefit_entry')).toBeGreaterThan(0);

		// The number is good in practice only; whoever verifies it gets to hear that there is none.
		const [clearance] = await sql(database.ownerUrl, 'select number from practice.clearance');
		const number = String(clearance?.number);
		expect((await app.clearance.find(number, 'someone')).status).toBe('valid');
		expect((await test.app.clearance.find(number, 'someone')).status).toBe('unknown');

		await test.app.practice.leave(actor, session);
		expect(await test.app.practice.findPractitioner(actor, 'requester')).toBeUndefined();
		const { audit_entry: _before, ...rows } = before;
		const { audit_entry: _after, ...rowsAfter } = await contentsOf(database.ownerUrl);
		expect(rowsAfter).toEqual(rows);
		const log = await sql(
			database.ownerUrl,
			`select event, actor_id, organisation_id from audit_entry where event like 'practice.%' order by id`
		);
		const by = { actor_id: actor.personId, organisation_id: actor.organisationId };
		expect(log).toEqual([
			{ event: 'practice.entered', ...by },
			{ event: 'practice.left', ...by }
		]);
		expect(await countOf(`audit_entry where occurred_at >= '${new Date(later).toISOString()}'`)).toBe(2);
	});

	it('is kept apart by the database: neither role reaches the other side', async () => {
		const as = (role: string, table: string) =>
			sql(database.ownerUrl, `begin; set local role ${role}; select 1 from ${table} limit 1; rollback`);
		await as('omatt_practice', 'practice.organisation');
		await expect(as('omatt_practice', 'public.organisation')).rejects.toMatchObject({ code: '42501' });
		await expect(as('omatt_app', 'practice.organisation')).rejects.toMatchObject({ code: '42501' });
		const tables = (schema: string) =>
			sql(
				database.ownerUrl,
				`select relname from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r' order by relname`
			);
		expect(await tables('practice')).toEqual(await tables('public'));
		const reached = await sql(
			database.ownerUrl,
			`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'S')
				and has_table_privilege('omatt_practice', oid, 'select, insert, update, delete')`
		);
		expect(reached).toEqual([]);
	});

	it('begins once when it is asked for twice at once, on two servers', async () => {
		passes(MINUTE);
		const actor = await actorOf(test.app, world.librarian);
		const sessions = await Promise.all([1, 2, 3, 4].map(() => signedIn(world.librarian)));
		// The first one makes the ground ready; then only what is asked for at once is counted.
		const before = await countOf('practice.organisation');
		await Promise.all(
			sessions.map((session, index) =>
				(servers[index % servers.length] ?? test).app.practice.enter(actor, session)
			)
		);
		expect(await countOf('practice.organisation')).toBe(before + 1);
		expect(await countOf(`session where practising_as = 'requester'`)).toBe(sessions.length);
		for (const session of sessions.slice(1)) await test.app.practice.leave(actor, session);
		// The one who goes on there still has it.
		expect(await test.app.practice.findPractitioner(actor, 'requester')).toBeDefined();
	});

	it('begins again with fresh things, in every session of the person', async () => {
		const { actor, session, as } = await practising(world.people.buyer);
		const first = await as('requester');
		await coverANeed(first.app, first.actor);
		passes(MINUTE);
		await test.app.practice.enter(actor, session);
		const second = await as('requester');
		expect(second.actor.organisationId).not.toBe(first.actor.organisationId);
		expect((await second.app.need.listNeeds(second.actor)).items).toEqual([]);
		// Nor does one world see another.
		expect((await second.app.reservation.list(second.actor)).receiving).toEqual([]);
		const { giving } = await second.app.reservation.list((await as('manager')).actor);
		expect(giving).toHaveLength(1);
	});

	it('is not made without end', async () => {
		const { actor, session } = await practising(world.people.auditor);
		const tries = async () => {
			for (let time = 0; time < 25; time++) await test.app.practice.enter(actor, session);
		};
		await expect(tries()).rejects.toMatchObject({ code: 'tooManyAttempts' });
	});

	it('ends with the person', async () => {
		const { actor, session } = await practising(world.shelterWorker);
		const admin = await actorOf(test.app, world.people.orgAdmin);
		await test.app.people.deactivate(admin, world.shelterWorker.id, null);
		await expect(test.app.practice.enter(actor, session)).rejects.toMatchObject({ code: 'notFound' });
		expect(await countOf(`session where id = '${sha256(session)}'`)).toBe(0);
	});

	it('is cleared away in the night, photos and all, and begins again the next day', async () => {
		const { actor, session, as } = await practising(world.people.manager);
		await as('manager');
		await test.app.practice.clearAway();
		expect(await countOf('practice.organisation')).toBe(0);
		expect(await countOf('practice.audit_entry')).toBe(0);
		expect(await test.app.practice.findPractitioner(actor, 'requester')).toBeUndefined();
		passes(MINUTE);
		// Another server, which drew its pictures before the night.
		await servers[1]?.app.practice.enter(actor, session);
		expect((await as('requester')).actor.displayName).toBe(actor.displayName);
		expect(await countOf('practice.listing_photo')).toBe(PRACTICE_THINGS.length);
	});

	it('is no part of a backup', async () => {
		expect(backupScope('/x').shortLived).toContain('practice');
	});

	it('is not there where the owner may not make it', async () => {
		const { app, stop } = await createTestApp(
			{ ...database, ownerUrl: database.appUrl },
			settableClock(new Date(later)),
			{ withPractice: true }
		);
		await sql(database.ownerUrl, `comment on schema practice is 'of an older version'`);
		const actor = await actorOf(app, world.people.pilotLead);
		await expect(app.practice.enter(actor, 'x')).rejects.toMatchObject({
			code: 'practiceNotHere',
			status: 503
		});
		expect(await app.practice.findPractitioner(actor, 'requester')).toBeUndefined();
		await stop();
	});

	it('does not stand in the way of a database that is emptied and filled again', async () => {
		await emptyDatabase(database.ownerUrl);
		await migrate(database.ownerUrl);
		expect(await countOf('organisation')).toBe(0);
		expect(await countOf('kysely_migration')).toBeGreaterThan(20);
	});
});
