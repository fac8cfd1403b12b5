import { mix, type Painting } from './paint';
import type { Random } from './random';
import { box, ellipse, tubes } from './solids';
import type { Point, Solid } from './space';
import { several, type RoomKind } from './subject';

type Floor = 'carpet' | 'tiles' | 'planks' | 'smooth' | 'concrete';
interface Look {
	readonly floors: readonly [Floor, ...Floor[]];
	readonly walls: readonly [string, ...string[]];
	readonly skirting?: string;
	/** How often a window is seen. */
	readonly daylight: number;
	readonly fixtures: readonly ('socket' | 'pipes' | 'shelves' | 'radiator' | 'trunking')[];
}
const LOOKS: Record<RoomKind, Look> = {
	office: {
		floors: ['carpet', 'smooth', 'planks'],
		walls: ['#e4e2db', '#d9dfe0', '#dfe3d8', '#e8e0d2'],
		skirting: '#f1f0ec',
		daylight: 0.85,
		fixtures: ['trunking', 'socket']
	},
	meetingRoom: {
		floors: ['planks', 'carpet'],
		walls: ['#cfd8d4', '#e3ded3', '#b9c6cb', '#d8cfc0'],
		skirting: '#efeee9',
		daylight: 0.8,
		fixtures: ['socket']
	},
	corridor: {
		floors: ['smooth', 'tiles'],
		walls: ['#e6e3da', '#dfe2e3', '#e5dcc8'],
		skirting: '#6b6f72',
		daylight: 0.35,
		fixtures: ['trunking']
	},
	storage: {
		floors: ['concrete', 'smooth'],
		walls: ['#dcdad3', '#d3d6d6'],
		daylight: 0.25,
		fixtures: ['shelves', 'socket']
	},
	basement: {
		floors: ['concrete'],
		walls: ['#c9c6be', '#bfc2c2', '#d0cabb'],
		daylight: 0.15,
		fixtures: ['pipes']
	},
	workshop: {
		floors: ['concrete', 'planks'],
		walls: ['#d8d3c6', '#cfd3d2'],
		daylight: 0.5,
		fixtures: ['pipes', 'shelves']
	}
};
const FLOORS: Record<Floor, readonly [string, ...string[]]> = {
	carpet: ['#6d7378', '#7b756c', '#5f6c76', '#78806f'],
	tiles: ['#b4afa4', '#a3a6a6'],
	planks: ['#c49f6d', '#b18452', '#d0b184', '#a98e6c'],
	smooth: ['#a7b0ad', '#b7ad9b', '#99a4ad', '#b0a58f'],
	concrete: ['#9b9a96', '#8e9090', '#a5a199']
};
export interface Room {
	readonly kind: RoomKind;
	/** Back wall, and the side wall (x) that is seen, if any. */
	readonly wallAt: number;
	readonly sideAt?: number;
	/** The side the light comes from: -1 is left. */
	readonly lightFrom: -1 | 1;
}
const FAR = 7;
const CEILING = 2.75;
const quad = (x1: number, z1: number, x2: number, z2: number, y = 0): Point[] => [
	[x1, y, z1],
	[x2, y, z1],
	[x2, y, z2],
	[x1, y, z2]
];

/** A rectangle on the back wall, or on the side wall where `along` is z. */
const onWall = ({ wallAt }: Room, x1: number, y1: number, x2: number, y2: number, off = 0): Point[] => [
	[x1, y1, wallAt - off],
	[x2, y1, wallAt - off],
	[x2, y2, wallAt - off],
	[x1, y2, wallAt - off]
];

