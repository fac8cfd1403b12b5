import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditListing } from '$lib/listing/listing-editing.server';
import type { Actor } from '$lib/organisation/permission';
import { handOver, offerOn } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { lotOf, offer, reserve } from '../support/offers';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
let giver: Actor;
let expert: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	await test.app.catalogue.installCatalogue();
	await test.app.benefit.installRegister();
	giver = await actorOf(test.app, world.people.requester);
	expert = await actorOf(test.app, world.people.subjectExpert);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

type TypeName = keyof World['itemTypes'];
const put = (type: TypeName, more: Parameters<typeof offer>[3] = {}) =>
	offer(test.app, world.people.requester, world.itemTypes[type], more);

/** Saves the listing as it stands, as one of another type. @returns `done` or the code and field of the refusal */
async function retype(id: string, to: TypeName, more: Partial<EditListing> = {}, actor = giver) {
	const { row } = await test.app.listing.getForEdit(actor, id);
	const { version, onHandMilli: onHandWasMilli, title, condition } = row;
	const edited = { id, version, onHandWasMilli, title, condition, quantity: onHandWasMilli / 1000 };
	return test.app.listing.edit(actor, { ...edited, itemTypeId: world.itemTypes[to].id, ...more }).then(
		() => 'done',
		({ code, details }: { code: string; details: { field?: string; fields?: object } }) =>
			[code, details.field ?? Object.keys(details.fields ?? {})].flat().join(' ')
	);
}
const stands = async (id: string) => {
	const { itemTypeId, requiresErasure, custodyState, hazardState } = await lotOf(test.db, id);
	const name = Object.entries(world.itemTypes).find(([, type]) => type.id === itemTypeId)?.[0];
	return { name, requiresErasure, custodyState, hazardState };
};

it('asks anew what the new type asks, and lets go what it does not', async () => {
	const id = await put('desk');
	expect(await retype(id, 'laptop')).toBe('done');
	const laptop = { name: 'laptop', requiresErasure: true, custodyState: null, hazardState: null };
	expect(await stands(id)).toEqual(laptop);
	expect((await test.app.listing.getListing(giver, id)).marks).toEqual(['preparing']);
	expect(await retype(id, 'door')).toBe('done');
	const door = { name: 'door', requiresErasure: false, custodyState: null, hazardState: 'unanswered' };
	expect(await stands(id)).toEqual(door);
	expect((await test.app.listing.getListing(giver, id)).marks).toEqual(['toBeClarified']);
	expect(await retype(id, 'laptop')).toBe('done');
	expect(await stands(id)).toEqual(laptop);
	expect(await retype(id, 'chair')).toBe('done');
	expect(await stands(id)).toMatchObject({ name: 'chair', requiresErasure: false, custodyState: null });
	const versions = await test.db
		.selectFrom('listingVersion')
		.select('content')
		.where('listingId', '=', id)
		.orderBy('id')
		.execute();
	expect(
		new Set(versions.map(({ content }) => (JSON.parse(content) as { itemTypeId: string }).itemTypeId))
	).toEqual(new Set((['desk', 'laptop', 'door', 'chair'] as const).map((name) => world.itemTypes[name].id)));
});

it('checks the attributes against the new type and forgets those of the old one', async () => {
	const id = await put('desk', { attributes: { widthCm: '160' } });
	expect(await retype(id, 'laptop', { attributes: { widthCm: '160', memoryGb: 'mye' } })).toBe(
		'invalid attribute.memoryGb'
	);
	expect(await retype(id, 'laptop', { attributes: { widthCm: '160', memoryGb: '16' } })).toBe('done');
	expect((await lotOf(test.db, id)).attributes).toEqual({ memoryGb: 16 });
});

it('refuses another measure, and says so at the field', async () => {
	expect(await retype(await put('desk'), 'carpet')).toBe('listingTypeMeasure itemTypeId');
});

it('stays what it is once someone has asked for it, and says why', async () => {
	const id = await put('desk');
	const { held } = await reserve(test.app, world.librarian, id);
	expect(await retype(id, 'chair')).toBe('listingTypeAsked itemTypeId');
	expect((await test.app.listing.getForEdit(giver, id)).typeSettled).toBe('listingTypeAsked');
	await test.app.reservation.cancel(await actorOf(test.app, world.librarian), held?.id ?? '');
	expect((await test.app.listing.getForEdit(giver, id)).typeSettled).toBeNull();
	expect(await retype(id, 'chair')).toBe('done');
});

it('stays what it is once it is checked: a new type is no way round erasure or an expert', async () => {
	const laptop = await put('laptop');
	const { id: lotId } = await lotOf(test.db, laptop);
	await test.app.stock.recordCustody(expert, { lotId, step: 'received' });
	await test.app.stock.recordCustody(expert, { lotId, step: 'failed', note: 'Disken svarer ikke' });
	expect(await retype(laptop, 'chair')).toBe('listingTypeChecked itemTypeId');
	const door = await put('door');
	const unknown = { yearFrom: '', yearTo: '', isUnknown: true, attributes: {} };
	await test.app.stock.answerHazard(giver, { lotId: (await lotOf(test.db, door)).id, ...unknown });
	expect(await retype(door, 'chair')).toBe('listingTypeChecked itemTypeId');
});

it('stays what it is when it came by a handover', async () => {
	const { successorLotId } = await handOver(test, {
		from: world.people.requester,
		to: world.librarian,
		itemType: world.itemTypes.desk,
		pieces: 1
	});
	const onward = await offerOn(test, successorLotId);
	const librarian = await actorOf(test.app, world.librarian);
	expect(await retype(onward, 'chair', {}, librarian)).toBe('listingTypeHandedOn itemTypeId');
});
