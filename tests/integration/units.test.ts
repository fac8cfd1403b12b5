import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
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
/** The code a call is refused with, with the field it is about. */
const refusalOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (!(error instanceof AppError)) throw error;
			const { field, fields } = error.details;
			return [error.code, field, ...Object.entries(fields ?? {}).flat()].filter(Boolean).join(' ');
		}
	);

describe('a new unit', () => {
	const kitchen = () => ({ name: 'Kantina', kind: 'unit' as const, parentId: world.units.school.id });

	it('hangs where it was put from today, and whoever reaches its parent reaches it at once', async () => {
		const orgnr = anOrgnr();
		const { unitId } = await test.app.unit.add(await admin(), { ...kitchen(), orgnr, district: 'Nordnes' });
		const units = await test.app.organisation.listUnits(await admin());
		expect(units.find(({ id }) => id === unitId)).toMatchObject({
			name: 'Kantina',
			parentId: world.units.school.id
		});
		const { grants } = await actorOf(test.app, world.people.manager);
		expect(grants.some(({ unitIds }) => unitIds.has(unitId))).toBe(true);
		const twin = { ...kitchen(), name: 'Kjøkkenet', orgnr };
		expect(await refusalOf(test.app.unit.add(await admin(), twin))).toBe('unitOrgnrTaken orgnr');
	});

	it('is refused with what is wrong beside the field', async () => {
		const { add } = test.app.unit;
		await add(await admin(), { ...kitchen(), name: 'Vaktmesteren' });
		expect(await refusalOf(add(await admin(), { ...kitchen(), name: 'VAKTMESTEREN' }))).toBe(
			'unitNameTaken name'
		);
		const wrong = { ...kitchen(), name: 'Ny', orgnr: '123456789', isAddressProtected: true };
		expect(await refusalOf(add(await admin(), wrong))).toBe(
			'invalid orgnr orgnrInvalid district unitDistrictNeeded'
		);
		const elsewhere = { ...kitchen(), parentId: world.units.strandvik.id };
		expect(await refusalOf(add(await admin(), elsewhere))).toBe('chooseOne parentId');
		const manager = await actorOf(test.app, world.people.manager);
		expect(await refusalOf(add(manager, kitchen()))).toBe('notFound');
	});

	it('is one of two when two add the same at once', async () => {
		const actor = await admin();
		const same = { ...kitchen(), name: 'Samtidig' };
		const answers = await Promise.all([1, 2, 3].map(() => refusalOf(test.app.unit.add(actor, same))));
		expect(answers.sort()).toEqual(['allowed', 'unitNameTaken name', 'unitNameTaken name']);
	});
});
