import { generateKeyPair, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secretContext } from '$lib/account/sign-in.service.server';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { createSeal } from '$lib/platform/seal.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
	reserveIssuer,
	startIdentityProvider,
	type Directory,
	type IdentityProvider
} from '../support/identity-provider';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

const FROM = '192.0.2.7';
const GROUP = { school: 'g-skole', managers: 'g-ledere' };
const DIRECTORY: Directory = {
	kari: { name: 'Kari Ny', email: 'kari@fjord.example', email_verified: true, groups: ['g-skole'] },
	leder: { name: 'Liv Leder', email: 'liv@fjord.example', groups: ['g-skole', 'g-ledere'] },
	ukjent: { name: 'Ukjent Gruppe', email: 'ukjent@fjord.example', groups: ['g-annet'] },
	tofaner: { name: 'To Faner', email: 'to@fjord.example', groups: ['g-skole'] },
	uten: { name: 'Uten Adresse', groups: ['g-skole'] }
};

let database: TestDatabase;
let test: TestApp;
let world: World;
let provider: IdentityProvider;
let other: IdentityProvider;
let providerId: string;
let otherId: string;
let wrongKey: CryptoKey;

/** Connects a provider to the first organisation, with the rules of the two groups. */
async function connect(name: string) {
	const { app } = test;
	const id = newId<'SignInProvider'>();
	const address = await reserveIssuer();
	const running = await startIdentityProvider(
		address,
		`http://localhost:3000/sign-in/${id}/callback`,
		DIRECTORY
	);
	const admin = await actorOf(app, world.people.orgAdmin);
	await app.signInAdmin.addProvider(admin, {
		id,
		name,
		issuer: running.issuer,
		clientId: running.clientId,
		clientSecret: running.clientSecret
	});
	for (const rule of [
		{ value: GROUP.school, kind: 'homeUnit' as const, role: null },
		{ value: GROUP.managers, kind: 'role' as const, role: 'manager' as const }
	])
		await app.signInAdmin.addRule(admin, id, {
			claim: 'groups',
			unitId: world.units.school.id,
			...rule
		});
	return { id, running };
}

beforeAll(async () => {
	database = await createTestDatabase();
	// The provider beside us tells the time by itself.
	test = await createTestApp(database, settableClock(new Date()), { isDemo: false });
	world = await createWorld(test.db, test.clock);
	({ id: providerId, running: provider } = await connect('Fjordvik kommune'));
	({ id: otherId, running: other } = await connect('Feide'));
	({ privateKey: wrongKey } = await generateKeyPair('RS256'));
}, 60_000);
afterAll(async () => {
	await provider.stop();
	await other.stop();
	await test.stop();
	await database.drop();
});
beforeEach(() => test.clock.set(new Date()));

/** Goes to the provider and comes back. */
async function cameBack(subject: string, { id = providerId, running = provider } = {}) {
	const begun = await test.app.signIn.begin(id, { next: '/needs', clientAddress: FROM });
	running.isNow(subject);
	const { search } = await running.visit(begun.url);
	return { search, browserSecret: begun.browserSecret };
}

async function signIn(subject: string, where: { id?: string; running?: IdentityProvider } = {}) {
	const { search, browserSecret } = await cameBack(subject, where);
	return test.app.signIn.finish(where.id ?? providerId, search, browserSecret);
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (error instanceof AppError) return error.code;
			throw error;
		}
	);

async function rolesOf(name: string) {
	const rows = await test.db
		.selectFrom('membership')
		.innerJoin('person', 'person.id', 'membership.personId')
		.innerJoin('unit', 'unit.id', 'membership.unitId')
		.select(['membership.role', 'unit.name'])
		.where('person.displayName', '=', name)
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', '2000-01-01')]))
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', eb.ref('validFrom'))]))
		.orderBy('membership.role')
		.execute();
	return rows.map(({ role, name: unit }) => `${role} ${unit}`);
}

