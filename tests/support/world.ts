import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { createApp, type App } from '$lib/app.server';
import { catalogueService } from '$lib/catalogue/catalogue.service.server';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import { addDays, osloDate, settableClock, type Clock } from '$lib/platform/clock';
import { openDb, type Db } from '$lib/platform/db.server';
import { EventBus } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { Jobs } from '$lib/platform/jobs.server';
import { isOrgnr, type Role } from '$lib/organisation/organisation';
import type { Actor } from '$lib/organisation/permission';
import { openPracticeGround } from '$lib/practice/practice-ground.server';
import type { TestDatabase } from './database';

/** What a made-up thing looks like where nobody looks at it. */
const aPicture = () =>
	sharp({ create: { width: 40, height: 30, channels: 3, background: '#0a5' } })
		.jpeg()
		.toBuffer();

/** Where the tests' clock stands unless they set it: a Monday morning. */
export const TEST_NOW = new Date('2026-11-23T08:00:00Z');

export interface TestUnit {
	id: string;
	organisationId: string;
	name: string;
}
export interface TestPerson {
	id: string;
	name: string;
	email: string;
	organisationId: string;
	unitId: string;
}
export interface TestOrganisation {
	id: string;
	name: string;
	root: TestUnit;
}

/**
 * Builds the services on a test database, with photos in a folder of their own.
 * `stop()` closes the connections and removes the folder; call it before `database.drop()`.
 */
