import { shade } from '../paint';
import { box, cushion, cylinder, shell, tubes } from '../solids';
import type { Point, Solid, Thing } from '../space';
import { several, TONE, fabrics, type Draw, type DrawTable } from '../subject';

function officeChairSolids(fill: string, high: boolean): Solid[] {
	const spokes = several(5, (index): Point => [
		0.31 * Math.cos(index * 1.2566 + 0.3),
		0.08,
		0.31 * Math.sin(index * 1.2566 + 0.3)
	]);
	return [
		...spokes.flatMap((end) => [
			...tubes(TONE.black, 0.022, [0, 0.13, 0], end),
			cushion([end[0], 0, end[2]], [0.06, 0.075, 0.06], '#1a1b1d', 0.8)
		]),
		cylinder([0, 0.12, 0], 0.03, 0.28, '#54585c'),
		box([0, 0.39, 0], [0.2, 0.04, 0.24], TONE.black),
		cushion([0, 0.42, 0], [0.5, 0.1, 0.5], fill, 0.4),
		...tubes(TONE.black, 0.025, [0, 0.42, 0.22], [0, 0.5, 0.3], [0, 0.75, 0.31]),
		cushion([0, 0.58, 0.26], [0.46, high ? 0.62 : 0.48, 0.09], fill, 0.42, 0.12),
		...[-1, 1].flatMap((side) => [
			...tubes(
				TONE.black,
				0.018,
				[side * 0.2, 0.41, 0.04],
				[side * 0.3, 0.44, 0.04],
				[side * 0.3, 0.63, 0.04]
			),
			cushion([side * 0.3, 0.635, 0.01], [0.08, 0.035, 0.27], '#1d1e20', 0.4)
		]),
		...(high
			? [
					...tubes(TONE.black, 0.02, [0, 1.1, 0.36], [0, 1.3, 0.38]),
					cushion([0, 1.22, 0.34], [0.28, 0.15, 0.07], fill, 0.45, 0.1)
				]
			: [])
	];
}

const officeChair: Draw = (pen) => {
	const fill = pen.tone(fabrics);
	const [count, high] = pen.of([
		[1, false],
		[1, true],
		[3, false],
		[2, true]
	] as const);
	const things = several(count, (index): Thing => ({
		solids: officeChairSolids(fill, high),
		at: [index * 0.78, 0, (index % 2) * 0.3],
		yaw: pen.random.between(-0.75, 0.75)
	}));
	return {
		things,
		room: pen.random.pick(['office', 'storage', 'corridor']),
		rise: [12, 22],
		portrait: count === 1 ? true : undefined
	};
};

export function visitorChairSolids(fill: string, wooden: boolean): Solid[] {
	const pads = [
		cushion([0, 0.42, 0], [0.48, 0.08, 0.47], fill, 0.35),
		cushion([0, 0.56, 0.2], [0.46, 0.34, 0.06], fill, 0.35, 0.22)
	];
	if (wooden) {
		const legs = [-0.22, 0.22].flatMap((x) => [
			...tubes(TONE.birch, 0.02, [x * 1.1, 0.02, -0.22], [x, 0.43, -0.2]),
			...tubes(TONE.birch, 0.02, [x * 1.1, 0.02, 0.26], [x, 0.43, 0.2], [x, 0.86, 0.31])
		]);
		return [...legs, ...pads];
	}
	const frame = [-0.25, 0.25].flatMap((x) =>
		tubes(
			TONE.chrome,
			0.014,
			[x, 0.88, 0.3],
			[x, 0.64, 0.2],
			[x, 0.62, -0.2],
			[x, 0.02, -0.24],
			[x, 0.02, 0.24]
		)
	);
	return [
		...frame,
		...tubes(TONE.chrome, 0.014, [-0.25, 0.02, 0.24], [0.25, 0.02, 0.24]),
		...tubes(TONE.chrome, 0.012, [-0.25, 0.42, -0.22], [0.25, 0.42, -0.22]),
		...pads
	];
}

