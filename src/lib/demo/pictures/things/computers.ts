import { shade } from '../paint';
import { box, cushion, disc, grid, rect, tubes } from '../solids';
import type { Mark, Point, Solid, Thing } from '../space';
import { several, type Draw, type DrawTable, type Pen } from '../subject';
import { TOP, black, onDesk, placeAll, wallpaper, worktop } from './worktop';

const keys = (columns: number, rows: number, fill: string, area: [number, number, number, number]): Mark[] =>
	grid(
		columns,
		rows,
		0.2,
		(column, row) =>
			row === 0 && column > 3 && column < columns - 5 ? (column === 4 ? fill : undefined) : fill,
		area
	);

function laptopSolids(pen: Pen, body: string, lit: boolean): Thing[] {
	const board: Mark[] = [
		...keys(14, 5, '#1d1f22', [0.07, 0.42, 0.86, 0.46]),
		rect(0.363, 0.43, 0.24, 0.075, '#1d1f22'),
		rect(0.34, 0.07, 0.32, 0.28, shade(body, 0.9))
	];
	return [
		{ solids: [box([0, 0, 0], [0.33, 0.014, 0.23], body, { marks: { top: board } })] },
		{
			solids: [
				box([0, 0, 0], [0.33, 0.222, 0.006], shade(body, 0.92), {
					marks: {
						front: [
							rect(0.008, 0.01, 0.984, 0.98, '#141517'),
							...(lit ? wallpaper(pen, 0.035) : black(0.035))
						]
					},
					lit
				})
			],
			at: [0, 0.012, 0.115],
			pitch: 0.3
		}
	];
}

const laptop: Draw = (pen) => {
	const body = pen.random.pick(['#b4b8bc', '#3a3d42', '#25272a', '#8d9296'] as const);
	const open = (x: number, yaw: number) => placeAll(laptopSolids(pen, body, true), [x, TOP, 0], yaw);
	const mouse: Thing = { solids: [cushion([0.27, TOP, -0.05], [0.06, 0.032, 0.1], '#1e2023', 0.75)] };
	const pile = several(5, (index): Thing => ({
		solids: [
			box([0, 0, 0], [0.33, 0.019, 0.23], index % 2 ? shade(body, 0.92) : body, {
				marks: {
					front: [rect(0, 0.45, 1, 0.1, '#16181a')],
					top: [disc(0.5, 0.5, 0.035, 0.05, shade(body, 1.25))]
				}
			})
		],
		at: [-0.4, TOP + index * 0.02, 0.02],
		yaw: pen.random.between(-0.09, 0.09) + 0.25
	}));
	return onDesk(pen, pen.of([[...open(0, 0.3), mouse], [...pile, ...open(0.12, -0.2)], open(0, -0.25)]), {
		share: 0.72
	});
};

const tower = (fill: string): Solid[] => [
	box([0, 0, 0], [0.17, 0.38, 0.36], fill, {
		marks: {
			front: [
				rect(0.05, 0.02, 0.9, 0.96, shade(fill, 0.75)),
				rect(0.12, 0.86, 0.76, 0.05, '#55595e'),
				disc(0.78, 0.77, 0.07, 0.032, '#cfd6dc'),
				disc(0.78, 0.77, 0.045, 0.02, '#2f6fb0'),
				...several(2, (index) => rect(0.14 + index * 0.22, 0.755, 0.15, 0.03, '#0d0e10')),
				...several(14, (index) => rect(0.15, 0.08 + index * 0.042, 0.7, 0.018, '#0f1012'))
			],
			left: grid(9, 9, 0.4, () => shade(fill, 0.5), [0.55, 0.2, 0.35, 0.35]),
			right: grid(9, 9, 0.4, () => shade(fill, 0.5), [0.1, 0.2, 0.35, 0.35])
		}
	})
];

function screen(pen: Pen, width: number, lit: boolean, frame: string): Thing[] {
	const height = width * 0.58;
	return [
		{
			solids: [
				box([0, 0, 0], [width * 0.42, 0.012, 0.2], frame),
				box([0, 0.012, 0.05], [0.06, 0.3, 0.03], frame)
			]
		},
		{
			solids: [
				box([0, 0, 0], [width, height, 0.028], frame, {
					marks: {
						front: [rect(0.003, 0.005, 0.994, 0.99, '#131416'), ...(lit ? wallpaper(pen, 0.02) : black(0.02))]
					},
					lit
				})
			],
			at: [0, 0.12, 0.015],
			pitch: 0.06
		}
	];
}

