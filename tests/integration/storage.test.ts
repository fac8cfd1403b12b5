import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import type { StorageSiteFacts } from '$lib/storage/storage-site';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { codeOf, offer, reserve } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type TestUnit,
	type World
} from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
let reuse: TestUnit;
let keeper: TestPerson;
let strandvikAdmin: TestPerson;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database, settableClock(TEST_NOW), { connections: 16 });
	world = await createWorld(test.db, test.clock);
	await test.app.benefit.installRegister();
	const { make, organisations } = world;
	reuse = await make.unit(
		organisations.fjordvik.id,
		organisations.fjordvik.root,
		'unit',
		'Ombruksavdelingen'
	);
	keeper = await make.person('Kari Keeper', reuse, ['storageKeeper']);
	strandvikAdmin = await make.person('Stig Strandvikstyrer', world.units.strandvik, ['orgAdmin']);
	// What has been out for twenty days, the partners see.
	await test.db.updateTable('organisation').set({ priorityDays: 0 }).execute();
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const admin = () => actorOf(test.app, world.people.orgAdmin);
const as = (person: TestPerson) => actorOf(test.app, person);
/** The code a call is refused with, with the fields it is about. */
const refusalOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (!(error instanceof AppError)) throw error;
			const { field, fields, params } = error.details;
			return [
				error.code,
				field,
				...Object.entries(fields ?? {}).flat(),
				...Object.values(params ?? {}).map(String)
			]
				.filter(Boolean)
				.join(' ');
		}
	);
const factsOf = (name: string, more: Partial<StorageSiteFacts> = {}): StorageSiteFacts => ({
	name,
	unitId: reuse.id,
	address: 'Lagerveien 5',
	district: 'Ytrebygda',
	isAddressProtected: false,
	opening: 'Tirsdag 9–15',
	...more
});
const aSite = async (name: string, more: Partial<StorageSiteFacts> = {}) =>
	(await test.app.storage.add(await admin(), factsOf(name, more))).siteId;
const chairAt = (storageSiteId: string, title = 'Stol', person = world.people.requester, asDraft = false) =>
	offer(
		test.app,
		person,
		world.itemTypes.chair,
		{ title, quantity: '4', storageSiteId, shelf: 'B3' },
		{ asDraft }
	);
const withdraw = async (person: TestPerson, id: string) => {
	const actor = await as(person);
	const { version } = await test.app.listing.getListing(actor, id);
	await test.app.listing.withdraw(actor, { id, version, reason: 'stillNeeded' });
};
/** Asked for by somebody and said yes to by the giver. */
async function approved(receiver: TestPerson, listingId: string, giver = world.people.requester) {
	const { held } = await reserve(test.app, receiver, listingId);
	await test.app.reservation.approve(await as(giver), held?.id ?? '');
	return held?.id ?? '';
}
const audited = async (subjectId: string) => {
	const rows = await test.db
		.selectFrom('auditEntry')
		.select(['event', 'actorId', 'fromState', 'toState', 'reason'])
		.where('subjectId', '=', subjectId)
		.orderBy('id')
		.execute();
	expect(rows.every(({ actorId }) => actorId === world.people.orgAdmin.id)).toBe(true);
	return rows.map(({ event, fromState, toState, reason }) => [event, fromState, toState, reason].join(' '));
};

