import { shade } from '../paint';
import { box, cushion, cylinder, disc, ellipse, prism, rect, tubes } from '../solids';
import type { Mark, Point, Solid, Thing } from '../space';
import { several, TONE, type Draw, type DrawTable, type Pen } from '../subject';

/** A plate leaned against the wall at z = 0; `index` stacks more of them in front. */
const leaned = (solids: readonly Solid[], height: number, x = 0, index = 0, thick = 0.05): Thing => {
	const pitch = 0.13;
	return { solids, at: [x, 0.004, -height * Math.sin(pitch) - 0.03 - index * (thick + 0.01)], pitch };
};

const frameOf = (width: number, height: number, side: number, fill: string, depth: number): Solid[] => [
	box([-width / 2 + side / 2, 0, 0], [side, height, depth], fill),
	box([width / 2 - side / 2, 0, 0], [side, height, depth], fill),
	box([0, height - side, 0], [width - side * 2, side, depth], fill),
	box([0, 0, 0], [width - side * 2, side, depth], fill)
];

export const glass = (width: number, height: number, y: number, x = 0): Solid => ({
	faces: [
		{
			at: [
				[x - width / 2, y, 0],
				[x + width / 2, y, 0],
				[x + width / 2, y + height, 0],
				[x - width / 2, y + height, 0]
			],
			fill: '#b9d6df',
			opacity: 0.42,
			thin: true,
			lit: true,
			marks: [
				{
					at: [
						[0.12, 0],
						[0.38, 0],
						[0.88, 1],
						[0.62, 1]
					],
					fill: '#ffffff',
					opacity: 0.4
				},
				{
					at: [
						[0.48, 0],
						[0.54, 0],
						[1, 0.9],
						[1, 1]
					],
					fill: '#ffffff',
					opacity: 0.3
				}
			]
		}
	],
	shadowless: true
});

function doorLeaf(pen: Pen, fill: string, style: number): Solid[] {
	const panel = (u: number, v: number, w: number, h: number): Mark[] => [
		rect(u, v, w, h, shade(fill, 0.72)),
		rect(u + 0.012, v + 0.004, w - 0.018, h - 0.008, shade(fill, 0.96)),
		rect(u + 0.05, v + 0.02, w - 0.1, h - 0.04, shade(fill, 1.05))
	];
	const wood = several(style === 0 ? 22 : 0, (): Mark => {
		const [u, v] = [pen.random.next(), pen.random.between(0, 0.6)];
		return {
			at: [
				[u, v],
				[u + 0.01, v + 0.4]
			],
			fill: shade(fill, 0.8),
			opacity: 0.35,
			line: 0.005
		};
	});
	const marks =
		[
			wood,
			[0.14, 0.54].flatMap((u) => [panel(u, 0.08, 0.33, 0.36), panel(u, 0.52, 0.33, 0.4)]).flat(),
			[
				rect(0.26, 0.4, 0.48, 0.5, shade(fill, 0.6)),
				rect(0.285, 0.41, 0.43, 0.48, '#c6dde4'),
				{
					at: [
						[0.32, 0.41],
						[0.45, 0.41],
						[0.68, 0.89],
						[0.55, 0.89]
					] as const,
					fill: '#ffffff',
					opacity: 0.5
				}
			]
		][style] ?? [];
	return [
		box([0, 0, 0], [0.86, 2.06, 0.042], fill, {
			marks: {
				front: [
					...marks,
					rect(0.885, 0.43, 0.055, 0.13, TONE.steel),
					disc(0.912, 0.46, 0.012, 0.006, '#222528')
				]
			}
		}),
		...tubes(TONE.chrome, 0.011, [0.355, 1.09, -0.03], [0.355, 1.09, -0.065], [0.24, 1.09, -0.065])
	];
}

const interiorDoor: Draw = (pen) => {
	const fill = pen.tone([TONE.white, TONE.oak, TONE.birch, '#8fa3ad', TONE.cream] as const);
	const style = pen.variant % 3;
	const mounted: Thing[] = [
		{
			solids: [
				box([-0.49, 0, -0.03], [0.09, 2.16, 0.08], TONE.white),
				box([0.49, 0, -0.03], [0.09, 2.16, 0.08], TONE.white),
				box([0, 2.08, -0.03], [0.89, 0.08, 0.08], TONE.white)
			]
		},
		{ solids: doorLeaf(pen, fill, 1), at: [0, 0.005, -0.03] }
	];
	const many = several(4, (index) =>
		leaned(doorLeaf(pen, index % 2 ? shade(fill, 0.97) : fill, style), 2.06, index * 0.16 - 0.2, index, 0.045)
	);
	return {
		things: pen.of([
			mounted,
			many,
			[leaned(doorLeaf(pen, fill, 2), 2.06)],
			[leaned(doorLeaf(pen, TONE.oak, 0), 2.06)]
		]),
		wallAt: 0,
		room: pen.variant % 4 === 0 ? 'corridor' : pen.random.pick(['storage', 'basement', 'workshop']),
		share: 0.82,
		rise: [2, 9]
	};
};

