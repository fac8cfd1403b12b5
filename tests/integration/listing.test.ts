import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateListing } from '$lib/listing/listing-publishing.server';
import type { Actor } from '$lib/organisation/permission';
import { newId } from '$lib/platform/ids';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

const DAY = 86_400_000;
let database: TestDatabase;
let test: TestApp;
let world: World;
let giver: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	await test.app.catalogue.installCatalogue();
	giver = await actorOf(test.app, world.people.requester);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const aListing = (more: Partial<CreateListing> = {}): CreateListing => ({
	id: newId(),
	title: 'Kontorstol, blå',
	condition: 'good',
	quantity: '6',
	...more
});
const publish = async (more: Partial<CreateListing> = {}, actor = giver) =>
	(await test.app.listing.create(actor, aListing(more))).id;
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: { code: string }) => error.code
	);
const isSeen = async (person: World['strandvik'], id: string) => {
	const actor = await actorOf(test.app, person);
	const alone = await refusal(test.app.listing.getListing(actor, id));
	const [card] = await test.app.listing.listCards(actor, [id]);
	expect(card === undefined).toBe(alone === 'notFound');
	return card !== undefined;
};
let shade = 0;
const aPhoto = async () => {
	const background = { r: (shade += 7), g: 90, b: 90 };
	const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
		.jpeg()
		.toBuffer();
	return (await test.app.photo.store(bytes)).photoId;
};
const stockOf = (lotId: string) =>
	test.db.selectFrom('lot').selectAll().where('id', '=', lotId).executeTakeFirstOrThrow();
const versionsOf = (id: string) =>
	test.db.selectFrom('listingVersion').selectAll().where('listingId', '=', id).orderBy('id').execute();

describe('putting something out', () => {
	it('needs one photo and two answers; the rest is worked out', async () => {
		const photoId = await aPhoto();
		const id = await publish({ photoIds: [photoId], quantity: '1' });
		const listing = await test.app.listing.getListing(giver, id);
		expect(listing).toMatchObject({
			state: 'published',
			typeName: 'Kontorstol',
			availableMilli: 1000,
			place: 'Nordnes',
			unitName: 'Nordnes skole',
			wouldBe: 'unknown',
			yearAcquired: null,
			marks: []
		});
		expect(listing.photos).toHaveLength(1);
		expect(listing.cooperationFrom).toEqual(new Date(TEST_NOW.getTime() + 14 * DAY));
		const [version] = await versionsOf(id);
		expect(JSON.parse(version?.content ?? '')).toMatchObject({ quantityMilli: 1000, photoIds: [photoId] });
	});

	it('makes one listing however often it is sent', async () => {
		const input = aListing({ photoIds: [await aPhoto()] });
		const sent = await Promise.all([1, 2, 3, 4].map(() => test.app.listing.create(giver, input)));
		expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
		const { lotId } = await test.app.listing.getListing(giver, input.id);
		expect((await stockOf(lotId)).onHandMilli).toBe(6000);
		expect(
			await refusal(test.app.listing.create(giver, { ...input, title: 'Noe helt annet, et skap' }))
		).toBe('listingAlreadyThere');
		const librarian = await actorOf(test.app, world.librarian);
		expect(await refusal(test.app.listing.create(librarian, input))).toBe('notFound');
	});

	it('takes the sender’s own id as the same listing too', async () => {
		const [first, again] = [aListing({ externalId: 'A-1' }), aListing({ externalId: 'A-1' })];
		const { id } = await test.app.listing.create(giver, first);
		expect(await test.app.listing.create(giver, again)).toEqual({ id, isNew: false });
	});

	it('says what is wrong beside each field, and stores nothing', async () => {
		const input = aListing({
			title: 'Kontorstol',
			quantity: '2,5',
			yearAcquired: '2031',
			mustBeGoneBy: '1.1.2020'
		});
		await expect(test.app.listing.create(giver, input)).rejects.toMatchObject({
			status: 422,
			details: {
				fields: {
					quantity: 'quantityError_notWhole',
					yearAcquired: 'yearInFuture',
					mustBeGoneBy: 'dateInPast'
				}
			}
		});
		expect(await refusal(test.app.listing.create(giver, aListing({ title: 'diverse greier' })))).toBe(
			'listingTypeMissing'
		);
		expect(await refusal(test.app.listing.create(giver, aListing({ photoIds: ['0'.repeat(64)] })))).toBe(
			'photoUnknown'
		);
		expect(await refusal(test.app.listing.getListing(giver, input.id))).toBe('notFound');
	});

	it('is for those who may give from the unit', async () => {
		const auditor = await actorOf(test.app, world.people.auditor);
		expect(await refusal(test.app.listing.create(auditor, aListing()))).toBe('notFound');
		expect(await refusal(test.app.listing.create(giver, aListing({ unitId: world.units.library.id })))).toBe(
			'notAllowed'
		);
		expect(await refusal(test.app.listing.create(giver, aListing({ unitId: world.units.utland.id })))).toBe(
			'notFound'
		);
		const keeper = await actorOf(test.app, world.people.storageKeeper);
		expect(await refusal(test.app.listing.create(keeper, aListing({ unitId: world.units.library.id })))).toBe(
			'done'
		);
	});

	it('keeps a draft to its own unit until it is published', async () => {
		const input = aListing();
		await test.app.listing.create(giver, input, { asDraft: true });
		expect(await isSeen(world.librarian, input.id)).toBe(false);
		await test.app.listing.publish(giver, { id: input.id, version: 1 });
		expect(await isSeen(world.librarian, input.id)).toBe(true);
	});
});

