/** Points in metres: x to the right, y up, z away from the viewer; the floor is y = 0. */
export type Point = readonly [x: number, y: number, z: number];

/** A drawing on a face, in shares of its width and height (0,0 is its lower left corner, seen from outside). */
export interface Mark {
	readonly at: readonly (readonly [u: number, v: number])[];
	readonly fill: string;
	readonly opacity?: number;
	/** Line width in metres; without it the shape is filled. */
	readonly line?: number;
}

export interface Face {
	/** Corners, counter-clockwise from outside; the first two are the lower edge. */
	readonly at: readonly Point[];
	readonly fill: string;
	readonly marks?: readonly Mark[];
	/** Gives light itself (screens, lamps, windows): not shaded. */
	readonly lit?: boolean;
	readonly opacity?: number;
	/** Seen from both sides. */
	readonly thin?: boolean;
	/** One colour without a gradient: small facets of a curved surface. */
	readonly facet?: boolean;
}

export interface Solid {
	readonly faces: readonly Face[];
	/** A tube or cable through these points. */
	readonly tube?: { readonly at: readonly Point[]; readonly radius: number; readonly fill: string };
	readonly shadowless?: boolean;
}

/** Solids that share a frame and are placed together: turned (yaw), leaned back (pitch), rolled, then moved. */
export interface Thing {
	readonly solids: readonly Solid[];
	readonly at?: Point;
	readonly yaw?: number;
	readonly pitch?: number;
	readonly roll?: number;
}

export interface Bounds {
	readonly min: Point;
	readonly max: Point;
}

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Point, k: number): Point => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Point, b: Point): Point => [
	a[1] * b[2] - a[2] * b[1],
	a[2] * b[0] - a[0] * b[2],
	a[0] * b[1] - a[1] * b[0]
];
export const unit = (a: Point): Point => scale(a, 1 / (Math.hypot(...a) || 1));
export const middle = (points: readonly Point[]): Point =>
	scale(
		points.reduce((sum, point) => add(sum, point), [0, 0, 0]),
		1 / points.length
	);

/** Turns one pair of coordinates by an angle in radians. */
const turn = (a: number, b: number, angle: number): [number, number] => [
	a * Math.cos(angle) - b * Math.sin(angle),
	a * Math.sin(angle) + b * Math.cos(angle)
];

export function toWorld({ at = [0, 0, 0], yaw = 0, pitch = 0, roll = 0 }: Thing, point: Point): Point {
	const [x1, y1] = turn(point[0], point[1], roll);
	const [y2, z2] = turn(y1, point[2], pitch);
	const [x3, z3] = turn(x1, z2, yaw);
	return add([x3, y2, z3], at);
}

export function toLocal({ at = [0, 0, 0], yaw = 0, pitch = 0, roll = 0 }: Thing, point: Point): Point {
	const [x1, z1] = turn(point[0] - at[0], point[2] - at[2], -yaw);
	const [y2, z2] = turn(point[1] - at[1], z1, -pitch);
	const [x3, y3] = turn(x1, y2, -roll);
	return [x3, y3, z2];
}

export const pointsOf = (solid: Solid): Point[] => [
	...solid.faces.flatMap((face) => face.at),
	...(solid.tube?.at ?? [])
];

export function boundsOf(points: readonly Point[]): Bounds {
	const along = (axis: 0 | 1 | 2, choose: (a: number, b: number) => number) =>
		points.reduce((best, point) => choose(best, point[axis]), points[0]?.[axis] ?? 0);
	return {
		min: [along(0, Math.min), along(1, Math.min), along(2, Math.min)],
		max: [along(0, Math.max), along(1, Math.max), along(2, Math.max)]
	};
}

export const worldBounds = (thing: Thing): Bounds =>
	boundsOf(thing.solids.flatMap(pointsOf).map((point) => toWorld(thing, point)));

/** Solids that touch by less than this still count as apart. */
const TOUCH = 0.012;

/** 1 when a must be painted before b, -1 the other way round, 0 when it does not matter. */
function paintedFirst(a: Bounds, b: Bounds, eye: Point): number {
	let order = 0;
	for (const axis of [0, 1, 2] as const) {
		let here = 0;
		if (a.max[axis] <= b.min[axis] + TOUCH) here = eye[axis] < (a.max[axis] + b.min[axis]) / 2 ? -1 : 1;
		else if (b.max[axis] <= a.min[axis] + TOUCH) here = eye[axis] < (b.max[axis] + a.min[axis]) / 2 ? 1 : -1;
		if (here !== 0 && order !== 0 && here !== order) return 0;
		order = here || order;
	}
	return order;
}

/**
 * Back to front. Boxes that a plane along an axis separates are ordered by that plane, which is exact;
 * the rest by distance.
 */
export function backToFront<T>(items: readonly T[], boxOf: (item: T) => Bounds, eye: Point): T[] {
	const boxes = items.map(boxOf);
	const distance = boxes.map(({ min, max }) => Math.hypot(...subtract(middle([min, max]), eye)));
	const waitsFor = boxes.map((box, own) =>
		boxes.flatMap((other, index) => (index !== own && paintedFirst(other, box, eye) > 0 ? [index] : []))
	);
	const open = new Set(items.keys());
	const ordered: T[] = [];
	while (open.size > 0) {
		const byDistance = [...open].sort((a, b) => (distance[b] ?? 0) - (distance[a] ?? 0));
		const next =
			byDistance.find((index) => !waitsFor[index]?.some((other) => open.has(other))) ?? byDistance[0];
		if (next === undefined) break;
		open.delete(next);
		ordered.push(...items.slice(next, next + 1));
	}
	return ordered;
}
