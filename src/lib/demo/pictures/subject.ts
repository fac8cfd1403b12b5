import type { Random } from './random';
import type { Thing } from './space';

export type RoomKind = 'office' | 'meetingRoom' | 'corridor' | 'storage' | 'basement' | 'workshop';

/** What one picture shows, before camera and light are chosen. */
export interface Subject {
	readonly things: readonly Thing[];
	/** Stands next to it; the picture is not framed after these. */
	readonly beside?: readonly Thing[];
	readonly room: RoomKind;
	/** Height of the worktop that the things stand on; `beside` is then drawn under them. */
	readonly surface?: number;
	/** Where the back wall stands; otherwise a little behind the things. */
	readonly wallAt?: number;
	/** How far above the horizon the camera looks from, degrees. */
	readonly rise?: readonly [number, number];
	/** How far to the side, degrees to each side. */
	readonly aside?: readonly [number, number];
	/** The share of the picture that the things take; above 1 crops them. */
	readonly share?: number;
	readonly portrait?: boolean;
}

export interface Pen {
	readonly variant: number;
	readonly random: Random;
	/** The design of this variant: variants walk through the list and start again. */
	of<const L extends readonly [unknown, ...unknown[]]>(list: L): L[number];
	/** The colour the thing is said to have, else one of the list by chance. */
	tone(list: readonly [string, ...string[]]): string;
	/** The colour the thing is said to have. */
	readonly colour: string | undefined;
}
export type Draw = (pen: Pen) => Subject;
export type DrawTable = Readonly<Record<string, Draw>>;

export const penOf = (variant: number, random: Random, colour?: string): Pen => ({
	variant,
	random,
	colour,
	// Chance is asked either way: room, light and angle stay what they were.
	tone: (list) => {
		const chosen = random.pick(list);
		return colour ?? chosen;
	},
	of: (list) => list[Math.abs(Math.trunc(variant)) % list.length] ?? list[0]
});

/** The same drawing several times, each with its own number. */
export const several = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));

/** Colours that come back across the tables. */
export const TONE = {
	white: '#eeeeea',
	cream: '#e6dfd0',
	birch: '#d9bf94',
	oak: '#b98d58',
	beech: '#c99b6a',
	walnut: '#6f4a30',
	pine: '#dcb982',
	grey: '#9a9fa3',
	darkGrey: '#4b4f54',
	black: '#26282b',
	steel: '#b9bec2',
	chrome: '#c9ced2',
	blue: '#2f5f8f',
	navy: '#27405f',
	green: '#4f7d5c',
	moss: '#6f7a4c',
	red: '#a8392f',
	orange: '#cf7a34',
	yellow: '#dcb23c',
	plum: '#6d3f5b',
	petrol: '#1f6870'
} as const;

/** Upholstery. */
export const fabrics = [
	TONE.darkGrey,
	TONE.blue,
	TONE.petrol,
	TONE.red,
	TONE.green,
	TONE.navy,
	TONE.orange,
	TONE.plum
] as const;