describe('who sees it', () => {
	it('the organisation at once, the cooperation after the priority period, others never', async () => {
		const id = await publish();
		expect(await isSeen(world.librarian, id)).toBe(true);
		expect(await isSeen(world.people.manager, id)).toBe(true);
		expect(await isSeen(world.people.partner, id)).toBe(false);
		expect(await isSeen(world.strandvik, id)).toBe(false);
		test.clock.set(new Date(TEST_NOW.getTime() + 14 * DAY));
		expect(await isSeen(world.strandvik, id)).toBe(true);
		expect(await isSeen(world.utland, id)).toBe(false);
		test.clock.set(TEST_NOW);
	});

	it('only the unit while it is narrowed, with a reason and an end', async () => {
		const id = await publish({
			isNarrowed: true,
			narrowedReason: 'Vi flytter først',
			narrowedUntil: '30.11.2026'
		});
		expect(await isSeen(world.librarian, id)).toBe(false);
		expect((await test.app.listing.getListing(giver, id)).isNarrowed).toBe(true);
		test.clock.set(new Date(TEST_NOW.getTime() + 8 * DAY));
		expect(await isSeen(world.librarian, id)).toBe(true);
		test.clock.set(TEST_NOW);
	});

	it('a draft and what is narrowed: its unit, who works for it, its maker and the auditor, and no role above', async () => {
		const narrowed = {
			isNarrowed: true,
			narrowedReason: 'Vi flytter først',
			narrowedUntil: '30.11.2026'
		};
		const draft = aListing();
		await test.app.listing.create(giver, draft, { asDraft: true });
		const atAgency = await world.make.person('Vera Vikar', world.units.agency, ['requester']);
		const byOther = await actorOf(test.app, atAgency);
		const madeForSchool = { ...narrowed, unitId: world.units.school.id };
		const ids = [draft.id, await publish(narrowed), await publish(madeForSchool, byOther)];
		const { people } = world;
		const seeing = [people.requester, people.storageKeeper, people.auditor, atAgency];
		const blind = Object.values(people).filter((person) => !seeing.includes(person));
		for (const id of ids) {
			for (const person of seeing)
				expect([person.name, await isSeen(person, id)]).toEqual([person.name, true]);
			for (const person of [...blind, world.librarian, world.strandvik])
				expect([person.name, await isSeen(person, id)]).toEqual([person.name, false]);
		}
		const mine = await test.app.listing.listOwn(await actorOf(test.app, people.manager));
		expect(mine.filter(({ id }) => ids.includes(id))).toEqual([]);
		await test.db
			.updateTable('membership')
			.set({ validTo: '2026-11-23' })
			.where('personId', '=', atAgency.id)
			.execute();
		await world.make.membership(atAgency, 'requester', world.units.library);
		expect(await Promise.all(ids.map((id) => isSeen(atAgency, id)))).toEqual([false, false, true]);
	});

	it('shows the district of a protected address, and the serial number to nobody else', async () => {
		const shelterWorker = await actorOf(test.app, world.shelterWorker);
		const id = await publish(
			{
				title: 'Bærbar PC',
				quantity: 1,
				attributes: { serialNumber: 'SN-778899' },
				place: 'Hemmeligveien 3',
				itemTypeId: world.itemTypes.laptop.id
			},
			shelterWorker
		);
		const librarian = await actorOf(test.app, world.librarian);
		const seen = await test.app.listing.getListing(librarian, id);
		expect(seen).toMatchObject({ place: 'Årstad', serial: null, mayEdit: false });
		expect(JSON.stringify(seen)).not.toMatch(/Hemmelig|778899/);
		expect(await test.app.listing.getListing(shelterWorker, id)).toMatchObject({
			place: 'Hemmeligveien 3, Årstad',
			serial: 'SN778899'
		});
		const { search } = await test.db
			.selectFrom('listing')
			.select('searchDocument as search')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(search).not.toContain('778899');
	});

	it('gives photos to those who see the listing; to others the address leads nowhere', async () => {
		const id = await publish({ photoIds: [await aPhoto()] });
		const [photo] = (await test.app.listing.getListing(giver, id)).photos;
		const asked = async (person: World['strandvik']) =>
			refusal(test.app.listing.getShownPhoto(await actorOf(test.app, person), photo?.id ?? ''));
		expect(await asked(world.librarian)).toBe('done');
		expect(await asked(world.strandvik)).toBe('notFound');
		expect(await refusal(test.app.listing.getShownPhoto(giver, newId()))).toBe('notFound');
		expect(await refusal(test.app.listing.getShownPhoto(giver, 'x'))).toBe('notFound');
	});
});

