import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idempotencyService } from '$lib/integration/idempotency.service.server';
import { addDays, osloDate, settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { ROUTE_ACCESS } from '$lib/route-access';
import { aToken, apiClient, fieldsOf, withoutInstance, type ApiClient } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { codeOf, offer } from '../support/offers';
import { startServer, type RunningServer } from '../support/server';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';
const CRITERIA = {
	quality: 'Møbelfakta',
	expectedLifetimeYears: 15,
	warrantyMonths: 60,
	spareParts: 'I ti år',
	repairability: 'Skrudd, ikke limt',
	recyclability: 'Kan tas fra hverandre',
	takeBack: 'Leverandøren henter'
};
const AVOID = {
	decision: 'needed',
	answers: { usedFor: 'Arbeidsplasser', howLong: 'Mange år', ifNot: 'Ingen pult' }
};

let database: TestDatabase;
let test: TestApp;
let world: World;
let server: RunningServer;
let giver: ApiClient;
let requester: ApiClient;
let manager: ApiClient;
let neededBy: string;

beforeAll(async () => {
	database = await createTestDatabase();
	// The server beside us tells the time by itself.
	test = await createTestApp(database, settableClock(new Date()));
	world = await createWorld(test.db, test.clock);
	server = await startServer({ database });
	neededBy = addDays(osloDate(new Date()), 60);
	const { app } = test;
	giver = apiClient(server, await aToken(app, world.librarian, 'listings:read', 'listings:write'));
	requester = apiClient(
		server,
		await aToken(
			app,
			world.people.requester,
			'listings:read',
			'needs:read',
			'needs:write',
			'benefits:read',
			'reports:read'
		)
	);
	manager = apiClient(
		server,
		await aToken(app, world.people.manager, 'needs:read', 'needs:write', 'clearances:read')
	);
}, 120_000);
afterAll(async () => {
	await server?.stop();
	await test?.stop();
	await database?.drop();
});

let serial = 0;
const aListing = (change: Record<string, unknown> = {}) => ({
	externalId: `FDV-${++serial}`,
	title: 'Hev- og senkbar kontorpult',
	pack: 'furniture',
	quantity: 8,
	condition: 'good',
	...change
});
const aNeed = (change: Record<string, unknown> = {}) => ({
	title: 'Kontorpulter',
	type: world.itemTypes.desk.key,
	quantity: 5,
	neededBy,
	reason: 'Fem nye lærere',
	...change
});
async function stated(change: Record<string, unknown> = {}): Promise<string> {
	const { status, body } = await requester('POST', '/needs', { json: aNeed(change) });
	expect(status).toBe(201);
	return String(body.id);
}
/** Nothing is found and the draft says what is missing. */
async function requested(change: Record<string, unknown> = {}): Promise<string> {
	const id = await stated({ title: 'Innerdører', type: world.itemTypes.door.key, quantity: 2, ...change });
	await requester('POST', `/needs/${id}/check/rungs/avoid`, { json: AVOID });
	const done = await requester('POST', `/needs/${id}/check/complete`);
	expect(done.body.outcome).toBe('completed');
	const draft = { json: { kind: 'new', quantity: 2, ...CRITERIA } };
	await requester('POST', `/needs/${id}/purchase-request`, draft);
	return id;
}

describe('the whole main job', () => {
	it('goes from a listing to a clearance that anyone with the number can verify', async () => {
		const sent = aListing({ title: 'Hev-senk-pult fra kontoret', place: 'Rom 204', yearAcquired: 2019 });
		const made = await giver('POST', '/listings', { json: sent });
		expect(made.status).toBe(201);
		expect(made.headers.get('location')).toBe(`/api/v1/listings/${String(made.body.id)}`);
		expect(made.body).toMatchObject({
			externalId: sent.externalId,
			type: 'deskHeightAdjustable',
			pack: 'furniture',
			quantity: 8,
			available: 8,
			measure: 'pcs',
			state: 'published',
			unit: { name: 'Sandviken bibliotek' }
		});
		const found = await requester('GET', '/listings?q=pult&pack=furniture&condition=good&condition=usable');
		expect(found.body).toMatchObject({ total: 1, near: [], nextCursor: null });
		expect(found.body.items).toMatchObject([
			{ id: made.body.id, why: ['words', 'ownOrganisation', 'goodCondition'] }
		]);

		const needId = await stated();
		const check = await requester('GET', `/needs/${needId}/check`);
		expect(check.body).toMatchObject({ state: 'open', total: 1, unansweredGroups: [1], rungs: [] });
		const tooEarly = await requester('POST', `/needs/${needId}/check/groups/1`, {
			json: { outcome: 'used', quantity: 3 }
		});
		expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'checkAvoidFirst']);
		await requester('POST', `/needs/${needId}/check/rungs/avoid`, { json: AVOID });
		const used = await requester('POST', `/needs/${needId}/check/groups/1`, {
			json: { outcome: 'used', quantity: 3 }
		});
		expect(used.body.groups).toMatchObject([{ held: 3, answer: { outcome: 'used', quantity: 3 } }]);
		const done = await requester('POST', `/needs/${needId}/check/complete`);
		expect(done.body).toMatchObject({ outcome: 'completed', check: { state: 'completed', isFresh: true } });

		const draft = { kind: 'new', quantity: 2, totalPriceOre: 1_200_000, ...CRITERIA };
		await requester('POST', `/needs/${needId}/purchase-request`, { json: draft });
		const submitted = await requester('POST', `/needs/${needId}/purchase-request/submit`);
		expect(submitted.body).toMatchObject({ state: 'submitted', quantity: 2, measure: 'pcs' });
		const approved = await manager('POST', `/needs/${needId}/purchase-request/approve`);
		expect(approved.body).toMatchObject({ outcome: 'approved', clearance: { quantityCleared: 2 } });
		const { number } = approved.body.clearance as { number: string };

		const typed = encodeURIComponent(number.toLowerCase().replaceAll('-', ' '));
		const told = await manager('GET', `/clearances/${typed}`);
		expect(told.body).toMatchObject({
			status: 'valid',
			number,
			quantityCleared: 2,
			quantityConsumed: 0,
			pack: 'furniture',
			type: 'deskHeightAdjustable'
		});
		expect((await requester('GET', `/needs/${needId}`)).body).toMatchObject({
			state: 'cleared',
			covered: 3,
			cleared: 2,
			remaining: 0,
			clearances: [{ number, status: 'valid' }]
		});
	});

	it('sends a request back when something came meanwhile, and clears nothing', async () => {
		const id = await requested({ title: 'Bærbare', type: world.itemTypes.laptop.key });
		await requester('POST', `/needs/${id}/purchase-request/submit`);
		const pc = aListing({ title: 'Bærbar PC', pack: 'it', type: world.itemTypes.laptop.key, quantity: 1 });
		const { body } = await giver('POST', '/listings', { json: pc });
		const answer = await manager('POST', `/needs/${id}/purchase-request/approve`);
		expect(answer.body).toEqual({
			outcome: 'sentBack',
			reason: 'newSurplus',
			listingIds: [body.id],
			clearance: null
		});
		const again = await requester('POST', `/needs/${id}/purchase-request/submit`);
		expect([again.status, again.body.code]).toEqual([409, 'checkStale']);
	});

	it('rejects with a reason', async () => {
		const id = await requested();
		await requester('POST', `/needs/${id}/purchase-request/submit`);
		const short = await manager('POST', `/needs/${id}/purchase-request/reject`, { json: { reason: 'x' } });
		expect(fieldsOf(short)).toEqual({ '/reason': 'tooShort' });
		const json = { reason: 'Vi har ikke råd i år' };
		const rejected = await manager('POST', `/needs/${id}/purchase-request/reject`, { json });
		expect(rejected.body).toMatchObject({ state: 'rejected', decisionReason: json.reason });
	});

	it('lists needs page by page', async () => {
		const first = await requester('GET', '/needs?limit=1');
		const cursor = String(first.body.nextCursor);
		const second = await requester('GET', `/needs?limit=1&cursor=${cursor}`);
		expect(second.body.items).toHaveLength(1);
		expect(second.body.items).not.toEqual(first.body.items);
		const over = await requester('GET', '/needs?state=cleared');
		expect((over.body.items as { state: string }[]).every(({ state }) => state === 'cleared')).toBe(true);
	});
});

