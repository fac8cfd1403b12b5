import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { offer, reserve } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

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
const spansOf = async (personId: string, unitId: string) => {
	const rows = await test.db
		.selectFrom('membership')
		.select(['validFrom', 'validTo'])
		.where('personId', '=', personId)
		.where('unitId', '=', unitId)
		.orderBy('validFrom')
		.execute();
	return rows.map(({ validFrom, validTo }) => `${validFrom} ${validTo}`);
};

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

	it.each(['end their own', 'end each other’s', 'shut each other out'] as const)(
		'leave one administrator when two %s at the same moment',
		async (how) => {
			const { app } = test;
			const { orgAdmin } = world.people;
			for (let round = 0; round < 3; round++) {
				const second = await world.make.person(`Samtidig ${how} ${'abc'[round]}`, world.units.department, [
					'orgAdmin'
				]);
				const actors = [await admin(), await actorOf(app, second)];
				const shutOut = async (by: Actor | undefined, whom: TestPerson) => {
					if (!by) throw new Error('nobody');
					if (how === 'shut each other out') return app.people.deactivate(by, whom.id, null);
					const { roles } = await app.people.get(by, whom.id);
					const held = roles.find(({ role }) => role === 'orgAdmin')?.id ?? '';
					return app.people.endRole(by, whom.id, held);
				};
				const whom = how === 'end their own' ? [orgAdmin, second] : [second, orgAdmin];
				const codes = await Promise.all(
					actors.map((actor, at) => codeOf(shutOut(actor, whom[at] ?? second)))
				);
				expect(codes.sort()).toEqual(['allowed', 'lastAdministrator']);
				const who = await app.organisation.findActor(second.id);
				if (!who?.grants.some(({ role }) => role === 'orgAdmin')) continue;
				// The other one won: back to where we began.
				if (how === 'shut each other out') await app.people.reactivate(who, orgAdmin.id);
				else await app.people.giveRole(who, orgAdmin.id, 'orgAdmin', world.units.department.id);
				await shutOut(await admin(), second);
			}
		}
	);

	it('given to who has it for a while already go on from there, also over a gap', async () => {
		const { school } = world.units;
		const person = await world.make.person('Lapp Leder', school, []);
		const spans: [string, string][] = [
			['2026-01-01', '2026-12-31'],
			['2027-03-01', '2027-04-01']
		];
		for (const [validFrom, validTo] of spans)
			await test.db
				.insertInto('membership')
				.values({ id: newId(), personId: person.id, unitId: school.id, role: 'manager', validFrom, validTo })
				.execute();
		await test.app.people.giveRole(await admin(), person.id, 'manager', school.id);
		await test.app.people.giveRole(await admin(), person.id, 'manager', school.id);
		expect(await spansOf(person.id, school.id)).toEqual([
			'2026-01-01 2026-12-31',
			'2026-12-31 2027-03-01',
			'2027-03-01 2027-04-01',
			'2027-04-01 null'
		]);
	});

	it('that last longer than the deputy’s own, or than the role in the unit merged into, are not lost', async () => {
		const { school, agency } = world.units;
		const old = await world.make.unit(school.organisationId, agency, 'unit', 'Gamle Nordnes');
		const [kari, deputy] = [
			await world.make.person('Kari Begge', old, ['manager']),
			await world.make.person('Vikar Begge', school, [])
		];
		for (const personId of [kari.id, deputy.id])
			await test.db
				.insertInto('membership')
				.values({
					...{ id: newId(), personId, unitId: school.id, role: 'manager' as const },
					...{ validFrom: '2026-01-01', validTo: '2026-12-31' }
				})
				.execute();
		await test.app.unit.merge(await admin(), old.id, school.id);
		const lasting = ['2026-01-01 2026-12-31', '2026-12-31 null'];
		expect(await spansOf(kari.id, school.id)).toEqual(lasting);
		await test.app.people.deactivate(await admin(), kari.id, deputy.email);
		expect(await spansOf(deputy.id, school.id)).toEqual(lasting);
		test.clock.set(new Date('2027-01-02T08:00:00Z'));
		const { grants } = await actorOf(test.app, deputy);
		test.clock.set(TEST_NOW);
		expect(grants.map(({ role }) => role)).toEqual(['manager']);
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
