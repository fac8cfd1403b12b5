import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '$lib/platform/ids';
import { aToken, apiClient, fieldsOf, withoutInstance, type ApiClient } from '../support/api';
import { AVOID, createApiWorld, CRITERIA, UNKNOWN_ID, type ApiWorld } from '../support/api-world';
import { offer } from '../support/offers';
import { actorOf } from '../support/world';

let api: ApiWorld;
let test: ApiWorld['test'];
let world: ApiWorld['world'];
let server: ApiWorld['server'];
let giver: ApiWorld['giver'];
let requester: ApiWorld['requester'];
let aListing: ApiWorld['aListing'];
let aNeed: ApiWorld['aNeed'];
let stated: ApiWorld['stated'];
let requested: ApiWorld['requested'];

beforeAll(async () => {
	api = await createApiWorld();
	({ test, world, server, giver, requester, aListing, aNeed, stated, requested } = api);
}, 120_000);
afterAll(() => api?.stop());

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
		[
			{ priceEvidence: 'quote' },
			{ '/unitPriceOre': 'priceMissing', '/priceReference': 'priceReferenceMissing' }
		],
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

	it('forgets at once a scope that was taken from a token, and keeps to the others', async () => {
		const { app } = test;
		const admin = await actorOf(app, world.people.orgAdmin);
		const { token } = await app.token.create(admin, {
			...{ email: world.people.requester.email, name: 'Saksbehandling', days: 30 },
			scopes: ['needs:read', 'needs:write', 'listings:read']
		});
		const system = apiClient(server, token);
		const key = newId();
		const made = await system('POST', '/needs', { json: aNeed({ title: 'Før' }), key });
		expect(made.status).toBe(201);
		const id = (await app.token.list(admin)).find(({ name }) => name === 'Saksbehandling')?.id ?? '';
		await app.token.removeScope(admin, id, 'needs:write');

		const answer = await system('POST', '/needs', { json: aNeed({ title: 'Etter' }) });
		expect([answer.status, answer.body.code]).toEqual([403, 'scopeMissing']);
		expect(answer.body.title).toContain('needs:write');
		// Nor is an answer from before given out again.
		const again = await system('POST', '/needs', { json: aNeed({ title: 'Før' }), key });
		expect([again.status, again.body.code]).toEqual([403, 'scopeMissing']);
		expect((await system('GET', `/needs/${String(made.body.id)}`)).body).toMatchObject({ title: 'Før' });
		expect((await system('GET', '/listings?q=pult')).status).toBe(200);
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
