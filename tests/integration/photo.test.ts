import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages.js';
import { readPhotoBody } from '$lib/photo/photo.service.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, type TestApp } from '../support/world';

let database: TestDatabase;
let test: TestApp;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const RED = { r: 220, g: 30, b: 30 };
const BLUE = { r: 30, g: 30, b: 220 };

/** Half red, half blue side by side, as a camera would store it lying, with where it was taken. */
async function aPhoto(width: number, height: number, orientation = 1): Promise<Buffer> {
	const blue = await sharp({ create: { width: Math.ceil(width / 2), height, channels: 3, background: BLUE } })
		.png()
		.toBuffer();
	return sharp({ create: { width, height, channels: 3, background: RED } })
		.composite([{ input: blue, gravity: 'east' }])
		.jpeg()
		.withExif({
			IFD0: { Make: 'Camera', Copyright: 'Kari Nordmann' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '60/1 23/1 30/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '5/1 19/1 0/1'
			}
		})
		.withMetadata({ orientation })
		.toBuffer();
}

const rendition = async (photoId: string, width: 320 | 800 | 1600) => {
	const bytes = await test.app.photo.read(photoId, width);
	if (!bytes) throw new Error('no rendition');
	return bytes;
};

describe('storing a photo', () => {
	it('turns it upright: what the camera held on its side stands', async () => {
		const lying = await aPhoto(1200, 800, 6);
		expect((await sharp(lying).metadata()).exif?.length).toBeGreaterThan(50);
		const { photoId, width, height } = await test.app.photo.store(lying);
		expect([width, height]).toEqual([800, 1200]);
		const { data, info } = await sharp(await rendition(photoId, 800))
			.raw()
			.toBuffer({ resolveWithObject: true });
		const at = (x: number, y: number) => [
			...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)
		];
		expect(at(400, 100)[0]).toBeGreaterThan(180);
		expect(at(400, 1100)[2]).toBeGreaterThan(180);
	});

	it('keeps nothing of who took it and where', async () => {
		const { photoId } = await test.app.photo.store(await aPhoto(2000, 1500, 3));
		for (const width of [320, 800, 1600] as const) {
			const bytes = await rendition(photoId, width);
			const { exif, icc, xmp, iptc, orientation, format } = await sharp(bytes).metadata();
			expect({ exif, icc, xmp, iptc, orientation, format }).toEqual({ format: 'webp' });
			expect(Buffer.from(bytes).includes('Nordmann')).toBe(false);
		}
	});

	it('makes three widths and never enlarges', async () => {
		const widths = async (bytes: Buffer) => {
			const { photoId } = await test.app.photo.store(bytes);
			return Promise.all(
				([320, 800, 1600] as const).map(
					async (width) => (await sharp(await rendition(photoId, width)).metadata()).width
				)
			);
		};
		expect(await widths(await aPhoto(2400, 1800))).toEqual([320, 800, 1600]);
		expect(await widths(await aPhoto(500, 400))).toEqual([320, 500, 500]);
	});

	it('is named by what it shows: the same photo twice is one, and the name can be checked', async () => {
		const bytes = await aPhoto(900, 700);
		const [first, again] = await Promise.all([test.app.photo.store(bytes), test.app.photo.store(bytes)]);
		expect(again).toEqual(first);
		const stored = await readFile(
			join(test.photoDir, first.photoId.slice(0, 2), `${first.photoId.slice(2)}-1600.webp`)
		);
		expect(createHash('sha256').update(stored).digest('hex')).toBe(first.photoId);
		const rows = await test.db.selectFrom('photo').selectAll().where('id', '=', first.photoId).execute();
		expect(rows).toHaveLength(1);
	});

	it('reads PNG with transparency, greyscale and very tall pictures', async () => {
		const made = (options: { width: number; height: number; channels: 3 | 4 }) =>
			sharp({ create: { ...options, background: { ...RED, alpha: 0.5 } } });
		await test.app.photo.store(await made({ width: 600, height: 400, channels: 4 }).png().toBuffer());
		await test.app.photo.store(
			await made({ width: 600, height: 400, channels: 3 }).greyscale().jpeg().toBuffer()
		);
		const tall = await test.app.photo.store(
			await made({ width: 300, height: 20_000, channels: 3 }).png().toBuffer()
		);
		expect(tall.height).toBeLessThanOrEqual(6400);
	});
});

