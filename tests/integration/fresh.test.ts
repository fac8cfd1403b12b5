import { afterAll, beforeAll, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { startServer, type RunningServer } from '../support/server';
import {
	actorOf,
	createTestApp,
	createWorld,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const PASSWORD = 'Blåbær og fjelluft 1917';
const HOUR = 3_600_000;

let database: TestDatabase;
let test: TestApp;
let world: World;
let server: RunningServer;
let requestId: string;

beforeAll(async () => {
	database = await createTestDatabase();
	// The server beside us tells the time by itself.
	test = await createTestApp(database, settableClock(new Date(Date.now() - HOUR)), { isDemo: false });
	world = await createWorld(test.db, test.clock);
	const { app } = test;
	const { people, itemTypes } = world;
	const needId = await aNeed(app, people.requester, itemTypes.carpet);
	await findNothing(app, people.requester, needId);
	requestId = await submitted(app, people.requester, needId);
	const admin = await actorOf(app, people.orgAdmin);
	const { secret } = await app.people.inviteAgain(admin, people.manager.id);
	await app.account.setPassword(secret, PASSWORD);
	server = await startServer({ database, demo: false, env: { LOG_LEVEL: 'error' } });
}, 120_000);
afterAll(async () => {
	await server?.stop();
	await test?.stop();
	await database?.drop();
});

const cookieOf = (response: Response): string => {
	const set = response.headers.getSetCookie().find((line) => line.startsWith('omatt_session='));
	if (!set) throw new Error(`no session came with ${response.status}`);
	return set.split(';')[0] ?? '';
};

async function signIn({ email }: TestPerson): Promise<string> {
	const response = await server.request('/sign-in?/password', { form: { email, password: PASSWORD } });
	expect(response.status).toBe(303);
	return cookieOf(response);
}

/** Everybody showed who they are this long ago. */
const ago = (ms: number) =>
	test.db
		.updateTable('session')
		.set({ authenticatedAt: new Date(Date.now() - ms) })
		.execute();

async function stateOfRequest(): Promise<string> {
	const { state } = await test.db
		.selectFrom('purchaseRequest')
		.select('state')
		.where('id', '=', requestId)
		.executeTakeFirstOrThrow();
	return state;
}
const clearances = async () => (await test.db.selectFrom('clearance').select('id').execute()).length;

it('asks who signed in long ago to show who they are before an approval, and only then approves', async () => {
	const page = `/approvals/${requestId}`;
	const approve = (cookie: string) => server.request(`${page}?/approve`, { cookie, form: {} });
	const again = `/sign-in-again?next=${encodeURIComponent(page)}`;
	const old = await signIn(world.people.manager);
	await ago(24 * HOUR);

	const asked = await approve(old);
	expect(asked.status).toBe(303);
	expect(asked.headers.get('location')).toBe(again);
	expect(await stateOfRequest()).toBe('submitted');
	expect(await clearances()).toBe(0);

	// Reading is not deciding.
	expect((await server.request(page, { cookie: old })).status).toBe(200);

	const confirm = (password: string) =>
		server.request('/sign-in-again', { cookie: old, form: { password, next: page } });
	const wrong = await confirm('not the password');
	expect(wrong.status).toBe(422);
	expect(await wrong.text()).not.toContain('not the password');
	expect((await approve(old)).headers.get('location')).toBe(again);

	const right = await confirm(PASSWORD);
	expect(right.status).toBe(303);
	expect(right.headers.get('location')).toBe(page);
	const fresh = cookieOf(right);
	expect(fresh).not.toBe(old);
	// The session it took the place of is over.
	expect((await approve(old)).headers.get('location')).toMatch(/^\/sign-in(\?|$)/);
	expect(await stateOfRequest()).toBe('submitted');

	const approved = await approve(fresh);
	expect(approved.status).toBe(303);
	expect(approved.headers.get('location')).toBe(page);
	expect(await stateOfRequest()).toBe('approved');
	expect(await clearances()).toBe(1);
});

it('comes back to our own pages only', async () => {
	const cookie = await signIn(world.people.manager);
	const response = await server.request('/sign-in-again', {
		cookie,
		form: { password: PASSWORD, next: '//elsewhere.example' }
	});
	expect(response.headers.get('location')).toBe('/home');
});

it('stops guessing after a few tries, also when the right one comes', async () => {
	const cookie = await signIn(world.people.manager);
	const statuses: number[] = [];
	for (let tries = 0; tries < 12; tries++) {
		const response = await server.request('/sign-in-again', {
			cookie,
			form: { password: `wrong ${tries}`, next: '/' }
		});
		statuses.push(response.status);
	}
	expect(statuses[0]).toBe(422);
	expect(statuses.at(-1)).toBe(429);
	const right = await server.request('/sign-in-again', { cookie, form: { password: PASSWORD, next: '/' } });
	expect(right.status).toBe(429);
});