function paintFloor(painting: Painting, room: Room, floor: Floor, random: Random): void {
	const base = random.pick(FLOORS[floor]);
	const { wallAt } = room;
	painting.fill(quad(-FAR, -FAR, FAR, wallAt), base);
	const lay = (width: number, depth: number, spread: number, gap: number, shifted: boolean) => {
		for (let row = 0; row * depth < 5.2; row += 1) {
			const shift = shifted ? random.between(0, width) : 0;
			const z = wallAt - row * depth;
			for (let x = -4.2 - shift; x < 4.2; x += width) {
				const tone = mix(base, random.chance(0.5) ? '#1d1a16' : '#fff6e6', random.between(0, spread));
				painting.fill(quad(x + gap, z - depth + gap, x + width - gap, z), tone);
			}
		}
	};
	if (floor === 'planks') lay(1.4, 0.16, 0.12, 0.003, true);
	if (floor === 'carpet') lay(0.5, 0.5, 0.05, 0.002, false);
	if (floor === 'tiles') lay(0.4, 0.4, 0.06, 0.006, false);
	if (floor === 'concrete') {
		const stains = several(7, () => {
			const [x, z, r] = [
				random.between(-2.5, 2.5),
				random.between(wallAt - 3.5, wallAt),
				random.between(0.15, 0.6)
			];
			return ellipse(x, z, r, r * 0.8, 14).map(([a, b]): Point => [a, 0, b]);
		});
		painting.soft(stains, '#3d3a36', 0.16, 26);
	}
	if (floor === 'smooth' || floor === 'planks') {
		painting.soft(
			[quad(room.lightFrom * 0.3, wallAt - 1.1, room.lightFrom * 2, wallAt)],
			'#ffffff',
			0.22,
			50
		);
	}
}

function paintWindow(painting: Painting, room: Room, from: number, random: Random): void {
	const [width, low, high] = [random.between(1.1, 1.5), 0.95, 2.25];
	const pane = (x1: number, x2: number) => {
		const at = onWall(room, x1, low, x2, high, 0.01);
		painting.fill(at, '#dfecf3');
		const hills = several(9, (index): Point => [
			x1 + ((x2 - x1) * index) / 8,
			low + 0.42 + 0.2 * Math.sin(from * 3 + x1 + index * 0.7),
			room.wallAt - 0.012
		]);
		painting.fill([[x1, low, room.wallAt - 0.012], ...hills, [x2, low, room.wallAt - 0.012]], '#b4c6c4');
		painting.fill(onWall(room, x1, low, x2, low + random.between(0.16, 0.28), 0.014), '#9db29a');
	};
	painting.fill(onWall(room, from - 0.07, low - 0.07, from + width + 0.07, high + 0.07, 0.005), '#f5f4f0');
	pane(from, from + width / 2 - 0.03);
	pane(from + width / 2 + 0.03, from + width);
	painting.fill(onWall(room, from - 0.12, low - 0.12, from + width + 0.12, low - 0.06, 0.1), '#fbfaf6');
	painting.soft([onWall(room, from - 0.05, low, from + width + 0.05, high, 0.02)], '#ffffff', 0.55, 34);
	const shine = quad(from - 0.2, room.wallAt - 2.2, from + width - 0.2, room.wallAt - 0.9);
	painting.soft([shine], '#fff4dc', 0.3, 22);
}

function paintFixture(
	painting: Painting,
	room: Room,
	fixture: Look['fixtures'][number],
	random: Random
): void {
	const { wallAt, lightFrom } = room;
	const solids: Solid[] = [];
	if (fixture === 'socket') {
		const x = -lightFrom * random.between(0.7, 1.2);
		painting.fill(onWall(room, x, 0.26, x + 0.16, 0.34, 0.01), '#fbfbf8');
		painting.fill(onWall(room, x + 0.025, 0.28, x + 0.065, 0.32, 0.012), '#d5d5d0');
		painting.fill(onWall(room, x + 0.095, 0.28, x + 0.135, 0.32, 0.012), '#d5d5d0');
	}
	if (fixture === 'trunking') solids.push(box([0, 0.86, wallAt - 0.03], [FAR * 2, 0.1, 0.06], '#efeeea'));
	if (fixture === 'pipes') {
		solids.push(...tubes('#b8b4aa', 0.045, [-5, 2.25, wallAt - 0.1], [5, 2.25, wallAt - 0.1]));
		solids.push(...tubes('#a4685a', 0.025, [-5, 2.1, wallAt - 0.08], [5, 2.1, wallAt - 0.08]));
		const x = -lightFrom * random.between(1, 1.4);
		solids.push(...tubes('#b8b4aa', 0.045, [x, 0, wallAt - 0.1], [x, 2.25, wallAt - 0.1]));
	}
	if (fixture === 'shelves') {
		const x = -lightFrom * random.between(1.5, 1.9);
		for (const y of [0.1, 0.7, 1.3, 1.9])
			solids.push(box([x, y, wallAt - 0.25], [1.3, 0.03, 0.45], '#8d9498'));
		for (const side of [-0.63, 0.63])
			solids.push(box([x + side, 0, wallAt - 0.46], [0.04, 2.2, 0.04], '#7a8287'));
		const cartons = several(9, (index) => {
			const size = random.between(0.22, 0.36);
			const at: Point = [x - 0.4 + (index % 3) * 0.4, 0.13 + Math.floor(index / 3) * 0.6, wallAt - 0.27];
			return box(
				at,
				[size, size * random.between(0.6, 1), 0.3],
				random.pick(['#b98f5e', '#c7a274', '#a98052', '#d8d3c8'])
			);
		});
		solids.push(...cartons);
	}
	painting.thing({ solids });
}

