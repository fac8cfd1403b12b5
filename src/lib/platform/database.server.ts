import pg from 'pg';
import { ConfigError, type Config } from './config.server';
import { startEmbeddedPostgres } from './embedded-postgres.server';

/** The database of this start, external or embedded. */
export interface OpenedDatabase {
	/** For migrations, grants and the job schema. */
	ownerUrl: string;
	/** For everything else. */
	appUrl: string;
	/** `SET ROLE` to this on each new connection to `appUrl`. */
	setRole?: 'omatt_app';
	/** Present when the embedded PostgreSQL serves. */
	embedded?: { home: string; startedHere: boolean };
	/**
	 * Ends the use of the database and stops an embedded PostgreSQL nobody needs any more: a server (`asServer`)
	 * always, a command only one that it started itself while no server and no other command uses it.
	 */
	close(options?: { asServer?: boolean }): Promise<void>;
}

export interface OpenOptions {
	/** Hears sentences for the log. */
	notice?: (sentence: string) => void;
	/** Tests only, see `startEmbeddedPostgres`. */
	fast?: boolean;
}

/** The user's name in an address. */
export const userOf = (url: string): string =>
	decodeURIComponent(new URL(url.replace('@/', '@localhost/')).username);

/** The name under which a server's lock connects. */
export const SERVER_LOCK_NAME = 'omatt server lock';
const SERVER_LOCK = `hashtextextended('omatt server', 0)`;
/** A killed server's connection takes a moment to be noticed. */
const LOCK_TRIES = 20;
const LOCK_PAUSE_MS = 100;

async function isUnused(ownerUrl: string): Promise<boolean> {
	const client = new pg.Client(ownerUrl);
	await client.connect();
	try {
		const { rows } = await client.query<{ unused: boolean }>(
			`select pg_try_advisory_lock(${SERVER_LOCK}) and not exists (
				select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
			) as unused`
		);
		return rows[0]?.unused === true;
	} finally {
		await client.end();
	}
}

/**
 * Opens the database the configuration names, or starts (or adopts) the embedded one.
 * @throws ConfigError with what to do when that cannot work
 */
export async function openDatabase(
	config: Pick<Config, 'database' | 'dataDir'>,
	{ notice = () => undefined, fast }: OpenOptions = {}
): Promise<OpenedDatabase> {
	const { url, ownerUrl = url, setRole } = config.database;
	if (url && ownerUrl) {
		if (setRole) {
			notice(
				'DATABASE_URL serves owner and server alike: two addresses (DATABASE_OWNER_URL for the owner) are safer.'
			);
		}
		return { ownerUrl, appUrl: url, ...(setRole && { setRole }), close: async () => undefined };
	}
	const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, notice, fast });
	const { home, startedHere } = embedded;
	return {
		ownerUrl: embedded.ownerUrl,
		appUrl: embedded.appUrl,
		embedded: { home, startedHere },
		close: async ({ asServer = false } = {}) => {
			if (asServer || (startedHere && (await isUnused(embedded.ownerUrl)))) await embedded.stop();
		}
	};
}

/** Held for the life of the one server on an embedded database. */
export interface ServerLock {
	release(): Promise<void>;
}

/**
 * Makes sure that one server at a time uses an embedded database. The lock is a connection's own, so it goes with
 * the process, however that ends.
 * @param onLost called once when the connection breaks without `release`: the database stopped or crashed
 * @throws ConfigError when another server holds it
 */
export async function holdServerLock(ownerUrl: string, onLost?: () => void): Promise<ServerLock> {
	const client = new pg.Client({
		connectionString: ownerUrl,
		application_name: SERVER_LOCK_NAME,
		keepAlive: true
	});
	let held = false;
	const lost = () => {
		if (held) onLost?.();
		held = false;
	};
	client.on('error', lost);
	client.on('end', lost);
	await client.connect();
	for (let attempt = 0; attempt < LOCK_TRIES; attempt++) {
		const { rows } = await client.query<{ held: boolean }>(
			`select pg_try_advisory_lock(${SERVER_LOCK}) as held`
		);
		held = rows[0]?.held === true;
		if (held) break;
		await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
	}
	if (!held) {
		await client.end();
		throw new ConfigError(
			'Omatt already runs on this folder: use that one, stop it first, or set DATA_DIR and PORT to start another.'
		);
	}
	return {
		release: async () => {
			held = false;
			await client.end();
		}
	};
}