const window: Draw = (pen) => {
	const fill = pen.tone([TONE.white, '#f4f2ea', '#7a3f35', '#40525c'] as const);
	const [width, height] = pen.of([
		[1.2, 1.2],
		[0.9, 1.3],
		[1.4, 1.1]
	] as const);
	const half = width / 2 - 0.03;
	const pane = (x: number, w: number): Solid[] => [
		...frameOf(w, height - 0.12, 0.05, fill, 0.05).map((solid): Solid => ({
			faces: solid.faces.map((face) => ({
				...face,
				at: face.at.map(([px, py, pz]): Point => [px + x, py + 0.06, pz - 0.015])
			}))
		})),
		glass(w - 0.1, height - 0.22, 0.11, x)
	];
	const handle = tubes(
		TONE.steel,
		0.009,
		[0.03, height / 2 + 0.06, -0.055],
		[0.03, height / 2 - 0.06, -0.055]
	);
	const bars =
		pen.variant % 3 === 1 ? [box([0, height * 0.6, -0.005], [width - 0.2, 0.025, 0.02], fill)] : [];
	const solids = [
		...frameOf(width, height, 0.06, shade(fill, 0.95), 0.1),
		...(pen.variant % 3 === 1 ? pane(0, width - 0.12) : [...pane(-half / 2, half), ...pane(half / 2, half)]),
		...handle,
		...bars
	];
	const count = pen.of([1, 1, 3]);
	const things = several(count, (index) => ({
		...leaned(solids, height, index * 0.22 - (count - 1) * 0.11, index, 0.11)
	}));
	return {
		things,
		wallAt: 0,
		room: pen.random.pick(['workshop', 'storage', 'basement']),
		share: 0.76,
		rise: [4, 12]
	};
};

const glassPartition: Draw = (pen) => {
	const metal = pen.random.pick([TONE.black, TONE.steel, TONE.white] as const);
	const count = pen.of([3, 2, 4]);
	const frosted: readonly Mark[] = [
		rect(0, 0.36, 1, 0.16, '#ffffff', 0.75),
		rect(0, 0.56, 1, 0.02, '#ffffff', 0.75)
	];
	const module = (x: number, door: boolean): Solid[] => {
		const pane = glass(0.92, 2.32, 0.08, x);
		return [
			box([x - 0.48, 0, 0], [0.045, 2.45, 0.07], metal),
			{ ...pane, faces: pane.faces.map((face) => ({ ...face, marks: [...(face.marks ?? []), ...frosted] })) },
			...(door ? tubes(TONE.chrome, 0.012, [x + 0.36, 0.85, -0.05], [x + 0.36, 1.3, -0.05]) : [])
		];
	};
	const width = count * 0.96;
	const solids = [
		...several(count, (index) => module(index * 0.96 - width / 2 + 0.48, index === 1)).flat(),
		box([width / 2, 0, 0], [0.045, 2.45, 0.07], metal),
		box([0, 0, 0], [width, 0.07, 0.072], metal),
		box([0, 2.4, 0], [width, 0.06, 0.072], metal)
	];
	const table: Thing = {
		solids: [prism(ellipse(0, 0, 0.6), 0.72, 0.03, TONE.birch), cylinder([0, 0, 0], 0.05, 0.72, TONE.grey)],
		at: [0.2, 0, 1.1]
	};
	const chair: Thing = {
		solids: [
			cushion([0, 0.42, 0], [0.46, 0.08, 0.46], TONE.petrol),
			cushion([0, 0.5, 0.2], [0.44, 0.38, 0.07], TONE.petrol),
			...tubes(TONE.chrome, 0.02, [0, 0, 0], [0, 0.42, 0])
		],
		at: [-0.75, 0, 1.2],
		yaw: 0.7
	};
	return {
		things: [{ solids }],
		beside: [table, chair],
		room: pen.random.pick(['office', 'meetingRoom']),
		share: 0.9,
		rise: [0, 5],
		aside: [14, 28]
	};
};

export const openings: DrawTable = { interiorDoor, window, glassPartition };
