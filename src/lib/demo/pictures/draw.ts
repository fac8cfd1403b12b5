import sharp from 'sharp';
import { develop } from './film';
import { aimCamera, Painting, project, SOFT_MARK, type Camera, type SoftSpot } from './paint';
import { randomFrom, seedOf, type Random } from './random';
import { paintRoom, type Room } from './rooms';
import { SAME_DRAWING } from './same-drawing';
import { boundsOf, pointsOf, toWorld, unit, worldBounds, type Point, type Solid, type Thing } from './space';
import { penOf, type Subject } from './subject';
import { THINGS } from './things';
import { generic } from './things/storage';

/** The item types that have drawings of their own; every other key gets the one called `generic`. */
export const PICTURE_TYPES: readonly string[] = [...THINGS.keys()];

/** The drawing that shows things of this type; undefined where there is none. */
export const drawingOf = (typeKey: string): string | undefined =>
	SAME_DRAWING.get(typeKey)?.join(' ') ?? (THINGS.has(typeKey) ? typeKey : undefined);

export interface PictureOrder {
	readonly typeKey: string;
	/** Chooses model and number of things; any whole number from 0. */
	readonly variant: number;
	/** Chooses colours, room, light and angle. */
	readonly seed: number;
	/** What the thing is said to be, instead of a colour by chance. */
	readonly colour?: string | undefined;
}
/** Wide enough for a phone and a listing's page; the cost of drawing follows the area. */
const LONG = 800;
const SHORT = 600;

/** The corners of the boxes around the things. */
const cornersOf = (things: readonly Thing[]): Point[] =>
	things.flatMap((thing) => {
		const { min, max } = boundsOf(thing.solids.flatMap(pointsOf));
		return [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
			toWorld(thing, [bits & 1 ? max[0] : min[0], bits & 2 ? max[1] : min[1], bits & 4 ? max[2] : min[2]])
		);
	});

/** Steps back until the things take the wanted share of the picture. */
function frame(subject: Subject, portrait: boolean, random: Random): Camera {
	const [width, height] = portrait ? [SHORT, LONG] : [LONG, SHORT];
	const corners = cornersOf(subject.things);
	const { min, max } = boundsOf(corners);
	const target: Point = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
	const [lowest, highest] = subject.rise ?? [14, 24];
	const [least, most] = subject.aside ?? [8, 26];
	const rise = (random.between(lowest, highest) * Math.PI) / 180;
	const aside = (random.between(least, most) * (random.chance(0.5) ? 1 : -1) * Math.PI) / 180;
	const tilt = random.between(-0.025, 0.025);
	const share = (subject.share ?? 0.8) * (portrait ? 0.9 : 1) * random.between(0.95, 1.06);
	const from = (distance: number, aim: Point) =>
		aimCamera(
			[
				target[0] + distance * Math.sin(aside) * Math.cos(rise),
				target[1] + distance * Math.sin(rise),
				target[2] - distance * Math.cos(aside) * Math.cos(rise)
			],
			aim,
			tilt,
			width,
			height
		);
	const taken = (camera: Camera) => {
		const pixels = corners.map((corner) => project(camera, corner));
		const span = (axis: 0 | 1) =>
			Math.max(...pixels.map((p) => p[axis])) - Math.min(...pixels.map((p) => p[axis]));
		return Math.max(span(0) / width, span(1) / height);
	};
	let [near, far] = [0.3, 14];
	for (let step = 0; step < 24; step += 1) {
		const middle = (near + far) / 2;
		if (taken(from(middle, target)) > share) near = middle;
		else far = middle;
	}
	const drift = 0.03 * far;
	return from(far, [
		target[0] + random.between(-drift, drift),
		target[1] + random.between(-drift, drift),
		target[2]
	]);
}

const solidsInWorld = (things: readonly Thing[]) =>
	things.flatMap((thing) =>
		thing.solids.flatMap((solid: Solid) =>
			solid.shadowless ? [] : [{ solid, points: solidOutline(solid).map((point) => toWorld(thing, point)) }]
		)
	);
/** Points enough for a shadow: tubes get a little width. */
function solidOutline(solid: Solid): Point[] {
	const { tube } = solid;
	if (!tube) return pointsOf(solid);
	return tube.at.flatMap(([x, y, z]): Point[] => [
		[x - tube.radius, y, z - tube.radius],
		[x + tube.radius, y, z - tube.radius],
		[x + tube.radius, y, z + tube.radius],
		[x - tube.radius, y, z + tube.radius]
	]);
}