describe('changing it', () => {
	const change = async (id: string, more: Record<string, unknown> = {}) => {
		const { version, onHandMilli } = await test.app.listing.getListing(giver, id);
		return test.app.listing.edit(giver, {
			...aListing({ title: 'Kontorstol, blå', quantity: String(onHandMilli / 1000) }),
			version,
			onHandWasMilli: onHandMilli,
			...more,
			id
		});
	};

	it('writes a version only when something is said differently', async () => {
		const id = await publish();
		await change(id, { title: 'Kontorstol, grønn' });
		await change(id, { title: 'Kontorstol, grønn' });
		await change(id);
		const contents = (await versionsOf(id)).map(
			({ content }) => (JSON.parse(content) as { title: string }).title
		);
		expect(contents).toEqual(['Kontorstol, blå', 'Kontorstol, grønn', 'Kontorstol, blå']);
		const current = await test.app.listing.currentVersionIds([id]);
		expect(current.get(id)).toBe((await versionsOf(id)).at(-1)?.id);
	});

	it('lets the first of two editors win and tells the other', async () => {
		const id = await publish();
		const both = await Promise.all([
			refusal(change(id, { version: 1, title: 'Stol A' })),
			refusal(change(id, { version: 1, title: 'Stol B' }))
		]);
		expect(both.sort()).toEqual(['changedMeanwhile', 'done']);
	});

	it('books more and fewer as movements, never below what is promised', async () => {
		const id = await publish();
		const { lotId } = await test.app.listing.getListing(giver, id);
		await change(id, { quantity: '10' });
		expect(await refusal(change(id, { quantity: '9' }))).toBe('lossMissing');
		await change(id, { quantity: '9', loss: 'recycled' });
		expect(await stockOf(lotId)).toMatchObject({ onHandMilli: 9000 });
		const movements = await test.db
			.selectFrom('stockMovement')
			.selectAll()
			.where('lotId', '=', lotId)
			.orderBy('id')
			.execute();
		expect(movements.map(({ kind, quantityMilli }) => [kind, quantityMilli])).toEqual([
			['in', 6000],
			['in', 4000],
			['recycled', 1000]
		]);
		await test.db
			.insertInto('reservation')
			.values({
				id: newId(),
				listingId: id,
				lotId,
				organisationId: giver.organisationId,
				unitId: world.units.library.id,
				requestedBy: world.librarian.id,
				quantityMilli: 8000,
				state: 'requested',
				createdAt: TEST_NOW,
				expiresAt: new Date(TEST_NOW.getTime() + DAY),
				updatedAt: TEST_NOW
			})
			.execute();
		expect(await refusal(change(id, { quantity: '7', loss: 'lost' }))).toBe('quantityReserved');
		const { version } = await test.app.listing.getListing(giver, id);
		expect(await refusal(test.app.listing.withdraw(giver, { id, version, reason: 'mistake' }))).toBe(
			'listingReserved'
		);
	});

	it('is for the giving unit; to a foreign organisation it does not exist', async () => {
		const id = await publish();
		const input = { ...aListing(), id, version: 1, onHandWasMilli: 6000 };
		const refusedTo = async (person: World['strandvik']) =>
			refusal(test.app.listing.edit(await actorOf(test.app, person), input));
		expect(await refusedTo(world.librarian)).toBe('notAllowed');
		expect(await refusedTo(world.strandvik)).toBe('notFound');
		expect(await refusedTo(world.people.auditor)).toBe('notFound');
	});

	it('is saved with its new photos or not at all', async () => {
		const [a, b] = [await aPhoto(), await aPhoto()];
		const id = await publish({ photoIds: [a] });
		const input = { ...aListing(), id, version: 1, onHandWasMilli: 6000, title: 'Med nytt bilde' };
		const photos = async () => (await test.app.listing.getListing(giver, id)).photos.length;
		expect(await refusal(test.app.listing.edit(giver, { ...input, photoIds: [b], condition: '' }))).toBe(
			'invalid'
		);
		expect(await photos()).toBe(1);
		const unknown = { ...input, photoIds: ['0'.repeat(64)] };
		expect(await refusal(test.app.listing.edit(giver, unknown))).toBe('photoUnknown');
		expect((await test.app.listing.getListing(giver, id)).title).not.toBe(input.title);
		await test.app.listing.edit(giver, { ...input, photoIds: [a, b] });
		expect(await photos()).toBe(2);
		expect((await test.app.listing.getListing(giver, id)).title).toBe(input.title);
	});

	it('adds, orders and removes photos, each once', async () => {
		const [a, b] = [await aPhoto(), await aPhoto()];
		const id = await publish({ photoIds: [a] });
		await test.app.listing.addPhotos(giver, { id, photoIds: [b, a, b] });
		const before = (await test.app.listing.getListing(giver, id)).photos.map((photo) => photo.id);
		expect(before).toHaveLength(2);
		await test.app.listing.reorderPhotos(giver, { id, order: before.toReversed() });
		const [card] = await test.app.listing.listCards(giver, [id]);
		expect(card?.photo?.id).toBe(before[1]);
		await test.app.listing.removePhoto(giver, { id, listingPhotoId: before[1] ?? '' });
		expect((await test.app.listing.getListing(giver, id)).photos.map((photo) => photo.id)).toEqual([
			before[0]
		]);
		expect(await refusal(test.app.listing.getShownPhoto(giver, before[1] ?? ''))).toBe('notFound');
	});
});