describe('a provider of the environment', () => {
	const named = { issuer: 'https://login.utland.example', clientId: 'omatt', name: 'Jobbkonto' };
	const rowsOf = () =>
		test.db
			.selectFrom('signInProvider')
			.select(['organisationId', 'name', 'version', 'sealedClientSecret'])
			.where('issuer', '=', named.issuer)
			.execute();

	it('waits where nobody says whose it is', async () => {
		const input = { ...named, clientSecret: 'x' };
		expect(await codeOf(test.app.provision.connectProvider(input))).toBe('organisationUnclear');
		const elsewhere = { ...input, orgnr: '999999999' };
		expect(await codeOf(test.app.provision.connectProvider(elsewhere))).toBe('organisationUnclear');
		expect(await rowsOf()).toEqual([]);
	});

	it('is added once, and later only its secret follows', async () => {
		const { organisationId } = world.people.orgAdmin;
		const { orgnr } = await test.db
			.selectFrom('organisation')
			.select('orgnr')
			.where('id', '=', organisationId)
			.executeTakeFirstOrThrow();
		const connectWith = (clientSecret: string) =>
			test.app.provision.connectProvider({ ...named, orgnr, clientSecret });
		expect(await connectWith('første')).toBe('added');
		expect(await connectWith('første')).toBe('kept');
		expect(await connectWith('andre')).toBe('changed');
		const rows = await rowsOf();
		expect(rows).toMatchObject([{ organisationId, version: 2 }]);
		expect(rows[0]?.sealedClientSecret).not.toContain('andre');
	});
});

describe('a first sign-in', () => {
	it('lands in the unit of the group, as an employee', async () => {
		expect(await signIn('kari')).toMatchObject({ outcome: 'signedIn', next: '/needs' });
		expect(await rolesOf('Kari Ny')).toEqual(['requester Nordnes skole']);
	});

	it('is the same person the next time', async () => {
		const first = await signIn('kari');
		const again = await signIn('kari');
		expect(again).toMatchObject({ accountId: 'accountId' in first ? first.accountId : '' });
	});

	it('gets the roles of its groups, and loses them with the group', async () => {
		await signIn('leder');
		expect(await rolesOf('Liv Leder')).toEqual(['manager Nordnes skole', 'requester Nordnes skole']);
		provider.tamper({ claims: (claims) => ({ ...claims, groups: [GROUP.school] }) });
		await signIn('leder');
		expect(await rolesOf('Liv Leder')).toEqual(['requester Nordnes skole']);
	});

	it('waits for a human where no group says which unit, and is let in by one', async () => {
		const admin = await actorOf(test.app, world.people.orgAdmin);
		expect(await signIn('ukjent')).toEqual({ outcome: 'waiting' });
		expect(await signIn('ukjent')).toEqual({ outcome: 'waiting' });
		const waiting = await test.app.signInWaiting.list(admin);
		expect(waiting).toMatchObject([{ displayName: 'Ukjent Gruppe', providerName: 'Fjordvik kommune' }]);
		const unitId = world.units.library.id;
		const email = 'Ukjent@Fjordvik.example';
		await test.app.signInWaiting.admit(admin, waiting[0]?.id ?? '', { unitId, email });
		expect(await signIn('ukjent')).toMatchObject({ outcome: 'signedIn' });
		expect(await rolesOf('Ukjent Gruppe')).toEqual(['requester Sandviken bibliotek']);
	});

	it('is the person the organisation knows by a verified address, and nobody by another', async () => {
		const { librarian, people } = world;
		provider.tamper({ claims: (claims) => ({ ...claims, email: librarian.email, email_verified: true }) });
		const known = await signIn('bibliotekar');
		const account = await test.db
			.selectFrom('account')
			.select('personId')
			.where('issuer', '=', provider.issuer)
			.where('subject', '=', 'bibliotekar')
			.executeTakeFirst();
		expect(known.outcome).toBe('signedIn');
		expect(account).toEqual({ personId: librarian.id });

		provider.tamper({
			claims: (claims) => ({ ...claims, email: people.orgAdmin.email, groups: [GROUP.school] })
		});
		expect(await signIn('innbrudd')).toEqual({ outcome: 'waiting' });
	});

	it('is let in as a colleague by a human, where nobody vouches for the address', async () => {
		const admin = await actorOf(test.app, world.people.orgAdmin);
		const { buyer } = world.people;
		provider.tamper({ claims: (claims) => ({ ...claims, email: buyer.email, groups: [GROUP.school] }) });
		expect(await signIn('innkjøper')).toEqual({ outcome: 'waiting' });
		const waiting = await test.app.signInWaiting.list(admin);
		const mine = waiting.find(({ email }) => email === buyer.email);
		expect(mine?.colleagueName).toBe(buyer.name);
		const id = mine?.id ?? '';
		const { admit, connect } = test.app.signInWaiting;
		const newcomer = { unitId: world.units.library.id, email: buyer.email };
		expect(await codeOf(admit(admin, id, newcomer))).toBe('emailTaken');
		expect(await codeOf(connect(admin, id, world.utland.email))).toBe('personUnknown');
		await connect(admin, id, buyer.email.toUpperCase());
		expect(await signIn('innkjøper')).toMatchObject({ outcome: 'signedIn' });
		const account = await test.db
			.selectFrom('account')
			.select('personId')
			.where('subject', '=', 'innkjøper')
			.executeTakeFirst();
		expect(account).toEqual({ personId: buyer.id });
	});

	it('in two tabs at once is one person', async () => {
		const tabs = await Promise.all([signIn('tofaner'), signIn('tofaner'), signIn('tofaner')]);
		expect(tabs.map(({ outcome }) => outcome)).toEqual(['signedIn', 'signedIn', 'signedIn']);
		const { count } = await test.db
			.selectFrom('account')
			.select((eb) => eb.fn.countAll<string>().as('count'))
			.where('subject', '=', 'tofaner')
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(1);
	});

	it('of somebody without an address waits too', async () => {
		expect(await signIn('uten')).toEqual({ outcome: 'waiting' });
	});
});

