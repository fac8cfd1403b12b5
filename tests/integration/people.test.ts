import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { offer, reserve } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(test.db, test.clock);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const admin = () => actorOf(test.app, world.people.orgAdmin);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (error instanceof AppError) return error.code;
			throw error;
		}
	);

describe('an invitation', () => {
	it('lets a partner in by a link that works once, with the roles given', async () => {
		const { personId, secret } = await test.app.people.invite(await admin(), {
			name: 'Petra Partner',
			email: 'Petra@Verksted.example',
			unitId: world.units.school.id,
			roles: ['partner']
		});
		expect(await test.app.account.findLink(secret)).toEqual({
			name: 'Petra Partner',
			email: 'petra@verksted.example'
		});
		await test.app.account.setPassword(secret, 'fire tilfeldige ord her');
		expect(await codeOf(test.app.account.setPassword(secret, 'fire andre ord igjen'))).toBe('notFound');
		const { roles } = await test.app.people.get(await admin(), personId);
		expect(roles.map(({ role, unitName }) => `${role} ${unitName}`)).toEqual(['partner Nordnes skole']);
	});

	it('is refused to an address somebody has, wherever they work', async () => {
		const again = { name: 'X', unitId: world.units.school.id, roles: [] };
		const taken = test.app.people.invite(await admin(), { ...again, email: world.utland.email });
		expect(await codeOf(taken)).toBe('emailTaken');
	});
});

describe('roles', () => {
	it('are given and ended, and count at once', async () => {
		const { librarian, units } = world;
		await test.app.people.giveRole(await admin(), librarian.id, 'manager', units.agency.id);
		await test.app.people.giveRole(await admin(), librarian.id, 'manager', units.agency.id);
		const held = (await test.app.people.get(await admin(), librarian.id)).roles.filter(
			({ role }) => role === 'manager'
		);
		expect(held).toHaveLength(1);
		expect((await actorOf(test.app, librarian)).grants.map(({ role }) => role)).toContain('manager');
		await test.app.people.endRole(await admin(), librarian.id, held[0]?.id ?? '');
		expect((await actorOf(test.app, librarian)).grants.map(({ role }) => role)).not.toContain('manager');
	});

	it('leave one administrator', async () => {
		const { orgAdmin } = world.people;
		const { roles } = await test.app.people.get(await admin(), orgAdmin.id);
		const only = roles.find(({ role }) => role === 'orgAdmin')?.id ?? '';
		expect(await codeOf(test.app.people.endRole(await admin(), orgAdmin.id, only))).toBe('lastAdministrator');
		expect(await codeOf(test.app.people.deactivate(await admin(), orgAdmin.id, null))).toBe('notYourself');
	});
});

describe('someone who is shut out', () => {
	it('is out of every session and token at once, and the deputy answers what waited', async () => {
		const { app, db } = test;
		const giver = await world.make.person('Gro Slutter', world.units.library, ['requester']);
		const deputy = await world.make.person('Dag Vikar', world.units.school, ['requester']);
		const listingId = await offer(app, giver, world.itemTypes.chair, { quantity: '2' });
		const { held } = await reserve(app, world.people.requester, listingId);
		const { cookie } = await app.account.signInAsDemoPerson(giver.id);
		const { token } = await app.token.create(await admin(), {
			email: giver.email,
			name: 'Bestilling',
			scopes: ['listings:read'],
			days: 10
		});
		const isIn = async () => {
			const locals: App.Locals = {
				requestId: 'x',
				actor: null,
				practice: null,
				sessionId: null,
				session: null
			};
			const jar = { get: () => cookie.value, set: () => undefined } as never;
			await app.account.resumeSession({ cookies: jar, locals });
			return locals.actor !== null;
		};
		expect(await isIn()).toBe(true);
		expect(await app.account.findActorOfToken(token)).not.toBeNull();

		await app.people.deactivate(await admin(), giver.id, deputy.email);
		expect(await isIn()).toBe(false);
		expect(await app.account.findActorOfToken(token)).toBeNull();
		expect(await codeOf(app.account.signInAsDemoPerson(giver.id))).toBe('notFound');
		await app.reservation.approve(await actorOf(app, deputy), held?.id ?? '');
		expect(await app.reservation.get(await actorOf(app, deputy), held?.id ?? '')).toMatchObject({
			state: 'approved'
		});
		const audit = await db
			.selectFrom('auditEntry')
			.select(['event', 'actorId'])
			.where('subjectId', '=', giver.id)
			.where('event', '=', 'person.deactivated')
			.execute();
		expect(audit).toEqual([{ event: 'person.deactivated', actorId: world.people.orgAdmin.id }]);

		await app.people.reactivate(await admin(), giver.id);
		expect(await isIn()).toBe(false);
		expect(await codeOf(app.account.signInAsDemoPerson(giver.id))).toBe('allowed');
	});

	it('is not followed by a deputy who is out, or elsewhere', async () => {
		const leaving = await world.make.person('Lars Slutter', world.units.library, ['requester']);
		const foreign = test.app.people.deactivate(await admin(), leaving.id, world.utland.email);
		expect(await codeOf(foreign)).toBe('personUnknown');
		expect((await test.app.people.get(await admin(), leaving.id)).deactivatedAt).toBeNull();
	});
});

