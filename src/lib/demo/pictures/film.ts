import type { Random } from './random';

/** Light is worked out once for so many pixels in a row. */
const STRETCH = 16;
const CELLS = 16;

/** Contrast, exposure and colour cast, as a table per channel. */
function toneCurves(random: Random): Float32Array[] {
	const [warm, exposure] = [random.between(-0.025, 0.035), random.between(0.98, 1.06)];
	return [exposure * (1 + warm), exposure, exposure * (1 - warm)].map((gain) =>
		Float32Array.from({ length: 256 }, (_, value) => {
			const x = Math.min(1, (value / 255) * gain);
			return 255 * (x + 0.16 * (x * x * (3 - 2 * x) - x)) + 3;
		})
	);
}

/** Slow changes of light over the picture: a grid of random values, read in between. */
function clouds(random: Random): (across: number, down: number) => number {
	const line = CELLS + 1;
	const values = Float32Array.from({ length: line * (line + 1) }, () => random.between(-2.2, 2.2));
	return (across, down) => {
		const [column, row] = [Math.floor(across * CELLS), Math.floor(down * CELLS)];
		const [x, y] = [across * CELLS - column, down * CELLS - row];
		const read = (at: number) => (values[at] ?? 0) * (1 - x) + (values[at + 1] ?? 0) * x;
		return read(row * line + column) * (1 - y) + read((row + 1) * line + column) * y;
	};
}

/**
 * What a phone adds: grain, uneven light, darker corners and a little colour cast. Changes the pixels (RGB, eight
 * bits each) in place; the clamped view does the rounding.
 */
export function develop(bytes: Uint8Array, width: number, height: number, random: Random): void {
	const pixels = new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const grain = Float32Array.from(
		{ length: 8192 },
		() => (random.next() + random.next() + random.next() - 1.5) * 8
	);
	const [red, green, blue] = toneCurves(random);
	if (!red || !green || !blue) return;
	const cloud = clouds(random);
	let step = 0;
	for (let y = 0; y < height; y += 1) {
		const down = y / height;
		for (let start = 0; start < width; start += STRETCH) {
			const across = start / width;
			const soft = cloud(across, down);
			const edge = 1 - 0.34 * ((across - 0.5) ** 2 + (down - 0.5) ** 2);
			const last = Math.min(width, start + STRETCH);
			for (let at = (y * width + start) * 3; at < (y * width + last) * 3; at += 3) {
				step = (Math.imul(step, 1664525) + 1013904223) | 0;
				const light = soft + (grain[step >>> 19] ?? 0);
				pixels[at] = (red[pixels[at] ?? 0] ?? 0) * edge + light;
				pixels[at + 1] = (green[pixels[at + 1] ?? 0] ?? 0) * edge + light;
				pixels[at + 2] = (blue[pixels[at + 2] ?? 0] ?? 0) * edge + light;
			}
		}
	}
}