describe('an answer is refused', () => {
	const now = () => Math.floor(Date.now() / 1000);
	it.each<[string, (claims: JWTPayload) => JWTPayload]>([
		['from another issuer', (claims) => ({ ...claims, iss: 'https://another.example' })],
		['for another audience', (claims) => ({ ...claims, aud: 'another-client' })],
		['with the nonce of another sign-in', (claims) => ({ ...claims, nonce: 'another' })],
		['without a nonce', ({ nonce: _, ...claims }) => claims],
		['that is too old', (claims) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 })],
		['from a clock ten minutes ahead', (claims) => ({ ...claims, iat: now() + 600, nbf: now() + 600 })],
		['without a subject', ({ sub: _, ...claims }) => claims]
	])('%s', async (_, claims) => {
		provider.tamper({ claims });
		expect(await codeOf(signIn('kari'))).toBe('signInNotTrusted');
	});

	it('signed by a key the provider does not have any more', async () => {
		provider.tamper({ signedBy: wrongKey });
		expect(await codeOf(signIn('kari'))).toBe('signInNotTrusted');
	});

	it('a second time', async () => {
		const { search, browserSecret } = await cameBack('kari');
		expect(await codeOf(test.app.signIn.finish(providerId, search, browserSecret))).toBe('allowed');
		expect(await codeOf(test.app.signIn.finish(providerId, search, browserSecret))).toBe('signInExpired');
	});

	it('in another browser than the one that asked', async () => {
		const { search } = await cameBack('kari');
		expect(await codeOf(test.app.signIn.finish(providerId, search, 'another browser'))).toBe('signInExpired');
		const next = await cameBack('kari');
		expect(await codeOf(test.app.signIn.finish(providerId, next.search, undefined))).toBe('signInExpired');
	});

	it('brought to the door of another provider', async () => {
		const { search, browserSecret } = await cameBack('kari', { id: otherId, running: other });
		expect(await codeOf(test.app.signIn.finish(providerId, search, browserSecret))).toBe('signInExpired');
	});

	it('whose code belongs to another sign-in', async () => {
		const mine = await cameBack('kari');
		const theirs = await cameBack('leder');
		const mixed = new URLSearchParams(mine.search);
		mixed.set('code', new URLSearchParams(theirs.search).get('code') ?? '');
		const answer = test.app.signIn.finish(providerId, `?${mixed}`, mine.browserSecret);
		expect(await codeOf(answer)).toBe('signInNotTrusted');
	});

	it('that comes after ten minutes', async () => {
		const { search, browserSecret } = await cameBack('kari');
		test.clock.set(new Date(Date.now() + 11 * 60_000));
		expect(await codeOf(test.app.signIn.finish(providerId, search, browserSecret))).toBe('signInExpired');
	});

	it('when the person says no', async () => {
		const begun = await test.app.signIn.begin(providerId, { next: '/', clientAddress: FROM });
		const state = begun.url.searchParams.get('state') ?? '';
		const search = `?${new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer })}`;
		expect(await codeOf(test.app.signIn.finish(providerId, search, begun.browserSecret))).toBe(
			'signInDeclined'
		);
	});
});

