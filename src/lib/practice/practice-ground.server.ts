import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createApp, type App, type AppDeps } from '$lib/app.server';
import type { DrawPicture } from '$lib/demo/photos.server';
import { drawPicture } from '$lib/demo/pictures/draw';
import { userOf } from '$lib/platform/database.server';
import { openDb, type Db } from '$lib/platform/db.server';
import { PRACTICE_SCHEMA } from '$lib/platform/migrate.server';
import { findSideSchema, prepareSideSchema, type SideSchema } from '$lib/platform/side-schema.server';
import { installReference } from '$lib/reference-data.server';

const SCHEMA: SideSchema = { name: PRACTICE_SCHEMA, role: 'omatt_practice' };
const CONNECTIONS = 6;

/** The services once more, on tables, photos and a database role that have nothing to do with the real ones. */
export interface PracticeGround {
	app: App;
	db: Db;
	/** Draws what the things look like. */
	draw: DrawPicture;
	/**
	 * Makes it ready where it is not; `anew`: whatever is there.
	 * @returns what it is known by until it is made anew
	 */
	prepare(options?: { anew?: boolean }): Promise<string>;
	/** Whether it stands ready, of this version. */
	isReady(): Promise<boolean>;
	close(): Promise<void>;
}

interface GroundDeps extends Omit<AppDeps, 'db' | 'jobs' | 'ground'> {
	/** Where the owner connects: it alone makes tables. */
	ownerUrl: string;
	appUrl: string;
	draw?: DrawPicture;
}

/** Opens the ground; nothing of it is made before somebody practises. */
export function openPracticeGround({
	ownerUrl,
	appUrl,
	draw = drawPicture,
	...deps
}: GroundDeps): PracticeGround {
	const dataDir = join(deps.dataDir, 'practice');
	const db = openDb({
		connectionString: appUrl,
		setRole: SCHEMA.role,
		schema: SCHEMA.name,
		max: CONNECTIONS,
		onIdleError: (fault) => deps.log.warn({ err: fault }, 'idle practice connection lost')
	});
	const app = createApp({ ...deps, db, dataDir });
	let knownReady: Promise<boolean> | undefined;

	return {
		app,
		db,
		draw,
		prepare: ({ anew = false } = {}) =>
			prepareSideSchema(
				{ ownerUrl, appUser: userOf(appUrl) },
				SCHEMA,
				async () => {
					await rm(join(dataDir, 'photos'), { recursive: true, force: true });
					await installReference(app);
				},
				{ anew }
			),
		async isReady() {
			// What is there stays of this version; what is not may come.
			knownReady ??= findSideSchema(db, SCHEMA).then((found) => found !== undefined);
			const isReady = await knownReady.catch(() => false);
			if (!isReady) knownReady = undefined;
			return isReady;
		},
		close: () => app.close()
	};
}
