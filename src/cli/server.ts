import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '$lib/platform/config.server';
import { holdServerLock, openDatabase, userOf, type OpenedDatabase } from '$lib/platform/database.server';
import { createLog, type Log } from '$lib/platform/log.server';
import { migrate } from '$lib/platform/migrate.server';
import { say } from './command';
import { connectSignIn, installReferenceData, seedDemoIfEmpty, type DemoPerson } from './demo';

/** Everything that stands before the web application is loaded. */
export interface PreparedServer {
	config: Config;
	log: Log;
	people: readonly DemoPerson[];
	/** The environment the web application reads. */
	env: Record<string, string>;
	/** Gives the folder free and stops its database. */
	close(): Promise<void>;
}

const REOPEN_TRIES = 10;

/**
 * Holds the folder for this server. When the embedded database goes away under it, as after a crash, it is started
 * again; connections are replaced by their pools.
 */
async function holdFolder(config: Config, database: OpenedDatabase, log: Log, onGone: () => void) {
	let closing = false;
	const onLost = async () => {
		for (let attempt = 1; attempt <= REOPEN_TRIES && !closing; attempt++) {
			log.error({ attempt }, 'The database went away and is opened again.');
			try {
				const again = await openDatabase(config, { notice: (line) => log.info(line) });
				if (again.appUrl !== database.appUrl) break;
				lock = await holdServerLock(again.ownerUrl, () => void onLost());
				if (closing) await lock.release();
				else log.info('The database is back.');
				return;
			} catch (error) {
				log.error({ err: error }, 'The database could not be opened again.');
				await sleep(1_000);
			}
		}
		if (!closing) onGone();
	};
	let lock = await holdServerLock(database.ownerUrl, () => void onLost());
	return async () => {
		closing = true;
		await lock.release();
	};
}

/**
 * Opens the database, makes sure no other server uses an embedded one, brings it up to date and fills the demo.
 * @param onGone called when the embedded database is lost and cannot be started again
 */
export async function prepareServer(onGone: () => void): Promise<PreparedServer> {
	const config = readConfig(process.env);
	const log = createLog(config.logLevel);
	const database = await openDatabase(config, { notice: say });
	const release = database.embedded ? await holdFolder(config, database, log, onGone) : async () => undefined;
	const close = async () => {
		await release();
		await database.close({ asServer: true });
	};
	try {
		const ran = await migrate(database.ownerUrl, userOf(database.appUrl));
		if (ran.length > 0) say(`The database was brought up to date (${ran.length} steps).`);
		await installReferenceData(database, config);
		const people = config.demo ? await seedDemoIfEmpty(database, config) : [];
		await connectSignIn(database, config);
		return {
			config,
			log,
			people,
			close,
			env: {
				DATABASE_URL: database.appUrl,
				DATABASE_OWNER_URL: database.ownerUrl,
				DATA_DIR: config.dataDir,
				HOST: config.host,
				PORT: String(config.port),
				ORIGIN: config.origin,
				OMATT_DEMO: String(config.demo),
				OMATT_BACKUPS: String(config.backups),
				OMATT_EMBEDDED: String(database.embedded !== undefined),
				LOG_LEVEL: config.logLevel,
				// A photo of 25 MB with what a multipart form puts around it.
				BODY_SIZE_LIMIT: '30M'
			}
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Prints where to go and who one may be. */
export function welcome({ config, people }: PreparedServer): void {
	say(`\nOmatt is ready: ${config.origin}`);
	if (people.length > 0) {
		say('Demo people (the sign-in page has more):');
		for (const { name, role } of people) say(`  ${name}, ${role}`);
	}
	say('Stop with Ctrl+C.\n');
}

/** Resolves at the first signal to stop; later ones are ignored while stopping. */
export const stopSignal = (): Promise<NodeJS.Signals> =>
	new Promise((resolve) => {
		for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
	});
