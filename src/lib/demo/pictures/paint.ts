import {
	add,
	backToFront,
	boundsOf,
	cross,
	dot,
	middle,
	pointsOf,
	scale,
	subtract,
	toLocal,
	toWorld,
	unit,
	worldBounds,
	type Face,
	type Point,
	type Solid,
	type Thing
} from './space';

export interface Camera {
	readonly eye: Point;
	readonly right: Point;
	readonly up: Point;
	readonly forward: Point;
	/** Focal length and picture size in pixels. */
	readonly focal: number;
	readonly width: number;
	readonly height: number;
}
type Pixel = readonly [x: number, y: number];

export function aimCamera(eye: Point, target: Point, tilt: number, width: number, height: number): Camera {
	const forward = unit(subtract(target, eye));
	const side = unit(cross([0, 1, 0], forward));
	const above = cross(forward, side);
	const right = add(scale(side, Math.cos(tilt)), scale(above, Math.sin(tilt)));
	return {
		eye,
		right,
		up: cross(forward, right),
		forward,
		focal: 1.2 * Math.max(width, height),
		width,
		height
	};
}

const NEAR = 0.08;
const inView = (camera: Camera, point: Point): Point => {
	const from = subtract(point, camera.eye);
	return [dot(from, camera.right), dot(from, camera.up), dot(from, camera.forward)];
};
const onScreen = (camera: Camera, [x, y, depth]: Point): Pixel => [
	camera.width / 2 + (camera.focal * x) / Math.max(depth, NEAR),
	camera.height / 2 - (camera.focal * y) / Math.max(depth, NEAR)
];
export const project = (camera: Camera, point: Point): Pixel => onScreen(camera, inView(camera, point));

/** The polygon in pixels, cut where it passes behind the lens; empty when outside the picture. */
export function outline(camera: Camera, points: readonly Point[]): Pixel[] {
	const view = points.map((point) => inView(camera, point));
	const cut = view.flatMap((point, index): Point[] => {
		const before = view.at(index - 1) ?? point;
		const crossing = before[2] < NEAR !== point[2] < NEAR;
		const share = (NEAR - before[2]) / (point[2] - before[2]);
		const entry = crossing ? [add(before, scale(subtract(point, before), share))] : [];
		return point[2] < NEAR ? entry : [...entry, point];
	});
	const pixels = cut.map((point) => onScreen(camera, point));
	const outside = (axis: 0 | 1, limit: number) =>
		pixels.every((pixel) => pixel[axis] < -20) || pixels.every((pixel) => pixel[axis] > limit + 20);
	return pixels.length < 3 || outside(0, camera.width) || outside(1, camera.height) ? [] : pixels;
}

