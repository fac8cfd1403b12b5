import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, settableClock } from '$lib/platform/clock';
import { newId } from '$lib/platform/ids';
import { deadlineAfter } from '$lib/reservation/reservation';
import type { SearchQuery } from '$lib/search/search';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { lotOf, offer, reserve } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	await running.app.catalogue.installCatalogue();
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const search = async (person: TestPerson, query: Partial<SearchQuery> = {}) =>
	running.app.search.search(await actorOf(running.app, person), {
		q: '',
		condition: [],
		limit: 100,
		...query
	});
const put = (
	type: keyof World['itemTypes'],
	input: Parameters<typeof offer>[3],
	options?: Parameters<typeof offer>[4]
) => offer(running.app, world.people.requester, world.itemTypes[type], input, options);
const countOf = (facets: { value: string; count: number }[]) =>
	facets.reduce((total, { count }) => total + count, 0);
/** What a person meets of one listing: in the hits, in the count and in the facets. */
async function sight(person: TestPerson, q: string) {
	const { listingIds, total, facets } = await search(person, { q });
	return [listingIds.length, total, countOf(facets.pack), countOf(facets.type), countOf(facets.place)];
}
const SEEN = [1, 1, 1, 1, 1];
const UNSEEN = [0, 0, 0, 0, 0];

describe('visibility in hits, counts and facets', () => {
	it('of a published listing: the organisation at once, partners after the priority period, others never', async () => {
		await put('desk', { title: 'Synlighetspult alfa' });
		const seenBy = async () =>
			Promise.all(
				[world.people.requester, world.librarian, world.strandvik, world.utland].map((person) =>
					sight(person, 'synlighetspult alfa')
				)
			);
		expect(await seenBy()).toEqual([SEEN, SEEN, UNSEEN, UNSEEN]);
		running.clock.set(deadlineAfter(TEST_NOW, 14));
		expect(await seenBy()).toEqual([SEEN, SEEN, SEEN, UNSEEN]);
		running.clock.set(TEST_NOW);
	});

	it('of a narrowed listing: the giving unit, until the narrowing ends', async () => {
		await put('desk', {
			title: 'Synlighetspult beta',
			isNarrowed: true,
			narrowedReason: 'Trengs kanskje på huset',
			narrowedUntil: addDays('2026-11-23', 10)
		});
		const q = 'synlighetspult beta';
		expect(await sight(world.people.requester, q)).toEqual(SEEN);
		expect(await sight(world.librarian, q)).toEqual(UNSEEN);
		running.clock.set(deadlineAfter(TEST_NOW, 11));
		expect(await sight(world.librarian, q)).toEqual(SEEN);
		running.clock.set(TEST_NOW);
	});

	it('of a draft and of what was taken down: nobody', async () => {
		await put('desk', { title: 'Synlighetspult gamma' }, { asDraft: true });
		const withdrawn = await put('desk', { title: 'Synlighetspult gamma' });
		const giver = await actorOf(running.app, world.people.requester);
		await running.app.listing.withdraw(giver, { id: withdrawn, version: 1, reason: 'stillNeeded' });
		for (const person of [world.people.requester, world.librarian, world.strandvik, world.utland])
			expect(await sight(person, 'synlighetspult gamma')).toEqual(UNSEEN);
	});

	it('of a protected address: the district is the place', async () => {
		const shelterWorker = await actorOf(running.app, world.shelterWorker);
		await running.app.listing.create(shelterWorker, {
			id: newId(TEST_NOW.getTime()),
			itemTypeId: world.itemTypes.desk.id,
			title: 'Synlighetspult delta',
			condition: 'good',
			quantity: '1',
			place: 'Hemmeligveien 3'
		});
		const { facets, listingIds } = await search(world.librarian, { q: 'synlighetspult delta' });
		expect(facets.place).toEqual([{ value: 'Årstad', count: 1 }]);
		const [card] = await running.app.listing.listCards(
			await actorOf(running.app, world.librarian),
			listingIds
		);
		expect(JSON.stringify(card)).not.toContain('Hemmeligveien');
		expect((await search(world.librarian, { q: 'hemmeligveien' })).listingIds).toEqual([]);
	});
});

