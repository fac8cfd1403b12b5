import type { Cookies } from '@sveltejs/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '$lib/account/secret.server';
import { SESSION_COOKIE } from '$lib/account/session.server';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { rateLimit } from '$lib/platform/rate-limit.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
	actorOf,
	anOrgnr,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type World
} from '../support/world';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const PASSWORD = 'fire tilfeldige ord her';

let database: TestDatabase;
let test: TestApp;
let world: World;
let later = TEST_NOW.getTime();

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

/** Moves the clock on, past every window and session of the tests before. */
const aWeekPasses = () => test.clock.set(new Date((later += 8 * DAY)));
const passes = (ms: number) => test.clock.set(new Date((later += ms)));

/** A browser with the session cookie: what a request with it would know. */
function browserWith(rawId: string) {
	const jar = new Map([[SESSION_COOKIE, rawId]]);
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string) => void jar.set(name, value)
	} as unknown as Cookies;
	return {
		jar,
		async request(app = test.app): Promise<App.Locals> {
			const locals: App.Locals = {
				requestId: newId(),
				actor: null,
				practice: null,
				sessionId: null,
				session: null
			};
			await app.account.resumeSession({ cookies, locals });
			return locals;
		}
	};
}

async function signedInAs(person: { id: string }) {
	const { cookie } = await test.app.account.signInAsDemoPerson(person.id);
	return browserWith(cookie.value);
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (error instanceof AppError) return error.code;
			throw error;
		}
	);

async function anAdmin(email: string): Promise<{ email: string; personId: string }> {
	const { secret } = await test.app.provision.inviteAdmin({
		email,
		name: 'Anne Admin',
		organisation: { orgnr: anOrgnr(), name: 'Ny kommune' }
	});
	await test.app.account.setPassword(secret, PASSWORD);
	const person = await test.db
		.selectFrom('person')
		.select('id')
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	return { email, personId: person.id };
}

describe('a session', () => {
	it('is known by its cookie and stored as a hash only', async () => {
		aWeekPasses();
		const { cookie } = await test.app.account.signInAsDemoPerson(world.people.manager.id);
		expect(cookie).toMatchObject({
			name: 'omatt_session',
			attributes: { httpOnly: true, sameSite: 'lax', secure: false, path: '/' }
		});
		const locals = await browserWith(cookie.value).request();
		expect(locals.actor?.personId).toBe(world.people.manager.id);
		const ids = await test.db.selectFrom('session').select('id').execute();
		expect(ids).toContainEqual({ id: sha256(cookie.value) });
		expect(ids).not.toContainEqual({ id: cookie.value });
	});

	it('slides with use, ends after 12 hours of rest', async () => {
		aWeekPasses();
		const browser = await signedInAs(world.people.buyer);
		passes(11 * HOUR);
		expect((await browser.request()).actor).not.toBeNull();
		passes(11 * HOUR);
		expect((await browser.request()).actor).not.toBeNull();
		passes(12 * HOUR + 1);
		expect((await browser.request()).actor).toBeNull();
		expect(browser.jar.get(SESSION_COOKIE)).toBe('');
	});

	it('ends seven days after it began, however much it is used', async () => {
		aWeekPasses();
		const browser = await signedInAs(world.people.buyer);
		for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
			passes(8 * HOUR);
			expect((await browser.request()).actor, `after ${hours + 8} hours`).not.toBeNull();
		}
		passes(8 * HOUR - 1000);
		expect((await browser.request()).actor).not.toBeNull();
		passes(1000);
		expect((await browser.request()).actor).toBeNull();
	});

	it('ends at once when the person or the account is out', async () => {
		aWeekPasses();
		const person = await world.make.person('Ute Snart', world.units.school, ['requester']);
		const deactivated = await signedInAs(person);
		await test.db
			.updateTable('person')
			.set({ deactivatedAt: test.clock.now() })
			.where('id', '=', person.id)
			.execute();
		expect((await deactivated.request()).actor).toBeNull();
		expect(await codeOf(test.app.account.signInAsDemoPerson(person.id))).toBe('notFound');

		const other = await world.make.person('Stengt Ute', world.units.school, ['requester']);
		const disabled = await signedInAs(other);
		await test.db
			.updateTable('account')
			.set({ disabledAt: test.clock.now() })
			.where('personId', '=', other.id)
			.execute();
		expect((await disabled.request()).actor).toBeNull();
		expect(await codeOf(test.app.account.signInAsDemoPerson(other.id))).toBe('notFound');
	});

	it('can be ended from another device, but only by its own person', async () => {
		aWeekPasses();
		const phone = await signedInAs(world.people.requester);
		passes(1000);
		const desk = await signedInAs(world.people.requester);
		const { actor, sessionId } = await desk.request();
		if (!actor) throw new Error('not signed in');
		const listed = await test.app.account.listSessions(actor, sessionId);
		expect(listed.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
		const phoneId = listed[1]?.id ?? '';

		await test.app.account.endSession(await actorOf(test.app, world.people.manager), phoneId);
		expect((await phone.request()).actor).not.toBeNull();
		await test.app.account.endSession(actor, phoneId);
		expect((await phone.request()).actor).toBeNull();
		expect((await desk.request()).actor).not.toBeNull();

		await test.app.account.signOut(sessionId);
		expect((await desk.request()).actor).toBeNull();
	});

	it('does not open for ids that are not ours', async () => {
		for (const rawId of ['', 'x', sha256('x'), 'a'.repeat(5000)])
			expect((await browserWith(rawId).request()).actor).toBeNull();
	});
});