describe('an answer is taken', () => {
	it('from a clock half a minute ahead', async () => {
		const ahead = Math.floor(Date.now() / 1000) + 30;
		provider.tamper({ claims: (claims) => ({ ...claims, iat: ahead }) });
		expect(await signIn('kari')).toMatchObject({ outcome: 'signedIn' });
	});
});

describe('signing out at the provider', () => {
	const sessionsOf = (accountId: string) =>
		test.db.selectFrom('session').select('id').where('accountId', '=', accountId).execute();

	async function inTwoBrowsers() {
		const first = await signIn('kari');
		if (first.outcome !== 'signedIn') throw new Error('not signed in');
		await test.app.account.beginByProvider(first.accountId, 'nb', first.session);
		const second = await signIn('kari');
		if (second.outcome !== 'signedIn') throw new Error('not signed in');
		await test.app.account.beginByProvider(second.accountId, 'nb', second.session);
		return { accountId: first.accountId, sid: provider.lastSession() };
	}

	it('ends the session it names, and only that', async () => {
		const { accountId, sid } = await inTwoBrowsers();
		const token = await provider.logoutToken({ sid });
		expect(await test.app.signIn.signOutByProvider(providerId, token)).toBe(1);
		expect(await sessionsOf(accountId)).toHaveLength(1);
		expect(await codeOf(test.app.signIn.signOutByProvider(providerId, token))).toBe('signOutRepeated');
	});

	it('ends all of a person, and none on a token that is not to be trusted', async () => {
		const { accountId } = await inTwoBrowsers();
		const untrusted = [
			await provider.logoutToken({ sub: 'kari' }, wrongKey),
			await provider.logoutToken({ sub: 'kari', aud: 'another' }),
			await provider.logoutToken({ sub: 'kari', nonce: 'x' }),
			await provider.logoutToken({ sub: 'kari', events: {} }),
			await provider.logoutToken({}),
			await provider.logoutToken({ sub: 'kari', iat: Math.floor(Date.now() / 1000) - 3600 }),
			'no token'
		];
		const before = await sessionsOf(accountId);
		for (const token of untrusted)
			expect(await codeOf(test.app.signIn.signOutByProvider(providerId, token))).toBe('signInNotTrusted');
		expect(await sessionsOf(accountId)).toEqual(before);
		await test.app.signIn.signOutByProvider(providerId, await provider.logoutToken({ sub: 'kari' }));
		expect(await sessionsOf(accountId)).toEqual([]);
	});

	it('in a frame ends the session it names', async () => {
		const { accountId, sid } = await inTwoBrowsers();
		const before = (await sessionsOf(accountId)).length;
		const by = (issuer: string) =>
			test.app.signIn.signOutInBrowser(providerId, { issuer, providerSession: sid });
		expect(await codeOf(by('https://another.example'))).toBe('signInNotTrusted');
		await by(provider.issuer);
		expect(await sessionsOf(accountId)).toHaveLength(before - 1);
	});
});

describe('a provider that is not there', () => {
	it('is said to be out of reach, and cannot be connected', async () => {
		const admin = await actorOf(test.app, world.people.orgAdmin);
		const { issuer } = await reserveIssuer();
		const gone = { name: 'Borte', issuer, clientId: 'x', clientSecret: 'y' };
		const adding = test.app.signInAdmin.addProvider(admin, { id: newId(), ...gone });
		expect(await codeOf(adding)).toBe('providerNotFound');
	});
});

