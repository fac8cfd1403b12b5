import { createApp } from '$lib/app.server';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime.js';
import { settableClock } from '$lib/platform/clock';
import type { Config } from '$lib/platform/config.server';
import type { OpenedDatabase } from '$lib/platform/database.server';
import { openDb, type Db } from '$lib/platform/db.server';
import { createLog } from '$lib/platform/log.server';

/**
 * Runs something against the services with a clock that can be set.
 * @param options.startsOver it is done anew from an empty database when interrupted: it need not wait for the disk
 */
export async function withServices<T>(
	database: OpenedDatabase,
	config: Config,
	run: (services: {
		app: ReturnType<typeof createApp>;
		db: Db;
		clock: ReturnType<typeof settableClock>;
	}) => Promise<T>,
	{ startsOver = false }: { startsOver?: boolean } = {}
): Promise<T> {
	overwriteGetLocale(() => 'nb');
	const clock = settableClock(new Date());
	const db = openDb({
		connectionString: database.appUrl,
		...(database.setRole && { setRole: database.setRole }),
		mayLoseLastCommits: startsOver
	});
	const app = createApp({
		db,
		clock,
		log: createLog('warn'),
		dataDir: config.dataDir,
		...(config.secretKey && { secretKey: config.secretKey }),
		origin: config.origin,
		isDemo: config.demo
	});
	try {
		return await run({ app, db, clock });
	} finally {
		await app.close();
	}
}