describe('words', () => {
	it('are found by stem, prefix and the names of the type in nynorsk too', async () => {
		const id = await put('chair', { title: 'Svart med hjul', description: 'Brukt i møterommene' });
		const finds = async (q: string) => (await search(world.librarian, { q })).listingIds.includes(id);
		for (const q of [
			'stol',
			'stoler',
			'stolen',
			'kontorst',
			'SVART HJUL',
			'møterom',
			'kontorstolar',
			'  hjul,   svart!'
		])
			expect([q, await finds(q)]).toEqual([q, true]);
		expect(await finds('svart bord')).toBe(false);
	});

	it('name a kind of thing: every table is a bord, and the kind stands before the mention', async () => {
		const desk = await put('desk', { title: 'Arbeidsplass i bjørk' });
		const mention = await put('chair', { title: 'Lenestol', description: 'Har stått ved et bord' });
		const { listingIds } = await search(world.librarian, { q: 'bord' });
		expect(listingIds).toContain(desk);
		expect(listingIds).toContain(mention);
		expect(listingIds.indexOf(desk)).toBeLessThan(listingIds.indexOf(mention));
	});

	it('are starts of words as written, never of their stems: a skriver is no skrivebord', async () => {
		const desk = await put('desk', { title: 'Skrivebord med skuffer' });
		const found = async (q: string) => (await search(world.librarian, { q })).listingIds.includes(desk);
		expect(await found('skriver')).toBe(false);
		expect(await found('skrive')).toBe(true);
	});

	it('find nothing where there is no word in them', async () => {
		for (const q of ['%', '🪑', ' ?!'])
			expect(await search(world.librarian, { q })).toMatchObject({ total: 0, listingIds: [] });
		expect((await search(world.librarian, { q: '' })).total).toBeGreaterThan(0);
	});

	it('never reach a serial number', async () => {
		const id = await put('laptop', {
			title: 'Bærbar fra skolen',
			attributes: { serialNumber: 'SN99XYZ1234' }
		});
		const lot = await lotOf(running.db, id);
		expect(lot.serial).toBe('SN99XYZ1234');
		for (const q of ['SN99XYZ1234', 'sn99', 'xyz1234'])
			for (const person of [world.people.requester, world.librarian])
				expect((await search(person, { q })).listingIds).toEqual([]);
	});

	it.each([
		'🪑🪑🪑',
		"stol' | !bord:* & (",
		'%_%',
		'"',
		"'",
		'\\',
		'\0',
		'a b c d e f g h i j k l m n o p',
		'½ ² ﬁ ǆ',
		'i og på',
		'<script>',
		'\ud800'
	])('that are odd get an answer: %j', async (q) => {
		expect(await search(world.librarian, { q })).toHaveProperty('total');
	});

	it('of ten thousand characters get an answer', async () => {
		expect(await search(world.librarian, { q: 'stol'.repeat(2500) })).toMatchObject({ total: 0 });
		expect(await search(world.librarian, { q: 'stol '.repeat(2000) })).toHaveProperty('total');
	});

	it('typed by anyone get an answer', () =>
		fc.assert(
			fc.asyncProperty(fc.array(fc.nat({ max: 0xffff }), { maxLength: 60 }), async (units) => {
				await search(world.librarian, { q: String.fromCharCode(...units) });
			}),
			{ numRuns: 60 }
		));
});