describe('the demo', () => {
	it('lists its people with roles, and nobody else', async () => {
		aWeekPasses();
		const admin = await anAdmin('ekte@test.example');
		const people = await test.app.account.listDemoPeople();
		expect(people.find(({ id }) => id === world.people.manager.id)).toMatchObject({
			name: 'Magne Manager',
			unitName: 'Etat for læring',
			organisationName: 'Fjordvik kommune',
			roles: ['manager']
		});
		expect(people.map(({ id }) => id)).not.toContain(admin.personId);
		expect(await codeOf(test.app.account.signInAsDemoPerson(admin.personId))).toBe('notFound');
	});

	it('is closed where the demo is off, also for sessions that had begun', async () => {
		aWeekPasses();
		const closed = await createTestApp(database, test.clock, { isDemo: false });
		const { id } = world.people.requester;
		expect(await codeOf(closed.app.account.signInAsDemoPerson(id))).toBe('notFound');
		expect(await codeOf(closed.app.account.openDemoAccount(id))).toBe('notFound');
		expect(await closed.app.account.listDemoPeople()).toEqual([]);
		const browser = await signedInAs(world.people.requester);
		expect((await browser.request(closed.app)).actor).toBeNull();
		await closed.stop();
	});
});

describe('a password', () => {
	const from = (clientAddress: string, email: string, password = PASSWORD) =>
		test.app.account.signInWithPassword({ email, password, clientAddress });

	it('lets in, whatever the case of the address', async () => {
		aWeekPasses();
		const admin = await anAdmin('kari@test.example');
		const { cookie } = await from('192.0.2.1', ' Kari@Test.example ');
		expect((await browserWith(cookie.value).request()).actor?.personId).toBe(admin.personId);
	});

	it('answers the same for a wrong password, an unknown account, one without password and one that is out', async () => {
		aWeekPasses();
		await anAdmin('ola@test.example');
		const out = await anAdmin('out@test.example');
		await test.db
			.updateTable('account')
			.set({ disabledAt: test.clock.now() })
			.where('personId', '=', out.personId)
			.execute();
		await test.app.provision.inviteAdmin({
			email: 'new@test.example',
			name: 'Ny',
			organisation: { orgnr: anOrgnr(), name: 'N' }
		});
		expect(await codeOf(from('192.0.2.1', 'ola@test.example', 'wrong'))).toBe('wrongEmailOrPassword');
		expect(await codeOf(from('192.0.2.1', 'nobody@test.example'))).toBe('wrongEmailOrPassword');
		expect(await codeOf(from('192.0.2.1', 'new@test.example'))).toBe('wrongEmailOrPassword');
		expect(await codeOf(from('192.0.2.1', 'out@test.example'))).toBe('wrongEmailOrPassword');
		expect(await codeOf(from('192.0.2.1', world.people.manager.email))).toBe('wrongEmailOrPassword');
	});

	it('may be tried ten times an account and window, also when all come at once', async () => {
		aWeekPasses();
		await anAdmin('tried@test.example');
		const tries = await Promise.all(
			Array.from({ length: 25 }, (_, index) =>
				codeOf(from(`192.0.2.${index}`, 'tried@test.example', 'wrong'))
			)
		);
		expect(tries.filter((code) => code === 'wrongEmailOrPassword')).toHaveLength(10);
		expect(tries.filter((code) => code === 'tooManyAttempts')).toHaveLength(15);
		expect(await codeOf(from('192.0.2.1', 'tried@test.example'))).toBe('tooManyAttempts');
		passes(15 * 60 * 1000);
		expect(await codeOf(from('192.0.2.1', 'tried@test.example'))).toBe('allowed');
	});

	it('may be tried fifty times from one place, over any number of accounts', async () => {
		aWeekPasses();
		const codes: string[] = [];
		for (let index = 0; index < 52; index++)
			codes.push(await codeOf(from('2001:db8::1', `a${index}@test.example`)));
		expect(codes.lastIndexOf('wrongEmailOrPassword')).toBe(49);
		expect(codes.slice(50)).toEqual(['tooManyAttempts', 'tooManyAttempts']);
		expect(await codeOf(from('2001:db8::2', 'b@test.example'))).toBe('tooManyAttempts');
		expect(await codeOf(from('2001:db8:1::1', 'b@test.example'))).toBe('wrongEmailOrPassword');
	});

	it('leaves no address in the table of limits', async () => {
		const { rows } = await sql<{ key: string }>`select key from rate_limit`.execute(test.db);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter(({ key }) => /@|2001|192\.0/.test(key))).toEqual([]);
	});
});