describe('a refusal names the field', () => {
	it.each([
		[
			{ title: undefined, quantity: '3', colour: 'blue' },
			{ '/title': 'required', '/quantity': 'invalid', '/colour': 'unknownField' }
		],
		[{ quantity: 2.5 }, { '/quantity': 'quantityError_notWhole' }],
		[{ quantity: 0 }, { '/quantity': 'quantityError_notPositive' }],
		[
			{ title: 'x', type: 'deskHeightAdjustable', yearAcquired: 3000 },
			{ '/title': 'tooShort', '/yearAcquired': 'yearInFuture' }
		],
		[{ mustGoBy: '2020-01-01' }, { '/mustGoBy': 'dateInPast' }],
		[{ mustGoBy: '22.11.2030' }, { '/mustGoBy': 'dateInvalid' }],
		[{ measure: 'm2' }, { '/measure': 'measureNotTypes' }],
		[{ type: 'unicorn' }, { '/type': 'typeUnknown' }],
		[{ type: 'officeChair', pack: 'it' }, { '/pack': 'packNotTypes' }],
		[{ title: 'Noe helt annet' }, { '/type': 'typeNotFound' }],
		[{ externalId: ' ' }, { '/externalId': 'required' }]
	])('of a listing: %j', async (change, fields) => {
		const answer = await giver('POST', '/listings', { json: aListing(change) });
		expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
	});

	it.each([
		[{ quantity: 1.5 }, { '/quantity': 'quantityNotWhole' }],
		[{ neededBy: '2020-01-01' }, { '/neededBy': 'dateInPast' }],
		[{ priceEvidence: 'quote' }, { '/unitPriceOre': 'priceMissing' }],
		[
			{ reason: '', title: 7 },
			{ '/reason': 'required', '/title': 'invalid' }
		],
		[{ wouldBuyNew: 'maybe' }, { '/wouldBuyNew': 'chooseOne' }]
	])('of a need: %j', async (change, fields) => {
		const answer = await requester('POST', '/needs', { json: aNeed(change) });
		expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
	});

	it.each([
		['?colour=blue', { colour: 'unknownField' }],
		['?pack=boats&limit=1000', { pack: 'chooseOne', limit: 'tooLarge' }],
		['?limit=many', { limit: 'invalid' }],
		['?availableBy=tomorrow', { availableBy: 'dateInvalid' }],
		['?cursor=nonsense', { cursor: 'invalid' }],
		['?condition=good&condition=shiny', { condition: 'chooseOne' }]
	])('of a search: %s', async (query, fields) => {
		const answer = await requester('GET', `/listings${query}`);
		expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
	});

	it('of an attribute, by its path', async () => {
		const json = aListing({ type: world.itemTypes.laptop.key, pack: 'it', attributes: { storageGb: 'mye' } });
		const answer = await giver('POST', '/listings', { json });
		expect(answer.status).toBe(422);
		expect(Object.keys(fieldsOf(answer))[0]).toMatch(/^\/attributes\//);
	});

	it('of a purchase that lacks its criteria, or its check', async () => {
		const id = await requested();
		await requester('POST', `/needs/${id}/purchase-request`, {
			json: { kind: 'new', quantity: 2, ...CRITERIA, quality: null, takeBack: '' }
		});
		const bare = await requester('POST', `/needs/${id}/purchase-request/submit`);
		expect([bare.status, fieldsOf(bare)]).toEqual([422, { '/quality': 'required', '/takeBack': 'required' }]);
		const unchecked = await stated();
		await requester('POST', `/needs/${unchecked}/purchase-request`, {
			json: { kind: 'new', quantity: 2, ...CRITERIA }
		});
		const early = await requester('POST', `/needs/${unchecked}/purchase-request/submit`);
		expect([early.status, early.body.code]).toEqual([409, 'checkRungMissing']);
	});

	it('speaks the language that is asked for', async () => {
		const titles = await Promise.all(
			['nb', 'nn', 'en'].map(async (locale) => {
				const answer = await giver('POST', '/listings', {
					json: aListing({ quantity: 0 }),
					headers: { 'accept-language': locale }
				});
				expect(answer.headers.get('content-language')).toBe(locale);
				return (answer.body.errors as { detail: string }[])[0]?.detail;
			})
		);
		expect(new Set(titles).size).toBe(3);
	});

	it('tells what cannot even be read', async () => {
		const notJson = await giver('POST', '/listings', { text: '{"title": ' });
		expect([notJson.status, notJson.body.code]).toEqual([400, 'jsonInvalid']);
		const headers = { 'content-type': 'text/plain' };
		const notTyped = await giver('POST', '/listings', { text: '{}', headers });
		expect([notTyped.status, notTyped.body.code]).toEqual([415, 'contentTypeJson']);
		const large = await giver('POST', '/listings', { text: JSON.stringify({ title: 'x'.repeat(300_000) }) });
		expect([large.status, large.body.code]).toEqual([413, 'bodyTooLarge']);
		const list = await giver('POST', '/listings', { json: [1] });
		expect([list.status, fieldsOf(list)]).toEqual([422, { '': 'invalid' }]);
	});
});

describe('who may', () => {
	it('answers a foreign id as an unknown one', async () => {
		const needId = await stated();
		const hidden = await offer(test.app, world.librarian, world.itemTypes.chair);
		const stranger = apiClient(
			server,
			await aToken(test.app, world.utland, 'listings:read', 'listings:write', 'needs:read', 'needs:write')
		);
		const form = new FormData();
		form.append('photo', new Blob(['x']), 'x.jpg');
		const doors: [Parameters<ApiClient>[0], string, Parameters<ApiClient>[2]?][] = [
			['GET', `/listings/${hidden}`],
			['POST', `/listings/${hidden}/photos`, { form }],
			['GET', `/needs/${needId}`],
			['GET', `/needs/${needId}/check`],
			['POST', `/needs/${needId}/check`],
			['POST', `/needs/${needId}/check/rungs/avoid`, { json: AVOID }],
			['POST', `/needs/${needId}/check/rungs/reuse`],
			['POST', `/needs/${needId}/check/groups/1`, { json: { outcome: 'refused', reason: 'measure' } }],
			['POST', `/needs/${needId}/check/rest`, { json: { reason: 'measure' } }],
			['POST', `/needs/${needId}/check/complete`],
			['GET', `/needs/${needId}/purchase-request`],
			['POST', `/needs/${needId}/purchase-request`, { json: { kind: 'new', quantity: 1 } }],
			['POST', `/needs/${needId}/purchase-request/submit`]
		];
		for (const [method, path, request] of doors) {
			const foreign = await stranger(method, path, request);
			const unknownPath = path.replace(needId, UNKNOWN_ID).replace(hidden, UNKNOWN_ID);
			const unknown = await stranger(method, unknownPath, request);
			const broken = await stranger(method, unknownPath.replace(UNKNOWN_ID, 'x'), request);
			expect(foreign.status, path).toBe(404);
			expect(withoutInstance(foreign), path).toEqual(withoutInstance(unknown));
			expect(withoutInstance(foreign), path).toEqual(withoutInstance(broken));
		}
		const search = await stranger('GET', '/listings');
		expect(search.body).toMatchObject({ total: 0, items: [], facets: { type: [] } });
	});

	it('asks for the scope, and for the role behind it', async () => {
		const reader = apiClient(server, await aToken(test.app, world.people.requester, 'needs:read'));
		const answer = await reader('POST', '/needs', { json: aNeed() });
		expect([answer.status, answer.body.code]).toEqual([403, 'scopeMissing']);
		expect(answer.body.title).toContain('needs:write');
		const id = await requested();
		await requester('POST', `/needs/${id}/purchase-request/submit`);
		const own = await requester('POST', `/needs/${id}/purchase-request/approve`);
		expect([own.status, own.body.code]).toEqual([403, 'notAllowed']);
	});

	it('asks for four eyes also of one who holds both roles', async () => {
		const both = await world.make.person('Bodil Begge', world.units.school, ['requester', 'manager']);
		const alone = apiClient(server, await aToken(test.app, both, 'needs:read', 'needs:write'));
		const made = await alone('POST', '/needs', { json: aNeed({ type: world.itemTypes.door.key }) });
		const path = `/needs/${String(made.body.id)}`;
		await alone('POST', `${path}/check/rungs/avoid`, { json: AVOID });
		await alone('POST', `${path}/check/complete`);
		await alone('POST', `${path}/purchase-request`, { json: { kind: 'new', quantity: 5, ...CRITERIA } });
		await alone('POST', `${path}/purchase-request/submit`);
		const answer = await alone('POST', `${path}/purchase-request/approve`);
		expect([answer.status, answer.body.code]).toEqual([409, 'fourEyes']);
	});

	it('takes no token that is missing, unknown, expired or revoked', async () => {
		const expired = await aToken(test.app, world.people.requester, 'needs:read');
		const revoked = await aToken(test.app, world.people.buyer, 'needs:read');
		const past = new Date(Date.now() - 1000);
		const ids = { expired: world.people.requester.id, revoked: world.people.buyer.id };
		const newest = (personId: string) =>
			test.db
				.selectFrom('apiToken')
				.select('id')
				.where('personId', '=', personId)
				.orderBy('id', 'desc')
				.limit(1);
		await test.db
			.updateTable('apiToken')
			.set({ expiresAt: past })
			.where('id', '=', newest(ids.expired))
			.execute();
		await test.db
			.updateTable('apiToken')
			.set({ revokedAt: past })
			.where('id', '=', newest(ids.revoked))
			.execute();
		for (const token of [undefined, 'omatt_nonsense', expired, revoked]) {
			const answer = await apiClient(server, token)('GET', '/needs');
			expect([answer.status, answer.body.code]).toEqual([401, 'tokenRequired']);
			expect(answer.headers.get('www-authenticate')).toBe('Bearer');
		}
	});

	it('takes no session for a token, and no token for a session', async () => {
		const cookie = await server.signInAs(world.people.requester.id);
		const anonymous = apiClient(server);
		for (const [method, json] of [
			['GET', undefined],
			['POST', aNeed()]
		] as const) {
			const headers = { cookie, origin: server.origin };
			const answer = await anonymous(method, '/needs', { headers, ...(json && { json }) });
			expect([answer.status, answer.body.code]).toEqual([401, 'tokenRequired']);
		}
		const bearer = await aToken(test.app, world.people.requester, 'admin', 'needs:read', 'listings:read');
		for (const path of ['/home', '/listings', '/profile']) {
			const page = await server.request(path, { bearer });
			expect([page.status, page.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
		}
	});

	it('answers what is not there, and methods nobody has, as problems', async () => {
		const lost = await requester('GET', '/boats');
		expect([lost.status, lost.body.code]).toEqual([404, 'notFound']);
		const response = await fetch(new URL('/api/v1/needs', server.origin), {
			method: 'DELETE',
			headers: { authorization: `Bearer ${await aToken(test.app, world.people.requester, 'needs:write')}` }
		});
		expect(response.status).toBe(405);
		expect(await response.json()).toMatchObject({ code: 'methodNotAllowed' });
		expect((await requester('POST', `/needs/${UNKNOWN_ID}/check/rungs/steal`)).status).toBe(404);
	});
});

describe('sending twice', () => {
	const countNeeds = async (title: string) =>
		(await test.db.selectFrom('need').select('id').where('title', '=', title).execute()).length;

	it('repeats the answer for the same key and content', async () => {
		const request = { json: aNeed({ title: 'Sendt to ganger' }), key: 'twice-1' };
		const first = await requester('POST', '/needs', request);
		const second = await requester('POST', '/needs', request);
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(second.body).toEqual(first.body);
		expect(second.headers.get('location')).toBe(first.headers.get('location'));
		expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
		expect(await countNeeds('Sendt to ganger')).toBe(1);
	});

	it('repeats a refusal too, instance and all', async () => {
		const request = { json: aNeed({ quantity: 1.5 }), key: 'refused-1' };
		const first = await requester('POST', '/needs', request);
		expect((await requester('POST', '/needs', request)).body).toEqual(first.body);
	});

	it('refuses other content under a used key, and a key that is none', async () => {
		await requester('POST', '/needs', { json: aNeed({ title: 'Første' }), key: 'other-1' });
		const other = await requester('POST', '/needs', { json: aNeed({ title: 'Andre' }), key: 'other-1' });
		expect([other.status, fieldsOf(other)]).toEqual([422, { 'Idempotency-Key': 'idempotencyKeyReused' }]);
		const elsewhere = await requester('POST', `/needs/${UNKNOWN_ID}/check`, { key: 'other-1' });
		expect(elsewhere.body.code).toBe('idempotencyKeyReused');
		const odd = await requester('POST', '/needs', { json: aNeed(), key: 'x'.repeat(201) });
		expect(fieldsOf(odd)).toEqual({ 'Idempotency-Key': 'idempotencyKeyInvalid' });
	});

	it('keeps the keys of one token from those of another', async () => {
		const request = { json: aListing({ externalId: 'egen-1' }), key: 'shared' };
		const other = apiClient(server, await aToken(test.app, world.people.storageKeeper, 'listings:write'));
		await giver('POST', '/listings', request);
		const answer = await other('POST', '/listings', { ...request, json: aListing() });
		expect(answer.status).toBe(201);
	});

	it('runs one of twenty that come at once', async () => {
		const request = { json: aNeed({ title: 'Tjue på en gang' }), key: 'race-1' };
		const answers = await Promise.all(Array.from({ length: 20 }, () => requester('POST', '/needs', request)));
		const made = answers.filter(({ status }) => status === 201);
		const others = answers.filter(({ status }) => status !== 201);
		expect(made.length).toBeGreaterThan(0);
		expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
		expect(others.every(({ body }) => body.code === 'idempotencyInProgress')).toBe(true);
		expect(await countNeeds('Tjue på en gang')).toBe(1);
	});

	it('makes one listing of one external id, also at once and without a key', async () => {
		const json = aListing({ externalId: 'samtidig' });
		const answers = await Promise.all(Array.from({ length: 8 }, () => giver('POST', '/listings', { json })));
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
		const other = apiClient(server, await aToken(test.app, world.people.storageKeeper, 'listings:write'));
		const taken = await other('POST', '/listings', { json });
		expect([taken.status, fieldsOf(taken)]).toEqual([409, { '/externalId': 'externalIdTaken' }]);
	});

	it('lets go of what failed, and takes over what was lost with its server', async () => {
		const clock = settableClock(new Date());
		const idempotency = idempotencyService({ db: test.db, clock });
		const { id: tokenId } = await test.db.selectFrom('apiToken').select('id').executeTakeFirstOrThrow();
		const fails = async () => {
			throw new Error('the disk is full');
		};
		const works = async () => ({ status: 200, body: '"done"' });
		const id = { tokenId, key: newId() };
		await expect(idempotency.run(id, 'a', fails)).rejects.toThrow('the disk is full');
		const busy = async () => ({ status: 503, body: '{}' });
		expect(await idempotency.run(id, 'a', busy)).toMatchObject({ status: 503, isReplay: false });
		expect(await idempotency.run(id, 'a', works)).toMatchObject({ status: 200, isReplay: false });
		expect(await idempotency.run(id, 'a', fails)).toMatchObject({ status: 200, isReplay: true });

		const lost = { tokenId, key: newId() };
		const createdAt = clock.now();
		const row = { ...lost, requestHash: 'a', status: null, body: null, createdAt };
		await test.db.insertInto('idempotentRequest').values(row).execute();
		await expect(idempotency.run(lost, 'a', works)).rejects.toMatchObject({ code: 'idempotencyInProgress' });
		clock.set(new Date(createdAt.getTime() + 3 * 60_000));
		const both = await Promise.allSettled([
			idempotency.run(lost, 'a', works),
			idempotency.run(lost, 'a', works)
		]);
		const ran = both.filter((one) => one.status === 'fulfilled' && !one.value.isReplay);
		expect(ran).toHaveLength(1);
		for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AppError);
	});
});

describe('photos', () => {
	const aPhoto = (colour: string) =>
		sharp({ create: { width: 400, height: 300, channels: 3, background: colour } })
			.jpeg()
			.toBuffer();
	async function formOf(...files: [string, Buffer | string][]): Promise<FormData> {
		const form = new FormData();
		for (const [name, bytes] of files) {
			const part: BlobPart = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
			form.append('photo', new Blob([part]), name);
		}
		return form;
	}
	const newListing = async () =>
		String((await giver('POST', '/listings', { json: aListing({ title: 'Kontorstol' }) })).body.id);

	it('keeps the good ones and tells what is wrong with each of the others', async () => {
		const path = `/listings/${await newListing()}/photos`;
		const form = await formOf(
			['a.jpg', await aPhoto('#a00')],
			['b.txt', 'bare tekst'],
			['c.jpg', (await aPhoto('#0a0')).subarray(0, 300)],
			['d.jpg', await aPhoto('#00a')]
		);
		const answer = await giver('POST', path, { form });
		expect(answer.status).toBe(207);
		const results = answer.body.results as { status: string; error: { code: string } | null }[];
		expect(results.map(({ status, error }) => error?.code ?? status)).toEqual([
			'stored',
			'photoNotAnImage',
			'photoUnreadable',
			'stored'
		]);
		expect(answer.body.photos).toHaveLength(2);
		expect((await giver('POST', path, { form: await formOf(['e.jpg', await aPhoto('#aa0')]) })).status).toBe(
			201
		);
		const none = await giver('POST', path, { form: await formOf(['f.txt', 'tekst']) });
		expect([none.status, fieldsOf(none)]).toEqual([422, { '/0': 'photoNotAnImage' }]);
		expect((await giver('POST', path, { form: await formOf() })).status).toBe(422);
		const json = await giver('POST', path, { json: {} });
		expect([json.status, json.body.code]).toEqual([415, 'contentTypeMultipart']);
	});

	it('is the same request with another boundary, and another with other bytes', async () => {
		const path = `/listings/${await newListing()}/photos`;
		const red = await aPhoto('#f00');
		const key = 'photo-1';
		const first = await giver('POST', path, { form: await formOf(['a.jpg', red]), key });
		const second = await giver('POST', path, { form: await formOf(['a.jpg', red]), key });
		expect([second.headers.get('idempotent-replayed'), second.body]).toEqual(['true', first.body]);
		const other = await giver('POST', path, { form: await formOf(['a.jpg', await aPhoto('#fff')]), key });
		expect(other.body.code).toBe('idempotencyKeyReused');
	});

	it('refuses what is too large before it is kept', async () => {
		const path = `/listings/${await newListing()}/photos`;
		const big = await formOf(
			['a.jpg', Buffer.alloc(26 * 1024 * 1024, 0xff)],
			['b.jpg', await aPhoto('#123')]
		);
		const answer = await giver('POST', path, { form: big });
		expect(answer.body.results).toMatchObject([
			{ status: 'refused', error: { code: 'photoTooLarge' } },
			{ status: 'stored' }
		]);
		const huge = await giver('POST', path, { form: await formOf(['a.jpg', Buffer.alloc(32 * 1024 * 1024)]) });
		expect([huge.status, huge.body.code]).toEqual([413, 'bodyTooLarge']);
	});

	it('that is too large hears why, also where the screens send it', async () => {
		const cookie = await server.signInAs(world.people.requester.id);
		for (const megabytes of [26, 32]) {
			const response = await fetch(new URL('/listings/photos', server.origin), {
				method: 'POST',
				headers: { cookie, origin: server.origin, 'content-type': 'image/jpeg' },
				body: Buffer.alloc(megabytes * 1024 * 1024)
			});
			expect([response.status, await response.json()]).toEqual([
				413,
				expect.objectContaining({ code: 'photoTooLarge' })
			]);
		}
	});

	it('is for those who may edit', async () => {
		const id = await newListing();
		const other = apiClient(server, await aToken(test.app, world.people.requester, 'listings:write'));
		const answer = await other('POST', `/listings/${id}/photos`, {
			form: await formOf(['a.jpg', await aPhoto('#456')])
		});
		expect([answer.status, answer.body.code]).toEqual([403, 'notAllowed']);
	});
});

describe('searching', () => {
	it('pages through everything once, in decimals and by municipality', async () => {
		const tiles = { title: 'Teppefliser', pack: 'building', type: world.itemTypes.carpet.key };
		for (const quantity of [12.5, 3.125, 40])
			expect((await giver('POST', '/listings', { json: aListing({ ...tiles, quantity }) })).status).toBe(201);
		const seen: unknown[] = [];
		let cursor: unknown = '';
		do {
			const page = await requester(
				'GET',
				`/listings?type=carpetTile&municipality=Bergen&limit=1${cursor ? `&cursor=${String(cursor)}` : ''}`
			);
			seen.push(...(page.body.items as unknown[]));
			cursor = page.body.nextCursor;
		} while (cursor);
		expect(seen.map((item) => (item as { quantity: number }).quantity).sort()).toEqual([12.5, 3.125, 40]);
		const elsewhere = await requester('GET', '/listings?municipality=Oslo');
		expect(elsewhere.body).toMatchObject({ total: 0, items: [], facets: { pack: [] } });
	});

	it('keeps an external id within its organisation', async () => {
		const { body } = await giver('POST', '/listings', { json: aListing() });
		await test.db
			.updateTable('listing')
			.set({ cooperationFrom: new Date(Date.now() - 1000) })
			.where('id', '=', String(body.id))
			.execute();
		const partner = apiClient(server, await aToken(test.app, world.strandvik, 'listings:read'));
		const seen = await partner('GET', `/listings/${String(body.id)}`);
		expect(seen.body).toMatchObject({ id: body.id, externalId: null });
	});
});

describe('figures', () => {
	it('come with the entries that sum to them', async () => {
		const { app } = test;
		await app.benefit.installRegister();
		const receiver = await actorOf(app, world.people.requester);
		const librarian = await actorOf(app, world.librarian);
		const listingId = await offer(app, world.librarian, world.itemTypes.chair, { quantity: '4' });
		const asked = { listingId, unitId: receiver.homeUnitId, quantityMilli: 2000 };
		const { held } = await app.reservation.reserve(receiver, asked);
		if (!held) throw new Error('nothing was free');
		await app.reservation.approve(librarian, held.id);
		const pickupCode = await codeOf(app, receiver, held.id);
		await app.reservation.confirmHandover(librarian, held.id, { pickupCode });

		const { body } = await requester('GET', '/reports/summary?pack=furniture');
		expect(body.avoidedPurchases).toMatchObject({
			handovers: 1,
			quantities: [{ measure: 'pcs', quantity: 2 }]
		});
		for (const [name, kind] of [
			['moneyOre', 'money'],
			['netGramsCo2e', 'co2Net'],
			['grossGramsCo2e', 'co2Gross'],
			['keptGrams', 'massKept']
		] as const) {
			const figure = body[name] as { central: number; entries: string };
			const entries = await requester('GET', figure.entries.replace('/api/v1', ''));
			const items = entries.body.items as {
				kind: string;
				quantity: number;
				amount: { central: number } | null;
			}[];
			expect(items.length, name).toBeGreaterThan(0);
			expect(
				items.every((item) => item.kind === kind),
				name
			).toBe(true);
			const sum = items.reduce((total, { amount }) => total + (amount?.central ?? 0), 0);
			expect(sum, name).toBe(figure.central);
			expect(entries.body.totals, name).toMatchObject([{ kind, central: sum }]);
		}
	});

	it('refuse a filter they do not know, and a foreign unit like an unknown one', async () => {
		const bad = await requester('GET', '/reports/summary?from=2026-13&colour=blue');
		expect([bad.status, Object.keys(fieldsOf(bad)).sort()]).toEqual([422, ['colour', 'from']]);
		const foreign = await requester('GET', `/reports/summary?unit=${world.units.utland.id}`);
		const unknown = await requester('GET', `/reports/summary?unit=${UNKNOWN_ID}`);
		expect(foreign.status).toBe(404);
		expect(withoutInstance(foreign)).toEqual(withoutInstance(unknown));
		expect((await requester('GET', '/benefits?cursor=x')).status).toBe(422);
	});
});

describe('clearance numbers', () => {
	it('answers unknown ones without a hint, and not endlessly', async () => {
		const buyer = apiClient(server, await aToken(test.app, world.people.buyer, 'clearances:read'));
		const first = await buyer('GET', '/clearances/7K3M-90XQ-4RTD');
		expect(first.body).toMatchObject({ status: 'unknown', quantityCleared: null, pack: null });
		for (let asked = 1; asked < 30; asked++) expect((await buyer('GET', '/clearances/x')).status).toBe(200);
		const stopped = await buyer('GET', '/clearances/x');
		expect([stopped.status, stopped.body.code]).toEqual([429, 'tooManyAttempts']);
		expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
	});
});

describe('the document', () => {
	type Json = Record<string, unknown>;
	const nodesOf = (value: unknown): Json[] => {
		if (Array.isArray(value)) return value.flatMap(nodesOf);
		if (typeof value !== 'object' || value === null) return [];
		return [value as Json, ...Object.values(value).flatMap(nodesOf)];
	};
	const read = async () =>
		(await (await fetch(new URL('/api/v1/openapi.json', server.origin))).json()) as Json & {
			openapi: string;
			paths: Record<string, Record<string, Json>>;
			components: { schemas: Json };
		};

	it('is public, and says what the routes ask for', async () => {
		const { openapi, paths } = await read();
		expect(openapi).toBe('3.1.0');
		const documented = Object.entries(paths).flatMap(([path, methods]) =>
			Object.entries(methods).map(([method, { security }]) => [
				`${method.toUpperCase()} ${path}`,
				(security as { bearer: string[] }[])[0]?.bearer
			])
		);
		const rows = Object.entries(ROUTE_ACCESS)
			.filter(([routeId]) => routeId.startsWith('/api/v1/') && routeId !== '/api/v1/openapi.json')
			.flatMap(([routeId, { methods = {} }]) =>
				Object.entries(methods).map(([method, access]) => [
					`${method} ${routeId.replace(/\[([^\]]+)\]/g, '{$1}')}`,
					typeof access === 'object' ? [access.scope] : undefined
				])
			);
		expect(documented.sort()).toEqual(rows.sort());
	});

	it('resolves every reference, and names every path parameter and operation once', async () => {
		const document = await read();
		for (const { $ref } of nodesOf(document)) {
			if ($ref === undefined) continue;
			const name = /^#\/components\/schemas\/(\w+)$/.exec(String($ref))?.[1];
			expect(name && document.components.schemas[name], String($ref)).toBeTruthy();
		}
		const text = JSON.stringify(document);
		expect(text).not.toContain('$defs');
		const ids: unknown[] = [];
		for (const [path, methods] of Object.entries(document.paths))
			for (const operation of Object.values(methods)) {
				ids.push(operation.operationId);
				const named = (operation.parameters as { name: string; in: string; schema: Json }[])
					.filter((parameter) => parameter.in === 'path')
					.map(({ name }) => name);
				expect(named.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
				for (const parameter of operation.parameters as { name: string; schema: Json }[])
					expect(Object.keys(parameter.schema), `${path} ${parameter.name}`).not.toEqual([]);
				expect(operation.responses).toMatchObject({ 401: {}, 403: {}, 500: {} });
			}
		expect(new Set(ids).size).toBe(ids.length);
	});
});
