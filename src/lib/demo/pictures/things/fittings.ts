import { shade } from '../paint';
import { box, cushion, cylinder, ellipse, grid, prism, rect, tubes } from '../solids';
import type { Point, Solid, Thing } from '../space';
import { several, TONE, type Draw, type DrawTable } from '../subject';

const radiator: Draw = (pen) => {
	const fill = pen.random.pick(['#f2f1ec', '#e9e6da', '#f6f6f4'] as const);
	const [width, height, old] = pen.of([
		[1.2, 0.55, false],
		[0.9, 0.6, true],
		[1.6, 0.4, false]
	] as const);
	const y = 0.16;
	const flat = [
		box([0, y, -0.09], [width, height, 0.08], fill, {
			marks: {
				front: several(Math.round(width / 0.05), (index) =>
					rect((index + 0.3) * (0.05 / width), 0.05, 0.02 / width, 0.9, shade(fill, 0.84))
				),
				top: grid(Math.round(width / 0.03), 1, 0.4, () => shade(fill, 0.5), [0.01, 0.2, 0.98, 0.6])
			}
		})
	];
	const columns = several(Math.round(width / 0.07), (index) =>
		cushion([index * 0.07 - width / 2 + 0.035, y, -0.12], [0.062, height, 0.13], fill, 0.5)
	);
	const pipes = [
		...tubes(
			shade(fill, 0.95),
			0.011,
			[width / 2, y + height - 0.07, -0.09],
			[width / 2 + 0.09, y + height - 0.07, -0.09],
			[width / 2 + 0.09, 0, -0.09]
		),
		...tubes(
			'#fbfbf9',
			0.026,
			[width / 2 + 0.07, y + height - 0.07, -0.1],
			[width / 2 + 0.15, y + height - 0.07, -0.1]
		),
		...tubes(
			shade(fill, 0.95),
			0.011,
			[-width / 2, y + 0.06, -0.09],
			[-width / 2 - 0.06, y + 0.06, -0.09],
			[-width / 2 - 0.06, 0, -0.09]
		)
	];
	return {
		things: [{ solids: [...(old ? columns : flat), ...pipes] }],
		wallAt: 0,
		room: pen.random.pick(['office', 'corridor', 'meetingRoom']),
		share: 0.78,
		rise: [6, 16],
		portrait: false
	};
};

const washbasin: Draw = (pen) => {
	const white = '#f6f7f6';
	const wide = pen.of([0.56, 0.5, 0.7]);
	const tap = (y: number): Solid[] => [
		cylinder([0, y, -0.1], 0.028, 0.13, TONE.chrome),
		...tubes(
			TONE.chrome,
			0.017,
			[0, y + 0.12, -0.1],
			[0, y + 0.16, -0.16],
			[0, y + 0.15, -0.24],
			[0, y + 0.11, -0.26]
		),
		...tubes(TONE.chrome, 0.009, [0, y + 0.13, -0.1], [0.06, y + 0.19, -0.06])
	];
	const bowl = (y: number): Solid[] => [
		cushion([0, y - 0.17, -0.24], [wide * 0.94, 0.34, 0.43], shade(white, 0.97), 0.9),
		prism(
			ellipse(0, -0.24, wide / 2, 0.225, 44).map(([x, z]): [number, number] => [
				x,
				z > -0.2 ? Math.min(-0.01, z + (z + 0.2) * 0.25) : z
			]),
			y - 0.03,
			0.05,
			white
		),
		{
			faces: [
				[0.82, '#dfe3e4'],
				[0.74, '#e9ecec'],
				[0.5, '#f1f3f3'],
				[0.08, '#7d8488']
			].map(([share, fill], index) => ({
				at: ellipse(0, -0.26, (wide / 2) * Number(share), 0.165 * Number(share), 36).map(([x, z]): Point => [
					x,
					y + 0.022 + index * 0.0004,
					z
				]),
				fill: String(fill),
				facet: true
			})),
			shadowless: true
		},
		...tap(y + 0.02)
	];
	const tiles: Thing = {
		solids: [
			box([0, 0.75, -0.004], [2, 1.2, 0.008], '#dfe6e6', {
				marks: { front: grid(13, 8, 0.035, () => pen.random.pick(['#eef3f2', '#f3f6f5', '#e8efee'])) },
				shadowless: true
			})
		]
	};
	const mirror: Thing = {
		solids: [
			box([0, 1.25, -0.03], [0.5, 0.62, 0.012], '#c3ced2', {
				lit: true,
				marks: {
					front: [
						rect(0.03, 0.02, 0.94, 0.96, '#d7e2e6'),
						{
							at: [
								[0.15, 0.02],
								[0.4, 0.02],
								[0.85, 0.98],
								[0.6, 0.98]
							],
							fill: '#ffffff',
							opacity: 0.55
						}
					]
				}
			})
		]
	};
	const trap = tubes(TONE.chrome, 0.019, [0, 0.68, -0.2], [0, 0.5, -0.2], [0, 0.47, -0.14], [0, 0.52, -0.02]);
	if (pen.variant % 3 === 2)
		return {
			things: [{ solids: bowl(0.17), at: [0, 0, 0], yaw: 0.4 }],
			room: 'storage',
			share: 0.66,
			rise: [26, 34],
			portrait: false
		};
	const pillar = pen.variant % 3 === 1 ? [cushion([0, -0.05, -0.16], [0.2, 0.86, 0.2], white, 0.4)] : trap;
	return {
		things: [{ solids: [...bowl(0.85), ...pillar] }],
		beside: [tiles, mirror],
		wallAt: 0,
		room: 'corridor',
		share: 0.8,
		rise: [18, 28]
	};
};