describe('the room for storage sites', () => {
	it('shows what was added, changed, closed and opened again, each logged', async () => {
		const { storage } = test.app;
		const actor = await admin();
		const siteId = await aSite('Kokstad');
		await aSite('Sentrumslageret', { address: 'Torget 1', district: 'Sentrum' });
		expect((await storage.list(actor)).open).toMatchObject([
			{ name: 'Kokstad', unitName: 'Ombruksavdelingen', listings: 0, keepers: [] },
			{ name: 'Sentrumslageret' }
		]);
		expect((await storage.list(actor, { words: 'torget' })).open.map(({ name }) => name)).toEqual([
			'Sentrumslageret'
		]);
		expect(await storage.list(actor, { words: 'finnes ikke' })).toEqual({ open: [], closed: [] });

		const { version } = await storage.get(actor, siteId);
		const changed = factsOf('Kokstad', { address: 'Kokstadveien 50', opening: 'Hver dag' });
		await storage.change(actor, siteId, { ...changed, version });
		expect(await storage.get(actor, siteId)).toMatchObject({
			address: 'Kokstadveien 50',
			opening: 'Hver dag'
		});
		expect(await refusalOf(storage.change(actor, siteId, { ...changed, version }))).toBe('changedMeanwhile');

		await storage.close(actor, siteId);
		const { open, closed } = await storage.list(actor);
		expect([open.map(({ name }) => name), closed.map(({ name }) => name)]).toEqual([
			['Sentrumslageret'],
			['Kokstad']
		]);
		expect(await refusalOf(storage.change(actor, siteId, { ...changed, version: version + 2 }))).toBe(
			'storageSiteClosed'
		);
		await storage.reopen(actor, siteId);
		expect(await audited(siteId)).toEqual([
			'storageSite.added  open ',
			'storageSite.changed   address,opening',
			'storageSite.closed open closed ',
			'storageSite.reopened closed open '
		]);
	});

	it('has each name once among the open ones', async () => {
		const { storage } = test.app;
		const actor = await admin();
		const first = await aSite('Dobbelt');
		expect(await refusalOf(storage.add(actor, factsOf('DOBBELT')))).toBe('invalid name storageSiteNameTaken');
		await storage.close(actor, first);
		await aSite('Dobbelt');
		expect(await refusalOf(storage.reopen(actor, first))).toBe('storageSiteNameTaken');
		const both = [1, 2, 3].map(() => refusalOf(storage.add(actor, factsOf('Samtidig'))));
		expect((await Promise.all(both)).sort()).toEqual([
			'allowed',
			'invalid name storageSiteNameTaken',
			'invalid name storageSiteNameTaken'
		]);
	});

	it('refuses what is unsound, and everyone who does not run the organisation', async () => {
		const { storage } = test.app;
		const siteId = await aSite('Bare vårt');
		const hidden = factsOf('Skjult', { isAddressProtected: true, district: null });
		expect(await refusalOf(storage.add(await admin(), hidden))).toBe('invalid district unitDistrictNeeded');
		const elsewhere = factsOf('Hos naboen', { unitId: world.units.strandvik.id });
		expect(await refusalOf(storage.add(await admin(), elsewhere))).toBe('chooseOne unitId');

		for (const person of [strandvikAdmin, world.people.manager, world.people.requester, keeper]) {
			const actor = await as(person);
			const answers = await Promise.all(
				[
					storage.get(actor, siteId),
					storage.change(actor, siteId, { ...factsOf('Tatt'), version: 1 }),
					storage.close(actor, siteId),
					storage.reopen(actor, siteId),
					storage.addKeeper(actor, siteId, { personId: keeper.id, email: null }),
					storage.removeKeeper(actor, siteId, keeper.id)
				].map(refusalOf)
			);
			expect(new Set(answers), person.name).toEqual(new Set(['notFound']));
		}
		expect((await storage.list(await as(strandvikAdmin))).open).toEqual([]);
		expect(await refusalOf(storage.get(await admin(), 'tull'))).toBe('notFound');
	});
});

