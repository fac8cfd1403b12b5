import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { newId } from '$lib/platform/ids';
import { may, type Actor } from '$lib/organisation/permission';
import { aNeedWithQuote, entriesOf, handOver } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { DOORS } from '../support/doors';
import { filledWorld, tokenFor, uploadPhoto, type Estate, type FilledWorld } from '../support/estates';
import { offer, reserve } from '../support/offers';
import { startServer, type RunningServer } from '../support/server';
import {
	actorOf,
	createTestApp,
	createWorld,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HIDDEN_STREET = 'Hemmeligveien';
const SHELTER_SERIAL = 'SNSHELTER42';
/** Six digits each, so that none of them is found by chance. */
const CODES = { fjordvik: '731904', strandvik: '640285', utland: '519376', across: '802617' };
/** What the receiver of another organisation would have paid, in øre. */
const FOREIGN_PRICE = 88_877_700;

interface Reader {
	name: string;
	actor: Actor;
	cookie: string;
	bearer: string;
	own: Estate;
}

let database: TestDatabase;
let running: TestApp;
let world: World;
let server: RunningServer;
let estates: FilledWorld;
let readers: Reader[];
let shared: { desk: string; pc: string; chairs: string; photo: string };
/** The shelter gave chairs to Strandvik, and more of them lie ready. */
let across: {
	reservation: string;
	approved: string;
	need: string;
	giverEntries: string[];
	receiverEntries: string[];
};
let people: { organisationId: string; displayName: string; email: string }[];

async function readerOf(name: string, person: TestPerson, own: Estate): Promise<Reader> {
	const actor = await actorOf(running.app, person);
	const cookie = await server.signInAs(person.id);
	return { name, own, actor, cookie, bearer: await tokenFor(running, person) };
}
const reader = (name: string): Reader => {
	const found = readers.find((one) => one.name === name);
	if (!found) throw new Error(`nobody is ${name}`);
	return found;
};

/** Puts out what the partners may see by now, as the priority period is over. */
async function share() {
	const { app, db } = running;
	running.clock.set(new Date(Date.now() - 20 * DAY));
	const photoId = await uploadPhoto(server, await server.signInAs(world.librarian.id), 200);
	const desk = await offer(app, world.librarian, world.itemTypes.desk, {
		title: 'Delt pult',
		photoIds: [photoId]
	});
	const atShelter = { place: `${HIDDEN_STREET} 3` };
	const pc = await offer(app, world.shelterWorker, world.itemTypes.laptop, {
		...atShelter,
		title: 'Delt maskin',
		attributes: { serialNumber: SHELTER_SERIAL }
	});
	// Its own storage site is as hidden as itself.
	const storageSiteId = newId(running.clock.now().getTime());
	await db
		.insertInto('storageSite')
		.values({
			id: storageSiteId,
			organisationId: world.organisations.fjordvik.id,
			unitId: world.units.shelter.id,
			name: 'Lageret',
			address: `${HIDDEN_STREET} 5`,
			district: 'Årstad',
			opening: `Kjør inn ${HIDDEN_STREET}`,
			createdAt: running.clock.now()
		})
		.execute();
	const chairs = await offer(app, world.shelterWorker, world.itemTypes.chair, {
		storageSiteId,
		shelf: `${HIDDEN_STREET} bod 1`,
		title: 'Delt stol',
		quantity: '10'
	});
	const { id } = await db
		.selectFrom('listingPhoto')
		.select('id')
		.where('listingId', '=', desk)
		.executeTakeFirstOrThrow();
	running.clock.set(new Date(Date.now() - 2 * HOUR));
	return { desk, pc, chairs, photo: id };
}

async function giveAcross() {
	const { app } = running;
	const { receiver } = estates.strandvik;
	const need = await aNeedWithQuote(running, receiver, world.itemTypes.chair, '2', FOREIGN_PRICE);
	const story = await handOver(running, {
		from: world.shelterWorker,
		to: receiver,
		itemType: world.itemTypes.chair,
		pieces: 2,
		needId: need,
		listingId: shared.chairs
	});
	const { held } = await reserve(app, receiver, shared.chairs, 3);
	if (!held) throw new Error('nothing was free');
	await app.reservation.approve(await actorOf(app, world.shelterWorker), held.id);
	const entries = await entriesOf(running, story);
	const idsOf = (side: string) => entries.filter((entry) => entry.side === side).map(({ id }) => id);
	return {
		reservation: story.reservationId,
		approved: held.id,
		need,
		giverEntries: idsOf('giver'),
		receiverEntries: idsOf('receiver')
	};
}

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(new Date(Date.now() - 20 * DAY)));
	const { app, db } = running;
	world = await createWorld(db, running.clock);
	await app.benefit.installRegister();
	server = await startServer({ database, env: { LOG_LEVEL: 'error' } });
	shared = await share();
	estates = await filledWorld(running, world, server);
	across = await giveAcross();
	const coded = [
		[estates.fjordvik.ids.approved, CODES.fjordvik],
		[estates.strandvik.ids.approved, CODES.strandvik],
		[estates.utland.ids.approved, CODES.utland],
		[across.approved, CODES.across]
	] as const;
	for (const [id, pickupCode] of coded)
		await db.updateTable('reservation').set({ pickupCode }).where('id', '=', id).execute();
	people = await db.selectFrom('person').select(['organisationId', 'displayName', 'email']).execute();
	const { fjordvik, strandvik, utland } = estates;
	const roles = [
		'requester',
		'manager',
		'buyer',
		'subjectExpert',
		'storageKeeper',
		'orgAdmin',
		'auditor'
	] as const;
	readers = [
		...(await Promise.all(roles.map((role) => readerOf(role, world.people[role], fjordvik)))),
		await readerOf('giver', fjordvik.giver, fjordvik),
		await readerOf('shelter', world.shelterWorker, fjordvik),
		await readerOf('partner', strandvik.receiver, strandvik),
		await readerOf('partner’s manager', strandvik.manager, strandvik),
		await readerOf('outsider', utland.receiver, utland)
	];
}, 240_000);
afterAll(async () => {
	await server?.stop();
	await running?.stop();
	await database?.drop();
});