const visitorChair: Draw = (pen) => {
	const fill = pen.tone(fabrics);
	const [count, wooden] = pen.of([
		[1, false],
		[1, true],
		[2, false],
		[4, true]
	] as const);
	const things = several(count, (index): Thing => ({
		solids: visitorChairSolids(fill, wooden),
		at: [index * 0.66, 0, 0],
		yaw: count > 2 ? 0.35 : pen.random.between(0.2, 0.65)
	}));
	return { things, room: pen.random.pick(['meetingRoom', 'corridor', 'office']) };
};

function stackingChairSolids(fill: string, metal: string, lift: number): Solid[] {
	const y = (height: number) => height + lift;
	const legs = [-1, 1].flatMap((side) => [
		...tubes(metal, 0.011, [side * 0.24, y(0.01), -0.22], [side * 0.19, y(0.41), -0.15]),
		...tubes(metal, 0.011, [side * 0.19, y(0.41), -0.15], [side * 0.19, y(0.41), 0.16]),
		...tubes(metal, 0.011, [side * 0.24, y(0.01), 0.26], [side * 0.19, y(0.41), 0.16])
	]);
	const profile: Point[] = [
		[0.42, -0.25, 0.2],
		[0.445, -0.18, 0.225],
		[0.43, 0, 0.23],
		[0.43, 0.13, 0.22],
		[0.5, 0.21, 0.19],
		[0.65, 0.25, 0.21],
		[0.8, 0.29, 0.2],
		[0.84, 0.305, 0.16]
	];
	return [
		...legs,
		shell(
			profile.map(([h, z, w]): Point => [y(h), z, w]),
			0,
			fill
		)
	];
}

const stackingChair: Draw = (pen) => {
	const [fill, metal] = [
		pen.tone([TONE.red, TONE.blue, TONE.petrol, TONE.black, TONE.yellow, TONE.birch, TONE.white]),
		pen.random.pick([TONE.chrome, TONE.darkGrey])
	];
	const stacks = pen.of([[1], [4], [6, 5], [3], [5, 1]] as const);
	const things = stacks.flatMap((count, pile) =>
		several(count, (index): Thing => ({
			solids: stackingChairSolids(fill, metal, 0),
			at: [pile * 0.75, index * 0.085, -index * 0.035],
			yaw: 0.5 - pile * 0.15
		}))
	);
	return {
		things,
		room: pen.random.pick(['storage', 'meetingRoom', 'basement']),
		share: 0.82,
		portrait: stacks.length === 1
	};
};

const sofa: Draw = (pen) => {
	const fill = pen.tone([
		TONE.darkGrey,
		TONE.petrol,
		TONE.green,
		'#8f8a80',
		TONE.navy,
		TONE.red,
		TONE.orange
	] as const);
	const seats = pen.of([2, 3, 1]);
	const width = seats * 0.66;
	const row = (make: (x: number) => Solid) =>
		several(seats, (index) => make((index - (seats - 1) / 2) * 0.66));
	const solids = [
		...[-1, 1].flatMap((side) =>
			[-0.3, 0.3].flatMap((z) =>
				tubes(TONE.walnut, 0.022, [side * (width / 2 + 0.02), 0.01, z], [side * (width / 2 - 0.02), 0.16, z])
			)
		),
		cushion([0, 0.14, 0.02], [width + 0.1, 0.2, 0.8], shade(fill, 0.85), 0.15),
		...row((x) => cushion([x, 0.32, -0.04], [0.65, 0.17, 0.68], fill, 0.28)),
		...row((x) => cushion([x, 0.44, 0.29], [0.65, 0.42, 0.2], fill, 0.34, 0.15)),
		...[-1, 1].map((side) => cushion([side * (width / 2 + 0.1), 0.14, 0.02], [0.2, 0.47, 0.82], fill, 0.22)),
		...(pen.variant % 2
			? [
					cushion(
						[width / 2 - 0.25, 0.49, 0.1],
						[0.4, 0.36, 0.14],
						pen.random.pick([TONE.yellow, TONE.cream, TONE.orange]),
						0.5,
						0.25
					)
				]
			: [])
	];
	return {
		things: [{ solids, yaw: pen.random.between(-0.4, 0.4) }],
		room: pen.random.pick(['meetingRoom', 'office', 'corridor']),
		share: 0.86,
		rise: [12, 20],
		portrait: false
	};
};

export const seating: DrawTable = { officeChair, visitorChair, stackingChair, sofa };