export async function createTestApp(
	database: TestDatabase,
	clock: Clock & { set(instant: Date): void } = settableClock(TEST_NOW),
	{
		isDemo = true,
		connections = 10,
		jobs,
		withPractice = false
	}: { isDemo?: boolean; connections?: number; jobs?: Jobs; withPractice?: boolean } = {}
) {
	const dataDir = await mkdtemp(join(tmpdir(), 'omatt-app-'));
	const db = openDb({ connectionString: database.appUrl, max: connections, onIdleError: () => undefined });
	const log = pino({ level: 'silent' });
	const deps = { clock, log, dataDir, origin: 'http://localhost:3000', isDemo };
	const ground = withPractice ? openPracticeGround({ ...deps, ...database, draw: aPicture }) : undefined;
	const app = createApp({ ...deps, db, jobs, ground });
	return {
		app,
		db,
		clock,
		dataDir,
		photoDir: join(dataDir, 'photos'),
		stop: async () => {
			await ground?.close();
			await app.close();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

/** The person as the services see them today. */
export async function actorOf(app: App, person: TestPerson): Promise<Actor> {
	const actor = await app.organisation.findActor(person.id);
	if (!actor) throw new Error(`${person.name} cannot act`);
	return actor;
}

let lastOrgnr = 310_000_000;

/** A valid organisation number from the series for synthetic organisations. */
export function anOrgnr(): string {
	do lastOrgnr++;
	while (!isOrgnr(String(lastOrgnr)));
	return String(lastOrgnr);
}

/** Hands that put organisations, units and people into the database, each valid since a year before the clock. */
export function hands(db: Db, clock: Clock) {
	const createdAt = clock.now();
	const validFrom = addDays(osloDate(createdAt), -365);
	const id = () => newId(createdAt.getTime());

	const unit = async (
		organisationId: string,
		parent: TestUnit | null,
		kind: 'cityDepartment' | 'agency' | 'unit',
		name: string,
		place: { district?: string; address?: string; isAddressProtected?: boolean } = {}
	): Promise<TestUnit> => {
		const made = { id: id(), organisationId, name };
		await db
			.insertInto('unit')
			.values({ ...made, kind, createdAt, ...place })
			.execute();
		await db
			.insertInto('unitParent')
			.values({ id: id(), unitId: made.id, parentId: parent?.id ?? null, validFrom })
			.execute();
		return made;
	};

	const organisation = async (
		name: string,
		{
			cooperationId = null,
			rootKind = 'unit'
		}: { cooperationId?: string | null; rootKind?: 'cityDepartment' | 'unit' } = {}
	): Promise<TestOrganisation> => {
		const organisationId = id();
		await db
			.insertInto('organisation')
			.values({
				id: organisationId,
				cooperationId,
				orgnr: anOrgnr(),
				name,
				kind: 'municipality',
				municipality: 'Bergen',
				createdAt
			})
			.execute();
		return {
			id: organisationId,
			name,
			root: await unit(organisationId, null, rootKind, `${name}, ledelsen`)
		};
	};

	const membership = (person: TestPerson, role: Role, where: TestUnit) =>
		db
			.insertInto('membership')
			.values({ id: id(), personId: person.id, unitId: where.id, role, validFrom })
			.execute();

	/** A person at home in a unit who holds the roles there, with an account for one-tap sign-in. */
	const person = async (name: string, home: TestUnit, roles: readonly Role[]): Promise<TestPerson> => {
		const made = {
			id: id(),
			name,
			email: `${name.toLowerCase().replace(/[^a-zæøå]+/g, '.')}@test.example`,
			organisationId: home.organisationId,
			unitId: home.id
		};
		await db
			.insertInto('person')
			.values({
				id: made.id,
				organisationId: home.organisationId,
				homeUnitId: home.id,
				displayName: name,
				email: made.email,
				createdAt
			})
			.execute();
		for (const role of roles) await membership(made, role, home);
		await db
			.insertInto('account')
			.values({ id: id(), personId: made.id, issuer: 'demo', subject: made.id, createdAt })
			.execute();
		return made;
	};

	return { unit, organisation, membership, person };
}

const WORLD_TYPES = {
	desk: 'deskHeightAdjustable',
	chair: 'officeChair',
	laptop: 'laptop',
	door: 'interiorDoor',
	carpet: 'carpetTile'
} as const;

/** The few types of the world, put in by the catalogue itself; a test may install the whole of it on top. */
async function installTypes(db: Db, clock: Clock) {
	const catalogue = catalogueService({ db, clock, bus: new EventBus(), log: pino({ level: 'silent' }) });
	const keys = Object.values(WORLD_TYPES) as readonly string[];
	await catalogue.installCatalogue(ITEM_TYPES.filter(({ key }) => keys.includes(key)));
	const typeOf = async (key: string) => {
		const type = await catalogue.findTypeByKey(key);
		if (!type) throw new Error(`the catalogue has no type ${key}`);
		return { id: type.id, key };
	};
	return {
		desk: await typeOf(WORLD_TYPES.desk),
		chair: await typeOf(WORLD_TYPES.chair),
		laptop: await typeOf(WORLD_TYPES.laptop),
		door: await typeOf(WORLD_TYPES.door),
		carpet: await typeOf(WORLD_TYPES.carpet)
	} satisfies Record<keyof typeof WORLD_TYPES, { id: string; key: string }>;
}

/**
 * A small world: Fjordvik and Strandvik work together, Utland stands outside. Fjordvik has a city department, below it
 * an agency, below that a school and a library, and a shelter whose address is protected.
 *
 * - `people` of Fjordvik hold exactly one role each, named by it; the requester is at the school, the manager and the
 *   storage keeper at the agency (so they reach school, library and shelter), the others at the top.
 * - `librarian` and `shelterWorker` are requesters in the other units; `strandvik` and `utland` are requesters in the
 *   other organisations, `strandvikManager` and `utlandManager` approve there.
 */
export async function createWorld(db: Db, clock: Clock) {
	const make = hands(db, clock);
	const createdAt = clock.now();
	const cooperationId = newId(createdAt.getTime());
	await db.insertInto('cooperation').values({ id: cooperationId, name: 'Samarbeidet', createdAt }).execute();

	const fjordvik = await make.organisation('Fjordvik kommune', { cooperationId, rootKind: 'cityDepartment' });
	const strandvik = await make.organisation('Strandvik kommune', { cooperationId });
	const utland = await make.organisation('Utland kommune');

	const agency = await make.unit(fjordvik.id, fjordvik.root, 'agency', 'Etat for læring', {
		district: 'Sentrum'
	});
	const school = await make.unit(fjordvik.id, agency, 'unit', 'Nordnes skole', {
		district: 'Nordnes',
		address: 'Skolegaten 1'
	});
	const library = await make.unit(fjordvik.id, agency, 'unit', 'Sandviken bibliotek', {
		district: 'Sandviken',
		address: 'Bokgaten 2'
	});
	const shelter = await make.unit(fjordvik.id, agency, 'unit', 'Krisesenteret', {
		district: 'Årstad',
		address: 'Hemmeligveien 3',
		isAddressProtected: true
	});

	const top = fjordvik.root;
	const people = {
		requester: await make.person('Randi Requester', school, ['requester']),
		manager: await make.person('Magne Manager', agency, ['manager']),
		buyer: await make.person('Beate Buyer', top, ['buyer']),
		subjectExpert: await make.person('Sunniva Expert', top, ['subjectExpert']),
		contractManager: await make.person('Konrad Contract', top, ['contractManager']),
		storageKeeper: await make.person('Stein Storage', agency, ['storageKeeper']),
		pilotLead: await make.person('Pernille Pilot', top, ['pilotLead']),
		factorOwner: await make.person('Frida Factor', top, ['factorOwner']),
		orgAdmin: await make.person('Arne Admin', top, ['orgAdmin']),
		operator: await make.person('Oda Operator', top, ['operator']),
		auditor: await make.person('Audun Auditor', top, ['auditor']),
		partner: await make.person('Petter Partner', top, ['partner'])
	} satisfies Record<Role, TestPerson>;

	const itemTypes = await installTypes(db, clock);

	return {
		make,
		cooperationId,
		organisations: { fjordvik, strandvik, utland },
		units: {
			department: top,
			agency,
			school,
			library,
			shelter,
			strandvik: strandvik.root,
			utland: utland.root
		},
		people,
		librarian: await make.person('Lise Librarian', library, ['requester']),
		shelterWorker: await make.person('Siri Shelter', shelter, ['requester']),
		strandvik: await make.person('Synne Strandvik', strandvik.root, ['requester']),
		strandvikManager: await make.person('Mons Strandvik', strandvik.root, ['manager']),
		utland: await make.person('Ulrik Utland', utland.root, ['requester']),
		utlandManager: await make.person('Unni Utland', utland.root, ['manager']),
		itemTypes
	};
}
export type World = Awaited<ReturnType<typeof createWorld>>;
