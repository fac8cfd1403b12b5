import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { offer } from '../support/offers';
import {
	actorOf,
	anOrgnr,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
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

const DAY = 86_400_000;
const after = (days: number) => new Date(TEST_NOW.getTime() + days * DAY);
const operator = () => actorOf(test.app, world.people.operator);
const admin = () => actorOf(test.app, world.people.orgAdmin);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (error instanceof AppError) return error.code;
			throw error;
		}
	);
const facts = {
	name: 'Nykommune',
	kind: 'municipality' as const,
	municipality: 'Nykommune',
	cooperation: '',
	newCooperation: ''
};
const first = { adminName: 'Anna Første', adminEmail: 'anna@nykommune.example' };
const numberOf = async (key: 'fjordvik' | 'strandvik' | 'utland') =>
	(
		await test.db
			.selectFrom('organisation')
			.select('orgnr')
			.where('id', '=', world.organisations[key].id)
			.executeTakeFirstOrThrow()
	).orgnr;
const cooperationFromOf = async (id: string) =>
	(
		await test.db
			.selectFrom('listing')
			.select('cooperationFrom')
			.where('id', '=', id)
			.executeTakeFirstOrThrow()
	).cooperationFrom;

describe('an organisation', () => {
	it('is added with a unit and an administrator, who gets in by a link and finds the own rooms only', async () => {
		const { app } = test;
		const orgnr = anOrgnr();
		const added = await app.organisations.add(await operator(), { ...facts, ...first, orgnr });
		expect(await app.account.findLink(added.secret)).toEqual({
			name: 'Anna Første',
			email: 'anna@nykommune.example'
		});
		expect(await app.organisations.get(await operator(), orgnr)).toMatchObject({
			hasAdmin: false
		});
		const again = await app.organisations.inviteAdmin(await operator(), orgnr, first);
		expect(await codeOf(app.account.setPassword(added.secret, 'fire tilfeldige ord her'))).toBe('notFound');
		await app.account.setPassword(again.secret ?? '', 'fire tilfeldige ord her');

		const { id } = await test.db
			.selectFrom('person')
			.select('id')
			.where('email', '=', first.adminEmail)
			.executeTakeFirstOrThrow();
		const anna = await app.organisation.findActor(id);
		if (!anna) throw new Error('no actor');
		expect((await app.organisation.listUnits(anna)).map(({ name }) => name)).toEqual(['Nykommune']);
		expect((await app.people.list(anna)).people).toHaveLength(1);
		expect(await codeOf(app.organisations.list(anna))).toMatch(/^not/);

		// From now on the organisation runs itself: the operator cannot make a way in any more.
		const refusal = app.organisations.inviteAdmin(await operator(), orgnr, first);
		expect(await codeOf(refusal)).toBe('organisationHasAdmin');
		const own = app.organisations.inviteAdmin(await operator(), await numberOf('fjordvik'), {
			adminName: 'Snik',
			adminEmail: 'snik@fjordvik.example'
		});
		expect(await codeOf(own)).toBe('organisationHasAdmin');
	});

	it.each([
		['a number that fails the check', '964338532', 'orgnrInvalid'],
		['letters', 'NO9643385', 'orgnrInvalid']
	])('is refused with %s', async (_, orgnr, code) => {
		const adding = test.app.organisations.add(await operator(), { ...facts, ...first, orgnr });
		expect(await codeOf(adding)).toBe(code);
	});

	it('is there once, also when two add it at the same moment', async () => {
		const orgnr = anOrgnr();
		const actor = await operator();
		const codes = await Promise.all(
			['a', 'b', 'c'].map((letter) =>
				codeOf(
					test.app.organisations.add(actor, {
						...facts,
						orgnr,
						adminName: letter,
						adminEmail: `${letter}@samtidig.example`
					})
				)
			)
		);
		expect(codes.sort()).toEqual(['allowed', 'orgnrTaken', 'orgnrTaken']);
		const people = await test.db
			.selectFrom('person')
			.select('id')
			.where('email', 'like', '%@samtidig.example')
			.execute();
		expect(people).toHaveLength(1);
	});

	it('is nobody’s but the operator’s to add and change', async () => {
		const { app } = test;
		for (const role of ['orgAdmin', 'manager', 'auditor'] as const) {
			const actor = await actorOf(app, world.people[role]);
			expect(await codeOf(app.organisations.list(actor)), role).toMatch(/^not/);
			const change = app.organisations.change(actor, await numberOf('fjordvik'), facts);
			expect(await codeOf(change), role).toMatch(/^not/);
		}
	});
});