/** The convex hull on the plane of the two given axes (monotone chain). */
function hull(points: readonly Point[], a: 0 | 1 | 2, b: 0 | 1 | 2): Point[] {
	const sorted = [...points].sort((p, q) => p[a] - q[a] || p[b] - q[b]);
	const half = (list: readonly Point[]) => {
		const chain: Point[] = [];
		for (const point of list) {
			for (let p = chain.at(-1), q = chain.at(-2); p && q; p = chain.at(-1), q = chain.at(-2)) {
				if ((p[a] - q[a]) * (point[b] - q[b]) - (p[b] - q[b]) * (point[a] - q[a]) > 0) break;
				chain.pop();
			}
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	return [...half(sorted), ...half([...sorted].reverse())];
}

/** Soft shadows on floor and back wall, and a dark line where things touch the floor. */
function paintShadows(painting: Painting, room: Room, things: readonly Thing[], ground = 0): void {
	const parts = solidsInWorld(things).map(({ points }) => points);
	const drop = parts.map((points) =>
		hull(
			points.map(([x, y, z]): Point => {
				const above = y - ground;
				return [x - room.lightFrom * above * 0.22, ground, Math.min(room.wallAt, z + above * 0.12)];
			}),
			0,
			2
		)
	);
	painting.soft(drop, '#0b0d12', 0.4, 16);
	const touching = parts.filter((points) => points.some((point) => point[1] < ground + 0.03));
	painting.soft(
		touching.map((points) =>
			hull(
				points.filter((p) => p[1] < ground + 0.05).map(([x, , z]): Point => [x, ground, z]),
				0,
				2
			)
		),
		'#050608',
		0.55,
		5
	);
	const close = parts.filter((points) => points.some((point) => point[2] > room.wallAt - 0.45));
	const behind = close.map((points) =>
		hull(
			points.map(([x, y, z]): Point => {
				const away = room.wallAt - z;
				return [x - room.lightFrom * away * 0.3, Math.max(0, y - away * 0.15), room.wallAt - 0.02];
			}),
			0,
			1
		)
	);
	painting.soft(behind, '#0b0d12', 0.28, 12);
}

/** Draws a soft spot small, blurs it and lets the picture stretch it. */
async function renderSoft(
	{ path, colour, opacity, blur }: SoftSpot,
	width: number,
	height: number
): Promise<string> {
	const less = blur < 10 ? 4 : 8;
	const small =
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width / less}" height="${height / less}" viewBox="0 0 ${width} ${height}">` +
		`<path d="${path}" fill="${colour}"/></svg>`;
	const png = await sharp(Buffer.from(small))
		.blur(blur / less)
		.png({ compressionLevel: 1 })
		.toBuffer();
	const place = `width="${width}" height="${height}" preserveAspectRatio="none" opacity="${opacity}"`;
	return `<image ${place} href="data:image/png;base64,${png.toString('base64')}"/>`;
}

/** The SVG of one picture. */
async function composePicture({ typeKey, variant, seed, colour }: PictureOrder): Promise<string> {
	const random = randomFrom(seedOf(typeKey, variant, seed));
	const [key, ...variants] = SAME_DRAWING.get(typeKey) ?? [typeKey];
	const design =
		variants.length > 0 ? penOf(variant, random).of([variants[0] ?? 0, ...variants.slice(1)]) : variant;
	const subject = (THINGS.get(key) ?? generic)(penOf(design, random, colour));
	const portrait = subject.portrait ?? random.chance(0.3);
	const all = [...subject.things, ...(subject.beside ?? [])];
	const bounds = all.map(worldBounds);
	const lightFrom = random.chance(0.5) ? -1 : 1;
	const wallAt = subject.wallAt ?? Math.max(...bounds.map(({ max }) => max[2])) + random.between(0.06, 0.5);
	const widest = Math.max(...bounds.flatMap(({ min, max }) => [-min[0], max[0]]));
	const camera = frame(subject, portrait, random);
	const corner = random.chance(0.45)
		? -Math.sign(camera.eye[0]) * (widest + random.between(0.15, 0.6))
		: undefined;
	const room: Room = {
		kind: subject.room,
		wallAt,
		lightFrom,
		...(corner === undefined ? {} : { sideAt: corner })
	};
	const painting = new Painting(camera, unit([lightFrom * 0.6, 0.7, -0.42]));
	paintRoom(painting, room, random);
	const { surface, things, beside = [] } = subject;
	if (surface === undefined) {
		paintShadows(painting, room, all);
		painting.things(all);
	} else {
		paintShadows(painting, room, beside);
		painting.things(beside);
		paintShadows(painting, room, things, surface);
		painting.things(things);
	}
	const { width, height } = camera;
	const spots = await Promise.all(painting.softSpots.map((spot) => renderSoft(spot, width, height)));
	const body = painting.body.map((part) =>
		part.startsWith(SOFT_MARK) ? (spots[Number(part.slice(SOFT_MARK.length))] ?? '') : part
	);
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
		`<defs>${painting.definitions.join('')}</defs>${body.join('')}</svg>`
	);
}

/** Draws the picture and gives it as a JPEG, 800×600 or 600×800; the same order gives the same bytes. */
export async function drawPicture(order: PictureOrder): Promise<Buffer> {
	const svg = await composePicture(order);
	const { data, info } = await sharp(Buffer.from(svg))
		.removeAlpha()
		.blur(0.7)
		.raw()
		.toBuffer({ resolveWithObject: true });
	develop(
		data,
		info.width,
		info.height,
		randomFrom(seedOf('film', order.typeKey, order.variant, order.seed))
	);
	return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
		.jpeg({ quality: 82 })
		.toBuffer();
}
