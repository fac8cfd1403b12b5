import { shade } from '../paint';
import { box, cushion, cylinder, disc, ellipse, grid, prism, rect, tubes } from '../solids';
import type { Mark, Point, Solid, Thing } from '../space';
import { several, type Draw, type DrawTable, type Pen } from '../subject';
import { TOP, black, onDesk, placeAll, wallpaper, worktop } from './worktop';

/** A flat device with round corners; its marks lie on a plate just inside the edge. */
const slab = (
	width: number,
	depth: number,
	thick: number,
	body: string,
	marks: readonly Mark[],
	glass: string
): Solid => {
	const round = (inset: number) => {
		const [radius, x, z] = [0.012 - inset, width / 2 - 0.012, depth / 2 - 0.012];
		return ellipse(0, 0, radius, radius, 24).map(([a, b]): [number, number] => [
			a + Math.sign(a) * x,
			b + Math.sign(b) * z
		]);
	};
	const plate = box([0, thick - 0.001, 0], [width - 0.006, 0.0014, depth - 0.006], glass, {
		marks: { top: marks }
	});
	return {
		faces: [
			...prism(round(0), 0, thick, body).faces,
			...prism(round(0.0015), thick, 0.0002, glass).faces,
			...plate.faces.slice(4, 5).map((face) => ({ ...face, opacity: 0, fill: glass }))
		]
	};
};

const icons = (columns: number, rows: number, pen: Pen, area: [number, number, number, number]): Mark[] =>
	grid(
		columns,
		rows,
		0.38,
		() => pen.random.pick(['#e8eef2', '#4f9fd8', '#57b36b', '#e2a13d', '#d8574c', '#8d6bc2']),
		area
	);

const tablet: Draw = (pen) => {
	const body = pen.random.pick(['#d2d5d7', '#3a3c40'] as const);
	const one = (lit: boolean) =>
		slab(
			0.25,
			0.178,
			0.007,
			body,
			lit ? [...wallpaper(pen, 0.05), ...icons(6, 4, pen, [0.1, 0.16, 0.8, 0.74])] : black(0.05),
			'#121315'
		);
	const pencil: Thing = {
		solids: tubes('#f2f2f0', 0.0045, [0.17, TOP + 0.006, -0.09], [0.185, TOP + 0.006, 0.08])
	};
	const stand: Thing[] = [
		{
			solids: [
				box([0, 0, 0], [0.25, 0.178, 0.008], body, {
					lit: true,
					marks: {
						front: [
							rect(0.008, 0.01, 0.984, 0.98, '#121315'),
							...wallpaper(pen, 0.05),
							...icons(6, 4, pen, [0.1, 0.16, 0.8, 0.74])
						]
					}
				})
			],
			at: [0, TOP, 0],
			pitch: 0.4,
			yaw: 0.15
		},
		{ solids: [box([0, TOP, 0.12], [0.1, 0.01, 0.16], '#33363a')], yaw: 0.15 }
	];
	const flat: Thing = { solids: [one(true)], at: [0, TOP, 0], yaw: 0.25 };
	const pile = several(4, (index): Thing => ({
		solids: [one(index === 3)],
		at: [0.01 * index, TOP + index * 0.009, 0],
		yaw: 0.2 + pen.random.between(-0.12, 0.12)
	}));
	return onDesk(pen, pen.of([[flat, pencil], stand, pile]), {
		share: 0.72,
		rise: pen.of([
			[48, 58],
			[20, 28],
			[38, 46]
		])
	});
};

const smartphone: Draw = (pen) => {
	const bodies = ['#2b2d31', '#c9ccd0', '#3f6fa3', '#b5483f', '#e4dccb'] as const;
	const face = (x: number, yaw: number): Thing => ({
		solids: [
			slab(
				0.074,
				0.152,
				0.009,
				pen.tone(bodies),
				[
					...wallpaper(pen, 0.045),
					...icons(4, 6, pen, [0.1, 0.22, 0.8, 0.66]),
					disc(0.5, 0.93, 0.03, 0.014, '#0b0c0d')
				],
				'#111214'
			)
		],
		at: [x, TOP, 0],
		yaw
	});
	const back = (x: number, yaw: number): Thing => {
		const body = pen.tone(bodies);
		const lenses = [
			[0.22, 0.91],
			[0.22, 0.82],
			[0.4, 0.865]
		].flatMap(([u = 0, v = 0]) => [disc(u, v, 0.085, 0.041, '#14161a'), disc(u, v, 0.04, 0.02, '#39506b')]);
		return {
			solids: [
				slab(0.074, 0.152, 0.009, body, [rect(0.1, 0.765, 0.43, 0.2, shade(body, 0.8)), ...lenses], body)
			],
			at: [x, TOP, 0.004],
			yaw
		};
	};
	const charger: Thing = {
		solids: tubes(
			'#eeeeec',
			0.0025,
			[0.02, TOP + 0.004, -0.078],
			[0.03, TOP + 0.004, -0.12],
			[0.1, TOP + 0.004, -0.15],
			[0.17, TOP + 0.004, -0.1],
			[0.24, TOP + 0.004, 0.1]
		)
	};
	return onDesk(
		pen,
		pen.of([
			[face(0, 0.2)],
			[face(-0.05, 0.12), back(0.055, -0.1)],
			several(5, (index) => (index % 2 ? back : face)(index * 0.088 - 0.18, pen.random.between(-0.08, 0.08)))
		]),
		{
			share: 0.74,
			rise: [54, 66],
			...(pen.variant % 3 === 0 ? { beside: [worktop(pen), charger], portrait: true } : {})
		}
	);
};