/** Every page and every reading of the API, with all that is the reader's own and all that is shared. */
function addressesFor({ own: { ids, mark } }: Reader): { pages: string[]; api: string[] } {
	const listings = [
		ids.listing,
		ids.draft,
		ids.narrowed,
		ids.pc,
		ids.door,
		shared.desk,
		shared.pc,
		shared.chairs
	];
	const needs = [ids.need, ids.droppedNeed, ids.requestedNeed, ids.clearedNeed, across.need];
	const reservations = [ids.reservation, ids.approved, ids.collected, across.reservation, across.approved];
	const entries = [ids.giverEntry, ids.receiverEntry, ...across.giverEntries, ...across.receiverEntries];
	const plain = DOORS.filter(
		({ name, routeId }) => name.endsWith(' page') && routeId.startsWith('/(app)') && !routeId.includes('[')
	).map(({ routeId }) => routeId.replace('/(app)', ''));
	const under = (path: string, some: readonly string[], rest: readonly string[] = ['']) =>
		some.flatMap((id) => rest.map((end) => `${path}/${id}${end}`));
	return {
		pages: [
			...plain,
			`/listings?q=${encodeURIComponent(HIDDEN_STREET)}`,
			`/listings?q=${SHELTER_SERIAL}`,
			'/listings?q=delt',
			'/reservations?side=giving',
			'/reservations?side=receiving',
			...under('/listings', listings, ['', '/edit', '/custody', '/hazard']),
			...under('/needs', needs, ['', '/check', '/purchase', '/clearance']),
			...under('/approvals', [ids.request]),
			...under('/reservations', reservations),
			...under('/benefits', entries),
			...under('/pilots', [ids.pilot])
		],
		api: [
			'/listings?limit=50',
			`/listings?q=${encodeURIComponent(mark)}`,
			...under('/listings', listings),
			'/needs?scope=all&limit=50',
			...under('/needs', needs, ['', '/check', '/purchase-request']),
			'/benefits',
			'/reports/summary'
		]
	};
}

