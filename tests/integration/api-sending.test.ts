import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idempotencyService } from '$lib/integration/idempotency.service.server';
import { settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { aToken, apiClient, fieldsOf } from '../support/api';
import { createApiWorld, UNKNOWN_ID, type ApiWorld } from '../support/api-world';

let api: ApiWorld;
let test: ApiWorld['test'];
let world: ApiWorld['world'];
let server: ApiWorld['server'];
let giver: ApiWorld['giver'];
let requester: ApiWorld['requester'];
let aListing: ApiWorld['aListing'];
let aNeed: ApiWorld['aNeed'];

beforeAll(async () => {
	api = await createApiWorld();
	({ test, world, server, giver, requester, aListing, aNeed } = api);
}, 120_000);
afterAll(() => api?.stop());

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
