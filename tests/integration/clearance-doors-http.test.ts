import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorText } from '$lib/i18n/error-text';
import { settableClock } from '$lib/platform/clock';
import { ROLES } from '$lib/organisation/organisation';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { DOOR_CASES, DOORS, pathFor, type Ask, type Door } from '../support/doors';
import { tokenFor, UNKNOWN_IDS, type Estate } from '../support/estates';
import { aNeed, aRequest, findNothing, submitted } from '../support/needs';
import { startServer, type RunningServer } from '../support/server';
import {
	actorOf,
	createTestApp,
	createWorld,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const DAY = 86_400_000;
const SUBMIT = [
	'/(app)/needs/[id]/purchase action submit',
	'/api/v1/needs/[id]/purchase-request/submit POST'
];
const APPROVE = ['/(app)/approvals/[id] action approve', '/api/v1/needs/[id]/purchase-request/approve POST'];

let database: TestDatabase;
let running: TestApp;
let world: World;
let server: RunningServer;
/** Holds every role there is at the top: nothing but the rules stands in the way. */
let everything: TestPerson;
let cookies: Map<string, { cookie: string; bearer: string }>;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(new Date()));
	world = await createWorld(running.db, running.clock);
	everything = await world.make.person('Alva Alt', world.units.department, ROLES);
	server = await startServer({ database, env: { LOG_LEVEL: 'error' } });
	const people = [everything, world.people.requester, world.people.manager];
	const keys = people.map(async (person) => {
		const key = { cookie: await server.signInAs(person.id), bearer: await tokenFor(running, person) };
		return [person.id, key] as const;
	});
	cookies = new Map(await Promise.all(keys));
}, 120_000);
beforeEach(() => running.clock.set(new Date()));
afterAll(async () => {
	await server?.stop();
	await running?.stop();
	await database?.drop();
});

interface Situation {
	need: string;
	request: string;
}
type Make = (by: TestPerson) => Promise<Situation>;

const draft = async (by: TestPerson, need: string, change = {}): Promise<string> => {
	const actor = await actorOf(running.app, by);
	return (await running.app.purchaseRequest.save(actor, need, aRequest(change))).requestId;
};
const checked = async (by: TestPerson): Promise<string> => {
	const need = await aNeed(running.app, by, world.itemTypes.carpet, { neededBy: '2027-06-01' });
	await findNothing(running.app, by, need);
	return need;
};

/** What must not be submitted, and why. */
const NOT_TO_SUBMIT: Record<string, { make: Make; code: string; quantity?: string }> = {
	'a missing rung': {
		code: 'checkRungMissing',
		make: async (by) => {
			const need = await aNeed(running.app, by, world.itemTypes.carpet, { neededBy: '2027-06-01' });
			return { need, request: await draft(by, need) };
		}
	},
	'a stale check': {
		code: 'checkStale',
		make: async (by) => {
			running.clock.set(new Date(Date.now() - 15 * DAY));
			const need = await checked(by);
			return { need, request: await draft(by, need) };
		}
	},
	'too much': {
		code: 'purchaseTooMuch',
		quantity: '6',
		make: async (by) => {
			const need = await checked(by);
			return { need, request: await draft(by, need, { quantity: '6' }) };
		}
	}
};
/** What must not be approved, by whom, and why. */
const NOT_TO_APPROVE: Record<string, { make: Make; code: string; by: () => TestPerson }> = {
	'a request that was not submitted': {
		code: 'purchaseNotSubmitted',
		by: () => world.people.manager,
		make: async (by) => {
			const need = await checked(by);
			return { need, request: await draft(by, need) };
		}
	},
	'one’s own request': {
		code: 'fourEyes',
		by: () => everything,
		make: async () => {
			const need = await checked(everything);
			return { need, request: await submitted(running.app, everything, need) };
		}
	}
};