describe('the list of people', () => {
	it('is of the own organisation, by words, page by page', async () => {
		for (let number = 0; number < 60; number++) {
			const letters = `${String.fromCharCode(97 + (number % 26))}${String.fromCharCode(97 + Math.floor(number / 26))}`;
			await world.make.person(`Prøve Person ${letters}`, world.units.school, []);
		}
		const first = await test.app.people.list(await admin(), { words: 'prøve person' });
		expect(first.people).toHaveLength(50);
		const second = await test.app.people.list(await admin(), {
			words: 'prøve person',
			after: first.next ?? ''
		});
		expect(second.people).toHaveLength(10);
		expect(second.next).toBeNull();
		const foreign = await test.app.people.list(await admin(), { words: 'utland' });
		expect(foreign.people).toEqual([]);
	});

	it('is closed to everyone else', async () => {
		const { app } = test;
		expect(await codeOf(app.people.list(await actorOf(app, world.people.manager)))).toBe('notFound');
		expect(await codeOf(app.people.get(await admin(), world.utland.id))).toBe('notFound');
		expect(await codeOf(app.people.move(await admin(), world.utland.id, world.units.school.id))).toBe(
			'notFound'
		);
	});
});

describe('a token', () => {
	it('is listed with its state, and works no more once it is revoked', async () => {
		const { app } = test;
		const actor = await admin();
		const { token } = await app.token.create(actor, {
			email: world.people.buyer.email,
			name: 'ERP',
			scopes: ['clearances:read'],
			days: 30
		});
		expect(await app.account.findActorOfToken(token)).toMatchObject({ personId: world.people.buyer.id });
		const mine = (await app.token.list(actor)).find(({ name }) => name === 'ERP');
		expect(mine).toMatchObject({ state: 'active', scopes: ['clearances:read'], lastUsedAt: TEST_NOW });
		await app.token.revoke(actor, mine?.id ?? '');
		expect(await app.account.findActorOfToken(token)).toBeNull();
		expect((await app.token.list(actor)).find(({ name }) => name === 'ERP')?.state).toBe('revoked');
	});

	it('loses one scope after the other, also when two are taken at once, but never the last', async () => {
		const { app, db } = test;
		const actor = await admin();
		const scopes = ['needs:read', 'needs:write', 'benefits:read'];
		const { token } = await app.token.create(actor, {
			...{ email: world.people.buyer.email, name: 'Innkjøp', scopes, days: 30 }
		});
		const id = (await app.token.list(actor)).find(({ name }) => name === 'Innkjøp')?.id ?? '';
		await Promise.all([
			app.token.removeScope(actor, id, 'needs:write'),
			app.token.removeScope(actor, id, 'benefits:read')
		]);
		// What is gone cannot go again.
		await app.token.removeScope(actor, id, 'needs:write');
		expect(await codeOf(app.token.removeScope(actor, id, 'needs:read'))).toBe('lastScope');
		expect((await app.account.findActorOfToken(token))?.via).toMatchObject({ scopes: ['needs:read'] });
		const entries = await db
			.selectFrom('auditEntry')
			.select('reason')
			.where('subjectId', '=', id)
			.where('event', '=', 'apiToken.narrowed')
			.orderBy('reason')
			.execute();
		expect(entries).toEqual([{ reason: 'benefitsRead' }, { reason: 'needsWrite' }]);
		const stranger = await actorOf(app, world.people.manager);
		expect(await codeOf(app.token.removeScope(stranger, id, 'needs:read'))).toBe('notFound');
	});

	it('acts for nobody outside', async () => {
		const input = { email: world.utland.email, name: 'X', scopes: ['listings:read'], days: 1 };
		expect(await codeOf(test.app.token.create(await admin(), input))).toBe('personUnknown');
	});
});