const luminaire: Draw = (pen) => {
	const metal = pen.random.pick([TONE.white, TONE.steel, TONE.black] as const);
	const glow = (at: Point, size: Point): Solid =>
		box(at, size, '#fffdf2', {
			lit: true,
			shadowless: true,
			marks: { bottom: [rect(0.02, 0.06, 0.96, 0.88, '#fffef8')] }
		});
	const pendant = (x: number): Thing => ({
		solids: [
			...tubes('#d5d5d2', 0.004, [x - 0.5, 2.24, 0], [x - 0.5, 2.75, 0]),
			...tubes('#d5d5d2', 0.004, [x + 0.5, 2.24, 0], [x + 0.5, 2.75, 0]),
			box([x, 2.19, 0], [1.25, 0.05, 0.2], metal, { shadowless: true }),
			glow([x, 2.176, 0], [1.21, 0.012, 0.17])
		]
	});
	const bulb = (x: number): Solid => ({
		faces: cushion([x, 1.69, 0], [0.1, 0.1, 0.1], '#fffdf0', 0.9).faces.map((face) => ({
			...face,
			lit: true
		})),
		shadowless: true
	});
	const dome = (x: number): Thing => {
		const fill = pen.random.pick([TONE.black, TONE.petrol, TONE.red, TONE.yellow, TONE.white] as const);
		const ring = (radius: number, y: number) =>
			ellipse(x, 0, radius, radius, 36).map(([a, b]): Point => [a, y, b]);
		const levels: readonly (readonly [number, number])[] = [
			[0.24, 1.72],
			[0.235, 1.78],
			[0.2, 1.87],
			[0.13, 1.94],
			[0.05, 1.98],
			[0.03, 2.04]
		];
		const faces = levels.slice(1).flatMap(([r2, y2], index) => {
			const [r1, y1] = levels[index] ?? [r2, y2];
			const [low, high] = [ring(r1, y1), ring(r2, y2)];
			return low.flatMap((point, at) => {
				const next = (at + 1) % low.length;
				const [b, c, d] = [low[next], high[next], high[at]];
				return b && c && d ? [{ at: [point, b, c, d], fill, facet: true }] : [];
			});
		});
		const under = { at: [...ring(0.236, 1.722)].reverse(), fill: '#fff3cf', lit: true, facet: true };
		return {
			solids: [
				{ faces: [...faces, under], shadowless: true },
				bulb(x),
				...tubes('#2c2e31', 0.005, [x, 2.04, 0], [x, 2.75, 0])
			]
		};
	};
	const panel = (index: number): Solid[] => [
		box([0, index * 0.05, 0], [0.6, 0.045, 0.6], TONE.white, {
			fills: { front: '#b9bdbf', left: '#a5a9ab', right: '#a5a9ab' },
			marks: {
				top: [rect(0.04, 0.04, 0.92, 0.92, '#d9dcdc'), rect(0.06, 0.06, 0.88, 0.88, '#f3f4f1')],
				front: [rect(0, 0.4, 1, 0.08, '#85898c')]
			}
		})
	];
	const pile: Thing = {
		solids: [
			...several(4, panel).flat(),
			...tubes(
				'#2c2e31',
				0.006,
				[0.3, 0.2, -0.1],
				[0.38, 0.03, -0.2],
				[0.5, 0.006, -0.15],
				[0.62, 0.006, -0.3]
			)
		],
		yaw: 0.3
	};
	const leaning: Thing = {
		solids: [
			box([0, 0, 0], [0.6, 0.6, 0.045], TONE.white, {
				lit: true,
				marks: {
					front: [
						rect(0.04, 0.04, 0.92, 0.92, '#fff6cf'),
						rect(0.1, 0.1, 0.8, 0.8, '#fffbe6'),
						rect(0.2, 0.2, 0.6, 0.6, '#ffffff')
					]
				}
			})
		],
		at: [-0.55, 0.005, 0.12],
		pitch: 0.25,
		yaw: 0.15
	};
	const tubeLamps: Thing = {
		solids: several(3, (index) => [
			box([0, index * 0.1, index * 0.02], [1.25, 0.055, 0.16], '#e6e7e5'),
			...[-0.035, 0.035].flatMap((z) =>
				tubes(
					'#ffffff',
					0.013,
					[-0.58, index * 0.1 + 0.072, z + index * 0.02],
					[0.58, index * 0.1 + 0.072, z + index * 0.02]
				)
			)
		]).flat(),
		yaw: 0.35
	};
	if (pen.variant % 4 > 1)
		return {
			things: pen.variant % 4 === 2 ? [pile, leaning] : [tubeLamps],
			room: 'storage',
			share: 0.74,
			rise: [24, 32],
			portrait: false
		};
	return {
		things: pen.of([[dome(0)], [pendant(0), { ...pendant(0.5), at: [0, 0.1, 0.6] }]]),
		beside: pen.variant % 4 === 0 ? [dome(0.75), dome(-0.75)] : [],
		wallAt: 0.9,
		room: pen.random.pick(['meetingRoom', 'office']),
		share: pen.variant % 4 ? 0.86 : 0.62,
		rise: pen.variant % 4 ? [-26, -20] : [-14, -8],
		portrait: false
	};
};

export const fittings: DrawTable = { radiator, washbasin, luminaire };