const printer: Draw = (pen) => {
	const [light, dark] = [pen.random.pick(['#e9e9e6', '#d5d8da'] as const), '#3a3e44'];
	const tray = (v: number, h: number): Mark[] => [
		rect(0.02, v, 0.96, h, shade(light, 0.62)),
		rect(0.026, v + 0.008, 0.948, h - 0.016, shade(light, 0.95)),
		rect(0.38, v + h * 0.55, 0.24, h * 0.2, '#60656a')
	];
	const panel = (at: Point, width: number): Thing => ({
		solids: [
			box([0, 0, 0], [width, 0.015, 0.14], dark, {
				marks: {
					top: [
						rect(0.06, 0.12, 0.6, 0.76, '#2f7fb8'),
						...grid(3, 3, 0.3, () => '#cfe4f2', [0.1, 0.2, 0.52, 0.6]),
						disc(0.84, 0.5, 0.07, 0.16, '#4db06a')
					]
				}
			})
		],
		at,
		pitch: -0.35
	});
	const floor: Thing[] = [
		{
			solids: [
				...[-0.25, 0.25].map((x) => cushion([x, 0, -0.2], [0.05, 0.05, 0.05], '#1d1e20', 0.8)),
				box([0, 0.04, 0], [0.6, 0.6, 0.6], light, {
					marks: { front: several(4, (index) => tray(0.02 + index * 0.245, 0.235)).flat() }
				}),
				box([0.05, 0.64, 0.06], [0.5, 0.15, 0.46], '#1c1e21'),
				box([-0.25, 0.64, 0], [0.1, 0.15, 0.6], light),
				box([0.1, 0.645, -0.05], [0.3, 0.012, 0.4], '#fdfdfb'),
				box([0, 0.79, 0], [0.6, 0.12, 0.6], light, {
					marks: { front: [rect(0, 0.82, 1, 0.04, shade(light, 0.6))] }
				}),
				box([0, 0.91, 0.04], [0.56, 0.1, 0.48], dark),
				box([-0.05, 1.01, 0.08], [0.34, 0.02, 0.3], '#f8f8f5')
			]
		},
		panel([0.12, 0.885, -0.37], 0.3)
	];
	const small: Thing[] = placeAll(
		[
			{
				solids: [
					box([0, 0, 0], [0.4, 0.2, 0.36], light, {
						marks: { front: [rect(0.14, 0.36, 0.72, 0.3, '#191b1e'), ...tray(0.03, 0.26)] }
					}),
					box([0, 0.055, -0.24], [0.23, 0.006, 0.16], '#fefefc'),
					box([0, 0.2, 0], [0.4, 0.06, 0.36], dark)
				]
			},
			{ solids: [box([0, 0, 0], [0.23, 0.2, 0.01], '#fefefc')], at: [0, 0.26, 0.13], pitch: 0.3 },
			panel([-0.1, 0.262, -0.11], 0.16)
		],
		[0, TOP, 0],
		0.25
	);
	if (pen.variant % 3 === 1) return onDesk(pen, small, { share: 0.7, rise: [20, 28] });
	return {
		things: placeAll(floor, [0, 0, 0], pen.random.between(-0.4, 0.4)),
		room: pen.random.pick(['corridor', 'office']),
		share: 0.8,
		rise: [18, 26],
		portrait: true,
		beside:
			pen.variant % 3 === 2 ? [{ solids: [cylinder([0.7, 0, 0.1], 0.15, 0.32, '#5a6066', '#26282b')] }] : []
	};
};

export const devices: DrawTable = { tablet, smartphone, printer };
