import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import type { Database } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import type { CustodyStep, HazardAnswer } from '$lib/stock/stock.service.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
let giver: Actor;
let expert: Actor;
let secondExpert: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	await test.app.catalogue.installCatalogue();
	giver = await actorOf(test.app, world.people.requester);
	expert = await actorOf(test.app, world.people.subjectExpert);
	const second = await world.make.person('Siw Second', world.units.department, ['subjectExpert']);
	secondExpert = await actorOf(test.app, second);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: { code: string; constraint?: string }) => error.constraint ?? error.code
	);

async function publish(itemTypeId: string, attributes: Record<string, unknown> = {}) {
	const id = newId();
	const input = { id, title: 'Til overs', itemTypeId, condition: 'good', quantity: 1, attributes };
	await test.app.listing.create(giver, input);
	const { lotId } = await test.app.listing.getListing(giver, id);
	return { id, lotId };
}
const reserve = (listing: { id: string; lotId: string }) =>
	test.db
		.insertInto('reservation')
		.values({
			id: newId(),
			listingId: listing.id,
			lotId: listing.lotId,
			organisationId: giver.organisationId,
			unitId: world.units.library.id,
			requestedBy: world.librarian.id,
			quantityMilli: 1000,
			state: 'requested',
			createdAt: TEST_NOW,
			expiresAt: new Date(TEST_NOW.getTime() + 86_400_000),
			updatedAt: TEST_NOW
		})
		.execute();
const takeOut = (lotId: string) =>
	test.db
		.insertInto('stockMovement')
		.values({
			id: newId(),
			lotId,
			kind: 'out',
			quantityMilli: 1000,
			causeEventId: newId(),
			occurredOn: '2026-11-23',
			bookedAt: TEST_NOW
		})
		.execute();
const marksOf = async (id: string) => (await test.app.listing.getListing(giver, id)).marks;