/** Paints floor, walls, window and what hangs there; everything that stands in front comes later. */
export function paintRoom(painting: Painting, room: Room, random: Random): void {
	const look = LOOKS[room.kind];
	const wall = random.pick(look.walls);
	const { wallAt, sideAt, lightFrom } = room;
	painting.body.push(`<rect width="100%" height="100%" fill="${mix(wall, '#ffffff', 0.3)}"/>`);
	paintFloor(painting, room, random.pick(look.floors), random);
	const lit = painting.gradient(
		[lightFrom < 0 ? 0 : painting.camera.width, 0],
		[lightFrom < 0 ? painting.camera.width : 0, painting.camera.height * 0.5],
		mix(wall, '#fffdf4', 0.35),
		mix(wall, '#1c222c', 0.16)
	);
	painting.fill(onWall(room, -FAR, 0, FAR, CEILING), lit);
	painting.fill(quad(-FAR, -FAR, FAR, wallAt, CEILING), '#f0efea');
	if (room.kind === 'basement') {
		for (let y = 0.2; y < CEILING; y += 0.2)
			painting.fill(onWall(room, -FAR, y, FAR, y + 0.008), mix(wall, '#000000', 0.14));
	}
	if (look.skirting) painting.fill(onWall(room, -FAR, 0, FAR, 0.08, 0.015), look.skirting);
	painting.soft(
		[onWall(room, -FAR, -0.02, FAR, 0.06), quad(-FAR, wallAt - 0.09, FAR, wallAt)],
		'#14161b',
		0.3,
		14
	);
	if (random.chance(look.daylight)) {
		paintWindow(painting, room, lightFrom < 0 ? random.between(-2.3, -1.2) : random.between(0, 1.1), random);
	}
	for (const fixture of look.fixtures) if (random.chance(0.75)) paintFixture(painting, room, fixture, random);
	if (sideAt === undefined) return;
	const nearer = -FAR;
	const side = (y1: number, y2: number): Point[] => [
		[sideAt, y1, nearer],
		[sideAt, y1, wallAt],
		[sideAt, y2, wallAt],
		[sideAt, y2, nearer]
	];
	painting.fill(
		[
			[sideAt * 3, 0, nearer],
			[sideAt, 0, nearer],
			[sideAt, 0, wallAt],
			[sideAt * 3, 0, wallAt]
		],
		wall
	);
	painting.fill(side(0, CEILING), mix(wall, '#20252e', sideAt * lightFrom > 0 ? 0.14 : 0.06));
	if (look.skirting) painting.fill(side(0, 0.08), mix(look.skirting, '#20252e', 0.1));
	const corner: Point[] = [
		[sideAt, 0, wallAt - 0.06],
		[sideAt, 0, wallAt],
		[sideAt, CEILING, wallAt],
		[sideAt, CEILING, wallAt - 0.06]
	];
	const foot: Point[] = [
		[sideAt - 0.08, 0, nearer],
		[sideAt + 0.08, 0, nearer],
		[sideAt + 0.08, 0, wallAt],
		[sideAt - 0.08, 0, wallAt]
	];
	painting.soft([corner, foot], '#14161b', 0.25, 14);
}
