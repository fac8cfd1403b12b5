import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { prepareBinaries } from './embedded-postgres-binaries.server';
import { makeState, noteHome, prepareHome, readSecrets, type Secrets } from './embedded-postgres-home.server';
import {
	createCluster,
	databaseUrl,
	findRunning,
	startServer,
	stopServer,
	type Address
} from './embedded-postgres-process.server';
import { withFileLock } from './file-lock.server';

export interface EmbeddedOptions {
	dataDir: string;
	/** Hears, in English for the log, where things are kept and why. */
	notice?: (sentence: string) => void;
	/** Tests only: gives up surviving a crash of the machine for speed. */
	fast?: boolean;
}

export interface EmbeddedPostgres {
	/** Superuser `omatt_owner` on the database `omatt`. */
	ownerUrl: string;
	/** Role `omatt_app` on the same database. */
	appUrl: string;
	/** False when a PostgreSQL that already ran on this folder was adopted. */
	startedHere: boolean;
	/** Where the cluster is: below `dataDir`, or outside it where PostgreSQL's user cannot reach that. */
	home: string;
	/** Stops it, adopted or not; whoever shares it decides before calling. */
	stop(): Promise<void>;
}

async function ensureDatabase(address: Address, secrets: Secrets): Promise<void> {
	const client = new pg.Client(databaseUrl(address, 'omatt_owner', secrets.owner, 'postgres'));
	await client.connect();
	try {
		const { rows } = await client.query<{ role: boolean; database: boolean }>(
			`select exists (select from pg_roles where rolname = 'omatt_app' and rolcanlogin) as role,
				exists (select from pg_database where datname = 'omatt') as database`
		);
		if (!rows[0]?.role) {
			await client.query(
				`do $$ begin
					if not exists (select from pg_roles where rolname = 'omatt_app') then create role omatt_app; end if;
				end $$`
			);
			await client.query(`alter role omatt_app login password ${pg.escapeLiteral(secrets.app)}`);
		}
		if (!rows[0]?.database) await client.query('create database omatt');
	} finally {
		await client.end();
	}
}

/**
 * Runs a real PostgreSQL for this folder, or adopts the one that already runs on it (as after a killed server).
 * Several processes may call it at once for the same folder; all get the same database.
 * @throws ConfigError when the folder, the user or the platform does not allow it, with what to do
 */
export async function startEmbeddedPostgres({
	dataDir: folder,
	notice = () => undefined,
	fast = false
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const dataDir = resolve(folder);
	const state = await makeState(dataDir);
	return withFileLock(join(state, 'start.lock'), async () => {
		const home = await prepareHome(dataDir, state, notice);
		const binaries = await prepareBinaries(home.dir, home.runAs, notice);
		const secrets = await readSecrets(state, home);
		if (!existsSync(home.cluster)) await createCluster(home, binaries, secrets.owner);
		await noteHome(state, home);
		const running = await findRunning(home, secrets.owner);
		const address = running ?? (await startServer(home, binaries, fast));
		await ensureDatabase(address, secrets);
		return {
			ownerUrl: databaseUrl(address, 'omatt_owner', secrets.owner, 'omatt'),
			appUrl: databaseUrl(address, 'omatt_app', secrets.app, 'omatt'),
			startedHere: running === undefined,
			home: home.dir,
			stop: () => stopServer(home, binaries)
		};
	});
}