const channels = (colour: string) =>
	[1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
const hex = (values: readonly number[]) =>
	'#' +
	values
		.map((value) =>
			Math.round(Math.min(255, Math.max(0, value)))
				.toString(16)
				.padStart(2, '0')
		)
		.join('');

/** Mixes two `#rrggbb` colours; share 0 is the first. */
export function mix(a: string, b: string, share: number): string {
	const other = channels(b);
	return hex(channels(a).map((value, index) => value + ((other[index] ?? 0) - value) * share));
}
/** Below 1 darkens towards a cool shadow, above 1 lightens towards warm light. */
export const shade = (colour: string, amount: number): string =>
	amount <= 1 ? mix('#0d1018', colour, amount) : mix(colour, '#fffaf0', Math.min(1, (amount - 1) * 1.2));

/** Four tones of one material. */
export const tonesAround = (colour: string) =>
	[colour, shade(colour, 0.9), shade(colour, 1.08), shade(colour, 0.95)] as const;

const digits = (value: number) => String(Math.round(value * 10) / 10);
export const pathOf = (pixels: readonly Pixel[]): string =>
	pixels.length ? 'M' + pixels.map(([x, y]) => `${digits(x)} ${digits(y)}`).join('L') + 'Z' : '';

export interface SoftSpot {
	readonly path: string;
	readonly colour: string;
	readonly opacity: number;
	/** Standard deviation in pixels. */
	readonly blur: number;
}
/** Stands in the body, followed by its number, where a soft spot belongs. */
export const SOFT_MARK = 'soft:';

/** Collects SVG for one picture. */
export class Painting {
	readonly definitions: string[] = [];
	readonly body: string[] = [];
	readonly softSpots: SoftSpot[] = [];
	constructor(
		readonly camera: Camera,
		readonly light: Point
	) {}

	gradient(from: Pixel, to: Pixel, first: string, last: string): string {
		const id = `g${this.definitions.length}`;
		const [x1, y1, x2, y2] = [...from, ...to].map(digits);
		this.definitions.push(
			`<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">` +
				`<stop stop-color="${first}"/><stop offset="1" stop-color="${last}"/></linearGradient>`
		);
		return `url(#${id})`;
	}

	fill(points: readonly Point[], colour: string, opacity = 1): void {
		const path = pathOf(outline(this.camera, points));
		if (path)
			this.body.push(`<path d="${path}" fill="${colour}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`);
	}

	/** Shapes joined into one soft spot of shadow or light; blurred later, at a small size, which is far quicker. */
	soft(shapes: readonly (readonly Point[])[], colour: string, opacity: number, blur: number): void {
		const path = shapes.map((shape) => pathOf(outline(this.camera, shape))).join('');
		if (!path) return;
		this.body.push(SOFT_MARK + this.softSpots.length);
		this.softSpots.push({ path, colour, opacity, blur });
	}

	thing(thing: Thing): void {
		const eye = toLocal(thing, this.camera.eye);
		for (const solid of backToFront(thing.solids, (one) => boundsOf(pointsOf(one)), eye)) {
			this.solid(solid, (point) => toWorld(thing, point));
		}
	}

	things(things: readonly Thing[]): void {
		for (const thing of backToFront(things, worldBounds, this.camera.eye)) this.thing(thing);
	}

	solid(solid: Solid, place: (point: Point) => Point): void {
		const faces = solid.faces
			.map((face) => ({ ...face, at: face.at.map(place) }))
			.map((face) => ({ face, normal: normalOf(face.at), toEye: subtract(this.camera.eye, middle(face.at)) }))
			.filter(({ face, normal, toEye }) => face.thin || dot(normal, toEye) > 0)
			.sort((a, b) => Math.hypot(...b.toEye) - Math.hypot(...a.toEye));
		for (const { face, normal, toEye } of faces) {
			this.face(face, dot(normal, toEye) < 0 ? scale(normal, -1) : normal);
		}
		if (solid.tube) this.tube(solid.tube.at.map(place), solid.tube.radius, solid.tube.fill);
	}

	private face(face: Face, normal: Point): void {
		const pixels = outline(this.camera, face.at);
		if (pixels.length === 0) return;
		const amount = face.lit
			? 1
			: 0.63 + 0.36 * Math.max(0, dot(normal, this.light)) + 0.07 * Math.max(0, normal[1]);
		const corners = face.at.map((point) => project(this.camera, point));
		const paint = (colour: string) => {
			const [a, b, c, d] = corners;
			if (face.facet || !a || !b || !c || !d) return shade(colour, amount);
			const halfway = (p: Pixel, q: Pixel): Pixel => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
			return this.gradient(
				halfway(a, b),
				halfway(c, d),
				shade(colour, amount * (face.lit ? 0.96 : 0.9)),
				shade(colour, amount * 1.03)
			);
		};
		const colour = paint(face.fill);
		const opacity = face.opacity === undefined ? '' : ` opacity="${face.opacity}"`;
		// A hairline in the same colour closes the seams that antialiasing leaves between neighbours.
		const seam =
			face.opacity === undefined ? ` stroke="${colour}" stroke-width="1.2" stroke-linejoin="round"` : '';
		this.body.push(`<path d="${pathOf(pixels)}" fill="${colour}"${seam}${opacity}/>`);
		const [a, b, , d] = face.at;
		if (!a || !b || !d) return;
		const place = ([u, v]: readonly [number, number]) =>
			add(a, add(scale(subtract(b, a), u), scale(subtract(d, a), v)));
		// Neighbours that look the same become one path, which is several times quicker to render.
		let [open, shape] = ['', ''];
		const close = () => this.body.push(...(shape ? [`<path d="${shape}" ${open}/>`] : []));
		for (const mark of face.marks ?? []) {
			const at = mark.at.map(place);
			const [first] = at;
			if (!first) continue;
			const tone = shade(mark.fill, amount);
			const line =
				mark.line === undefined
					? `fill="${tone}"`
					: `fill="none" stroke="${tone}" stroke-width="${digits(this.pixelsAt(first, mark.line))}" stroke-linecap="round" stroke-linejoin="round"`;
			const look = line + (mark.opacity === undefined ? '' : ` opacity="${mark.opacity}"`);
			const path = mark.line === undefined ? pathOf(outline(this.camera, at)) : `M${this.lineOf(at)}`;
			if (look !== open) {
				close();
				[open, shape] = [look, ''];
			}
			shape += path;
		}
		close();
	}

	private lineOf(at: readonly Point[]): string {
		return at.map((point) => project(this.camera, point).map(digits).join(' ')).join('L');
	}

	private pixelsAt(point: Point, metres: number): number {
		return (metres * this.camera.focal) / Math.max(NEAR, inView(this.camera, point)[2]);
	}

	private tube(at: readonly Point[], radius: number, fill: string): void {
		const line = this.lineOf(at);
		const wide = this.pixelsAt(middle(at), radius * 2);
		const shift = wide * 0.16 * Math.sign(dot(this.light, this.camera.right));
		for (const [amount, share, move] of [
			[0.5, 1, 0],
			[0.8, 0.72, shift],
			[1.12, 0.26, shift * 1.4]
		] as const) {
			this.body.push(
				`<path d="M${line}" fill="none" stroke="${shade(fill, amount)}" stroke-width="${digits(wide * share)}" ` +
					`stroke-linecap="round" stroke-linejoin="round" transform="translate(${digits(move)} ${digits(-Math.abs(move))})"/>`
			);
		}
	}
}

/** Newell's normal, outward for corners given counter-clockwise from outside. */
function normalOf(at: readonly Point[]): Point {
	const sum = at.reduce<Point>(
		(total, point, index) => add(total, cross(at.at(index - 1) ?? point, point)),
		[0, 0, 0]
	);
	return unit(scale(sum, -1));
}