describe('a thing at a storage site', () => {
	it('is shown there: where, when and whom to ask, people within their organisation only', async () => {
		const { listing, storage } = test.app;
		const siteId = await aSite('Åsanelageret', { address: 'Liamyrane 4', district: 'Åsane' });
		await storage.addKeeper(await admin(), siteId, { personId: keeper.id, email: null });
		const id = await chairAt(siteId, 'Stol i Åsane');
		expect(
			await test.db
				.selectFrom('listing')
				.select(['place', 'district', 'shelf'])
				.where('id', '=', id)
				.executeTakeFirst()
		).toEqual({
			place: '',
			district: 'Åsane',
			shelf: 'B3'
		});

		const colleague = await as(world.librarian);
		const seen = await listing.getListing(colleague, id);
		expect(seen).toMatchObject({ place: 'Åsanelageret, Liamyrane 4, Åsane', shelf: 'B3' });
		expect(await listing.findSite(colleague, seen)).toEqual({
			name: 'Åsanelageret',
			address: 'Liamyrane 4',
			opening: 'Tirsdag 9–15',
			contacts: [{ name: keeper.name, email: keeper.email }]
		});
		expect((await listing.listCards(colleague, [id]))[0]?.place).toBe('Åsanelageret, Åsane');

		const partner = await as(world.strandvik);
		const across = await listing.getListing(partner, id);
		expect(across.place).toBe('Åsanelageret, Liamyrane 4, Åsane');
		expect((await listing.findSite(partner, across))?.contacts).toEqual([]);

		const { version } = await storage.get(await admin(), siteId);
		const moved = factsOf('Åsanelageret', { address: 'Nyborg 1', district: 'Nyborg' });
		await storage.change(await admin(), siteId, { ...moved, version });
		expect((await listing.getListing(colleague, id)).place).toBe('Åsanelageret, Nyborg 1, Nyborg');
	});

	it('can be moved there, to another and back home', async () => {
		const { listing } = test.app;
		const [first, second] = [await aSite('Fra'), await aSite('Til', { district: 'Fana' })];
		const id = await chairAt(first, 'Flyttestol');
		const actor = await as(world.people.requester);
		const move = async (to: { storageSiteId?: string; shelf?: string }) => {
			const { row } = await listing.getForEdit(actor, id);
			const { version, onHandMilli: onHandWasMilli, title, condition } = row;
			await listing.edit(actor, { id, version, onHandWasMilli, title, condition, quantity: '4', ...to });
			return listing.getListing(actor, id);
		};
		expect(await move({ storageSiteId: second, shelf: 'A1' })).toMatchObject({
			place: 'Til, Lagerveien 5, Fana',
			shelf: 'A1'
		});
		expect(await move({ shelf: 'A1' })).toMatchObject({ place: 'Nordnes', shelf: null, siteId: null });
		const counts = (await test.app.storage.list(await admin())).open.map(({ name, listings }) => [
			name,
			listings
		]);
		expect(counts).toContainEqual(['Til', 0]);
	});

	it('is never at a site of another organisation, whoever writes', async () => {
		const siteId = (
			await test.app.storage.add(
				await as(strandvikAdmin),
				factsOf('Strandvik', { unitId: world.units.strandvik.id })
			)
		).siteId;
		for (const id of [siteId, newId(), 'tull'])
			expect(await refusalOf(chairAt(id)), id).toMatch(
				/^(chooseOne storageSiteId|invalid storageSiteId chooseOne)$/
			);
		expect(await test.app.storage.listChoices(await as(world.people.requester))).not.toContainEqual(
			expect.objectContaining({ id: siteId })
		);
		const id = await offer(test.app, world.people.requester, world.itemTypes.chair);
		await expect(
			test.db.updateTable('listing').set({ storageSiteId: siteId }).where('id', '=', id).execute()
		).rejects.toThrow('listing_storage_site_id_organisation_id_fkey');
	});
});

describe('closing a site', () => {
	it('is refused while things stand there, with how many, drafts among them', async () => {
		const { storage, listing } = test.app;
		const siteId = await aSite('Fullt');
		const [one, two] = [await chairAt(siteId), await chairAt(siteId, 'Kladd', world.people.requester, true)];
		expect((await storage.get(await admin(), siteId)).listings).toBe(2);
		expect(await refusalOf(storage.close(await admin(), siteId))).toBe('storageSiteNotEmpty 2');
		await withdraw(world.people.requester, one);
		await withdraw(world.people.requester, two);
		await storage.close(await admin(), siteId);

		expect(await refusalOf(chairAt(siteId))).toBe('storageSiteClosed storageSiteId');
		const actor = await as(world.people.requester);
		const { version } = await listing.getListing(actor, one);
		expect(await refusalOf(listing.publish(actor, { id: one, version }))).toBe('storageSiteClosed');
	});

	it('leaves nothing behind when things are put there at the same moment', async () => {
		const { storage } = test.app;
		const actor = await admin();
		for (let round = 0; round < 6; round++) {
			const siteId = await aSite(`Kappløp ${round}`);
			const taken = await chairAt(siteId, 'Trukket');
			await withdraw(world.people.requester, taken);
			const giver = await as(world.people.requester);
			const { version } = await test.app.listing.getListing(giver, taken);
			const answers = await Promise.all(
				[
					...[1, 2, 3, 4].map((number) => chairAt(siteId, `Stol ${number}`)),
					storage.close(actor, siteId),
					test.app.listing.publish(giver, { id: taken, version })
				].map(refusalOf)
			);
			const { closedAt, listings } = await storage.get(actor, siteId);
			if (closedAt) expect(listings, answers.join(', ')).toBe(0);
			else expect(listings, answers.join(', ')).toBeGreaterThan(0);
		}
	});
});