describe('a rate limit', () => {
	it('counts 300 attempts at once exactly, tells how long to wait and starts again', async () => {
		const now = new Date('2026-11-23T08:04:00Z');
		const answers = await Promise.all(
			Array.from({ length: 300 }, () => rateLimit(test.db, 'test', 100, 15 * 60_000, now))
		);
		expect(answers.filter(({ isAllowed }) => isAllowed)).toHaveLength(100);
		expect(answers[0]?.retryAfterMs).toBe(11 * 60_000);
		const next = await rateLimit(test.db, 'test', 100, 15 * 60_000, new Date('2026-11-23T08:15:00Z'));
		expect(next.isAllowed).toBe(true);
	});

	it('sweeps windows that are long past', async () => {
		await rateLimit(test.db, 'old', 1, 60_000, new Date('2020-01-01T00:00:00Z'));
		await rateLimit(test.db, 'swept', 1, 60_000, new Date('2031-01-01T00:00:00Z'));
		const { rows } = await sql`select 1 from rate_limit where key = 'old'`.execute(test.db);
		expect(rows).toEqual([]);
	});
});

describe('a one-time link', () => {
	const invite = (email: string) =>
		test.app.provision.inviteAdmin({
			email,
			name: 'Ny Admin',
			organisation: { orgnr: anOrgnr(), name: 'Linkby' }
		});

	it('sets a password once, signs in and ends other sessions', async () => {
		aWeekPasses();
		const { secret } = await invite('once@test.example');
		expect(await test.app.account.findLink(secret)).toEqual({ name: 'Ny Admin', email: 'once@test.example' });
		const { cookie } = await test.app.account.setPassword(secret, PASSWORD);
		const first = browserWith(cookie.value);
		const actor = (await first.request()).actor;
		expect(actor?.grants.map(({ role }) => role).sort()).toEqual(['orgAdmin', 'requester']);
		expect(await test.app.account.findLink(secret)).toBeNull();
		expect(await codeOf(test.app.account.setPassword(secret, PASSWORD))).toBe('notFound');
		expect((await first.request()).actor).not.toBeNull();
	});

	it('is used by one of many who try at once', async () => {
		aWeekPasses();
		const { secret } = await invite('race@test.example');
		const codes = await Promise.all(
			Array.from({ length: 6 }, () => codeOf(test.app.account.setPassword(secret, PASSWORD)))
		);
		expect(codes.filter((code) => code === 'allowed')).toHaveLength(1);
	});

	it('is dead after two days, and when a newer one was made', async () => {
		aWeekPasses();
		const orgnr = anOrgnr();
		const again = () =>
			test.app.provision.inviteAdmin({
				email: 'late@test.example',
				name: 'Sen',
				organisation: { orgnr, name: 'Senby' }
			});
		const first = await again();
		const second = await again();
		expect(await test.app.account.findLink(first.secret)).toBeNull();
		passes(48 * HOUR);
		expect(await test.app.account.findLink(second.secret)).toBeNull();
	});

	it('refuses a password that holds the address', async () => {
		aWeekPasses();
		const { secret } = await invite('like@test.example');
		expect(await codeOf(test.app.account.setPassword(secret, 'Like@test.example!'))).toBe(
			'passwordLikeEmail'
		);
		expect(await test.app.account.findLink(secret)).not.toBeNull();
	});

	it('is refused where the organisation is unclear or the person is elsewhere', async () => {
		const invitation = { email: 'x@test.example', name: 'X' };
		expect(await codeOf(test.app.provision.inviteAdmin(invitation))).toBe('organisationUnclear');
		const wrong = { ...invitation, organisation: { orgnr: '123456789', name: 'X' } };
		expect(await codeOf(test.app.provision.inviteAdmin(wrong))).toBe('orgnrInvalid');
		const elsewhere = {
			email: world.people.buyer.email,
			name: 'X',
			organisation: { orgnr: anOrgnr(), name: 'X' }
		};
		expect(await codeOf(test.app.provision.inviteAdmin(elsewhere))).toBe('personElsewhere');
	});

	it('leaves its trace in the audit log', async () => {
		const { rows } = await sql<{ event: string }>`select distinct event from audit_entry`.execute(test.db);
		expect(rows.map(({ event }) => event)).toEqual(
			expect.arrayContaining([
				'organisation.created',
				'person.created',
				'membership.granted',
				'account.invited',
				'account.passwordSet'
			])
		);
	});
});

