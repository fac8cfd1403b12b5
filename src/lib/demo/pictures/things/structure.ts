import { shade, tonesAround } from '../paint';
import { box, disc, rect, stroke, tubes } from '../solids';
import type { Mark, Solid, Thing } from '../space';
import { several, TONE, type Draw, type DrawTable, type Pen } from '../subject';
import { DECK, pallet, specks, stored } from './stored';

const structural = (pen: Pen, things: readonly Thing[], share = 0.84) => ({
	things,
	room: pen.random.pick(['workshop', 'storage', 'basement']),
	share,
	rise: [16, 24] as const
});

const bearers = (length: number, width: number): Solid[] =>
	[-0.35, 0.35].map((at) => box([at * length, 0, 0], [0.1, 0.08, width], shade(TONE.pine, 0.8)));

const structuralTimber: Draw = (pen) => {
	const { random } = pen;
	const [columns, rows, w, h, length] = pen.of([
		[6, 4, 0.05, 0.15, 2.6],
		[3, 2, 0.15, 0.15, 2.4],
		[9, 3, 0.1, 0.05, 3]
	] as const);
	const rings: Mark[] = [
		disc(0.4, 0.2, 0.5, 0.5, '#b98f56', 0.5),
		disc(0.4, 0.2, 0.34, 0.34, '#dfbd8c', 0.6),
		disc(0.4, 0.2, 0.18, 0.18, '#a97e48', 0.5)
	];
	const solids = several(columns * rows, (index) => {
		const tone = random.pick(['#dcb982', '#cfa86c', '#e3c593', '#c49a5e']);
		const [column, row] = [index % columns, Math.floor(index / columns)];
		const streaks = several(7, (): Mark => ({
			at: [
				[random.between(0, 0.5), random.next()],
				[random.between(0.5, 1), random.next()]
			].map(([u = 0, v = 0], _, [first]) => [u, (first?.[1] ?? v) + 0.001]),
			fill: shade(tone, 0.75),
			opacity: 0.35,
			line: 0.004
		}));
		const knots = random.chance(0.5)
			? [disc(random.between(0.1, 0.9), 0.5, 0.006, 0.12, '#7d5227', 0.8)]
			: [];
		return box(
			[random.between(-0.06, 0.06), 0.08 + row * (h + 0.006), (column - (columns - 1) / 2) * (w + 0.006)],
			[length + random.between(-0.15, 0.1), h, w],
			tone,
			{ marks: { front: [...streaks, ...knots], top: streaks, left: rings, right: rings } }
		);
	});
	return structural(
		pen,
		[{ solids: [...bearers(length, columns * (w + 0.006)), ...solids], yaw: random.pick([0.6, -0.6, 0.7]) }],
		0.92
	);
};

const steelBeam: Draw = (pen) => {
	const fill = pen.random.pick(['#7b3b2e', '#74797d', '#5d6468', '#8c5a42'] as const);
	const [count, h, w] = pen.of([
		[3, 0.24, 0.2],
		[1, 0.3, 0.26],
		[5, 0.16, 0.14]
	] as const);
	const beam = (x: number): Solid[] => [
		box([0, 0.08, x], [2.8, 0.02, w], fill),
		box([0, 0.1, x], [2.8, h - 0.04, 0.016], fill, {
			marks: {
				front: several(8, (): Mark =>
					disc(
						pen.random.next(),
						pen.random.next(),
						pen.random.between(0.01, 0.04),
						pen.random.between(0.05, 0.15),
						'#a5623a',
						0.35
					)
				)
			}
		}),
		box([0, 0.06 + h, x], [2.8, 0.02, w], fill, {
			marks: {
				top: several(10, (): Mark => disc(pen.random.next(), pen.random.next(), 0.02, 0.12, '#9c5b36', 0.3))
			}
		})
	];
	return structural(
		pen,
		[
			{
				solids: [
					...bearers(2.8, count * (w + 0.06)),
					...several(count, (index) => beam((index - (count - 1) / 2) * (w + 0.05))).flat()
				],
				yaw: pen.random.pick([0.65, -0.65])
			}
		],
		0.92
	);
};