describe('a site whose address is protected', () => {
	const HIDDEN = /Hemmelig|Skjulested|Ring på/;
	it('shows its district only, is for those of its unit, and stays hidden when the unit is merged', async () => {
		const { app } = test;
		const siteId = await aSite('Skjulestedet', {
			unitId: world.units.shelter.id,
			address: 'Hemmeligveien 9',
			district: 'Årstad',
			opening: 'Ring på'
		});
		expect(await app.storage.listChoices(await as(world.shelterWorker))).toContainEqual(
			expect.objectContaining({ id: siteId })
		);
		for (const person of [world.librarian, world.people.requester, world.strandvik])
			expect(JSON.stringify(await app.storage.listChoices(await as(person)))).not.toContain(siteId);
		expect(await refusalOf(chairAt(siteId))).toBe('chooseOne storageSiteId');

		const id = await chairAt(siteId, 'Skjermet stol', world.shelterWorker);
		const reservation = await approved(world.librarian, id, world.shelterWorker);
		const across = await approved(world.strandvik, id, world.shelterWorker);
		const readAll = async (person: TestPerson, reservationId?: string) => {
			const actor = await as(person);
			const detail = await app.listing.getListing(actor, id);
			const view = reservationId ? await app.reservation.get(actor, reservationId) : undefined;
			return [
				detail.place,
				detail.siteId,
				detail.shelf,
				(await app.listing.listCards(actor, [id]))[0]?.place,
				await app.listing.findSite(actor, detail),
				view && (await app.reservation.findSite(actor, view))
			];
		};
		const readers: [TestPerson, string | undefined][] = [
			[world.librarian, reservation],
			[world.strandvik, across],
			[world.people.auditor, undefined]
		];
		for (const [person, reservationId] of readers)
			expect(await readAll(person, reservationId), person.name).toEqual([
				'Årstad',
				null,
				null,
				'Årstad',
				undefined,
				undefined
			]);
		expect(JSON.stringify(await readAll(world.shelterWorker))).toMatch(HIDDEN);

		const { make, organisations } = world;
		const old = await make.unit(organisations.fjordvik.id, world.units.agency, 'unit', 'Nedlagt senter', {
			district: 'Fana',
			isAddressProtected: true
		});
		const worker = await make.person('Nils Nedlagt', old, ['requester']);
		const own = await aSite('Skjulested to', {
			unitId: old.id,
			address: 'Hemmeligveien 11',
			district: 'Fana'
		});
		const chair = await chairAt(own, 'Flyttet stol', worker);
		expect(await refusalOf(app.unit.close(await admin(), old.id))).toBe('unitNotEmpty');
		expect(await app.unit.lookAtClose(await admin(), old.id)).toContainEqual({
			code: 'storageSites',
			count: 1
		});
		await app.unit.merge(await admin(), old.id, world.units.library.id);
		expect(await app.storage.get(await admin(), own)).toMatchObject({
			unitId: world.units.library.id,
			isAddressProtected: true
		});
		const seen = await app.listing.getListing(await as(world.people.requester), chair);
		expect([seen.place, seen.siteId]).toEqual(['Fana', null]);
		expect((await audited(own)).at(-1)).toBe(
			`storageSite.takenOver ${old.id} ${world.units.library.id} merged`
		);
	});
});

