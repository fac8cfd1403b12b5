import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPicture, PICTURE_TYPES } from './draw';

// Rendering takes a third of a second on a free processor; a busy machine may need many times that.
describe('drawPicture', { timeout: 30_000 }, () => {
	it.each(PICTURE_TYPES)('draws %s as a JPEG the size of a phone photo', async (typeKey) => {
		const picture = await drawPicture({ typeKey, variant: 1, seed: 4 });
		const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
		const { format } = await sharp(picture).metadata();
		expect(format).toBe('jpeg');
		expect([info.width, info.height].toSorted((a, b) => a - b)).toEqual([900, 1200]);
		expect(data.length).toBe(1200 * 900 * 3);
		const { channels } = await sharp(picture).stats();
		expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(10);
	});

	it('gives the same bytes for the same order, others for another seed', async () => {
		const order = { typeKey: 'officeChair', variant: 0, seed: 11 };
		const [first, again, other] = [
			await drawPicture(order),
			await drawPicture(order),
			await drawPicture({ ...order, seed: 12 })
		];
		expect(again.equals(first)).toBe(true);
		expect(other.equals(first)).toBe(false);
	});

	it('draws something for a type it has never heard of, also with a name from Object', async () => {
		for (const typeKey of ['spaceElevator', 'constructor']) {
			const { width } = await sharp(await drawPicture({ typeKey, variant: 3, seed: 1 })).metadata();
			expect([900, 1200]).toContain(width);
		}
	});
});
