import { shade, tonesAround } from '../paint';
import { box, grid, rect, roll } from '../solids';
import type { Mark, Solid, Thing } from '../space';
import { several, type Draw, type DrawTable } from '../subject';
import { specks, stored } from './stored';

const carpetTile: Draw = (pen) => {
	const { random } = pen;
	const fill = pen.tone(['#5d6770', '#3f5f7d', '#6b5f7a', '#54705d', '#8a6a4c'] as const);
	const loops = (tone: string) => [
		...specks(pen, 70, shade(tone, 0.7), 0.008),
		...specks(pen, 70, shade(tone, 1.3), 0.007),
		...several(6, (index) =>
			rect(0, 0.08 + index * 0.16, 1, 0.025, shade(tone, index % 2 ? 0.85 : 1.15), 0.7)
		)
	];
	const tile = (y: number, tone: string, top: boolean) =>
		box([random.between(-0.008, 0.008), y, random.between(-0.008, 0.008)], [0.5, 0.01, 0.5], tone, {
			fills: { front: '#2d2f31', left: '#2d2f31', right: '#2d2f31' },
			marks: top ? { top: loops(tone) } : {}
		});
	const stack = (count: number): Solid[] =>
		several(count, (index) => tile(index * 0.012, index % 4 ? fill : shade(fill, 0.9), index === count - 1));
	const fanned = several(4, (index): Thing => ({
		solids: [tile(0, shade(fill, 1 - index * 0.05), true)],
		at: [0.42 + index * 0.13, 0.001 + index * 0.012, -0.28 + index * 0.05],
		yaw: index * 0.16
	}));
	const laid = several(9, (index): Thing => ({
		solids: [tile(0, index % 2 ? shade(fill, 0.82) : fill, true)],
		at: [(index % 3) * 0.505, index === 8 ? 0.03 : 0.001, Math.floor(index / 3) * 0.505],
		yaw: index === 8 ? 0.3 : 0
	}));
	return stored(
		pen,
		pen.of([
			[{ solids: stack(22), yaw: 0.4 }, ...fanned],
			laid,
			[
				{ solids: stack(30), yaw: 0.3 },
				{ solids: stack(16), at: [0.62, 0, 0.05], yaw: 0.1 }
			]
		]),
		{ room: random.pick(['office', 'storage']), rise: [26, 38], portrait: false }
	);
};

const ceramicTile: Draw = (pen) => {
	const { random } = pen;
	const [usual, size] = pen.of([
		['#e9efee', 0.2],
		['#3f7f86', 0.15],
		['#b9734c', 0.3],
		['#50565a', 0.3]
	] as const);
	const fill = pen.colour ?? usual;
	const gloss: Mark[] = [
		{
			at: [
				[0.1, 0.05],
				[0.3, 0.05],
				[0.75, 0.95],
				[0.55, 0.95]
			],
			fill: '#ffffff',
			opacity: 0.35
		}
	];
	const stack = (count: number): Solid[] =>
		several(count, (index) =>
			box(
				[random.between(-0.006, 0.006), index * 0.011, random.between(-0.006, 0.006)],
				[size, 0.009, size],
				index % 3 ? fill : shade(fill, 0.93),
				{ fills: { front: '#c7a283', left: '#c7a283', right: '#c7a283' }, marks: { top: gloss } }
			)
		);
	const wall = box([0, 0, 0], [1.05, 0.75, 0.03], '#d9d7d0', {
		marks: {
			front: several(35, (index) => {
				const [u, v] = [(index % 7) / 7, Math.floor(index / 7) / 5];
				const tone = random.pick([fill, shade(fill, 0.93), shade(fill, 1.06)]);
				return index > 31
					? []
					: [
							rect(u + 0.005, v + 0.006, 1 / 7 - 0.01, 0.188, tone),
							{
								at: [
									[u + 0.03, v + 0.02],
									[u + 0.06, v + 0.02],
									[u + 0.11, v + 0.18],
									[u + 0.08, v + 0.18]
								] as const,
								fill: '#ffffff',
								opacity: 0.3
							}
						];
			}).flat()
		}
	});
	const carton: Thing = {
		solids: [
			box([0, 0, 0], [size * 1.15, 0.13, size * 1.15], '#c7a06a', {
				fills: { top: '#8d6c40' },
				marks: {
					front: [
						rect(0.1, 0.15, 0.8, 0.7, '#efece3'),
						...grid(3, 2, 0.12, () => fill, [0.15, 0.22, 0.4, 0.56])
					],
					top: [rect(0.05, 0.05, 0.9, 0.9, fill), ...gloss]
				}
			})
		],
		at: [-size * 1.5, 0, 0.05],
		yaw: 0.15
	};
	if (pen.variant % 4 === 1)
		return stored(
			pen,
			[
				{ solids: [wall], at: [0, 0, 0], pitch: 0.16 },
				{ solids: stack(8), at: [0.2, 0, -0.35], yaw: 0.5 },
				{ solids: stack(4), at: [-0.2, 0, -0.3], yaw: 0.1 }
			],
			{ rise: [12, 20] }
		);
	return stored(
		pen,
		[
			{ solids: stack(14), yaw: 0.3 },
			{ solids: stack(9), at: [size * 1.25, 0, -0.06], yaw: -0.1 },
			carton,
			{
				solids: [box([0, 0, 0], [size, size, 0.009], fill, { marks: { front: gloss } })],
				at: [size * 0.45, 0, -size * 0.95],
				pitch: 0.42
			}
		],
		{ rise: [26, 36], portrait: false }
	);
};

