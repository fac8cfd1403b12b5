import { shade } from '../paint';
import { box, cushion, disc, grid, rect, stroke } from '../solids';
import type { Mark, Point, Solid, Thing } from '../space';
import { several, TONE, fabrics, type Draw, type DrawTable } from '../subject';

/** Doors or drawers drawn on a front: an edge, a lighter leaf, a handle. */
const leaf = (fill: string, u: number, v: number, w: number, h: number, handle?: Mark): Mark[] => [
	rect(u, v, w, h, shade(fill, 0.62)),
	rect(u + 0.006, v + 0.004, w - 0.012, h - 0.008, fill),
	...(handle ? [handle] : [])
];

const pedestal: Draw = (pen) => {
	const fill = pen.tone([TONE.white, TONE.grey, TONE.birch, TONE.darkGrey] as const);
	const rows = pen.of([
		[0.33, 0.33, 0.34],
		[0.24, 0.38, 0.38],
		[0.5, 0.25, 0.25]
	] as const);
	const front = rows.flatMap((share, index) => {
		const v = rows.slice(0, index).reduce((sum, value) => sum + value, 0);
		return leaf(fill, 0, v, 1, share, rect(0.32, v + share - 0.07, 0.36, 0.025, TONE.steel));
	});
	const solids = [
		...[
			[-0.16, -0.22],
			[0.16, -0.22],
			[-0.16, 0.22],
			[0.16, 0.22]
		].map(([x = 0, z = 0]) => cushion([x, 0, z], [0.05, 0.055, 0.05], '#1d1e20', 0.8)),
		box([0, 0.05, 0], [0.42, 0.5, 0.56], shade(fill, 0.94), {
			marks: { front: [...front, disc(0.9, 0.95, 0.025, 0.018, '#555a5e')] }
		}),
		...(pen.variant % 3 === 1
			? [cushion([0, 0.55, 0], [0.42, 0.07, 0.56], pen.random.pick(fabrics), 0.25)]
			: [])
	];
	const things = several(pen.of([1, 1, 3]), (index): Thing => ({
		solids,
		at: [index * 0.47, 0, 0.06 * (index % 2)],
		yaw: 0.12 + pen.random.between(-0.06, 0.3)
	}));
	return { things, room: pen.random.pick(['office', 'storage']), share: 0.7, rise: [20, 30] };
};

const cupboard: Draw = (pen) => {
	const fill = pen.tone([TONE.white, TONE.birch, TONE.grey, TONE.oak] as const);
	const [width, height, doors] = pen.of([
		[0.8, 1.95, 2],
		[1.6, 1.1, 3],
		[0.8, 0.82, 2],
		[1, 1.95, 0]
	] as const);
	const knob = (right: boolean, u: number, w: number) =>
		rect(u + (right ? 0.035 : w - 0.065), 0.46, 0.03, 0.14, TONE.darkGrey);
	const front = doors
		? several(doors, (index) =>
				leaf(fill, index / doors, 0.03, 1 / doors, 0.96, knob(index % 2 === 1, index / doors, 1 / doors))
			).flat()
		: [
				rect(0.03, 0.03, 0.94, 0.94, '#a9adaf'),
				...several(34, (index) => rect(0.03 + index * 0.0277, 0.03, 0.004, 0.94, '#888d90')),
				rect(0.47, 0.4, 0.015, 0.2, '#3c4043')
			];
	const solids = [
		box([0, 0, 0.01], [width - 0.04, 0.06, 0.38], TONE.darkGrey),
		box([0, 0.06, 0], [width, height - 0.06, 0.42], shade(fill, 0.93), { marks: { front } }),
		box([0, height, 0], [width + 0.02, 0.025, 0.44], shade(fill, 0.9))
	];
	return {
		things: [{ solids, yaw: pen.random.between(-0.2, 0.2) }],
		room: pen.random.pick(['office', 'corridor', 'storage']),
		share: 0.84,
		rise: [6, 14],
		portrait: height > 1.5
	};
};

