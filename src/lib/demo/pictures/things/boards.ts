import { shade } from '../paint';
import { box, cushion, ellipse, rect, stroke, tubes } from '../solids';
import type { Thing } from '../space';
import { several, TONE, fabrics, type Draw, type DrawTable } from '../subject';

const whiteboard: Draw = (pen) => {
	const { random } = pen;
	const [width, mobile] = pen.of([
		[1.8, false],
		[1.5, true],
		[1.2, false]
	] as const);
	const ink = ['#2456a8', '#b3332c', '#222529', '#2d7a49'] as const;
	const scribble = several(5, (row) => {
		const colour = random.pick(ink);
		const points = several(14, (step): [number, number] => [
			0.1 + step * 0.022 * random.between(0.9, 1.1) + (row % 2) * 0.4,
			0.82 - row * 0.11 + random.between(-0.018, 0.018)
		]);
		return stroke(colour, 0.007, ...points);
	});
	const loop = stroke(random.pick(ink), 0.008, ...ellipse(0.72, 0.4, 0.12, 0.17, 24), [0.84, 0.41]);
	const board = (y: number, z: number) => [
		box([0, y, z], [width, 1, 0.025], TONE.steel, {
			marks: {
				front: [
					rect(0.012, 0.02, 0.976, 0.96, '#fbfcfb'),
					{
						at: [
							[0.1, 0.02],
							[0.35, 0.02],
							[0.75, 0.98],
							[0.5, 0.98]
						],
						fill: '#ffffff',
						opacity: 0.8
					},
					...(pen.variant % 2 ? scribble.slice(0, 3) : [...scribble, loop])
				]
			}
		}),
		box([0, y - 0.02, z - 0.04], [width * 0.5, 0.015, 0.07], TONE.steel),
		...ink.slice(0, 3).map((colour, index) =>
			box([-0.2 + index * 0.15, y - 0.004, z - 0.045], [0.12, 0.016, 0.016], colour, {
				fills: { left: '#eeeeee', right: '#eeeeee' }
			})
		)
	];
	if (!mobile)
		return {
			things: [{ solids: board(0.95, -0.014) }],
			wallAt: 0,
			room: random.pick(['meetingRoom', 'office']),
			share: 0.82,
			rise: [0, 6],
			portrait: false
		};
	const stand = [-1, 1].flatMap((side) => [
		...tubes(TONE.grey, 0.02, [side * width * 0.5, 0.06, 0], [side * width * 0.5, 1.85, 0]),
		...tubes(TONE.grey, 0.022, [side * width * 0.5, 0.07, -0.3], [side * width * 0.5, 0.07, 0.3]),
		cushion([side * width * 0.5, 0, -0.28], [0.05, 0.06, 0.05], TONE.black, 0.8)
	]);
	return {
		things: [{ solids: [...stand, ...board(0.8, 0)], yaw: 0.2 }],
		room: 'meetingRoom',
		share: 0.84,
		rise: [2, 9],
		portrait: false
	};
};

const acousticScreen: Draw = (pen) => {
	const fill = pen.random.pick(fabrics);
	const count = pen.of([1, 3, 2]);
	const second = pen.random.pick(fabrics);
	const things = several(count, (index): Thing => {
		const cloth = index % 2 ? second : fill;
		const seams = [
			rect(0, 0.5, 1, 0.006, shade(cloth, 0.75)),
			...several(3, (line) => rect(0.25 + line * 0.25, 0, 0.004, 1, shade(cloth, 0.86)))
		];
		return {
			solids: [
				...[-0.5, 0.5].map((x) => box([x, 0, 0], [0.06, 0.025, 0.42], TONE.darkGrey)),
				...[-0.5, 0.5].flatMap((x) => tubes(TONE.steel, 0.016, [x, 0.02, 0], [x, 0.16, 0])),
				box([0, 0.12, 0], [1.4, 1.4, 0.055], cloth, {
					marks: { front: seams },
					fills: { left: '#c3c6c8', right: '#c3c6c8', top: '#c3c6c8' }
				})
			],
			at: [index * 1.15, 0, index * 0.3],
			yaw: index % 2 ? -0.5 : 0.3
		};
	});
	return { things, room: 'office', share: 0.82, rise: [8, 15] };
};

export const boards: DrawTable = { whiteboard, acousticScreen };