/** What this reader must never read, by why. */
function forbiddenTo({ actor, own }: Reader): { why: string; pattern: RegExp }[] {
	const { organisationId } = actor;
	const others = Object.values(estates).filter((estate) => estate !== own);
	const anyOf = (texts: readonly string[]) =>
		new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
	const strangers = people.filter((person) => person.organisationId !== organisationId);
	const things = 'pult|bord|kladd|snever|maskin|dør|stol|krakk|behov|grunn|gaten|pilot|bydel';
	const isOf = (unit: { id: string }, of: string) =>
		actor.homeUnitId === unit.id || may(actor, 'listing.edit', { organisationId: of, unitId: unit.id });
	const isExpert = may(actor, 'custody.record', { organisationId: world.organisations.fjordvik.id });
	const receives = (estate: Estate) =>
		may(actor, 'reservation.create', { organisationId: estate.organisationId, unitId: estate.receiving.id });
	const { fjordvik, strandvik } = estates;
	const rules: [boolean, string, RegExp][] = [
		[true, 'people of others', anyOf(strangers.flatMap(({ displayName, email }) => [displayName, email]))],
		[true, 'things of others', new RegExp(others.map(({ mark }) => `${mark}(${things})`).join('|'), 'i')],
		[true, 'prices of others', anyOf(others.map(({ priceReference }) => priceReference))],
		[own !== strandvik, 'price of a receiver elsewhere', /88\D?877\D?700|888\D?777(?!\d)/],
		[
			!isOf(world.units.shelter, fjordvik.organisationId),
			'protected address',
			new RegExp(HIDDEN_STREET, 'i')
		],
		[
			!isExpert && !isOf(world.units.shelter, fjordvik.organisationId),
			'serial of the shelter',
			new RegExp(SHELTER_SERIAL)
		],
		...Object.values(estates).map((estate): [boolean, string, RegExp] => [
			!isOf(estate.giving, estate.organisationId) && !(estate === fjordvik && isExpert),
			`serial of ${estate.mark}`,
			new RegExp(estate.serial)
		]),
		[!receives(fjordvik), 'code of Fjordvik', new RegExp(CODES.fjordvik)],
		[!receives(strandvik), 'code of Strandvik', new RegExp(`${CODES.strandvik}|${CODES.across}`)],
		[!receives(estates.utland), 'code of Utland', new RegExp(CODES.utland)]
	];
	return rules.filter(([isForbidden]) => isForbidden).map(([, why, pattern]) => ({ why, pattern }));
}

/** The words somebody typed come back in their own search. */
const withoutQuestion = (address: string, body: string): string => {
	const asked = new URLSearchParams(address.split('?')[1] ?? '').get('q');
	return asked ? body.replaceAll(asked, '').replaceAll(encodeURIComponent(asked), '') : body;
};

async function read({ cookie, bearer }: Reader, address: string): Promise<{ status: number; body: string }> {
	const isApi = address.startsWith('/api/');
	const response = await server.request(address, isApi ? { bearer } : { cookie });
	return { status: response.status, body: withoutQuestion(address, await response.text()) };
}

/**
 * The two who hand something over across organisations are told how to reach each other, on that page alone; of the
 * shelter, whose address is protected, no more than the e-mail.
 */
function withoutContact({ name }: Reader, address: string, body: string): string {
	const isTheirs = [across.reservation, across.approved].some((id) =>
		address.startsWith(`/reservations/${id}`)
	);
	const { name: displayName, email } = estates.strandvik.receiver;
	const told: Record<string, string[]> = {
		shelter: [displayName, email],
		storageKeeper: [displayName, email],
		partner: [world.shelterWorker.email]
	};
	return isTheirs ? (told[name] ?? []).reduce((rest, text) => rest.replaceAll(text, ''), body) : body;
}

const dataOf = (address: string): string => address.replace(/(\?|$)/, '/__data.json$1');