describe('taking it down', () => {
	it('hides it from others and can be put out again', async () => {
		const id = await publish();
		await test.app.listing.withdraw(giver, { id, version: 1, reason: 'stillNeeded' });
		expect(await isSeen(world.librarian, id)).toBe(false);
		expect(await test.app.listing.getListing(giver, id)).toMatchObject({
			state: 'withdrawn',
			onHandMilli: 6000
		});
		await test.app.listing.publish(giver, { id, version: 2 });
		expect(await isSeen(world.librarian, id)).toBe(true);
	});

	it('empties the lot where the thing is gone', async () => {
		const id = await publish();
		const { lotId } = await test.app.listing.getListing(giver, id);
		await test.app.listing.withdraw(giver, { id, version: 1, reason: 'wasted' });
		expect(await stockOf(lotId)).toMatchObject({ onHandMilli: 0, state: 'closed' });
		expect(await refusal(test.app.listing.publish(giver, { id, version: 2 }))).toBe('listingEmpty');
	});

	it('leaves a trail', async () => {
		const id = await publish();
		await test.app.listing.withdraw(giver, { id, version: 1, reason: 'mistake' });
		const trail = await test.db.selectFrom('auditEntry').selectAll().where('subjectId', '=', id).execute();
		expect(trail.map((entry) => entry.toState)).toContain('withdrawn');
	});
});
