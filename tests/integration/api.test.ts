import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_ACCESS } from '$lib/route-access';
import { aToken, apiClient, fieldsOf, withoutInstance } from '../support/api';
import { AVOID, createApiWorld, CRITERIA, UNKNOWN_ID, type ApiWorld } from '../support/api-world';
import { codeOf, offer } from '../support/offers';
import { actorOf } from '../support/world';

let api: ApiWorld;
let test: ApiWorld['test'];
let world: ApiWorld['world'];
let server: ApiWorld['server'];
let giver: ApiWorld['giver'];
let requester: ApiWorld['requester'];
let manager: ApiWorld['manager'];
let aListing: ApiWorld['aListing'];
let stated: ApiWorld['stated'];
let requested: ApiWorld['requested'];

beforeAll(async () => {
	api = await createApiWorld();
	({ test, world, server, giver, requester, manager, aListing, stated, requested } = api);
}, 120_000);
afterAll(() => api?.stop());

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
		expect(body.avoidedPurchases).toMatchObject({ count: 0, quantities: [] });
		expect(body.walkIns).toMatchObject({
			count: 1,
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