describe('what cannot be kept says why', () => {
	const refusal = (bytes: Buffer) =>
		test.app.photo.store(bytes).then(
			() => 'stored',
			(error: { code: string }) => error.code
		);

	it('too many bytes', async () =>
		expect(await refusal(Buffer.alloc(25 * 1024 * 1024 + 1))).toBe('photoTooLarge'));

	it('not a photo: text, PDF, SVG', async () => {
		expect(await refusal(Buffer.from('hei'))).toBe('photoNotAnImage');
		expect(await refusal(Buffer.from('%PDF-1.7 ...'))).toBe('photoNotAnImage');
		expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).toBe(
			'photoNotAnImage'
		);
	});

	it('a photo that was cut off on the way', async () => {
		const whole = await aPhoto(1200, 800);
		expect(await refusal(whole.subarray(0, whole.length / 3))).toBe('photoUnreadable');
		expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]))).toBe(
			'photoUnreadable'
		);
	});

	it('more pixels than we will decode, seen before decoding', async () => {
		const huge = await sharp({ create: { width: 12_000, height: 9000, channels: 3, background: RED } })
			.png({ compressionLevel: 9 })
			.toBuffer();
		expect(await refusal(huge)).toBe('photoTooManyPixels');
	});

	it('leaves no half-written files', async () => {
		const names = await readdir(test.photoDir, { recursive: true });
		expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
	});
});

describe('what one person may send', () => {
	it('is 300 photos an hour; others go on, and so does the next hour', async () => {
		const world = await createWorld(test.db, test.clock);
		const sender = await actorOf(test.app, world.people.requester);
		const other = await actorOf(test.app, world.librarian);
		const bytes = await aPhoto(320, 240);
		const windowStartedAt = new Date(Math.floor(test.clock.now().getTime() / 3_600_000) * 3_600_000);
		await test.db
			.insertInto('rateLimit')
			.values({ key: `photo:${sender.personId}`, windowStartedAt, attempts: 298 })
			.execute();
		await test.app.photo.upload(sender, bytes);
		await test.app.photo.upload(sender, bytes);
		await expect(test.app.photo.upload(sender, bytes)).rejects.toMatchObject({
			code: 'photoLimit',
			status: 429,
			details: { params: { max: 300, minutes: 60 } }
		});
		for (const locale of ['nb', 'nn', 'en'] as const)
			expect(m.error_photoLimit({ max: 300, minutes: 12 }, { locale })).toMatch(/300.*12 min/);
		await test.app.photo.upload(other, bytes);
		test.clock.set(new Date(test.clock.now().getTime() + 3_600_000));
		await test.app.photo.upload(sender, bytes);
	});
});

describe('reading a request body', () => {
	const bodyOf = (...parts: number[]) =>
		new ReadableStream<Uint8Array>({
			start(controller) {
				for (const size of parts) controller.enqueue(new Uint8Array(size));
				controller.close();
			}
		});

	it('counts bytes and stops at the limit', async () => {
		expect((await readPhotoBody(bodyOf(10, 20))).length).toBe(30);
		const mega = 1024 * 1024;
		await expect(readPhotoBody(bodyOf(...Array<number>(26).fill(mega)))).rejects.toMatchObject({
			code: 'photoTooLarge',
			status: 413
		});
		await expect(readPhotoBody(null)).rejects.toMatchObject({ code: 'photoEmpty' });
	});
});
