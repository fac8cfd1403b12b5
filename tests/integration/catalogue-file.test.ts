import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogueFile, type CatalogueFile } from '$lib/catalogue/catalogue-file';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import type { Actor } from '$lib/organisation/permission';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

interface Instance {
	database: TestDatabase;
	test: TestApp;
	world: World;
	operator: Actor;
}
let full: Instance;
let fresh: Instance;

async function instance(): Promise<Instance> {
	const database = await createTestDatabase();
	const test = await createTestApp(database);
	const world = await createWorld(test.db, test.clock);
	await test.app.benefit.installRegister();
	return { database, test, world, operator: await actorOf(test.app, world.people.operator) };
}

beforeAll(async () => {
	full = await instance();
	fresh = await instance();
	await full.test.app.catalogue.installCatalogue();
});
afterAll(async () => {
	for (const { test, database } of [full, fresh]) {
		await test.stop();
		await database.drop();
	}
});

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value, null, '\t'));
function read(value: unknown): CatalogueFile {
	const result = readCatalogueFile(bytesOf(value));
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.file;
}
const exported = async ({ test, operator }: Instance) =>
	read(await test.app.catalogueFile.exportFile(operator));
const outcomes = (types: readonly { outcome: string }[]) => new Set(types.map(({ outcome }) => outcome));
const byKey = ({ types }: CatalogueFile) => types.toSorted((a, b) => a.key.localeCompare(b.key));

/** The file of the full instance with one type changed. */
async function changed(key: string, change: (type: CatalogueFile['types'][number]) => void) {
	const file = await exported(full);
	const type = file.types.find((one) => one.key === key);
	if (!type) throw new Error(key);
	change(type);
	return { ...file, types: [type] };
}
const planOf = async (key: string, change: Parameters<typeof changed>[1]) => {
	const { types } = await full.test.app.catalogueFile.tryFile(full.operator, await changed(key, change));
	return types[0];
};

