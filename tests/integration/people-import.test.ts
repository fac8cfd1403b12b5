import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { writeCsv } from '$lib/platform/csv.server';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed } from '../support/needs';
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

const HOUR = 3_600_000;
const admin = () => actorOf(test.app, world.people.orgAdmin);
const bytes = (text: string) => new TextEncoder().encode(text);
const take = async (text: string, options?: Parameters<TestApp['app']['import']['takeIn']>[2]) =>
	test.app.import.takeIn(await admin(), bytes(text), options);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (error instanceof AppError) return error.code;
			throw error;
		}
	);
const personOf = (email: string) =>
	test.db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst();
const rolesOf = (personId: string) =>
	test.db
		.selectFrom('membership')
		.select(['role', 'validFrom', 'validTo'])
		.where('personId', '=', personId)
		.orderBy('role')
		.orderBy('validFrom')
		.execute();
const unitsLike = (name: string) =>
	test.db.selectFrom('unit').selectAll().where('name', 'like', name).orderBy('name').execute();
const eventsOf = (subjectId: string) =>
	test.db
		.selectFrom('auditEntry')
		.select(['event', 'actorId'])
		.where('subjectId', '=', subjectId)
		.orderBy('occurredAt')
		.orderBy('id')
		.execute();

describe('a file of units', () => {
	it('lays out a branch, parents before what hangs below them, and is the same the second time', async () => {
		const file =
			'Nøkkel;Navn;Overordnet;Type;Orgnr;Bydel;Adresse;Skjermet\r\n' +
			'41;Gren lager;40;enhet;;Laksevåg;Gata 4;nei\r\n' +
			'40;Gren etat;Fjordvik kommune, ledelsen;etat;974 760 673;Sentrum;;\r\n';
		const plan = await test.app.import.tryFile(await admin(), bytes(file));
		expect(plan.rows.map(({ outcome }) => outcome)).toEqual(['added', 'added']);
		expect(await unitsLike('Gren%')).toEqual([]);

		await take(file, { mark: plan.mark });
		const [agency, store] = await unitsLike('Gren%');
		expect(agency).toMatchObject({ kind: 'agency', orgnr: '974760673', externalKey: '40' });
		expect(store).toMatchObject({ district: 'Laksevåg', isAddressProtected: false });
		const tree = await test.app.organisation.listUnits(await admin());
		expect(tree.find(({ id }) => id === store?.id)?.parentId).toBe(agency?.id);
		expect(await codeOf(take(file))).toBe('importNothing');

		const exported = await test.app.import.exportUnits(await admin());
		const again = await test.app.import.tryFile(await admin(), bytes(writeCsv(exported)));
		expect(new Set(again.rows.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
	});

	it('is undone whole, also what it changed, and nothing of it is left but the audit log', async () => {
		const { library } = world.units;
		const { importId } = await take(
			'nøkkel;navn;overordnet;bydel\n70;Kort skole;Etat for læring;\n71;Kort klasse;70;\n72;Sandviken bibliotek;;Åsane\n'
		);
		const made = await unitsLike('Kort%');
		const changed = await test.db
			.selectFrom('unit')
			.selectAll()
			.where('id', '=', library.id)
			.executeTakeFirstOrThrow();
		expect(changed).toMatchObject({ district: 'Åsane', externalKey: '72' });

		expect(await test.app.import.undo(await admin(), importId)).toEqual([]);
		expect(await unitsLike('Kort%')).toEqual([]);
		expect(
			await test.db.selectFrom('unit').selectAll().where('id', '=', library.id).executeTakeFirst()
		).toMatchObject({ district: 'Sandviken', externalKey: null });
		expect((await eventsOf(made[0]?.id ?? '')).map(({ event }) => event)).toEqual([
			'unit.added',
			'unit.removed'
		]);
		expect(await eventsOf(importId)).toEqual([
			{ event: 'peopleImport.applied', actorId: world.people.orgAdmin.id },
			{ event: 'peopleImport.undone', actorId: world.people.orgAdmin.id }
		]);
		expect(await codeOf(test.app.import.undo(await admin(), importId))).toBe('importUndoneAlready');
		const { rows } = await test.app.import.tryFile(
			await admin(),
			bytes('navn;overordnet\nKort skole;Etat for læring\n')
		);
		expect(rows[0]?.outcome).toBe('added');
	});

	it('is not undone once people or units hang below what it made', async () => {
		const { importId } = await take('nøkkel;navn\n80;Bebodd enhet\n81;Tom enhet\n');
		await take('e-post;navn;enhet\nbeboer@fil.example;Bo Beboer;80\n');
		expect(await test.app.import.undo(await admin(), importId)).toEqual([
			{ name: 'Bebodd enhet', code: 'people' }
		]);
		expect(await unitsLike('%enhet')).toHaveLength(2);
	});
});

describe('a file of people', () => {
	it('makes people with their roles, from Latin-1 and semicolons', async () => {
		const text =
			'E-post;Navn;Enhet;Roller;Språk;Fra;Til\r\nÅse@fil.example;Åse Ærlig;Nordnes skole;Leder, innkjøper;nynorsk;;31.12.2026\r\n';
		const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
		// An address with Norwegian letters is none.
		const refused = await test.app.import.tryFile(await admin(), latin1);
		expect(refused.rows[0]?.problems[0]).toEqual({
			code: 'importEmailUnusable',
			params: { text: 'Åse@fil.example' }
		});
		await test.app.import.takeIn(
			await admin(),
			Uint8Array.from(text.replace('Åse@', 'ase@'), (letter) => letter.charCodeAt(0))
		);
		const person = await personOf('ase@fil.example');
		expect(person).toMatchObject({
			displayName: 'Åse Ærlig',
			locale: 'nn',
			homeUnitId: world.units.school.id
		});
		expect(await rolesOf(person?.id ?? '')).toEqual([
			{ role: 'buyer', validFrom: '2026-11-23', validTo: '2027-01-01' },
			{ role: 'manager', validFrom: '2026-11-23', validTo: '2027-01-01' }
		]);
	});

	it('takes nothing in while rows are refused, unless one says so', async () => {
		const file =
			'e-post;navn;enhet\ngod@fil.example;God Rad;Nordnes skole\ntvilling@fil.example;En;Nordnes skole\n' +
			`TVILLING@fil.example;To;Nordnes skole\n${world.utland.email};Ulrik;Nordnes skole\n`;
		const plan = await test.app.import.tryFile(await admin(), bytes(file));
		expect(plan.rows.map(({ problems }) => problems[0]?.code)).toEqual([
			undefined,
			'importTwice',
			'importTwice',
			'importEmailUnusable'
		]);
		expect(await codeOf(take(file, { mark: plan.mark }))).toBe('importHasRefused');
		expect(await personOf('god@fil.example')).toBeUndefined();
		await take(file, { mark: plan.mark, takesGood: true });
		expect(await personOf('god@fil.example')).toBeDefined();
		expect(await personOf('tvilling@fil.example')).toBeUndefined();
		expect((await test.app.import.list(await admin()))[0]).toMatchObject({ added: 1, refused: 3 });
	});

	it('is only what was shown: when something has changed, one looks again', async () => {
		const file = 'e-post;navn;enhet\nny@fil.example;Ny Person;Nordnes skole\n';
		const { mark } = await test.app.import.tryFile(await admin(), bytes(file));
		await test.app.people.invite(await admin(), {
			name: 'Ny Person',
			email: 'ny@fil.example',
			unitId: world.units.school.id,
			roles: []
		});
		expect(await codeOf(take(file, { mark }))).toBe('importMoved');
	});

	it('corrects a person and is undone, with the roles as they were', async () => {
		const { librarian } = world;
		const before = await personOf(librarian.email);
		const rolesBefore = await rolesOf(librarian.id);
		const { importId } = await take(
			`e-post;navn;enhet;roller;språk;til\n${librarian.email};Lise Nytt Navn;Sandviken bibliotek;bestiller, leder;en;31.12.2026\n` +
				'innom@fil.example;Ina Innom;Nordnes skole;;;\n'
		);
		expect(await personOf(librarian.email)).toMatchObject({ displayName: 'Lise Nytt Navn', locale: 'en' });
		expect(await rolesOf(librarian.id)).toHaveLength(2);
		expect(await test.app.import.undo(await admin(), importId)).toEqual([]);
		expect(await personOf(librarian.email)).toEqual(before);
		expect(await rolesOf(librarian.id)).toEqual(rolesBefore);
		expect(await personOf('innom@fil.example')).toBeUndefined();
		const kept = await test.db
			.selectFrom('peopleImportRow')
			.select(['before', 'after'])
			.where('importId', '=', importId)
			.execute();
		expect(kept.every((row) => row.before === null && row.after === null)).toBe(true);
	});

	it('is not undone for those who have begun, and says who and why', async () => {
		const { importId } = await take(
			'e-post;navn;enhet\nrask@fil.example;Rask Bruker;Nordnes skole\nsein@fil.example;Sein Bruker;Nordnes skole\nflyttet@fil.example;Flytt Bruker;Nordnes skole\n'
		);
		const quick = await personOf('rask@fil.example');
		const moved = await personOf('flyttet@fil.example');
		await test.app.people.inviteAgain(await admin(), quick?.id ?? '');
		await test.app.people.move(await admin(), moved?.id ?? '', world.units.library.id);
		const requester = { ...world.people.requester, id: quick?.id ?? '', name: 'Rask' };
		await aNeed(test.app, requester, world.itemTypes.chair);
		const blockers = await test.app.import.undo(await admin(), importId);
		expect(blockers.map(({ name, code }) => `${name} ${code}`).sort()).toEqual([
			'Flytt Bruker changed',
			'Rask Bruker signIn',
			'Rask Bruker work'
		]);
		expect(await personOf('sein@fil.example')).toBeDefined();
	});

	it('ends a role once, however it is split over time, and never before it begins', async () => {
		const { school } = world.units;
		const spansOf = async (personId: string) =>
			(await rolesOf(personId)).map(({ validFrom, validTo }) => `${validFrom} ${validTo}`).sort();
		const holder = async (name: string, spans: readonly (readonly [string, string | null])[]) => {
			const person = await world.make.person(name, school, []);
			for (const [validFrom, validTo] of spans)
				await test.db
					.insertInto('membership')
					.values({
						id: newId(),
						personId: person.id,
						unitId: school.id,
						role: 'manager',
						validFrom,
						validTo
					})
					.execute();
			return person;
		};
		const later = await holder('Siden Leder', [['2027-01-01', null]]);
		const split = await holder('Delt Leder', [
			['2026-01-01', '2026-12-01'],
			['2026-12-01', '2027-06-01'],
			['2027-06-01', null]
		]);
		const short = await holder('Kort Leder', [
			['2026-01-01', '2026-12-10'],
			['2027-01-01', null]
		]);
		const people = [later, split, short];
		const before = await Promise.all(people.map(({ id }) => spansOf(id)));
		const { importId, rows } = await take(
			'e-post;navn;enhet;roller;til\n' +
				people.map(({ email, name }) => `${email};${name};Nordnes skole;leder;20.12.2026\n`).join('')
		);
		expect(rows.map(({ fields }) => fields.join(' '))).toEqual(['roles to', 'to', 'to']);
		expect(await Promise.all(people.map(({ id }) => spansOf(id)))).toEqual([
			['2026-11-23 2026-12-21', '2027-01-01 2027-01-01'],
			['2026-01-01 2026-12-01', '2026-12-01 2026-12-21', '2027-06-01 2027-06-01'],
			['2026-01-01 2026-12-21', '2027-01-01 2027-01-01']
		]);
		const left = (await test.app.people.get(await admin(), later.id)).roles;
		expect(left.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
			['2026-11-23', '2026-12-21']
		]);
		expect(await test.app.import.undo(await admin(), importId)).toEqual([]);
		expect(await Promise.all(people.map(({ id }) => spansOf(id)))).toEqual(before);
	});

	it('is not undone where a role was given again for the days it took away', async () => {
		const { school } = world.units;
		const person = await world.make.person('Gitt Igjen', school, ['manager']);
		const { importId } = await take(
			`e-post;navn;enhet;roller;til\n${person.email};${person.name};Nordnes skole;leder;20.12.2026\n`
		);
		await test.app.people.giveRole(await admin(), person.id, 'manager', school.id);
		expect((await rolesOf(person.id)).map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
			['2025-11-23', '2026-12-21'],
			['2026-12-21', null]
		]);
		expect(await codeOf(test.app.import.undo(await admin(), importId))).toBe('importInUse');
	});

	it('is undone within a day only', async () => {
		const { importId } = await take('e-post;navn;enhet\ngammel@fil.example;Gammel Fil;Nordnes skole\n');
		test.clock.set(new Date(TEST_NOW.getTime() + 24 * HOUR));
		expect(await codeOf(test.app.import.undo(await admin(), importId))).toBe('importTooOld');
		expect((await test.app.import.list(await admin())).every(({ undoUntil }) => !undoUntil)).toBe(true);
		await test.app.import.forgetOld();
		test.clock.set(TEST_NOW);
		expect(await personOf('gammel@fil.example')).toBeDefined();
	});

	it('leaves one administrator', async () => {
		const { orgAdmin } = world.people;
		const file = `e-post;navn;enhet;roller;til\n${orgAdmin.email};${orgAdmin.name};Fjordvik kommune, ledelsen;administrator;31.12.2026\n`;
		const { rows } = await test.app.import.tryFile(await admin(), bytes(file));
		expect(rows[0]?.problems).toEqual([{ code: 'lastAdministrator' }]);
	});

	it('does not count an administrator whose role a file ends, neither when another one is shut out', async () => {
		const { orgAdmin } = world.people;
		const { department } = world.units;
		const second = await world.make.person('Berit Ender', department, ['orgAdmin']);
		await take(
			`e-post;navn;enhet;roller;til\n${second.email};${second.name};Fjordvik kommune, ledelsen;administrator;24.11.2026\n`
		);
		const other = await actorOf(test.app, second);
		expect(await codeOf(test.app.people.deactivate(other, orgAdmin.id, null))).toBe('lastAdministrator');
		const [only] = (await test.app.people.get(other, orgAdmin.id)).roles;
		expect(await codeOf(test.app.people.endRole(other, orgAdmin.id, only?.id ?? ''))).toBe(
			'lastAdministrator'
		);
		const own = (await test.app.people.get(await admin(), second.id)).roles;
		expect(await codeOf(test.app.people.endRole(await admin(), second.id, own[0]?.id ?? ''))).toBe('allowed');
	});

	it('leaves one administrator, also when another one is shut out at the same moment', async () => {
		const { orgAdmin } = world.people;
		const { department } = world.units;
		for (let round = 0; round < 4; round++) {
			const second = await world.make.person(`Samtidig ${'abcd'[round]}`, department, ['orgAdmin']);
			const [one, other] = [await admin(), await actorOf(test.app, second)];
			const file = bytes(
				`e-post;navn;enhet;roller;til\n${second.email};${second.name};Fjordvik kommune, ledelsen;administrator;31.12.2026\n`
			);
			const codes = await Promise.all([
				codeOf(test.app.import.takeIn(one, file)),
				codeOf(test.app.people.deactivate(other, orgAdmin.id, null))
			]);
			expect(codes.filter((code) => code === 'allowed')).toHaveLength(1);
			if (codes[1] === 'allowed') await test.app.people.reactivate(other, orgAdmin.id);
			const held = (await test.app.people.get(await admin(), second.id)).roles;
			await test.app.people.endRole(await admin(), second.id, held[0]?.id ?? '');
		}
	});
});