describe('things with storage (I4)', () => {
	const record = (actor: Actor, lotId: string, step: CustodyStep['step'], more: Partial<CustodyStep> = {}) =>
		test.app.stock.recordCustody(actor, { lotId, step, ...more });
	const erased = { mediumType: 'ssd', sanitisation: 'purge', tool: 'Blancco 7.1' } as const;

	it('can be reserved at once but leaves only erased, verified and released', async () => {
		const pc = await publish(world.itemTypes.laptop.id);
		expect(await marksOf(pc.id)).toEqual(['preparing']);
		expect(await refusal(reserve(pc))).toBe('done');
		await record(expert, pc.lotId, 'received');
		await record(expert, pc.lotId, 'erased', erased);
		await record(secondExpert, pc.lotId, 'verified');
		expect(await refusal(takeOut(pc.lotId))).toBe('lot_erasure_ready');
		expect(await refusal(record(expert, pc.lotId, 'ready'))).toBe('custodyNotReleased');
		await record(expert, pc.lotId, 'ready', { isReleased: true });
		expect(await marksOf(pc.id)).toEqual([]);
	});

	it('takes the steps in order and names how it was erased', async () => {
		const { lotId } = await publish(world.itemTypes.laptop.id);
		await record(expert, lotId, 'received');
		expect(await refusal(record(expert, lotId, 'verified'))).toBe('custodyNotNext');
		await expect(record(expert, lotId, 'erased', { tool: 'x' })).rejects.toMatchObject({
			details: { fields: { mediumType: 'custodyMediumMissing', sanitisation: 'custodyMethodMissing' } }
		});
		await record(expert, lotId, 'erased', erased);
		expect(await refusal(record(expert, lotId, 'ready', { isReleased: true }))).toBe('custodyNotNext');
	});

	it('is received when an expert has it, not when the giver puts it out', async () => {
		const { lotId } = await publish(world.itemTypes.laptop.id);
		expect(await test.app.stock.getCustody(expert, lotId)).toMatchObject({
			state: null,
			nextSteps: ['received'],
			records: []
		});
		expect(await refusal(takeOut(lotId))).toBe('lot_erasure_ready');
		expect(await refusal(record(expert, lotId, 'erased', erased))).toBe('custodyNotNext');
		expect(await refusal(record(giver, lotId, 'received'))).toBe('notFound');
		await record(expert, lotId, 'received');
		expect(await test.app.stock.getCustody(expert, lotId)).toMatchObject({
			state: 'received',
			records: [{ state: 'received', recordedBy: expert.personId }]
		});
	});

	it('is verified by someone else than the one who erased, and says who can', async () => {
		const { lotId } = await publish(world.itemTypes.laptop.id);
		await record(expert, lotId, 'received');
		await record(expert, lotId, 'erased', erased);
		expect(await refusal(record(expert, lotId, 'verified'))).toBe('custodySamePerson');
		expect(await test.app.stock.getCustody(expert, lotId)).toMatchObject({
			state: 'erased',
			isErasedByActor: true,
			verifiers: ['Siw Second']
		});
	});

	it('starts again after a failed erasure', async () => {
		const { lotId } = await publish(world.itemTypes.laptop.id);
		await record(expert, lotId, 'received');
		expect(await refusal(record(expert, lotId, 'failed'))).toBe('custodyNoteMissing');
		await record(expert, lotId, 'failed', { note: 'Disken svarer ikke' });
		await record(expert, lotId, 'received');
		await record(expert, lotId, 'erased', erased);
	});

	it('starts again when more comes in, and nothing comes in while the rest is being erased', async () => {
		const { id, lotId } = await publish(world.itemTypes.laptop.id);
		const edit = async (quantity: number) => {
			const { version, onHandMilli } = await test.app.listing.getListing(giver, id);
			return test.app.listing.edit(giver, {
				id,
				version,
				onHandWasMilli: onHandMilli,
				title: 'Til overs',
				condition: 'good',
				quantity
			});
		};
		await record(expert, lotId, 'received');
		await record(expert, lotId, 'erased', erased);
		expect(await refusal(edit(2))).toBe('erasureUnderWay');
		await record(secondExpert, lotId, 'verified');
		await record(expert, lotId, 'ready', { isReleased: true });
		await edit(2);
		expect(await marksOf(id)).toEqual(['preparing']);
		expect(await refusal(takeOut(lotId))).toBe('lot_erasure_ready');
	});

	it('is the subject expert’s alone', async () => {
		const { id, lotId } = await publish(world.itemTypes.laptop.id);
		expect(await refusal(record(giver, lotId, 'erased', erased))).toBe('notFound');
		const foreign = await actorOf(test.app, world.strandvik);
		expect(await refusal(record(foreign, lotId, 'erased', erased))).toBe('notFound');
		expect(
			await refusal(test.app.listing.withdraw(giver, { id, version: 1, reason: 'givenElsewhere' }))
		).toBe('erasureNotReady');
	});

	it('holds in the database too, whatever the code does', async () => {
		const { lotId } = await publish(world.itemTypes.laptop.id);
		const jump = test.db
			.insertInto('custodyRecord')
			.values({ id: newId(), lotId, state: 'ready', isReleasedFromManagement: true, recordedAt: TEST_NOW })
			.execute();
		expect(await refusal(jump)).toBe('custody_in_order');
		const lift = test.db.updateTable('lot').set({ requiresErasure: false }).where('id', '=', lotId).execute();
		expect(await refusal(lift)).toBe('lot_locks_stay');
		for (const change of [{ custodyState: 'ready' as const }, { onHandMilli: 5000 }, { reservedMilli: 1000 }])
			expect(await refusal(test.db.updateTable('lot').set(change).where('id', '=', lotId).execute())).toBe(
				'lot_follows_records'
			);
	});
});