const insulation: Draw = (pen) => {
	const { random } = pen;
	const wool = random.pick(['#d9bd62', '#dccb8a', '#8f8873'] as const);
	const fibre = () =>
		several(26, (): Mark => {
			const [u, v] = [random.next(), random.next()];
			return stroke(
				shade(wool, random.chance(0.5) ? 0.75 : 1.25),
				0.005,
				[u, v],
				[Math.min(1, u + random.between(0.03, 0.12)), v + random.between(-0.02, 0.02)]
			);
		});
	const batt = (y: number): Solid[] => [
		{
			...box(
				[random.between(-0.015, 0.015), y + 0.002, random.between(-0.015, 0.015)],
				[1.17, 0.108, 0.57],
				wool,
				{
					marks: {
						front: [...fibre(), rect(0, 0.48, 1, 0.04, shade(wool, 0.85))],
						top: fibre(),
						left: fibre(),
						right: fibre()
					}
				}
			)
		}
	];
	const pile = several(pen.of([6, 4, 8]), (index) => batt(index * 0.112)).flat();
	const wrapped = (y: number): Solid[] =>
		several(5, (index) =>
			box([0, y + index * 0.095, 0], [1.2, 0.092, 0.6], wool, {
				marks: { front: fibre(), left: fibre(), right: fibre() }
			})
		).concat({
			...box([0, y, 0], [1.21, 0.48, 0.61], '#f2f4f4', {
				opacity: 0.4,
				marks: {
					front: [
						rect(0.25, 0.2, 0.5, 0.55, '#cf4436', 0.85),
						rect(0.3, 0.5, 0.4, 0.1, '#ffffff'),
						rect(0.3, 0.32, 0.28, 0.08, '#ffffff')
					]
				}
			}),
			shadowless: true
		});
	const lean: Thing = {
		solids: [
			box([0, 0, 0], [0.58, 1.1, 0.11], wool, { marks: { front: fibre(), left: fibre(), right: fibre() } })
		],
		at: [0.95, 0, -0.1],
		pitch: 0.18,
		yaw: -0.2
	};
	return stored(
		pen,
		pen.of([
			[{ solids: pile, yaw: 0.45 }, lean],
			[
				{ solids: wrapped(0), yaw: 0.4 },
				{ solids: wrapped(0), at: [-0.1, 0.49, 0.03], yaw: 0.5 }
			],
			[{ solids: pile, yaw: -0.4 }]
		])
	);
};

const brick: Draw = (pen) => {
	const { random } = pen;
	const usual = pen.of([
		['#a9523b', '#9a4733', '#b76247', '#8c4030'],
		['#c9a26e', '#bb915c', '#d4b183', '#b08752'],
		['#8b4a3c', '#6f3c33', '#a3604d', '#5d3530']
	] as const);
	const tones = pen.colour ? tonesAround(pen.colour) : usual;
	const one = (x: number, y: number, z: number, turned: boolean): Solid =>
		box([x, y, z], turned ? [0.104, 0.062, 0.22] : [0.22, 0.062, 0.104], random.pick(tones), {
			marks: {
				front: [
					...specks(pen, 4, '#3a1f18', 0.02),
					...(random.chance(0.35) ? [disc(random.next(), random.next(), 0.22, 0.2, '#cdc5b8', 0.5)] : [])
				],
				top: several(3, (index) => disc(0.22 + index * 0.28, 0.5, 0.06, 0.13, '#4a241b', 0.75))
			}
		});
	const stack = (columns: number, rows: number, layers: number): Solid[] =>
		several(columns * rows * layers, (index) => {
			const [column, row, layer] = [
				index % columns,
				Math.floor(index / columns) % rows,
				Math.floor(index / (columns * rows))
			];
			const top = layer === layers - 1 && random.chance(0.35);
			return top
				? []
				: [
						one(
							(column - (columns - 1) / 2) * 0.226 + random.between(-0.004, 0.004),
							DECK + layer * 0.064,
							(row - (rows - 1) / 2) * 0.11,
							false
						)
					];
		}).flat();
	const loose = several(3, (index): Thing => ({
		solids: [one(0, 0, 0, false)],
		at: [-0.3 + index * 0.33, 0, -0.62 - (index % 2) * 0.1],
		yaw: random.between(-0.8, 0.8)
	}));
	const small = several(9, (index) =>
		one((index % 3) * 0.226 - 0.226, Math.floor(index / 3) * 0.064, 0, false)
	);
	const [columns, rows, layers] = pen.of([
		[5, 6, 5],
		[3, 3, 4],
		[5, 5, 8]
	] as const);
	return stored(pen, [
		{ solids: [...pallet(), ...stack(columns, rows, layers)], yaw: 0.3 },
		...loose,
		...(pen.variant % 3 === 1
			? [
					{
						solids: [...small, ...tubes('#d8d8d2', 0.004, [-0.34, 0.195, 0], [0.34, 0.195, 0])],
						at: [0.1, 0, -0.85],
						yaw: -0.2
					} satisfies Thing
				]
			: [])
	]);
};

export const structure: DrawTable = { structuralTimber, insulation, steelBeam, brick };
