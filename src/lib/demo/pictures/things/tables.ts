import { shade } from '../paint';
import { box, cylinder, ellipse, prism, rect, tubes } from '../solids';
import type { Mark, Point, Solid, Thing } from '../space';
import { several, TONE, fabrics, type Draw, type DrawTable, type Pen } from '../subject';
import { visitorChairSolids } from './seating';

const tops = [TONE.birch, TONE.white, TONE.oak, '#cfd0cc', TONE.cream] as const;

/** Streaks along the wood. */
const woodGrain = ({ random }: Pen, fill: string, count = 16): Mark[] =>
	several(count, () => {
		const v = random.next();
		const u = random.between(-0.2, 0.8);
		return {
			at: [
				[Math.max(0, u), v],
				[Math.min(1, u + random.between(0.2, 0.6)), v + random.between(-0.01, 0.01)]
			],
			fill: shade(fill, 0.82),
			opacity: 0.3,
			line: 0.004
		};
	});

function tableTop(pen: Pen, width: number, depth: number, height: number, fill: string): Solid {
	const edge = shade(fill, 0.84);
	return box([0, height - 0.026, 0], [width, 0.026, depth], fill, {
		fills: { front: edge, left: edge, right: edge, back: edge },
		marks: { top: fill === TONE.birch || fill === TONE.oak ? woodGrain(pen, fill) : [] }
	});
}

function liftingDesk(
	pen: Pen,
	height: number,
	width = 1.6,
	fill: string = TONE.birch,
	metal: string = TONE.grey
): Solid[] {
	const leg = (x: number) => [
		box([x, 0, 0], [0.075, 0.035, 0.7], metal),
		box([x, 0.035, 0.05], [0.08, 0.55, 0.11], metal),
		box([x, 0.585, 0.05], [0.06, height - 0.65, 0.085], shade(metal, 1.12))
	];
	const reach = width / 2 - 0.28;
	return [
		...leg(-reach),
		...leg(reach),
		box([0, height - 0.07, 0.05], [reach * 2 + 0.1, 0.044, 0.09], metal),
		box([width / 2 - 0.25, height - 0.06, -0.36], [0.16, 0.03, 0.05], TONE.black, {
			marks: { front: [rect(0.15, 0.3, 0.15, 0.4, '#e8e8e8'), rect(0.45, 0.3, 0.15, 0.4, '#e8e8e8')] }
		}),
		tableTop(pen, width, 0.8, height, fill)
	];
}

const heightAdjustableDesk: Draw = (pen) => {
	const { random } = pen;
	const [fill, metal] = [pen.tone(tops), random.pick([TONE.grey, TONE.white, TONE.black])];
	const [height, count, yaw] = pen.of([
		[1.08, 1, 0.3],
		[0.74, 1, -0.25],
		[0.92, 3, 0],
		[1.12, 1, -0.1],
		[0.74, 2, 0.1]
	] as const);
	const things = several(count, (index): Thing => ({
		solids: liftingDesk(
			pen,
			height + (count > 1 ? 0.12 * (index % 2) : 0),
			random.pick([1.4, 1.6]),
			fill,
			metal
		),
		at: [index * 1.68, 0, 0],
		yaw
	}));
	return {
		things,
		room: random.pick(['office', 'office', 'storage']),
		share: count > 2 ? 1.05 : 0.82,
		rise: [14, 22]
	};
};

const fixedDesk: Draw = (pen) => {
	const { random } = pen;
	const [fill, metal] = [pen.tone(tops), random.pick([TONE.steel, TONE.black, TONE.white])];
	const [width, depth] = pen.of([
		[1.6, 0.8],
		[1.2, 0.7],
		[1.8, 0.8]
	] as const);
	const [x, z] = [width / 2 - 0.05, depth / 2 - 0.05];
	const legs = [
		[-x, -z],
		[x, -z],
		[-x, z],
		[x, z]
	].flatMap(([lx = 0, lz = 0]) => tubes(metal, 0.025, [lx, 0.02, lz], [lx, 0.7, lz]));
	const drawers = box([width / 2 - 0.28, 0.22, 0.02], [0.4, 0.47, depth - 0.16], shade(fill, 0.96), {
		marks: {
			front: [
				...several(3, (row) => rect(0.02, 0.02 + row * 0.33, 0.96, 0.3, shade(fill, 1.04))),
				...several(3, (row) => rect(0.35, 0.2 + row * 0.33, 0.3, 0.03, TONE.darkGrey))
			]
		}
	});
	const panel = box([0, 0.32, depth / 2 - 0.06], [width - 0.2, 0.37, 0.018], shade(fill, 0.9));
	const solids = [
		...legs,
		box([0, 0.665, 0], [width - 0.06, 0.035, depth - 0.06], metal),
		panel,
		...(pen.variant % 2 ? [] : [drawers]),
		tableTop(pen, width, depth, 0.73, fill)
	];
	const things: Thing[] = [{ solids, yaw: random.between(-0.3, 0.3) }];
	return { things, room: random.pick(['office', 'corridor', 'storage']), share: 0.82 };
};

const meetingTable: Draw = (pen) => {
	const { random } = pen;
	const [fill, chair] = [pen.tone([TONE.oak, TONE.white, TONE.birch, TONE.walnut]), random.pick(fabrics)];
	const round = [
		prism(ellipse(0, 0, 0.6, 0.6, 48), 0.71, 0.028, shade(fill, 0.82), fill),
		cylinder([0, 0.02, 0], 0.045, 0.69, TONE.steel),
		prism(ellipse(0, 0, 0.33, 0.33, 40), 0, 0.02, TONE.steel)
	];
	const long = (length: number) => [
		...[-1, 1].flatMap((side) => [
			box([side * (length / 2 - 0.45), 0, 0], [0.08, 0.04, 0.8], TONE.darkGrey),
			box([side * (length / 2 - 0.45), 0.04, 0], [0.1, 0.66, 0.14], TONE.darkGrey)
		]),
		pen.variant % 4 === 2
			? prism(ellipse(0, 0, length / 2, 0.6, 56), 0.71, 0.03, shade(fill, 0.8), fill)
			: tableTop(pen, length, 1.1, 0.736, fill)
	];
	const table = pen.of([round, long(2.4), long(2.6), long(1.8)] as const);
	const seats: readonly Point[] = pen.of([
		[
			[-0.8, 0.3, 2],
			[0.75, 0.4, 4.1]
		],
		[
			[-0.6, 0.85, 3.14],
			[0.6, 0.85, 3.3],
			[-0.55, -0.9, 0.1]
		],
		[
			[-0.5, 0.95, 3],
			[0.5, 0.95, 3.2]
		],
		[]
	] as const);
	const beside = seats.map(([x, z, yaw]): Thing => ({
		solids: visitorChairSolids(chair, pen.variant % 2 === 1),
		at: [x, 0, z],
		yaw: yaw + Math.PI
	}));
	return { things: [{ solids: table }], beside, room: 'meetingRoom', share: 0.86, rise: [20, 30] };
};

export const tables: DrawTable = {
	heightAdjustableDesk,
	officeDesk: heightAdjustableDesk,
	fixedDesk,
	meetingTable
};
