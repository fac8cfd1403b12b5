import { shade } from '../paint';
import { box, disc, rect } from '../solids';
import type { Mark, Point, Thing } from '../space';
import { several, TONE, type Pen, type Subject } from '../subject';

/** A worktop under small things, wide enough to fill the picture. */
export const worktop = ({ random }: Pen): Thing => {
	const fill = random.pick([TONE.birch, TONE.white, TONE.oak, '#cfd0cc', '#a98e6c'] as const);
	const grain = several(26, (): Mark => {
		const [u, v] = [random.between(0, 0.7), random.next()];
		return {
			at: [
				[u, v],
				[u + random.between(0.1, 0.3), v + random.between(-0.004, 0.004)]
			],
			fill: shade(fill, 0.8),
			opacity: fill === TONE.white ? 0.05 : 0.28,
			line: 0.004
		};
	});
	const leg = (x: number) => box([x, 0, 0.1], [0.07, 0.7, 0.1], TONE.grey);
	return {
		solids: [leg(-1), leg(1), box([0, 0.705, 0.05], [2.4, 0.025, 1.1], fill, { marks: { top: grain } })]
	};
};

export const TOP = 0.73;

/** Small things on a worktop, seen from a little above. */
export const onDesk = (pen: Pen, things: readonly Thing[], rest: Partial<Subject> = {}): Subject => ({
	things,
	beside: [worktop(pen)],
	room: pen.random.pick(['office', 'meetingRoom', 'storage']),
	share: 0.66,
	surface: TOP,
	rise: [26, 36],
	portrait: false,
	...rest
});

/** A desktop picture: hills under a sky, in the given colours. */
export function wallpaper(pen: Pen, inset: number): Mark[] {
	const [sky, glow, hill, near] = pen.random.pick([
		['#3c6fae', '#8fb9dc', '#3f7a70', '#24514f'],
		['#2b2f63', '#7d5f9c', '#37446f', '#20284a'],
		['#dd9a63', '#f0c794', '#99564d', '#5d3540'],
		['#2e8aa0', '#a6d8d6', '#2d5f7c', '#1d3f58']
	] as const);
	const size = 1 - inset * 2;
	const at = (u: number, v: number): [number, number] => [inset + u * size, inset + v * size];
	const ridge = (base: number, height: number, shift: number) => [
		at(0, 0),
		at(1, 0),
		...several(13, (index) => at(1 - index / 12, base + height * Math.sin(shift + index * 0.55)))
	];
	return [
		rect(inset, inset, size, size, sky),
		rect(inset, inset, size, size * 0.62, glow, 0.75),
		disc(...at(0.68, 0.6), 0.06, 0.09, '#fff3d8', 0.9),
		{ at: ridge(0.36, 0.11, 1), fill: hill },
		{ at: ridge(0.2, 0.08, 3.2), fill: near },
		rect(inset, inset, size, size * 0.05, '#11151c', 0.6)
	];
}

export const black = (inset: number): Mark[] => [
	rect(inset, inset, 1 - inset * 2, 1 - inset * 2, '#17191c'),
	{
		at: [
			[0.5, 1 - inset],
			[0.75, 1 - inset],
			[0.5, inset],
			[0.25, inset]
		],
		fill: '#ffffff',
		opacity: 0.08
	}
];

/** Moves parts that were made around the origin to a place on the worktop, all turned together. */
export const placeAll = (things: readonly Thing[], [x, y, z]: Point, yaw: number): Thing[] =>
	things.map((thing) => {
		const [ax, ay, az] = thing.at ?? [0, 0, 0];
		return {
			...thing,
			at: [x + ax * Math.cos(yaw) - az * Math.sin(yaw), y + ay, z + ax * Math.sin(yaw) + az * Math.cos(yaw)],
			yaw: (thing.yaw ?? 0) + yaw
		};
	});