describe('building materials (I5)', () => {
	const answer = (actor: Actor, lotId: string, more: Partial<HazardAnswer>) =>
		test.app.stock.answerHazard(actor, {
			lotId,
			yearFrom: '',
			yearTo: '',
			isUnknown: false,
			attributes: {},
			...more
		});

	it('are found but not reserved before the question is answered', async () => {
		const door = await publish(world.itemTypes.door.id);
		expect(await marksOf(door.id)).toEqual(['toBeClarified']);
		expect(await refusal(reserve(door))).toBe('lot_hazard_cleared');
		expect(await answer(giver, door.lotId, { yearFrom: '2008' })).toBe('ok');
		expect(await marksOf(door.id)).toEqual([]);
		expect(await refusal(reserve(door))).toBe('done');
	});

	it('go to the expert when the year says so or nobody knows it; a new answer is no way round', async () => {
		const door = await publish(world.itemTypes.door.id);
		expect(await answer(giver, door.lotId, { isUnknown: true })).toBe('expert');
		expect(await refusal(answer(giver, door.lotId, { yearFrom: '2008' }))).toBe('hazardExpertOnly');
		const waiting = await test.app.listing.listForExpert(expert);
		expect(waiting.map(({ card }) => card.id)).toContain(door.id);
		expect(
			await refusal(
				test.app.stock.decideHazard(giver, { lotId: door.lotId, outcome: 'ok', note: 'Ser fin ut' })
			)
		).toBe('notFound');
		expect(
			await refusal(test.app.stock.decideHazard(expert, { lotId: door.lotId, outcome: 'ok', note: '' }))
		).toBe('hazardNoteMissing');
		await test.app.stock.decideHazard(expert, { lotId: door.lotId, outcome: 'ok', note: 'Prøve uten funn' });
		expect(await marksOf(door.id)).toEqual([]);
	});

	it('are taken down when they are not for reuse, and stay with their unit with the mark', async () => {
		const door = await publish(world.itemTypes.door.id);
		await answer(giver, door.lotId, { yearFrom: '1970', yearTo: '1990' });
		await test.app.stock.decideHazard(expert, {
			lotId: door.lotId,
			outcome: 'stop',
			note: 'Asbest i kjernen'
		});
		const listing = await test.app.listing.getListing(giver, door.id);
		expect(listing).toMatchObject({
			state: 'withdrawn',
			withdrawnReason: 'notForReuse',
			marks: ['notForReuse']
		});
		const librarian = await actorOf(test.app, world.librarian);
		expect(await refusal(test.app.listing.getListing(librarian, door.id))).toBe('notFound');
		expect(await refusal(test.app.listing.publish(giver, { id: door.id, version: listing.version }))).toBe(
			'listingNotForReuse'
		);
		expect(await refusal(reserve(door))).toBe('lot_hazard_cleared');
	});

	it('are asked again when what the rules look at is changed', async () => {
		const timber = await test.app.catalogue.findTypeByKey('structuralTimber');
		const { id, lotId } = await publish(timber?.id ?? '', { treatment: 'untreated' });
		expect(await answer(giver, lotId, { yearFrom: '1990' })).toBe('ok');
		const edit = (treatment: string, version: number) =>
			test.app.listing.edit(giver, {
				id,
				version,
				onHandWasMilli: 1000,
				title: 'Til overs',
				condition: 'good',
				quantity: 1,
				attributes: { treatment }
			});
		await edit('untreated', 1);
		expect(await marksOf(id)).toEqual([]);
		await edit('pressureTreated', 2);
		expect(await marksOf(id)).toEqual(['toBeClarified']);
		expect(await answer(giver, lotId, { yearFrom: '1990' })).toBe('stop');
	});

	it('are asked again when more come in, and not when some go', async () => {
		const { id, lotId } = await publish(world.itemTypes.door.id);
		expect(await answer(giver, lotId, { yearFrom: '2008' })).toBe('ok');
		const edit = (onHandWas: number, quantity: number, version: number) =>
			test.app.listing.edit(giver, {
				id,
				version,
				onHandWasMilli: onHandWas * 1000,
				title: 'Til overs',
				condition: 'good',
				quantity,
				loss: 'lost'
			});
		await edit(1, 4, 1);
		expect(await marksOf(id)).toEqual(['toBeClarified']);
		expect(await refusal(reserve({ id, lotId }))).toBe('lot_hazard_cleared');
		expect(await answer(giver, lotId, { yearFrom: '2008' })).toBe('ok');
		await edit(4, 3, 2);
		expect(await marksOf(id)).toEqual([]);
	});

	it('keep what was answered, by which rules', async () => {
		const { lotId } = await publish(world.itemTypes.door.id);
		await answer(giver, lotId, { yearFrom: '1990', yearTo: '1995' });
		const { records } = await test.app.stock.getHazard(giver, lotId);
		expect(records.map(({ state }) => state)).toEqual(['unanswered', 'ok']);
		expect(records[1]).toMatchObject({
			answers: { fromYear: 1990, toYear: 1995 },
			ruleVersion: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
			recordedByName: 'Randi Requester'
		});
	});
});