const bookcase: Draw = (pen) => {
	const { random } = pen;
	const fill = pen.tone([TONE.birch, TONE.white, TONE.oak, TONE.walnut] as const);
	const [width, rows, full] = pen.of([
		[0.8, 5, 0.9],
		[0.8, 3, 0.25],
		[1.2, 5, 0.55],
		[0.8, 5, 0]
	] as const);
	const step = 0.36;
	const height = rows * step + 0.06;
	const shelf = (y: number) => box([0, y, 0], [width - 0.04, 0.022, 0.29], fill);
	const books = several(rows, (row) => {
		const found: Solid[] = [];
		for (let x = -width / 2 + 0.04; x < width / 2 - 0.08 && random.chance(full > 0 ? 0.99 : 0); x += 0) {
			const thick = random.between(0.025, 0.065);
			if (random.chance(full)) {
				const cover = random.pick([
					'#7d3530',
					'#2f4f73',
					'#dedbd0',
					'#3f5d48',
					'#c79a3b',
					'#4b4b50',
					'#8a8f94',
					'#b7653b'
				]);
				const marks = { front: [rect(0.2, 0.65, 0.6, 0.16, '#efece2')] };
				found.push(
					box(
						[x + thick / 2, row * step + 0.083, -0.01],
						[thick - 0.003, random.between(0.21, 0.3), 0.22],
						cover,
						{ marks, shadowless: true }
					)
				);
			}
			x += thick;
		}
		return found;
	}).flat();
	const solids = [
		box([0, 0, 0.14], [width, height, 0.015], shade(fill, 0.78)),
		...[-1, 1].map((side) => box([side * (width / 2 - 0.011), 0, 0], [0.022, height, 0.3], fill)),
		...several(rows + 1, (row) => shelf(row * step + 0.06)),
		...books
	];
	return {
		things: [{ solids, yaw: random.between(-0.25, 0.25) }],
		room: random.pick(['office', 'storage', 'corridor']),
		share: 0.86,
		rise: [6, 13],
		portrait: rows > 4
	};
};

const locker: Draw = (pen) => {
	const fill = pen.tone(['#7f97a8', '#8b9396', '#5f7f6e', '#a34a3c', '#d7d9d8', '#3f6690'] as const);
	const [columns, rows] = pen.of([
		[3, 1],
		[3, 4],
		[2, 2],
		[5, 1]
	] as const);
	const front = several(columns * rows, (index) => {
		const [u, v, w, h] = [
			(index % columns) / columns,
			Math.floor(index / columns) / rows,
			1 / columns,
			1 / rows
		];
		const vents = several(4, (slot) =>
			rect(u + w * 0.3, v + h * 0.84 + slot * 0.016, w * 0.4, 0.006, shade(fill, 0.45))
		);
		const lock = [
			disc(u + w * 0.86, v + h * 0.5, 0.022 / columns, 0.008, '#2b2d30'),
			rect(u + w * 0.4, v + h * 0.68, w * 0.2, 0.02, '#eceae2')
		];
		return [...leaf(fill, u, v, w, h), ...vents, ...lock];
	}).flat();
	const width = columns * 0.34;
	const solids = [
		box([0, 0, 0], [width, 0.1, 0.46], shade(fill, 0.5)),
		box([0, 0.1, 0], [width, 1.7, 0.5], shade(fill, 0.9), { marks: { front } })
	];
	return {
		things: [{ solids, yaw: pen.random.between(-0.25, 0.25) }],
		room: pen.random.pick(['corridor', 'basement', 'storage']),
		share: 0.86,
		rise: [4, 12],
		portrait: columns < 4
	};
};

/** For what has no drawing of its own: cardboard boxes, as after a move. */
export const generic: Draw = (pen) => {
	const tape = '#d8c39a';
	const carton = (width: number, height: number, depth: number, fill: string): Solid[] => [
		box([0, 0, 0], [width, height, depth], fill, {
			marks: {
				top: [rect(0, 0.44, 1, 0.12, tape), stroke(shade(fill, 0.6), 0.004, [0, 0.5], [1, 0.5])],
				front: [
					rect(0.08, 0.12, 0.34, 0.34, '#f1efe8'),
					...grid(1, 4, 0.4, () => '#8f8f8c', [0.11, 0.16, 0.27, 0.26])
				],
				left: [rect(0.44, 0.75, 0.12, 0.25, tape)],
				right: [rect(0.44, 0.75, 0.12, 0.25, tape)]
			}
		})
	];
	const browns = ['#bd9260', '#c9a678', '#ad8350'] as const;
	const spots: readonly Point[] = pen.of([
		[
			[0, 0, 0],
			[0.62, 0, 0.1],
			[0.2, 0.36, 0.02]
		],
		[[0, 0, 0]],
		[
			[0, 0, 0],
			[0.05, 0.36, 0],
			[0.7, 0, 0.2],
			[0.68, 0.36, 0.16],
			[-0.65, 0, 0.15]
		]
	] as const);
	const things = spots.map((at): Thing => ({
		solids: carton(0.56, 0.36, 0.42, pen.random.pick(browns)),
		at,
		yaw: pen.random.between(-0.22, 0.22)
	}));
	return { things, room: pen.random.pick(['storage', 'corridor', 'basement']), share: 0.72, rise: [16, 26] };
};

export const storage: DrawTable = { pedestal, cupboard, bookcase, locker, generic };