const keyboard = (fill: string): Thing => ({
	solids: [
		box([0, 0, 0], [0.43, 0.018, 0.14], fill, {
			marks: { top: keys(17, 5, shade(fill, 1.22), [0.02, 0.06, 0.96, 0.88]) }
		})
	]
});

const desktopComputer: Draw = (pen) => {
	const fill = pen.random.pick(['#303338', '#26282b', '#b9bcbe'] as const);
	const full = [
		...placeAll([{ solids: tower(fill) }], [0.5, TOP, 0.1], -0.3),
		...placeAll(screen(pen, 0.54, true, '#232528'), [0, TOP, 0.1], 0.06),
		...placeAll([keyboard('#2c2f33')], [-0.02, TOP, -0.2], 0.04),
		{ solids: [cushion([0.31, TOP, -0.2], [0.06, 0.034, 0.1], '#1e2023', 0.75)] }
	];
	const alone: Thing[] = [{ solids: tower(fill), yaw: 0.5, at: [0, TOP, 0] }];
	const row = several(4, (index): Thing => ({
		solids: tower(index % 2 ? shade(fill, 1.1) : fill),
		at: [index * 0.24, TOP, pen.random.between(-0.02, 0.02)],
		yaw: 0.35
	}));
	return onDesk(pen, pen.of([full, alone, row]), { share: 0.74, rise: [16, 24] });
};

const monitor: Draw = (pen) => {
	const frame = pen.random.pick(['#232528', '#2e3136', '#c6c9cb'] as const);
	const one = (x: number, width: number, yaw: number, lit: boolean) =>
		placeAll(screen(pen, width, lit, frame), [x, TOP, 0], yaw);
	return onDesk(
		pen,
		pen.of([
			one(0, 0.56, 0.22, true),
			[...one(-0.3, 0.54, -0.2, true), ...one(0.3, 0.54, 0.2, true)],
			one(0, 0.8, 0.12, true),
			[...one(-0.35, 0.5, 0.4, false), ...one(0, 0.5, 0.4, false), ...one(0.35, 0.5, 0.4, false)]
		]),
		{ share: 0.74, rise: [8, 16] }
	);
};

const dockingStation: Draw = (pen) => {
	const body = pen.random.pick(['#2a2c30', '#44484d', '#a9adb0'] as const);
	const ports = [
		...several(3, (index) => [
			rect(0.07 + index * 0.12, 0.3, 0.095, 0.4, '#e3e6e8'),
			rect(0.082 + index * 0.12, 0.42, 0.07, 0.16, '#2f6fc0')
		]).flat(),
		...several(2, (index) => [
			rect(0.46 + index * 0.14, 0.28, 0.11, 0.44, '#dfe2e4'),
			rect(0.468 + index * 0.14, 0.36, 0.094, 0.28, '#0c0d0e')
		]).flat(),
		rect(0.75, 0.16, 0.09, 0.66, '#d9c98e'),
		rect(0.762, 0.24, 0.066, 0.44, '#0c0d0e'),
		disc(0.92, 0.5, 0.03, 0.2, '#e8eaec')
	];
	const dock = (at: Point, yaw: number): Thing => ({
		solids: [
			box([0, 0, 0], [0.2, 0.036, 0.085], body, {
				marks: {
					front: ports,
					top: [rect(0.02, 0.05, 0.96, 0.9, shade(body, 1.1)), disc(0.9, 0.2, 0.02, 0.05, '#7fd18b')]
				}
			})
		],
		at,
		yaw
	});
	const plug = (x: number, fill: string): Solid[] => [
		box([x, TOP + 0.011, -0.062], [0.014, 0.01, 0.034], fill),
		...tubes(
			'#1c1d20',
			0.0032,
			[x, TOP + 0.016, -0.08],
			[x, TOP + 0.005, -0.13],
			[x - 0.06, TOP + 0.004, -0.19],
			[x - 0.16, TOP + 0.004, -0.17],
			[x - 0.24, TOP + 0.004, -0.06]
		)
	];
	const cables: Thing = { solids: [...plug(-0.083, '#2b2d31'), ...plug(0, '#d7dadc')] };
	return onDesk(
		pen,
		pen.of([
			[dock([0, TOP, 0], 0)],
			[dock([-0.03, TOP, 0], 0.2), dock([0.02, TOP + 0.037, 0], 0.05), dock([-0.01, TOP + 0.074, 0.01], 0.3)],
			[dock([0, TOP, 0], -0.25)]
		]),
		{
			share: 0.6,
			rise: [28, 36],
			aside: [4, 18],
			...(pen.variant % 3 === 0 ? { beside: [worktop(pen), cables] } : {})
		}
	);
};

export const computers: DrawTable = { laptop, desktopComputer, monitor, dockingStation };