const clearances = async (need?: string): Promise<number> => {
	const { count } = await running.db
		.selectFrom('clearance')
		.innerJoin('purchaseRequest', 'purchaseRequest.id', 'clearance.purchaseRequestId')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.$if(need !== undefined, (query) => query.where('purchaseRequest.needId', '=', need ?? ''))
		.executeTakeFirstOrThrow();
	return count;
};
const doorNamed = (name: string): Door => {
	const door = DOORS.find((one) => one.name === name);
	if (!door) throw new Error(`there is no ${name}`);
	return door;
};
/** The case of a door on these things; whoever asks has nothing else of their own. */
function asksOf(door: Door, { need, request }: Situation): Ask[] {
	const ids = { ...UNKNOWN_IDS, need, request, requestedNeed: need, droppedNeed: need, clearedNeed: need };
	const own = { ids, photo: '', giving: world.units.library, receiving: world.units.school };
	return DOOR_CASES[door.name]?.asks(ids, own as unknown as Estate) ?? [];
}
async function go(door: Door, ask: Ask, by: TestPerson): Promise<{ status: number; body: string }> {
	const key = cookies.get(by.id);
	const { form, json } = ask;
	const response = await server.request(pathFor(door, ask), {
		method: door.method,
		...(door.routeId.startsWith('/api/') ? { bearer: key?.bearer ?? '' } : { cookie: key?.cookie ?? '' }),
		...(form && { form }),
		...(json !== undefined && { json })
	});
	return { status: response.status, body: await response.text() };
}

describe('the doors to a clearance', () => {
	it('are those the table of routes gives to who may submit or decide', () => {
		const withAction = (wanted: string) =>
			DOORS.filter(({ access, method }) => {
				const action = typeof access === 'object' ? access.action : access;
				return method !== 'GET' && action === wanted;
			}).map(({ name }) => name);
		expect(withAction('purchaseRequest.decide').toSorted()).toEqual(
			[
				...APPROVE,
				'/(app)/approvals/[id] action reject',
				'/api/v1/needs/[id]/purchase-request/reject POST'
			].toSorted()
		);
		expect(withAction('purchaseRequest.create').toSorted()).toEqual(
			[
				...SUBMIT,
				'/(app)/needs/[id]/purchase action save',
				'/api/v1/needs/[id]/purchase-request POST'
			].toSorted()
		);
	});

	it('lead through one function of one service, whoever calls: forms, API, commands, seed and jobs', () => {
		const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
			.map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join('src', file), 'utf8') }));
		const using = (pattern: RegExp) =>
			sources
				.filter(({ text }) => pattern.test(text))
				.map(({ file }) => file)
				.toSorted();
		expect(using(/insertInto\('clearance'\)|insert into clearance\b/)).toEqual([
			'lib/need/clearance.repository.server.ts'
		]);
		expect(using(/clearanceRepository\([^)]*\)\s*\.insert\(/)).toEqual([
			'lib/need/purchase-decisions.server.ts'
		]);
		expect(using(/purchaseRequest\s*\.approve\(/)).toEqual([
			'lib/demo/plays.server.ts',
			'routes/(app)/approvals/[id]/+page.server.ts',
			'routes/api/v1/needs/[id]/purchase-request/approve/+server.ts'
		]);
	});

	it('are narrowed by the database: what the server’s role may do, and cannot lift', async () => {
		const client = new pg.Client(database.ownerUrl);
		await client.connect();
		try {
			const { rows } = await client.query<{ name: string; rights: string }>(`
				select table_name as name, string_agg(privilege_type, ' ' order by privilege_type) as rights
				from information_schema.role_table_grants where grantee in ('omatt_app', 'PUBLIC') and table_name in
					('need', 'reuse_check', 'reuse_check_candidate', 'reuse_check_answer', 'reuse_check_rerun', 'rung_answer',
					'purchase_request', 'clearance', 'listing_version')
				group by table_name order by table_name`);
			const forbidden = ['DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES'];
			expect(rows).toHaveLength(9);
			for (const { name, rights } of rows)
				for (const right of forbidden) expect(`${name}: ${rights}`).not.toContain(right);
			const { rows: roles } = await client.query(
				`select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
					(select count(*)::int from pg_class where relowner = pg_roles.oid) as owned,
					(select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
					(select array_agg(proname::text) from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
						where prosecdef and nspname = 'public') as elevated
				from pg_roles where rolname = 'omatt_app'`
			);
			expect(roles).toEqual([
				{
					rolsuper: false,
					rolcreaterole: false,
					rolcreatedb: false,
					rolbypassrls: false,
					owned: 0,
					memberships: 0,
					elevated: ['remove_imported']
				}
			]);
			// The one way past its rights takes back what a file made, and touches people and units only.
			const { rows: bodies } = await client.query<{ body: string }>(
				`select prosrc as body from pg_proc where proname = 'remove_imported'`
			);
			const deletes = bodies.flatMap(({ body }) =>
				[...body.matchAll(/delete from (\w+)/g)].map(([, table]) => table)
			);
			expect(deletes).toEqual(['membership', 'person', 'unit_parent', 'unit']);
			expect(bodies[0]?.body).not.toMatch(/\b(insert|update \w+ set|execute)\b/i);
		} finally {
			await client.end();
		}
	});
});