const vinylFloor: Draw = (pen) => {
	const { random } = pen;
	const tones = ['#5f8a8b', '#7f8f9b', '#b7a27e', '#8c9a6f', '#a5675a'] as const;
	const one = (at: readonly [number, number, number], radius: number, fill: string, yaw: number): Thing => ({
		solids: [
			roll([0, 0, 0], radius, 1.6, fill, shade(fill, 0.6)),
			...[-0.45, 0.45].map((x): Solid => ({
				faces: roll([x, -0.001, 0], radius + 0.002, 0.05, '#e9e4d2', '#e9e4d2').faces.slice(0, 32),
				shadowless: true
			}))
		],
		at,
		yaw
	});
	const first = random.pick(tones);
	const sheet: Thing = {
		solids: [
			box([0, 0, -0.62], [1.58, 0.004, 1.2], shade(first, 1.05), {
				marks: { top: specks(pen, 160, shade(first, 0.7), 0.004) }
			}),
			roll([0, 0, 0], 0.16, 1.6, first, shade(first, 0.6))
		],
		yaw: 0.5
	};
	return stored(
		pen,
		pen.of([
			[sheet],
			[
				one([0, 0, 0], 0.15, first, 0.7),
				one([0.27, 0, 0.25], 0.15, random.pick(tones), 0.7),
				one([0.13, 0.27, 0.13], 0.13, random.pick(tones), 0.7)
			],
			[one([0, 0, 0], 0.19, first, 0.6)]
		]),
		{ rise: [20, 30], portrait: false }
	);
};

const parquet: Draw = (pen) => {
	const { random } = pen;
	const usual = pen.of([
		['#b98750', '#a87642', '#c79a64', '#b17f4a'],
		['#d3b07c', '#c6a06a', '#dcbc8b', '#cda874'],
		['#7d5436', '#6d472c', '#8a6041', '#75502f']
	] as const);
	const woods = pen.colour ? tonesAround(pen.colour) : usual;
	const board = (length: number, width: number, y: number, x: number, z: number, yawed = false): Solid => {
		const tone = random.pick(woods);
		const streaks = several(5, (): Mark => {
			const v = random.next();
			const u = random.between(0, 0.5);
			return {
				at: [
					[u, v],
					[u + 0.4, v]
				],
				fill: shade(tone, 0.72),
				opacity: 0.4,
				line: 0.003
			};
		});
		return box([x, y, z], yawed ? [width, 0.02, length] : [length, 0.02, width], tone, {
			marks: yawed ? {} : { top: streaks }
		});
	};
	// Herringbone is two families of staves at right angles, each step moved by one width.
	const herringbone: Solid[] = several(15, (row) =>
		several(6, (column) => {
			const [w, length] = [0.09, 0.36];
			const [x, z] = [row * w + column * length, row * w - column * length];
			return [
				board(length, w, 0, x + length / 2, z + w / 2),
				board(length, w, 0, x + length + w / 2, z + w - length / 2, true)
			];
		}).flat()
	).flat();
	const laid = several(11, (row) =>
		several(4, (column) =>
			board(0.6, 0.09, 0.001, column * 0.603 + (row % 2) * 0.3 - 0.9, row * 0.092)
		).filter((_, column) => row < 9 || column < 4 - (row - 8))
	).flat();
	const bundle = (layers: number): Solid[] => [
		...several(layers * 4, (index) =>
			board(
				1.2 + random.between(-0.05, 0.05),
				0.09,
				0.03 + Math.floor(index / 4) * 0.022,
				0,
				(index % 4) * 0.093
			)
		),
		...[-0.35, 0.35].map((x) =>
			box([x, 0.028, 0.14], [0.02, layers * 0.022 + 0.006, 0.374], '#e8e6dc', { shadowless: true })
		)
	];
	const loose: Thing[] = several(3, (index): Thing => ({
		solids: [board(0.6, 0.09, 0, 0, 0)],
		at: [0.2 + index * 0.12, 0.024, -0.12 - index * 0.02],
		yaw: 0.4 + index * 0.35
	}));
	return stored(
		pen,
		pen.of([
			[{ solids: laid, yaw: 0.3 }, ...loose],
			[
				{ solids: bundle(6), yaw: 0.5 },
				{ solids: bundle(3), at: [-0.25, 0, 0.5], yaw: 0.55 }
			],
			[{ solids: herringbone, yaw: 0.785 }]
		]),
		{
			room: pen.random.pick(['storage', 'basement']),
			share: pen.variant % 3 === 2 ? 1.35 : 0.86,
			rise: pen.variant % 3 === 1 ? [20, 28] : [34, 44],
			portrait: false
		}
	);
};

export const flooring: DrawTable = { carpetTile, ceramicTile, vinylFloor, parquet };