describe('facets, sorting and paging', () => {
	const marker = 'Bladeprøve';
	const ids: string[] = [];
	beforeAll(async () => {
		for (let index = 0; index < 23; index++) {
			running.clock.set(new Date(TEST_NOW.getTime() - (index % 7) * 60_000));
			ids.push(
				await put(index % 2 ? 'chair' : 'desk', {
					title: `${marker} ${index % 3 ? 'blå' : 'rød'}`,
					condition: index % 4 ? 'good' : 'worn',
					...(index % 5 === 0 && { mustBeGoneBy: addDays('2026-11-23', 1 + (index % 3)) }),
					...(index % 6 === 0 && { availableFrom: addDays('2026-11-23', 1) })
				})
			);
		}
		running.clock.set(TEST_NOW);
		for (const index of [2, 3, 9]) await reserve(running.app, world.librarian, ids[index] ?? '');
	});

	it('cover everything exactly once, whatever the page size and sort', () =>
		fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 25 }),
				fc.constantFrom('relevance' as const, 'newest' as const, 'goneBy' as const),
				async (limit, sort) => {
					const met: string[] = [];
					let cursor: string | undefined;
					do {
						const page = await search(world.librarian, { q: marker, limit, sort, ...(cursor && { cursor }) });
						expect(page.total).toBe(23);
						met.push(...page.listingIds);
						cursor = page.nextCursor ?? undefined;
					} while (cursor);
					expect(met).toHaveLength(23);
					expect(new Set(met)).toEqual(new Set(ids));
					const taken = new Set([ids[2], ids[3], ids[9]]);
					expect(new Set(met.slice(-3))).toEqual(taken);
				}
			),
			{ numRuns: 20 }
		));

	it('agree with the hits one gets by choosing them', async () => {
		const { facets, total } = await search(world.librarian, { q: marker });
		expect(total).toBe(23);
		for (const { value, count } of facets.type)
			expect((await search(world.librarian, { q: marker, type: value })).total).toBe(count);
		for (const { value, count } of facets.condition)
			expect((await search(world.librarian, { q: marker, condition: [value as 'good'] })).total).toBe(count);
		for (const { value, count } of facets.availability)
			expect((await search(world.librarian, { q: marker, availability: value as 'now' })).total).toBe(count);
		for (const { value, count } of facets.place)
			expect((await search(world.librarian, { q: marker, place: value })).total).toBe(count);
		expect(Object.fromEntries(facets.availability.map(({ value, count }) => [value, count]))).toEqual({
			taken: 3,
			later: 4,
			now: 16
		});
	});

	it('find what is free by a date', async () => {
		expect((await search(world.librarian, { q: marker, availableBy: '2026-11-23' })).total).toBe(19);
		expect((await search(world.librarian, { q: marker, availableBy: '2026-11-24' })).total).toBe(23);
	});

	it('sort what must be gone first, first', async () => {
		const { listingIds } = await search(world.librarian, { q: marker, sort: 'goneBy' });
		const rows = await running.db
			.selectFrom('listing')
			.select(['id', 'mustBeGoneBy'])
			.where('id', 'in', listingIds)
			.execute();
		const dates = listingIds
			.slice(0, -3)
			.map((id) => rows.find((row) => row.id === id)?.mustBeGoneBy ?? '9999-12-31');
		expect(dates).toEqual([...dates].sort());
	});

	it('refuse a made-up cursor', async () => {
		await expect(search(world.librarian, { cursor: 'x' })).rejects.toMatchObject({
			code: 'invalid',
			status: 422
		});
	});
});

describe('candidates for a need', () => {
	it('are of the type, free in time, visible and not stopped; best first', async () => {
		const librarian = await actorOf(running.app, world.librarian);
		const good = await put('door', { title: 'Innerdør hvit', quantity: '4', condition: 'good' });
		const worn = await put('door', { title: 'Innerdør slitt', quantity: '1', condition: 'worn' });
		const late = await put('door', { title: 'Innerdør sen', availableFrom: '2027-05-01' });
		const stopped = await put('door', { title: 'Innerdør stoppet' });
		const expert = await actorOf(running.app, world.people.subjectExpert);
		const lot = await lotOf(running.db, stopped);
		await running.app.stock.decideHazard(expert, { lotId: lot.id, outcome: 'stop', note: 'Asbest' });
		const query = {
			itemTypeId: world.itemTypes.door.id,
			words: 'innerdør',
			attributes: {},
			quantityMilli: 3000,
			neededBy: '2027-01-01',
			unitId: librarian.homeUnitId,
			organisationId: librarian.organisationId
		};
		const { candidates, total } = await running.app.search.findCandidates(librarian, query);
		expect(candidates.map(({ listingId }) => listingId)).toEqual([good, worn]);
		expect(total).toBe(2);
		expect(candidates[0]?.why).toEqual(
			expect.arrayContaining(['sameType', 'words', 'enough', 'ownOrganisation'])
		);
		expect(await running.app.search.findNewSince(librarian, query, new Date(TEST_NOW.getTime() - 1))).toEqual(
			expect.arrayContaining([good, worn])
		);
		expect(await running.app.search.findNewSince(librarian, query, TEST_NOW)).toEqual([]);
		const latest = await running.app.search.findCandidates(librarian, { ...query, neededBy: '2027-05-01' });
		expect(latest.candidates.map(({ listingId }) => listingId)).toContain(late);
	});
});