describe('a token', () => {
	const create = (days = 90) =>
		test.app.provision.createToken({
			email: world.people.buyer.email,
			scopes: ['listings:read'],
			name: 'test',
			days
		});

	it('acts for its person with its scopes, from their unit', async () => {
		const { token } = await create();
		expect(token).toMatch(/^omatt_[\w-]{43}$/);
		const actor = await test.app.account.findActorOfToken(token);
		expect(actor).toMatchObject({
			personId: world.people.buyer.id,
			via: { kind: 'token', unitId: world.people.buyer.unitId, scopes: ['listings:read'] }
		});
		const { rows } = await sql`select 1 from api_token where token_hash = ${token}`.execute(test.db);
		expect(rows).toEqual([]);
	});

	it('notes its use at most once a minute', async () => {
		aWeekPasses();
		const { token } = await create();
		const lastUsed = () =>
			test.db
				.selectFrom('apiToken')
				.select('lastUsedAt')
				.where('tokenHash', '=', sha256(token))
				.executeTakeFirstOrThrow();
		const used: (Date | null)[] = [(await lastUsed()).lastUsedAt];
		for (const wait of [0, 30_000, 31_000]) {
			passes(wait);
			await test.app.account.findActorOfToken(token);
			used.push((await lastUsed()).lastUsedAt);
		}
		const start = later - 61_000;
		expect(used.map((at) => at && at.getTime() - start)).toEqual([null, 0, 0, 61_000]);
	});

	it('is nobody when unknown, expired, revoked, or its person is out', async () => {
		expect(await test.app.account.findActorOfToken(`omatt_${'a'.repeat(43)}`)).toBeNull();
		expect(await test.app.account.findActorOfToken('x')).toBeNull();
		const expired = await create(1);
		passes(DAY);
		expect(await test.app.account.findActorOfToken(expired.token)).toBeNull();

		const revoked = await create();
		await test.db
			.updateTable('apiToken')
			.set({ revokedAt: test.clock.now() })
			.where('tokenHash', '=', sha256(revoked.token))
			.execute();
		expect(await test.app.account.findActorOfToken(revoked.token)).toBeNull();

		const { token } = await create();
		const account = test.db.updateTable('account').where('personId', '=', world.people.buyer.id);
		await account.set({ disabledAt: test.clock.now() }).execute();
		expect(await test.app.account.findActorOfToken(token)).toBeNull();
		await account.set({ disabledAt: null }).execute();
		expect(await test.app.account.findActorOfToken(token)).not.toBeNull();
	});

	it('is not made for somebody we do not know', async () => {
		const unknown = { email: 'nobody@test.example', scopes: ['admin'], name: 'x', days: 1 };
		expect(await codeOf(test.app.provision.createToken(unknown))).toBe('personUnknown');
	});
});

describe('a session on https', () => {
	it('has a cookie that only https carries', async () => {
		const { createApp } = await import('$lib/app.server');
		const secure = createApp({
			db: test.db,
			clock: settableClock(test.clock.now()),
			log: test.app.log,
			dataDir: test.dataDir,
			origin: 'https://omatt.example',
			isDemo: true
		});
		const { cookie } = await secure.account.signInAsDemoPerson(world.people.buyer.id);
		expect(cookie.attributes.secure).toBe(true);
	});
});