describe('a lot put in past the services', () => {
	type NewLot = Parameters<typeof lotOf>[0];
	const lotOf = (more: Partial<Insertable<Database['lot']>>) => ({
		id: newId(),
		organisationId: giver.organisationId,
		unitId: giver.homeUnitId,
		itemTypeId: world.itemTypes.chair.id,
		measure: 'pcs' as const,
		condition: 'good' as const,
		createdAt: TEST_NOW,
		...more
	});
	const put = (more: NewLot) => refusal(test.db.insertInto('lot').values(lotOf(more)).execute());

	it('starts empty and with the locks of its type on', async () => {
		const [laptop, door] = [world.itemTypes.laptop.id, world.itemTypes.door.id];
		const stored = { itemTypeId: laptop, requiresErasure: true };
		expect(await put({ onHandMilli: 5000 })).toBe('lot_follows_records');
		expect(await put({ onHandMilli: 5000, reservedMilli: 1000 })).toBe('lot_follows_records');
		expect(await put({ ...stored, custodyState: 'ready' })).toBe('lot_follows_records');
		expect(await put({ custodyState: 'ready' })).toBe('lot_follows_records');
		expect(await put({ itemTypeId: door, hazardState: 'ok' })).toBe('lot_follows_records');
		expect(await put({ itemTypeId: laptop })).toBe('lot_locks_of_type');
		expect(await put({ itemTypeId: door })).toBe('lot_locks_of_type');
		expect(await put({})).toBe('done');
		expect(await put({ ...stored, custodyState: 'received' })).toBe('lot_follows_records');
		expect(await put(stored)).toBe('done');
		expect(await put({ itemTypeId: door, hazardState: 'unanswered' })).toBe('done');
	});

	it('does not shed its locks by naming a predecessor', async () => {
		const { lotId: chair } = await publish(world.itemTypes.chair.id);
		const { lotId: laptop } = await publish(world.itemTypes.laptop.id);
		const itemTypeId = world.itemTypes.laptop.id;
		expect(await put({ itemTypeId, predecessorLotId: chair })).toBe('lot_locks_of_type');
		expect(await put({ itemTypeId, predecessorLotId: laptop })).toBe('lot_locks_of_type');
		expect(
			await refusal(
				test.db
					.updateTable('lot')
					.set({ itemTypeId: world.itemTypes.chair.id })
					.where('id', '=', laptop)
					.execute()
			)
		).toBe('lot_locks_of_type');
	});
});

describe('the catalogue', () => {
	it('comes back as it was shipped and may be installed again', async () => {
		await test.app.catalogue.installCatalogue();
		const { ITEM_TYPES } = await import('$lib/catalogue/seed/item-types');
		const stored = new Map((await test.app.catalogue.listTypes()).map((type) => [type.key, type]));
		expect(stored.size).toBe(ITEM_TYPES.length);
		for (const shipped of ITEM_TYPES) {
			const type = stored.get(shipped.key);
			expect({ ...type, id: '' }).toMatchObject({
				pack: shipped.pack,
				names: shipped.names,
				words: shipped.words,
				conversion: shipped.conversion,
				packSizes: shipped.packSizes
			});
			expect(type?.attributes.map(({ key, kind, names }) => ({ key, kind, names }))).toEqual(
				shipped.attributes.map(({ key, kind, names }) => ({ key, kind, names }))
			);
			expect(type?.hazardQuestion).toEqual(shipped.hazardQuestion);
		}
	});
});