describe('whatever is read', () => {
	it('holds nothing that is not for the reader: no page, no data behind it, no answer of the API', async () => {
		const leaks: string[] = [];
		const seen = new Map<string, Set<string>>();
		const secrets = { HIDDEN_STREET, SHELTER_SERIAL, ...CODES, fjordSerial: estates.fjordvik.serial };
		for (const one of readers) {
			const { pages, api } = addressesFor(one);
			const forbidden = forbiddenTo(one);
			const found = new Set<string>();
			const addresses = [...pages, ...pages.map(dataOf), ...api.map((path) => `/api/v1${path}`)];
			for (const address of addresses) {
				const { status, body } = await read(one, address);
				if (status >= 500) leaks.push(`${address} as ${one.name}: ${status}`);
				for (const { why, pattern } of forbidden) {
					const match = pattern.exec(withoutContact(one, address, body));
					if (match) leaks.push(`${address} as ${one.name}: ${why} (${match[0]})`);
				}
				for (const [name, secret] of Object.entries(secrets)) if (body.includes(secret)) found.add(name);
			}
			seen.set(one.name, found);
		}
		expect(leaks).toEqual([]);
		// Those it is for do read it, so the looking was worth something.
		expect(seen.get('shelter')).toEqual(new Set(['HIDDEN_STREET', 'SHELTER_SERIAL']));
		expect(seen.get('partner')).toEqual(new Set(['strandvik', 'across']));
		expect(seen.get('giver')).toEqual(new Set(['fjordSerial']));
		expect(seen.get('requester')).toEqual(new Set(['fjordvik']));
		expect(seen.get('auditor')).toEqual(new Set());
	}, 400_000);

	it('shows a photo to whom it shows the listing, and is not there for anyone else', async () => {
		const status = async (who: Reader | undefined, id: string) => {
			const options = who ? { cookie: who.cookie } : {};
			return (await server.request(`/media/${id}/320`, options)).status;
		};
		const { ids } = estates.fjordvik;
		expect(await status(reader('partner'), shared.photo)).toBe(200);
		expect(await status(reader('requester'), ids.listingPhoto)).toBe(200);
		expect(await status(reader('giver'), ids.draftPhoto)).toBe(200);
		for (const id of [ids.draftPhoto, ids.narrowedPhoto])
			expect(await status(reader('requester'), id)).toBe(404);
		for (const id of [ids.listingPhoto, ids.draftPhoto, ids.narrowedPhoto])
			for (const name of ['partner', 'outsider']) expect(await status(reader(name), id)).toBe(404);
		expect(await status(reader('outsider'), shared.photo)).toBe(404);
		expect(await status(undefined, shared.photo)).toBe(404);
	});

	it('tells whoever has a clearance number which organisation it is of, and no unit, person or need', async () => {
		const { clearanceNumber, mark } = estates.strandvik;
		const page = await server.request(`/clearance/${clearanceNumber}`);
		const answer = await read(reader('outsider'), '/api/v1/clearances/' + clearanceNumber).catch(() => null);
		const bodies = [await page.text(), answer?.body ?? ''];
		expect(answer?.status).toBe(200);
		for (const body of bodies) {
			expect(body).toContain(clearanceNumber);
			expect(body).not.toMatch(new RegExp(`${mark}(kvinne|mann|leder|behov| kontor| lager)`));
		}
		expect(bodies[0]).toContain('Strandvik');
		expect(bodies[1]).not.toContain('Strandvik');
	});
});