describe('the keeper of a site', () => {
	it('hands over what stands there for any unit of the organisation, and nothing else', async () => {
		const { app } = test;
		const [siteId, other] = [await aSite('Holdes'), await aSite('Holdes ikke')];
		await app.storage.addKeeper(await admin(), siteId, { personId: keeper.id, email: null });
		const here = await chairAt(siteId, 'Her');
		const there = await chairAt(other, 'Der');
		const [reservation, elsewhere] = [
			await approved(world.librarian, here),
			await approved(world.librarian, there)
		];
		const actor = await as(keeper);
		const waiting = await app.start.listWaiting(actor, 'nb');
		expect(waiting).toMatchObject([{ code: 'handOver', things: [{ title: 'Her' }] }]);
		const { giving } = await app.reservation.list(actor);
		expect(giving.map(({ title }) => title)).toEqual(['Her']);

		const view = await app.reservation.get(actor, reservation);
		expect(view).toMatchObject({ canConfirm: true, canDecide: false, isGiver: true });
		expect(await app.reservation.findContact(actor, view)).toMatchObject({ name: world.librarian.name });
		expect(await refusalOf(app.reservation.get(actor, elsewhere))).toBe('notFound');
		const pickupCode = await codeOf(app, await as(world.librarian), reservation);
		expect(await refusalOf(app.reservation.confirmHandover(actor, elsewhere, { pickupCode }))).toBe(
			'notAllowed'
		);
		await app.reservation.confirmHandover(actor, reservation, { pickupCode });
		expect(await app.reservation.get(actor, reservation)).toMatchObject({ handoverState: 'confirmed' });
		expect((await app.reservation.get(await as(world.people.requester), reservation)).state).toBe(
			'collected'
		);
	});

	it('is told of to whoever is let in to fetch, also a partner, and reads no answer of the giver', async () => {
		const { app } = test;
		const siteId = await aSite('For henting');
		await app.storage.addKeeper(await admin(), siteId, { personId: keeper.id, email: null });
		const id = await chairAt(siteId, 'Til naboen');
		const partner = await as(world.strandvik);
		const { held } = await reserve(app, world.strandvik, id);
		const asked = await app.reservation.get(partner, held?.id ?? '');
		expect((await app.reservation.findSite(partner, asked))?.contacts).toEqual([]);
		expect(await refusalOf(app.reservation.approve(await as(keeper), asked.id))).toBe('notAllowed');
		await app.reservation.approve(await as(world.people.requester), asked.id);
		const view = await app.reservation.get(partner, asked.id);
		expect(await app.reservation.findSite(partner, view)).toMatchObject({
			name: 'For henting',
			address: 'Lagerveien 5',
			contacts: [{ name: keeper.name, email: keeper.email }]
		});
	});

	it('is somebody with the role, or a colleague who gets it; without it nothing is opened', async () => {
		const { app, db } = test;
		const { storage, people } = app;
		const siteId = await aSite('Rollen teller');
		const actor = await admin();
		const newcomer = await world.make.person('Nora Ny', world.units.library, ['requester']);
		const without = { personId: newcomer.id, email: null };
		expect(await refusalOf(storage.addKeeper(actor, siteId, without))).toBe('chooseOne personId');
		expect(await refusalOf(storage.addKeeper(actor, siteId, { personId: null, email: null }))).toBe(
			'chooseOne personId'
		);
		for (const email of [world.strandvik.email, 'ingen@ingensteder.example'])
			expect(await refusalOf(storage.addKeeper(actor, siteId, { personId: null, email }))).toBe(
				'personUnknown email'
			);
		await storage.addKeeper(actor, siteId, { personId: null, email: newcomer.email.toUpperCase() });
		await storage.addKeeper(actor, siteId, { personId: newcomer.id, email: null });
		expect((await as(newcomer)).grants.find(({ role }) => role === 'storageKeeper')).toMatchObject({
			unitId: world.units.library.id,
			siteIds: new Set([siteId])
		});
		expect((await storage.get(actor, siteId)).candidates).not.toContainEqual(
			expect.objectContaining({ id: newcomer.id })
		);

		const reservation = await approved(world.librarian, await chairAt(siteId, 'Rollestol'));
		expect((await app.reservation.get(await as(newcomer), reservation)).canConfirm).toBe(true);
		const { roles } = await people.get(actor, newcomer.id);
		const membership = roles.find(({ role }) => role === 'storageKeeper');
		await people.endRole(actor, newcomer.id, membership?.id ?? '');
		const view = await app.reservation.get(await as(newcomer), reservation);
		expect(view.canConfirm).toBe(false);
		expect((await storage.get(actor, siteId)).keepers).toMatchObject([{ id: newcomer.id, isKeeping: false }]);

		await storage.removeKeeper(actor, siteId, newcomer.id);
		expect((await storage.get(actor, siteId)).keepers).toEqual([]);
		expect((await audited(siteId)).slice(1)).toEqual([
			`storageSite.keeperAdded  ${newcomer.id} `,
			`storageSite.keeperRemoved ${newcomer.id}  `
		]);
		await expect(
			db
				.insertInto('storageSiteKeeper')
				.values({
					storageSiteId: siteId,
					personId: world.strandvik.id,
					organisationId: world.organisations.fjordvik.id,
					createdAt: TEST_NOW
				})
				.execute()
		).rejects.toThrow('storage_site_keeper_person_id_organisation_id_fkey');
	});

	it('is followed by the deputy when the person is out', async () => {
		const { storage, people } = test.app;
		const siteId = await aSite('Stedfortreder');
		const leaving = await world.make.person('Lars Slutter', reuse, ['storageKeeper']);
		const deputy = await world.make.person('Dina Deputy', reuse, ['requester']);
		await storage.addKeeper(await admin(), siteId, { personId: leaving.id, email: null });
		await people.deactivate(await admin(), leaving.id, deputy.email);
		expect((await storage.get(await admin(), siteId)).keepers).toMatchObject([
			{ name: 'Dina Deputy', isKeeping: true },
			{ name: 'Lars Slutter', isKeeping: false }
		]);
	});
});

it('is found by the district of the site', async () => {
	const siteId = await aSite('Søkelageret', { district: 'Lageråsen' });
	const id = await chairAt(siteId, 'Søkestol');
	const query = { q: 'søkestol', condition: [], place: 'Lageråsen', limit: 10 };
	expect((await test.app.search.search(await as(world.librarian), query)).listingIds).toEqual([id]);
});