describe('passwords', () => {
	it('are turned off only where there is another way in', async () => {
		const admin = await actorOf(test.app, world.people.orgAdmin);
		const policy = { allowsPassword: false, reauthenticateMinutes: 15 };
		await test.app.signInAdmin.setPolicy(admin, policy);
		expect(await test.app.signInAdmin.readPolicy(admin)).toEqual(policy);
		const again = { email: 'nod@fjord.example', name: 'Nød Admin' };
		const { orgnr } = await test.db
			.selectFrom('organisation')
			.select('orgnr')
			.where('id', '=', world.organisations.fjordvik.id)
			.executeTakeFirstOrThrow();
		const { secret } = await test.app.provision.inviteAdmin({ ...again, organisation: { orgnr } });
		expect(await test.app.signInAdmin.readPolicy(admin)).toMatchObject({ allowsPassword: true });
		await test.app.signInAdmin.setPolicy(admin, policy);
		await test.app.account.setPassword(secret, 'fire tilfeldige ord her');
		const typed = { email: again.email, password: 'fire tilfeldige ord her', clientAddress: FROM };
		expect(await codeOf(test.app.account.signInWithPassword(typed))).toBe('passwordsOff');
		await test.app.signInAdmin.setPolicy(admin, { ...policy, allowsPassword: true });
		expect(await codeOf(test.app.account.signInWithPassword(typed))).toBe('allowed');
		const outsider = await actorOf(
			test.app,
			await world.make.person('Ute Admin', world.units.utland, ['orgAdmin'])
		);
		expect(await codeOf(test.app.signInAdmin.setPolicy(outsider, policy))).toBe('passwordsNeeded');
	});
});

describe('rules', () => {
	it('can be tried on what a provider would say, and belong to one organisation', async () => {
		const admin = await actorOf(test.app, world.people.orgAdmin);
		const tried = await test.app.signInAdmin.dryRun(admin, providerId, {
			groups: [GROUP.school, GROUP.managers]
		});
		expect(tried).toMatchObject({
			homeUnit: 'Nordnes skole',
			roles: [{ role: 'manager', unitName: 'Nordnes skole' }]
		});
		const outsider = await actorOf(
			test.app,
			await world.make.person('Una Utenfor', world.units.utland, ['orgAdmin'])
		);
		expect(await codeOf(test.app.signInAdmin.dryRun(outsider, providerId, {}))).toBe('notFound');
		const rule = { claim: 'g', value: 'v', kind: 'homeUnit' as const, role: null };
		const foreign = test.app.signInAdmin.addRule(admin, providerId, {
			...rule,
			unitId: world.units.utland.id
		});
		expect(await codeOf(foreign)).toBe('chooseOne');
	});
});

it('says that a provider cannot be reached when its secret was sealed with another key', async () => {
	const begin = () => codeOf(test.app.signIn.begin(otherId, { next: '/home', clientAddress: FROM }));
	const { search, browserSecret } = await cameBack('kari', { id: otherId, running: other });
	const { sealedClientSecret } = await test.db
		.selectFrom('signInProvider')
		.select('sealedClientSecret')
		.where('id', '=', otherId)
		.executeTakeFirstOrThrow();
	const setSecret = (sealed: string) =>
		test.db
			.updateTable('signInProvider')
			.set({ sealedClientSecret: sealed })
			.where('id', '=', otherId)
			.execute();
	const stranger = createSeal({ dataDir: test.dataDir, secretKey: Buffer.alloc(32, 7).toString('base64') });
	for (const sealed of [stranger.close('secret', secretContext(otherId)), 'damaged', '']) {
		await setSecret(sealed);
		expect(await begin()).toBe('providerUnreachable');
		expect(await codeOf(test.app.signIn.finish(otherId, search, browserSecret))).toBe('providerUnreachable');
		expect(await codeOf(test.app.signIn.signOutByProvider(otherId, 'a.b.c'))).toBe('providerUnreachable');
	}
	// Nobody else's sign-in is the worse for it.
	expect(await signIn('kari')).toMatchObject({ outcome: 'signedIn' });
	await setSecret(sealedClientSecret);
	expect(await begin()).toBe('allowed');
});