describe('what is found and counted', () => {
	interface Found {
		items: { id: string }[];
		total: number;
		facets: Record<string, { value: string; count: number }[]>;
	}
	const search = async (who: Reader, query = ''): Promise<Found> => {
		const { status, body } = await read(who, `/api/v1/listings?limit=50${query}`);
		expect(status).toBe(200);
		return JSON.parse(body) as Found;
	};
	/** Every listing there is, with whom the rule shows it to, said a second time and without SQL. */
	const visibleIds = async ({ actor }: Reader): Promise<Map<string, { pack: string; type: string }>> => {
		const rows = await running.db
			.selectFrom('listing')
			.innerJoin('lot', 'lot.id', 'listing.lotId')
			.innerJoin('itemType', 'itemType.id', 'lot.itemTypeId')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.select([
				'listing.id',
				'listing.unitId',
				'listing.organisationId',
				'listing.state',
				'listing.visibility',
				'listing.cooperationFrom',
				'lot.onHandMilli',
				'itemType.pack',
				'itemType.key as type',
				'organisation.cooperationId'
			])
			.execute();
		const shown = rows.filter((row) => {
			if (row.state !== 'published' || row.onHandMilli === 0) return false;
			if (row.unitId === actor.homeUnitId) return true;
			if (row.visibility === 'unit') return false;
			if (row.organisationId === actor.organisationId) return true;
			const isPartner = row.cooperationId !== null && row.cooperationId === actor.cooperationId;
			return isPartner && row.cooperationFrom !== null && row.cooperationFrom.getTime() <= Date.now();
		});
		return new Map(shown.map(({ id, pack, type }) => [id, { pack, type }]));
	};
	const countsOf = (values: readonly string[]) =>
		Object.fromEntries(
			[...new Set(values)].map((value) => [value, values.filter((one) => one === value).length])
		);
	const facet = ({ facets }: Found, name: string) =>
		Object.fromEntries((facets[name] ?? []).map(({ value, count }) => [value, count]));

	async function expectExactly(who: Reader) {
		const found = await search(who);
		const visible = await visibleIds(who);
		expect(new Set(found.items.map(({ id }) => id)), who.name).toEqual(new Set(visible.keys()));
		expect(found.total, who.name).toBe(visible.size);
		const rows = [...visible.values()];
		expect(facet(found, 'pack'), who.name).toEqual(countsOf(rows.map(({ pack }) => pack)));
		expect(facet(found, 'type'), who.name).toEqual(countsOf(rows.map(({ type }) => type)));
		return found;
	}

	it('is exactly what each may see', async () => {
		for (const name of ['requester', 'giver', 'shelter', 'partner', 'outsider'])
			await expectExactly(reader(name));
	});

	it('is one more for a partner, and for no outsider, when the priority period is over', async () => {
		const [partner, outsider] = [reader('partner'), reader('outsider')];
		const { listing } = estates.fjordvik.ids;
		const [before, outside] = [await expectExactly(partner), await search(outsider)];
		expect((await read(partner, `/listings/${listing}`)).status).toBe(404);
		const setFrom = (cooperationFrom: Date) =>
			running.db.updateTable('listing').set({ cooperationFrom }).where('id', '=', listing).execute();
		await setFrom(new Date(Date.now() - 60_000));
		const after = await expectExactly(partner);
		expect(after.total).toBe(before.total + 1);
		expect(facet(after, 'pack').furniture).toBe((facet(before, 'pack').furniture ?? 0) + 1);
		expect((await read(partner, `/listings/${listing}`)).status).toBe(200);
		expect(await search(outsider)).toEqual(outside);
		expect((await read(outsider, `/listings/${listing}`)).status).toBe(404);
		await setFrom(new Date(Date.now() + DAY));
		expect(await search(partner)).toEqual(before);
	});

	it('knows no word of what is hidden, and no number that is', async () => {
		const { fjordvik } = estates;
		for (const name of ['partner', 'outsider'])
			for (const word of ['Fjordpult', 'Fjordkladd', 'Fjordsnever', fjordvik.serial, HIDDEN_STREET]) {
				const { items, total, facets } = await search(reader(name), `&q=${encodeURIComponent(word)}`);
				expect({ word, items, total }).toEqual({ word, items: [], total: 0 });
				expect(Object.values(facets).flat(), word).toEqual([]);
			}
		for (const word of [HIDDEN_STREET, SHELTER_SERIAL, fjordvik.serial])
			expect((await search(reader('shelter'), `&q=${word}`)).total, word).toBe(0);
	});

	it('keeps the ledger and the report of one organisation out of the other’s', async () => {
		for (const name of ['partner', 'outsider', 'auditor']) {
			const who = reader(name);
			const entries = await running.db
				.selectFrom('benefitEntry')
				.select(['id', 'kind', 'amountCentral'])
				.where('organisationId', '=', who.actor.organisationId)
				.execute();
			const answer = JSON.parse((await read(who, '/api/v1/benefits')).body) as {
				items: { id: string }[];
				totals: { kind: string; central: number; entries: number }[];
			};
			expect(new Set(answer.items.map(({ id }) => id)), name).toEqual(new Set(entries.map(({ id }) => id)));
			for (const { kind, central, entries: count } of answer.totals) {
				const ofKind = entries.filter((entry) => entry.kind === kind);
				expect(count, `${name} ${kind}`).toBe(ofKind.length);
				const sum = ofKind.reduce((total, entry) => total + (entry.amountCentral ?? 0), 0);
				expect(central, `${name} ${kind}`).toBe(sum);
			}
		}
	});
});