describe('the catalogue as a file', () => {
	it('goes out of one instance and into another, the same on both sides', async () => {
		const file = await exported(full);
		expect(file.types).toHaveLength(ITEM_TYPES.length);
		expect(file.attribution).toContain('Boavizta');
		const tried = await fresh.test.app.catalogueFile.tryFile(fresh.operator, file);
		expect(tried.types.filter(({ outcome }) => outcome === 'added')).toHaveLength(ITEM_TYPES.length - 5);
		expect(tried.types.filter(({ outcome }) => outcome === 'same')).toHaveLength(5);
		expect((await exported(fresh)).types).toHaveLength(5);

		await fresh.test.app.catalogueFile.importFile(fresh.operator, file, tried.mark);
		expect(byKey(await exported(fresh))).toEqual(byKey(file));
		const again = await fresh.test.app.catalogueFile.tryFile(fresh.operator, file);
		expect(outcomes(again.types)).toEqual(new Set(['same']));
	});

	it('may be taken out by whoever keeps it, and in by the operator alone', async () => {
		const { test, world, operator } = full;
		const file = await exported(full);
		for (const role of ['orgAdmin', 'factorOwner'] as const) {
			const actor = await actorOf(test.app, world.people[role]);
			expect((await test.app.catalogueFile.exportFile(actor)).types.length).toBeGreaterThan(100);
			await expect(test.app.catalogueFile.tryFile(actor, file)).rejects.toMatchObject({ status: 404 });
			await expect(test.app.catalogueFile.importFile(actor, file)).rejects.toMatchObject({ status: 404 });
		}
		const requester = await actorOf(test.app, world.people.requester);
		await expect(test.app.catalogueFile.exportFile(requester)).rejects.toMatchObject({ status: 404 });
		await expect(test.app.catalogueFile.tryFile(operator, file)).resolves.toBeDefined();
	});

	it('names what it would change, and refuses what would loosen a lock or rewrite what stands', async () => {
		expect(await planOf('sofa', () => undefined)).toMatchObject({ outcome: 'same', fields: [] });
		expect(
			await planOf('sofa', (type) => {
				type.words.push('chaiselong');
				type.attributes = type.attributes.filter(({ key }) => key !== 'model');
			})
		).toMatchObject({ outcome: 'changed', fields: ['words'] });
		const refusals = async (key: string, change: Parameters<typeof changed>[1]) =>
			(await planOf(key, change))?.refusals;
		expect(await refusals('laptop', (type) => (type.hasStorage = false))).toEqual([
			{ field: 'hasStorage', code: 'catalogueStorageKept' }
		]);
		expect(await refusals('window', (type) => delete type.hazardQuestion)).toEqual([
			{ field: 'hazardQuestion', code: 'catalogueHazardKept' }
		]);
		expect(await refusals('sofa', (type) => (type.mapping.factorKey = 'spaceship'))).toEqual([
			{ field: 'mapping.factorKey', code: 'catalogueNoRow' }
		]);
		expect(await refusals('sofa', (type) => (type.mapping.factorKey = 'vinyl_floor'))).toEqual([
			{ field: 'mapping.factorKey', code: 'catalogueRowMeasure' }
		]);
		expect(await refusals('piano', (type) => (type.mapping.priceKey = 'waste_handling_fee'))).toEqual([
			{ field: 'mapping.priceKey', code: 'catalogueNoRow' }
		]);
		expect(
			await refusals('sofa', (type) => {
				const colour = type.attributes.find(({ key }) => key === 'colour');
				if (colour?.kind === 'choice') colour.options.pop();
			})
		).toEqual([{ field: 'attributes.colour', code: 'catalogueOptionKept' }]);
		expect(
			await refusals('carpetTile', (type) => {
				type.countedMeasure = 'pcs';
				type.factorMeasure = 'pcs';
			})
		).toContainEqual({ field: 'countedMeasure', code: 'catalogueMeasureFixed' });
	});

	it('is the instance’s own from then on, with a new mapping from today and a line in every audit log', async () => {
		const { test, operator } = full;
		const file = await changed('sofa', (type) => {
			type.names.nb = 'Sofa, alle slag';
			type.mapping.factorKey = type.mapping.weightKey = 'sofa_leather';
			type.mapping.quality = 'B';
		});
		const { mark } = await test.app.catalogueFile.tryFile(operator, file);
		await expect(test.app.catalogueFile.importFile(operator, file, 'another')).rejects.toMatchObject({
			code: 'catalogueMoved'
		});
		await test.app.catalogueFile.importFile(operator, file, mark);
		await test.app.catalogue.installCatalogue();
		const sofa = (await exported(full)).types.find(({ key }) => key === 'sofa');
		expect(sofa?.names.nb).toBe('Sofa, alle slag');
		expect(sofa?.mapping).toMatchObject({ factorKey: 'sofa_leather', quality: 'B' });
		const rows = await test.db
			.selectFrom('itemTypeMapping')
			.innerJoin('itemType', 'itemType.id', 'itemTypeMapping.itemTypeId')
			.select(['factorKey', 'validFrom'])
			.where('key', '=', 'sofa')
			.orderBy('validFrom')
			.execute();
		expect(rows).toEqual([
			{ factorKey: 'sofa_textile', validFrom: '2026-11-22' },
			{ factorKey: 'sofa_leather', validFrom: '2026-11-23' }
		]);
		const entries = await test.db
			.selectFrom('auditEntry')
			.select(['actorId', 'reason'])
			.where('event', '=', 'itemType.imported')
			.execute();
		expect(entries).toEqual(
			Array.from({ length: 3 }, () => ({ actorId: operator.personId, reason: 'changed' }))
		);
	});

	it('a new type can be listed at once', async () => {
		const { test, world } = full;
		const file = await changed('piano', (type) => {
			type.key = 'accordion';
			type.names = { nb: 'Trekkspill', nn: 'Trekkspel', en: 'Accordion' };
			type.words = ['trekkspill', 'trekkspel', 'durspel'];
		});
		await test.app.catalogueFile.importFile(null, file);
		const type = await test.app.catalogue.findTypeByKey('accordion');
		expect(type?.names.nn).toBe('Trekkspel');
		expect(type?.attributes.map(({ key }) => key)).toContain('weightKg');
		expect(world.people.requester.id).toBeDefined();
	});
});