describe('the priority period', () => {
	it('counts for what is put out from then on, unless one says otherwise', async () => {
		const { app } = test;
		const before = await offer(app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
		expect(await cooperationFromOf(before)).toEqual(after(14));
		await app.sharing.decide(await admin(), { daysWere: 14, priorityDays: 30, coversPublished: false });
		const later = await offer(app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
		expect(await cooperationFromOf(before)).toEqual(after(14));
		expect(await cooperationFromOf(later)).toEqual(after(30));

		const stale = app.sharing.decide(await admin(), {
			daysWere: 14,
			priorityDays: 1,
			coversPublished: true
		});
		expect(await codeOf(stale)).toBe('changedMeanwhile');
		await app.sharing.decide(await admin(), { daysWere: 30, priorityDays: 2, coversPublished: true });
		expect(await cooperationFromOf(before)).toEqual(after(2));
		expect(await cooperationFromOf(later)).toEqual(after(2));
		const { decisions, priorityDays, partners } = await app.sharing.get(await admin());
		expect(priorityDays).toBe(2);
		expect(decisions.map((one) => [one.priorityDays, one.coversPublished])).toEqual([
			[2, true],
			[30, false]
		]);
		expect(partners.map(({ name }) => name)).toEqual(['Strandvik kommune']);
		const audited = await test.db
			.selectFrom('auditEntry')
			.select(['fromState', 'toState', 'reason'])
			.where('event', '=', 'organisation.sharingChanged')
			.orderBy('id')
			.execute();
		expect(audited).toEqual([
			{ fromState: '14', toState: '30', reason: 'newOnly' },
			{ fromState: '30', toState: '2', reason: 'alsoPublished' }
		]);
	});

	it('never takes back what partners see already', async () => {
		const { app } = test;
		const listing = await offer(app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
		test.clock.set(after(3));
		await app.sharing.decide(await admin(), { daysWere: 2, priorityDays: 60, coversPublished: true });
		expect(await cooperationFromOf(listing)).toEqual(after(2));
		expect((await app.listing.getListing(await actorOf(app, world.strandvik), listing)).id).toBe(listing);
		await app.sharing.decide(await admin(), { daysWere: 60, priorityDays: 14, coversPublished: false });
		test.clock.set(TEST_NOW);
	});

	it('is the organisation’s own', async () => {
		const { app } = test;
		for (const person of [world.people.operator, world.people.manager, world.strandvikManager])
			expect(await codeOf(app.sharing.get(await actorOf(app, person)))).toMatch(/^not/);
	});
});

describe('who works together', () => {
	it('changes with what is out: old partners see it no more, new ones after the period', async () => {
		const { app } = test;
		const [fjordvik, utland] = [await numberOf('fjordvik'), await numberOf('utland')];
		const listing = await offer(app, world.people.requester, world.itemTypes.chair, { quantity: '1' });
		test.clock.set(after(20));
		const neighbour = await actorOf(app, world.strandvik);
		expect((await app.listing.getListing(neighbour, listing)).id).toBe(listing);

		const own = { ...facts, name: 'Fjordvik kommune', municipality: 'Bergen' };
		await app.organisations.change(await operator(), fjordvik, {
			...own,
			cooperation: 'new',
			newCooperation: 'Fjordringen'
		});
		expect(await codeOf(app.listing.getListing(neighbour, listing))).toBe('notFound');
		const { cooperationId } = await app.organisations.get(await operator(), fjordvik);
		await app.organisations.change(await operator(), utland, {
			...own,
			name: 'Utland kommune',
			cooperation: cooperationId ?? ''
		});
		expect(await codeOf(app.listing.getListing(await actorOf(app, world.utland), listing))).toBe('notFound');
		test.clock.set(after(35));
		expect((await app.listing.getListing(await actorOf(app, world.utland), listing)).id).toBe(listing);
		expect(
			await codeOf(
				app.organisations.change(await operator(), fjordvik, {
					...own,
					cooperation: world.units.school.id
				})
			)
		).toBe('chooseOne');
		await app.organisations.change(await operator(), fjordvik, own);
		expect(await cooperationFromOf(listing)).toBeNull();
		test.clock.set(TEST_NOW);
	});
});

describe('a new administrator for an organisation that has none', () => {
	const signInOf = async (key: 'utland' | 'strandvik') => {
		const organisationId = world.organisations[key].id;
		const { allowsPassword } = await test.db
			.selectFrom('organisation')
			.select('allowsPassword')
			.where('id', '=', organisationId)
			.executeTakeFirstOrThrow();
		const events = await test.db
			.selectFrom('auditEntry')
			.select(['actorId', 'toState'])
			.where('event', '=', 'organisation.signInChanged')
			.where('organisationId', '=', organisationId)
			.execute();
		return { allowsPassword, events };
	};
	const closePasswords = (key: 'utland' | 'strandvik') =>
		test.db
			.updateTable('organisation')
			.set({ allowsPassword: false })
			.where('id', '=', world.organisations[key].id)
			.execute();

	it('is given the role alone where the person gets in already: nobody else holds a link to the password', async () => {
		const { app } = test;
		const { utland } = world;
		await closePasswords('utland');
		const orgnr = await numberOf('utland');
		const admin = { adminName: utland.name, adminEmail: utland.email.toUpperCase() };
		expect(await app.organisations.inviteAdmin(await operator(), orgnr, admin)).toEqual({ secret: null });
		const { grants } = await actorOf(app, utland);
		expect(grants.map(({ role }) => role)).toContain('orgAdmin');
		const ways = await test.db
			.selectFrom('account')
			.select('issuer')
			.where('personId', '=', utland.id)
			.execute();
		expect(ways).toEqual([{ issuer: 'demo' }]);
		expect(await signInOf('utland')).toEqual({ allowsPassword: false, events: [] });
	});

	it('opens for passwords on the record, once', async () => {
		const { app } = test;
		await closePasswords('strandvik');
		const orgnr = await numberOf('strandvik');
		const admin = { adminName: 'Stine Ny', adminEmail: 'stine@strandvik.example' };
		const { secret } = await app.organisations.inviteAdmin(await operator(), orgnr, admin);
		expect(await app.account.findLink(secret ?? '')).toMatchObject({ name: 'Stine Ny' });
		await app.organisations.inviteAdmin(await operator(), orgnr, admin);
		expect(await signInOf('strandvik')).toEqual({
			allowsPassword: true,
			events: [{ actorId: world.people.operator.id, toState: 'passwordsOn' }]
		});
	});
});
