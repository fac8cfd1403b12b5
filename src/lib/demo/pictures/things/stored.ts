import { shade } from '../paint';
import { box } from '../solids';
import type { Mark, Solid, Thing } from '../space';
import { several, TONE, type Pen, type Subject } from '../subject';

export const pallet = (width = 1.2, depth = 0.8): Solid[] => [
	...[-1, 0, 1].flatMap((z) => [
		box([0, 0, z * (depth / 2 - 0.06)], [width, 0.022, 0.1], TONE.pine),
		...[-1, 0, 1].map((x) =>
			box([x * (width / 2 - 0.07), 0.022, z * (depth / 2 - 0.06)], [0.14, 0.078, 0.1], shade(TONE.pine, 0.85))
		)
	]),
	...several(5, (index) => box([0, 0.1, (index - 2) * (depth / 4 - 0.025)], [width, 0.022, 0.1], TONE.pine))
];

export const DECK = 0.122;

export const stored = (pen: Pen, things: readonly Thing[], rest: Partial<Subject> = {}): Subject => ({
	things,
	room: pen.random.pick(['storage', 'workshop', 'basement']),
	share: 0.8,
	rise: [20, 30],
	...rest
});

/** Specks that read as fibre or stone. */
export const specks = ({ random }: Pen, count: number, fill: string, size: number): Mark[] =>
	several(count, (): Mark => {
		const [u, v, r] = [random.between(size, 1 - size), random.between(size, 1 - size), size];
		return {
			at: [
				[u - r, v],
				[u, v - r],
				[u + r, v],
				[u, v + r]
			],
			fill,
			opacity: 0.5
		};
	});
