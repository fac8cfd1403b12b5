import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourNamed } from './colour';
import { drawPicture, PICTURE_TYPES, type PictureOrder } from './draw';
import { TONE } from './subject';

/** How many pixels two pictures differ in, and what they are on average in the second one. */
async function pixelsThatDiffer(before: PictureOrder, after: PictureOrder) {
	const [one, two] = await Promise.all(
		[before, after].map(async (order) =>
			sharp(await drawPicture(order))
				.raw()
				.toBuffer()
		)
	);
	if (!one || !two) throw new Error('nothing was drawn');
	const sum = [0, 0, 0];
	let count = 0;
	for (let at = 0; at < two.length; at += 3) {
		const channels = [0, 1, 2].map((channel) => two[at + channel] ?? 0);
		if (channels.every((value, channel) => Math.abs(value - (one[at + channel] ?? 0)) < 40)) continue;
		count++;
		channels.forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
	}
	return { count, mean: sum.map((value) => value / Math.max(1, count)) };
}

// Rendering takes a third of a second on a free processor; a busy machine may need many times that.
describe('drawPicture', { timeout: 30_000 }, () => {
	it.each(PICTURE_TYPES)('draws %s as a JPEG the size of a phone photo', async (typeKey) => {
		const picture = await drawPicture({ typeKey, variant: 1, seed: 4 });
		const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
		const { format } = await sharp(picture).metadata();
		expect(format).toBe('jpeg');
		expect([info.width, info.height].toSorted((a, b) => a - b)).toEqual([600, 800]);
		expect(data.length).toBe(800 * 600 * 3);
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

	it.each([
		['Kontorstoler HÅG H05 blå', 'officeChair', (r: number, _: number, b: number) => b > r],
		['3-seter sofa, raud ull', 'sofa', (r: number, _: number, b: number) => r > b],
		['Stabelstoler. Sort plast', 'stackingChair', (r: number, g: number, b: number) => r + g + b < 240]
	] as const)('follows the colour the words name: %s', async (words, typeKey, isSo) => {
		const colour = colourNamed(words);
		expect(colour).toBeDefined();
		const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
			parseInt((colour ?? '').slice(at, at + 2), 16)
		);
		expect(isSo(red, green, blue)).toBe(true);
		const order = { typeKey, variant: 0, seed: 3 };
		const changed = await pixelsThatDiffer(order, { ...order, colour });
		// What differs is the thing and where its colour shines, and it has become what was named.
		expect(changed.count).toBeGreaterThan(20_000);
		const [r = 0, g = 0, b = 0] = changed.mean;
		expect(isSo(r, g, b)).toBe(true);
	});

	it('reads no colour where none is named', () => {
		for (const text of ['Gulvteppe, 12 m2', 'Skap til sortering', 'Vi må bli kvitt dem', ''])
			expect(colourNamed(text)).toBeUndefined();
		expect(colourNamed('Eikeparkett fra festsal')).toBe(TONE.oak);
	});

	it('draws something for a type it has never heard of, also with a name from Object', async () => {
		for (const typeKey of ['spaceElevator', 'constructor']) {
			const { width } = await sharp(await drawPicture({ typeKey, variant: 3, seed: 1 })).metadata();
			expect([600, 800]).toContain(width);
		}
	});
});
