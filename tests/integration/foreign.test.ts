import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { ROLES } from '$lib/organisation/organisation';
import { may, PERMISSIONS, type Action, type Actor } from '$lib/organisation/permission';
import { isLetIn } from '$lib/route-access';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { DOOR_CASES, DOORS, pathFor, TAKES_NO_ID, type Ask, type At, type Door } from '../support/doors';
import {
	filledWorld,
	tokenFor,
	UNKNOWN_ID,
	UNKNOWN_IDS,
	type Estate,
	sessionIdOf,
	type FilledWorld,
	type Ids
} from '../support/estates';
import { builtRoutes } from '../support/routes';
import { startServer, type RunningServer } from '../support/server';
import {
	actorOf,
	createTestApp,
	createWorld,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const MINUTE = 60_000;
const AT_ONCE = 4;
const isApi = ({ routeId }: Door) => routeId.startsWith('/api/');
const isPhoto = ({ routeId }: Door) => routeId.startsWith('/media/');

interface Reader {
	name: string;
	actor: Actor;
	asToken: Actor;
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

async function readerOf(name: string, person: TestPerson, own: Estate): Promise<Reader> {
	const actor = await actorOf(running.app, person);
	const via = { kind: 'token', tokenId: UNKNOWN_ID, unitId: actor.homeUnitId } as const;
	const scopes = ['listings:read', 'listings:write', 'needs:read', 'needs:write', 'benefits:read'];
	return {
		name,
		own,
		actor,
		asToken: { ...actor, via: { ...via, scopes: [...scopes, 'reports:read', 'clearances:read'] } },
		cookie: await server.signInAs(person.id),
		bearer: await tokenFor(running, person)
	};
}

beforeAll(async () => {
	database = await createTestDatabase();
	// The server beside us tells the time by itself; what is filled in is of the last hours.
	running = await createTestApp(database, settableClock(new Date(Date.now() - 120 * MINUTE)));
	world = await createWorld(running.db, running.clock);
	await running.app.benefit.installRegister();
	server = await startServer({ database, env: { LOG_LEVEL: 'error' } });
	estates = await filledWorld(running, world, server);
	const { fjordvik, strandvik, utland } = estates;
	const nobody = await world.make.person('Ulla Utenrolle', world.units.school, []);
	readers = [
		...(await Promise.all(ROLES.map((role) => readerOf(role, world.people[role], fjordvik)))),
		await readerOf('nobody', nobody, fjordvik),
		await readerOf('giver', fjordvik.giver, fjordvik),
		await readerOf('requester of a partner', strandvik.receiver, strandvik),
		await readerOf('requester outside', utland.receiver, utland)
	];
}, 240_000);
afterAll(async () => {
	await server?.stop();
	await running?.stop();
	await database?.drop();
});

async function ask(door: Door, request: Ask, reader?: Pick<Reader, 'cookie' | 'bearer'>): Promise<Response> {
	const path = pathFor(door, request);
	const who = reader && (isApi(door) ? { bearer: reader.bearer } : { cookie: reader.cookie });
	if (!request.isUpload) {
		const { form, json } = request;
		return server.request(path, {
			...who,
			method: door.method,
			...(form && { form }),
			...(json !== undefined && { json })
		});
	}
	const body = new FormData();
	body.append('photo', new Blob([new Uint8Array([1, 2, 3])]), 'photo.jpg');
	const headers: HeadersInit = who && 'bearer' in who ? { authorization: `Bearer ${who.bearer}` } : {};
	return fetch(new URL(path, server.origin), { method: 'POST', headers, body });
}

/** What an answer says, without what is its own to one request: ids, the nonce of the page, addresses given back. */
async function told(response: Response, { form = {} }: Ask) {
	const addresses = Object.values(form).filter((value) => value.includes('@'));
	const plain = (text: string) =>
		addresses
			.reduce((rest, address) => rest.replaceAll(address, '<address>'), text)
			.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<id>')
			.replace(/[0-9a-f]{64}/g, '<hash>')
			.replace(/nonce="[^"]*"/g, 'nonce');
	// The tag of a page is of its bytes, nonce and all; the body itself is compared.
	const isPage = response.headers.get('content-type')?.startsWith('text/html');
	const kept = [
		'content-type',
		'location',
		'cache-control',
		'content-language',
		'allow',
		...(isPage ? [] : ['etag'])
	];
	return {
		status: response.status,
		headers: kept.map((name) => plain(response.headers.get(name) ?? '')),
		body: plain(await response.text())
	};
}

type Told = Awaited<ReturnType<typeof told>>;

/** Where two answers part, with a little around it. */
function differenceOf(one: Told, other: Told | undefined): { one: string; other: string } | undefined {
	const [a, b] = [JSON.stringify(one), JSON.stringify(other ?? null)];
	if (a === b) return undefined;
	const from = Math.max(0, [...a].findIndex((sign, index) => sign !== b[index]) - 60);
	return { one: a.slice(from, from + 200), other: b.slice(from, from + 200) };
}

/** Not there; or, beside something of the reader's own, whatever it is, as long as it is no fault of ours. */
const isRefused = (status: number, isIn: boolean, { isBeside }: Ask): boolean =>
	isIn ? (isBeside ? status < 500 : status === 404) : status === 403 || status === 404;

async function inTurns<T>(work: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
	const rest = [...work];
	const worker = async () => {
		for (let one = rest.shift(); one !== undefined; one = rest.shift()) await run(one);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const DOORS_WITH_IDS = DOORS.filter(({ name }) => DOOR_CASES[name]);
const casesOf = (door: Door, ids: Ids, own: Estate) => DOOR_CASES[door.name]?.asks(ids, own) ?? [];

/** Everything the doors could change, as one hash per table. */
async function stateOfEverything(): Promise<Record<string, string>> {
	const client = new pg.Client(database.ownerUrl);
	await client.connect();
	try {
		const tables = ['listing', 'listing_photo', 'lot', 'stock_movement', 'custody_record', 'hazard_record'];
		const more = [
			'need',
			'reuse_check',
			'rung_answer',
			'reuse_check_answer',
			'purchase_request',
			'clearance'
		];
		const last = ['reservation', 'handover', 'handover_return', 'benefit_entry', 'audit_entry'];
		const state: Record<string, string> = {};
		for (const table of [...tables, ...more, ...last]) {
			const { rows } = await client.query<{ hash: string }>(
				`select coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from ${table} t`
			);
			state[table] = rows[0]?.hash ?? '';
		}
		return state;
	} finally {
		await client.end();
	}
}

it('has a case for every page, action and endpoint of the build', async () => {
	const { routes } = await builtRoutes();
	const built = routes.flatMap(({ id, hasPage, actions, methods }) => [
		...(hasPage ? [`${id} page`] : []),
		...actions.map((action) => `${id} action ${action}`),
		...methods.map((method) => `${id} ${method}`)
	]);
	expect(built.filter((name) => !DOOR_CASES[name] && !TAKES_NO_ID.has(name))).toEqual([]);
	expect([...Object.keys(DOOR_CASES), ...TAKES_NO_ID].filter((name) => !built.includes(name))).toEqual([]);
	const withId = built.filter((name) => /\[[^\]]*id\]/i.test(name));
	expect(withId.filter((name) => TAKES_NO_ID.has(name))).toEqual([]);
});

describe('an id of another organisation', () => {
	it('is answered as an unknown one, at every door and to every role, and nothing happens', async () => {
		const before = await stateOfEverything();
		const wrong: unknown[] = [];
		await inTurns(
			readers.flatMap((reader) => DOORS_WITH_IDS.map((door) => ({ reader, door }))),
			async ({ reader, door }) => {
				const isIn = isLetIn(door.access, isApi(door) ? reader.asToken : reader.actor);
				// Whoever is not let in is turned away before any id is read: one of each is enough.
				const atMost = isIn ? Infinity : 1;
				const unknown = casesOf(door, UNKNOWN_IDS, reader.own).slice(0, atMost);
				const expected: Told[] = [];
				for (const request of unknown) expected.push(await told(await ask(door, request, reader), request));
				const others = Object.values(estates).filter((one) => one !== reader.own);
				for (const estate of others.slice(0, atMost))
					for (const [index, { status: should }] of expected.entries()) {
						const request = casesOf(door, estate.ids, reader.own)[index];
						if (!request) throw new Error(`${door.name} is asked otherwise`);
						const foreign = await told(await ask(door, request, reader), request);
						const name = `${door.name} #${index} as ${reader.name} on ${estate.mark}: ${foreign.status}`;
						const difference = differenceOf(foreign, expected[index]);
						if (difference) wrong.push({ name, should, ...difference });
						else if (!isRefused(foreign.status, isIn, request)) wrong.push({ name, body: foreign.body });
					}
			}
		);
		expect(wrong.slice(0, 40)).toEqual([]);
		expect(await stateOfEverything()).toEqual(before);
	}, 600_000);

	it('is answered as an unknown one without signing in', async () => {
		for (const door of DOORS_WITH_IDS) {
			const expected = isApi(door) ? 401 : isPhoto(door) ? 404 : 303;
			const unknown = casesOf(door, UNKNOWN_IDS, estates.fjordvik);
			for (const [index, request] of casesOf(door, estates.strandvik.ids, estates.fjordvik).entries()) {
				const answer = await told(await ask(door, request), request);
				expect(answer.status, door.name).toBe(expected);
				if (expected === 303) expect(answer.headers[1], door.name).toMatch(/^\/sign-in(\?next=|$)/);
				const nobody = unknown[index] ?? request;
				expect(answer, door.name).toEqual(await told(await ask(door, nobody), nobody));
			}
		}
	}, 120_000);

	it('ends no session of somebody else', async () => {
		const outside = readers.find(({ name }) => name === 'requester outside');
		const door = DOORS.find(({ name }) => name === '/(app)/profile action endSession');
		if (!outside || !door) throw new Error('no such reader or door');
		const kept = await server.signInAs(estates.fjordvik.receiver.id);
		await ask(door, { path: [], form: { session: sessionIdOf(kept) } }, outside);
		expect((await server.request('/home', { cookie: kept })).status).toBe(200);
	});

	it('cannot be taken for something new', async () => {
		const { fjordvik, strandvik } = estates;
		const [mine] = readers.filter(({ name }) => name === 'requester');
		const listing = { title: 'Pult', condition: 'good', quantity: '1', unitId: fjordvik.receiving.id };
		const need = { ...listing, neededBy: '2027-03-01', reason: 'Nye folk', wouldBuyNew: 'yes' };
		const tries = [
			['/listings/new', { ...listing, id: strandvik.ids.listing }],
			['/needs/new', { ...need, id: strandvik.ids.need }]
		] as const;
		for (const [path, form] of tries)
			expect((await server.request(path, { form, cookie: mine?.cookie ?? '' })).status).toBe(404);
	});
});

describe('what is no id at all', () => {
	it('is as unknown as an unknown id', async () => {
		const none = Object.fromEntries(Object.keys(UNKNOWN_IDS).map((noun) => [noun, 'x'])) as Ids;
		const wrong: string[] = [];
		for (const reader of readers.filter(({ name }) =>
			['requester', 'manager', 'subjectExpert'].includes(name)
		))
			for (const door of DOORS_WITH_IDS.filter(({ routeId }) => routeId.includes('[')))
				for (const request of casesOf(door, none, reader.own).filter(({ isBeside }) => !isBeside)) {
					const { status } = await ask(door, request, reader);
					const isIn = isLetIn(door.access, isApi(door) ? reader.asToken : reader.actor);
					if (isIn ? status !== 404 : ![403, 404].includes(status))
						wrong.push(`${door.name} as ${reader.name}: ${status}`);
				}
		expect([...new Set(wrong)]).toEqual([]);
	}, 120_000);
});

describe('an id of the own organisation', () => {
	const actionOf = ({ access }: Door): Action | undefined => {
		const action = typeof access === 'object' ? access.action : access;
		return action in PERMISSIONS ? (action as Action) : undefined;
	};
	const mayDo = ({ actor, own }: Reader, action: Action, at: At): boolean => {
		const { organisationId, giving, receiving } = own;
		const units = { giving: [giving], receiving: [receiving], either: [giving, receiving], anyone: [] }[at];
		return units.some((unit) => may(actor, action, { organisationId, unitId: unit.id }));
	};

	it('is let through to whom the matrix names and to nobody else, reading first and then writing', async () => {
		const wrong: string[] = [];
		const isWriting = ({ method }: Door) => method !== 'GET';
		const inOrder = DOORS_WITH_IDS.toSorted((a, b) => Number(isWriting(a)) - Number(isWriting(b)));
		for (const door of inOrder) {
			const { at = 'anyone' } = DOOR_CASES[door.name] ?? {};
			const action = actionOf(door);
			if (at === 'anyone' || !action) continue;
			const mine = readers.filter(({ own }) => own === estates.fjordvik);
			const denied = mine.filter((reader) => !mayDo(reader, action, at));
			expect(denied.length, door.name).toBeGreaterThan(0);
			for (const reader of [...denied, ...mine.filter((one) => !denied.includes(one))]) {
				const [request] = casesOf(door, reader.own.ids, reader.own);
				if (!request) continue;
				const { status } = await ask(door, request, reader);
				const isThrough = ![401, 403, 404].includes(status);
				if (status >= 500 || isThrough === denied.includes(reader))
					wrong.push(`${door.name} as ${reader.name}: ${status}`);
			}
		}
		expect(wrong).toEqual([]);
	}, 240_000);
});
