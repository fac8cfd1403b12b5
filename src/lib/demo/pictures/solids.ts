import { add, cross, scale, subtract, unit, type Face, type Mark, type Point, type Solid } from './space';

export type Side = 'front' | 'back' | 'left' | 'right' | 'top' | 'bottom';
export interface BoxPaint {
	readonly marks?: Partial<Record<Side, readonly Mark[]>>;
	readonly fills?: Partial<Record<Side, string>>;
	readonly lit?: boolean;
	readonly opacity?: number;
	readonly shadowless?: boolean;
}

/** A box standing on `y`, centred on x and z; `front` looks at the viewer. Sizes in metres. */
export function box(
	[x, y, z]: Point,
	[width, height, depth]: Point,
	fill: string,
	{ marks = {}, fills = {}, lit, opacity, shadowless }: BoxPaint = {}
): Solid {
	const [l, r, t, n, f] = [x - width / 2, x + width / 2, y + height, z - depth / 2, z + depth / 2];
	const corners: Record<Side, readonly Point[]> = {
		front: [
			[l, y, n],
			[r, y, n],
			[r, t, n],
			[l, t, n]
		],
		back: [
			[r, y, f],
			[l, y, f],
			[l, t, f],
			[r, t, f]
		],
		left: [
			[l, y, f],
			[l, y, n],
			[l, t, n],
			[l, t, f]
		],
		right: [
			[r, y, n],
			[r, y, f],
			[r, t, f],
			[r, t, n]
		],
		top: [
			[l, t, n],
			[r, t, n],
			[r, t, f],
			[l, t, f]
		],
		bottom: [
			[l, y, f],
			[r, y, f],
			[r, y, n],
			[l, y, n]
		]
	};
	const faces = Object.entries(corners).map(([name, at]) => {
		const side = name as Side;
		return { at, fill: fills[side] ?? fill, marks: marks[side], lit, opacity };
	});
	return { faces, shadowless };
}

/** Raises an outline (x, z; counter-clockwise from above) from `y` by `height`. */
export function prism(
	outline: readonly (readonly [number, number])[],
	y: number,
	height: number,
	fill: string,
	top = fill
): Solid {
	const at = (up: number): Point[] => outline.map(([x, z]) => [x, up, z]);
	const [low, high] = [at(y), at(y + height)];
	const sides = low.flatMap((point, index): Face[] => {
		const next = (index + 1) % low.length;
		const [b, c, d] = [low[next], high[next], high[index]];
		return b && c && d ? [{ at: [point, b, c, d], fill, facet: outline.length > 8 }] : [];
	});
	return { faces: [...sides, { at: high, fill: top }, { at: [...low].reverse(), fill }] };
}

export const ellipse = (x: number, z: number, rx: number, rz = rx, corners = 32): [number, number][] =>
	Array.from({ length: corners }, (_, index) => {
		const angle = (index / corners) * 2 * Math.PI;
		return [x + rx * Math.cos(angle), z + rz * Math.sin(angle)];
	});

export const cylinder = ([x, y, z]: Point, radius: number, height: number, fill: string, top = fill): Solid =>
	prism(ellipse(x, z, radius), y, height, fill, top);

/** A cylinder lying along x (a roll), its ends drawn as wound layers. */
export function roll([x, y, z]: Point, radius: number, length: number, fill: string, core: string): Solid {
	const ring = ellipse(0, 0, radius);
	const at = (side: number): Point[] => ring.map(([a, b]) => [x + side, y + radius + a, z + b]);
	const [left, right] = [at(-length / 2), at(length / 2)];
	const sides = left.flatMap((point, index): Face[] => {
		const next = (index + 1) % left.length;
		const [b, c, d] = [left[next], right[next], right[index]];
		return b && c && d ? [{ at: [d, c, b, point], fill, facet: true }] : [];
	});
	const layers: Solid[] = [1, 0.85, 0.7, 0.55, 0.4].flatMap((share, index) =>
		[-1, 1].map((side) => {
			const outline: Point[] = ring.map(([a, b]) => [
				x + side * (length / 2 + 0.0004 * index),
				y + radius + a * share,
				z + b * share
			]);
			return {
				faces: [
					{
						at: side < 0 ? outline : [...outline].reverse(),
						fill: index === 4 ? core : index % 2 ? core : fill,
						facet: true
					}
				],
				shadowless: true
			};
		})
	);
	return { faces: [...sides, ...layers.flatMap((layer) => layer.faces)] };
}