describe('each door over HTTP', () => {
	for (const [name, { make, code, quantity }] of Object.entries(NOT_TO_SUBMIT))
		it(`refuses ${name}, and a manager cannot approve it`, async () => {
			const { requester, manager } = world.people;
			const words = errorText(code);
			for (const doorName of SUBMIT) {
				const situation = await make(requester);
				const [ask] = asksOf(doorNamed(doorName), situation);
				if (!ask) throw new Error('no case');
				const form = ask.form && { ...ask.form, ...(quantity && { quantity }) };
				const answer = await go(doorNamed(doorName), { ...ask, ...(form && { form }) }, requester);
				// What is wrong in a field is told by the form itself, before the service refuses it.
				expect([409, 422], `${doorName}: ${answer.body.slice(-300)}`).toContain(answer.status);
				expect(answer.body.includes(code) || answer.body.includes(words), doorName).toBe(true);
				for (const approve of APPROVE) {
					const [decide] = asksOf(doorNamed(approve), situation);
					if (!decide) throw new Error('no case');
					expect((await go(doorNamed(approve), decide, manager)).status, approve).toBe(409);
				}
				expect(await clearances(situation.need)).toBe(0);
			}
		});

	for (const [name, { make, code, by }] of Object.entries(NOT_TO_APPROVE))
		it(`refuses ${name}`, async () => {
			const words = errorText(code);
			for (const doorName of APPROVE) {
				const situation = await make(world.people.requester);
				const [ask] = asksOf(doorNamed(doorName), situation);
				if (!ask) throw new Error('no case');
				const answer = await go(doorNamed(doorName), ask, by());
				expect(answer.status, doorName).toBe(409);
				expect(answer.body.includes(code) || answer.body.includes(words), doorName).toBe(true);
				expect(await clearances(situation.need)).toBe(0);
			}
		});

	it('opens to nobody alone: every writing door of the table, twice over, by one who holds all roles', async () => {
		const writing = DOORS.filter(({ method, name }) => method === 'POST' && DOOR_CASES[name]);
		const makers = [...Object.values(NOT_TO_SUBMIT), ...Object.values(NOT_TO_APPROVE)];
		const before = await clearances();
		for (const { make } of makers) {
			running.clock.set(new Date());
			const situation = await make(everything);
			for (const door of [...writing, ...writing.toReversed()])
				for (const ask of asksOf(door, situation).filter(({ isUpload }) => !isUpload)) {
					const { status, body } = await go(door, ask, everything);
					expect(status, `${door.name}: ${body.slice(0, 200)}`).toBeLessThan(500);
				}
			expect(await clearances(situation.need)).toBe(0);
		}
		expect(await clearances()).toBe(before);
	}, 240_000);

	it('opens to two, by form and by API, so that the refusals above are no accident', async () => {
		const { requester, manager } = world.people;
		for (const [index, submit] of SUBMIT.entries()) {
			const need = await checked(requester);
			const situation = { need, request: await draft(requester, need) };
			const [ask] = asksOf(doorNamed(submit), situation);
			const [decide] = asksOf(doorNamed(APPROVE[index] ?? ''), situation);
			if (!ask || !decide) throw new Error('no case');
			expect((await go(doorNamed(submit), ask, requester)).status).toBeLessThan(400);
			expect((await go(doorNamed(APPROVE[index] ?? ''), decide, manager)).status).toBeLessThan(400);
			expect(await clearances(need)).toBe(1);
		}
	});
});
