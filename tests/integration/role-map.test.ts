import { afterAll, beforeAll, expect, it } from 'vitest';
import { roleMapRows } from '$lib/account/role-map-csv';
import { findingText } from '$lib/account/role-map-text';
import { ROLES } from '$lib/organisation/organisation';
import { PERMISSIONS } from '$lib/organisation/permission';
import { addDays, osloDate } from '$lib/platform/clock';
import { newId } from '$lib/platform/ids';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const read = async (person = world.people.orgAdmin) => test.app.roleMap.read(await actorOf(test.app, person));
const rowsOf = (map: Awaited<ReturnType<typeof read>>) => roleMapRows(map).slice(1);

it('is read by the administrator and the auditor, of their own organisation only', async () => {
	const { holders, mayOpenPeople } = await read();
	expect(mayOpenPeople).toBe(true);
	const named = (role: string) =>
		holders.find((one) => one.role === role)?.held.map(({ personName }) => personName);
	expect(named('manager')).toEqual(['Magne Manager']);
	expect(named('requester')).toEqual(expect.arrayContaining(['Randi Requester', 'Lise Librarian']));
	expect(named('requester')).not.toContain('Synne Strandvik');
	expect((await read(world.people.auditor)).mayOpenPeople).toBe(false);
	for (const person of [world.people.manager, world.people.operator, world.utlandManager])
		await expect(read(person)).rejects.toMatchObject({ code: 'notFound' });
});

it('is the matrix in the file too, cell by cell, with who holds what', async () => {
	const rows = rowsOf(await read());
	const cells = rows.filter((row) => row[3]).map((row) => `${row[1]} ${row[3]}`);
	const matrix = Object.entries(PERMISSIONS).flatMap(([action, roles]) =>
		Object.keys(roles).map((role) => `${role} ${action}`)
	);
	expect(cells.sort()).toEqual(matrix.sort());
	expect(rows.find((row) => row[7] === 'Magne Manager')).toMatchObject({
		1: 'manager',
		8: 'Etat for læring'
	});
	expect(ROLES.every((role) => rows.some((row) => row[1] === role))).toBe(true);
});

it('says first what is unusual, in words', async () => {
	const texts = (await read()).findings.map((finding) => findingText(finding, 'nb'));
	expect(texts).toContain('Arne Admin er eneste administrator.');
	// The world has its only manager below the top.
	expect(texts).toContain('Ingen leder godkjenner innkjøp for Fjordvik kommune, ledelsen og enhetene under.');
	await world.make.membership(world.people.manager, 'requester', world.units.agency);
	const today = osloDate(test.clock.now());
	await test.db
		.insertInto('membership')
		.values({
			id: newId(),
			personId: world.people.auditor.id,
			unitId: world.units.school.id,
			role: 'buyer',
			validFrom: today,
			validTo: addDays(today, 10)
		})
		.execute();
	const later = (await read()).findings.map((finding) => findingText(finding, 'nb'));
	expect(later).toContain(
		'Magne Manager er alene om å godkjenne for Etat for læring, og ber også om innkjøp der.'
	);
	expect(later).toContain('Audun Auditor er revisor og har også rollen Innkjøper.');
	expect(later.some((text) => text.startsWith('Audun Auditor er Innkjøper i Nordnes skole bare til'))).toBe(
		true
	);
});

it('forgets who is shut out, and logs that the map was taken out', async () => {
	const admin = await actorOf(test.app, world.people.orgAdmin);
	await test.app.people.deactivate(admin, world.librarian.id, null);
	const { holders } = await test.app.roleMap.export(admin);
	expect(holders.flatMap(({ held }) => held).map(({ personName }) => personName)).not.toContain(
		'Lise Librarian'
	);
	const { lines } = await test.app.audit.list(admin, 'organisation', { event: 'roleMap.exported' });
	expect(lines).toHaveLength(1);
});