/** A padded shape: a box with rounded sides. `edge` 0.2 is boxy, 1 is an ellipsoid. */
export function cushion(
	[x, y, z]: Point,
	[width, height, depth]: Point,
	fill: string,
	edge = 0.35,
	lean = 0
): Solid {
	const [around, up] = [28, 12];
	const power = (value: number) => Math.sign(value) * Math.abs(value) ** edge;
	const at = (i: number, j: number): Point => {
		const [turn, rise] = [(i / around) * 2 * Math.PI, (j / up - 0.5) * Math.PI];
		const dy = (power(Math.sin(rise)) * height) / 2;
		return [
			x + (power(Math.cos(rise)) * power(Math.cos(turn)) * width) / 2,
			y + height / 2 + dy,
			z + (power(Math.cos(rise)) * power(Math.sin(turn)) * depth) / 2 + lean * (dy + height / 2)
		];
	};
	const faces = Array.from({ length: around * up }, (_, index): Face => {
		const [i, j] = [index % around, Math.floor(index / around)];
		return { at: [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)], fill, facet: true };
	});
	return { faces };
}

/** Straight tubes through the points, one solid each, so that they sort well against what they pass. */
export const tubes = (fill: string, radius: number, ...at: readonly Point[]): Solid[] =>
	at.slice(1).flatMap((point, index) => {
		const from = at[index];
		return from ? [{ faces: [], tube: { at: [from, point], radius, fill } }] : [];
	});

/** A bent sheet: a profile of (y, z, half width) smoothed and drawn across x. */
export function shell(profile: readonly Point[], x: number, fill: string, thickness = 0.012): Solid {
	const steps = 6;
	const smooth = profile.slice(1).flatMap((to, index): Point[] => {
		const from = profile[index] ?? to;
		const [before, after] = [profile[index - 1] ?? from, profile[index + 2] ?? to];
		return Array.from({ length: steps + (index === profile.length - 2 ? 1 : 0) }, (_, step) => {
			const t = step / steps;
			const weigh = (a: number, b: number, c: number, d: number) =>
				0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3);
			return [
				weigh(before[0], from[0], to[0], after[0]),
				weigh(before[1], from[1], to[1], after[1]),
				weigh(before[2], from[2], to[2], after[2])
			];
		});
	});
	const faces = smooth.slice(1).flatMap(([y2, z2, w2], index): Face[] => {
		const [y1, z1, w1] = smooth[index] ?? [y2, z2, w2];
		const at: Point[] = [
			[x - w1, y1, z1],
			[x + w1, y1, z1],
			[x + w2, y2, z2],
			[x - w2, y2, z2]
		];
		const [a, b, c] = at;
		const normal = a && b && c ? unit(cross(subtract(b, a), subtract(c, b))) : ([0, 1, 0] as const);
		const under = at.map((point) => add(point, scale(normal, thickness))).reverse();
		return [
			{ at, fill, facet: true },
			{ at: under, fill, facet: true }
		];
	});
	return { faces };
}

export const rect = (
	u: number,
	v: number,
	width: number,
	height: number,
	fill: string,
	opacity?: number
): Mark => ({
	at: [
		[u, v],
		[u + width, v],
		[u + width, v + height],
		[u, v + height]
	],
	fill,
	opacity
});
export const disc = (u: number, v: number, ru: number, rv: number, fill: string, opacity?: number): Mark => ({
	at: ellipse(u, v, ru, rv, 20),
	fill,
	opacity
});
export const stroke = (fill: string, line: number, ...at: readonly (readonly [number, number])[]): Mark => ({
	at,
	fill,
	line
});

/** An even grid of `columns` × `rows` rectangles with `gap` as a share of the cell. */
export function grid(
	columns: number,
	rows: number,
	gap: number,
	cell: (column: number, row: number) => string | undefined,
	[u, v, w, h] = [0, 0, 1, 1]
): Mark[] {
	return Array.from({ length: columns * rows }, (_, index) => index).flatMap((index) => {
		const [column, row] = [index % columns, Math.floor(index / columns)];
		const fill = cell(column, row);
		const [du, dv] = [w / columns, h / rows];
		if (!fill) return [];
		return [
			rect(u + (column + gap / 2) * du, v + (row + gap / 2) * dv, du * (1 - gap), dv * (1 - gap), fill)
		];
	});
}