describe('the room', () => {
	it('is the own organisation’s alone', async () => {
		const { app } = test;
		const { importId } = await take('navn\nVår enhet\n');
		const { orgnr } = await test.db
			.selectFrom('organisation')
			.select('orgnr')
			.where('id', '=', world.organisations.utland.id)
			.executeTakeFirstOrThrow();
		const foreign = await world.make.person('Aud Utland', world.units.utland, ['orgAdmin']);
		const other = await actorOf(app, foreign);
		expect(await codeOf(app.import.undo(other, importId))).toBe('notFound');
		expect(await app.import.list(other)).toEqual([]);
		expect((await app.import.exportPeople(other)).flat().join()).not.toContain('fil.example');
		const { rows } = await app.import.tryFile(
			other,
			bytes('e-post;navn;enhet\nx@x.example;X;Nordnes skole\n')
		);
		expect(rows[0]?.problems[0]?.code).toBe('importUnitUnknown');
		await app.import.takeIn({ orgnr }, bytes('navn\nFra maskinen\n'));
		expect((await app.import.list(other))[0]).toMatchObject({ kind: 'units', importedByName: null });
		for (const role of ['manager', 'auditor', 'operator'] as const)
			expect(await codeOf(app.import.list(await actorOf(app, world.people[role]))), role).toMatch(/^not/);
	});

	it('logs who took everyone’s names, addresses and roles out; the empty file is nobody’s business', async () => {
		const actor = await admin();
		const logged = async () =>
			(await test.app.audit.list(actor, 'organisation', { event: 'people.exported' })).lines;
		const [heading, ...none] = await test.app.import.template(actor, 'people');
		expect(heading).toContain('E-post'.toLowerCase());
		expect(none).toEqual([]);
		expect(await logged()).toEqual([]);
		await test.app.import.exportPeople(actor);
		expect(await logged()).toHaveLength(1);
		const manager = await actorOf(test.app, world.people.manager);
		expect(await codeOf(test.app.import.template(manager, 'people'))).toMatch(/^not/);
	});

	it('says of an address of another organisation what it says of none, and not in bulk', async () => {
		const asking = await world.make.person('Spør Mye', world.units.department, ['orgAdmin']);
		const actor = await actorOf(test.app, asking);
		const ask = (email: string) =>
			test.app.import.tryFile(actor, bytes(`e-post;navn;enhet\n${email};X;Nordnes skole\n`));
		const problemsOf = async (email: string) => (await ask(email)).rows[0]?.problems;
		const unusable = (text: string) => [{ code: 'importEmailUnusable', params: { text } }];
		expect(await problemsOf(world.utland.email)).toEqual(unusable(world.utland.email));
		expect(await problemsOf('ingen adresse')).toEqual(unusable('ingen adresse'));
		for (let asked = 2; asked < 60; asked++) await ask('ny@fil.example');
		expect(await codeOf(ask(world.utland.email))).toBe('tooManyAttempts');
		const taking = test.app.import.takeIn(actor, bytes('navn\nEnhet\n'));
		expect(await codeOf(taking)).toBe('tooManyAttempts');
		test.clock.set(new Date(TEST_NOW.getTime() + HOUR));
		expect(await codeOf(ask(world.utland.email))).toBe('allowed');
		test.clock.set(TEST_NOW);
	});

	it('takes many people in one go, and back', async () => {
		const rows = Array.from(
			{ length: 150 },
			(_, index) => `masse${index}@fil.example;Person ${index};Nordnes skole`
		);
		const { importId } = await take(`e-post;navn;enhet\n${rows.join('\n')}\n`);
		expect(await personOf('masse149@fil.example')).toBeDefined();
		expect(await test.app.import.undo(await admin(), importId)).toEqual([]);
		expect(await personOf('masse149@fil.example')).toBeUndefined();
	}, 60_000);
});
