import { Kysely, PostgresAdapter, PostgresDialect, type PostgresPool } from 'kysely';
import { Migrator, type Migration, type MigrationProvider, type MigrationResultSet } from 'kysely/migration';
import pg from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import { ConfigError } from './config.server';

export const JOB_SCHEMA = 'pgboss';
/** The same tables once more, for what is made up; made when it is wanted, see `side-schema.server.ts`. */
export const PRACTICE_SCHEMA = 'practice';
/** The job schema's version in the pg-boss this was built with (its package.json). */
const JOB_SCHEMA_VERSION = 43;

const FILES = import.meta.glob<Migration>('/migrations/*.ts', { eager: true });

/** Name (file name without extension) → migration, as bundled. */
export const migrations: Readonly<Record<string, Migration>> = Object.fromEntries(
	Object.entries(FILES).map(([path, migration]) => [path.replace(/^.*\/|\.ts$/g, ''), migration])
);

/** Held by whoever changes the schema. */
export const MIGRATE_LOCK = `hashtextextended('omatt migrate', 0)`;

const INSUFFICIENT_PRIVILEGE = '42501';

/** Role `omatt_app` exists, and both the owner and the server's user may act as it. */
export async function ensureAppRole(client: pg.Client, appUser: string | undefined): Promise<void> {
	try {
		await client.query(`do $$ begin
			if not exists (select from pg_roles where rolname = 'omatt_app') then create role omatt_app nologin; end if;
		end $$`);
		const { rows } = await client.query<{ name: string }>(
			// From version 16 on, making a role does not include acting as it.
			`select rolname as name from pg_roles
			where rolname in (current_user, $1) and rolname <> 'omatt_app' and not pg_has_role(rolname, 'omatt_app',
				case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)`,
			[appUser ?? null]
		);
		for (const { name } of rows) await client.query(`grant omatt_app to ${pg.escapeIdentifier(name)}`);
	} catch (error) {
		if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
		throw new ConfigError(
			'The owner of the database may not set up the role omatt_app: as an administrator, run ' +
				'CREATE ROLE omatt_app; and GRANT omatt_app TO the users in DATABASE_OWNER_URL and DATABASE_URL WITH ADMIN OPTION;'
		);
	}
}

const provider: MigrationProvider = { getMigrations: async () => ({ ...migrations }) };

function namesOf({ error, results = [] }: MigrationResultSet): string[] {
	if (error) {
		const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the migrations';
		throw new Error(`The database could not be brought up to date: ${failed} failed`, { cause: error });
	}
	return results.map(({ migrationName }) => migrationName);
}

async function runMigrations(ownerUrl: string): Promise<string[]> {
	const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
	const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
	try {
		return namesOf(await new Migrator({ db, provider }).migrateToLatest());
	} finally {
		await db.destroy();
	}
}

/** Kysely's own lock cannot be given back once a transaction has failed. */
class LockedAlreadyAdapter extends PostgresAdapter {
	override acquireMigrationLock = async (): Promise<void> => undefined;
	override releaseMigrationLock = async (): Promise<void> => undefined;
}
class OneClientDialect extends PostgresDialect {
	override createAdapter = () => new LockedAlreadyAdapter();
}

/**
 * Runs migrations on a connection inside its transaction, up to and with `level` or all of them: what fails takes
 * everything along. The caller holds `MIGRATE_LOCK`, and the role `omatt_app` is there.
 * @param options.schema where it is not `public`: it exists and stands first in the connection's search path
 * @returns names of the migrations that ran
 */
export async function migrateWithin(
	client: pg.ClientBase,
	{ level, schema }: { level?: string | undefined; schema?: string } = {}
): Promise<string[]> {
	const connection = { query: client.query.bind(client), release: () => undefined };
	const pool = { connect: async () => connection, end: async () => undefined, options: {} };
	const db = new Kysely<unknown>({
		dialect: new OneClientDialect({ pool: pool as unknown as PostgresPool })
	});
	const migrator = new Migrator({
		db,
		provider,
		disableTransactions: true,
		...(schema && { migrationTableSchema: schema })
	});
	return namesOf(level === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(level));
}

async function installJobSchema(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ installed: boolean }>(
		`select to_regclass('${JOB_SCHEMA}.version') is not null as installed`
	);
	if (!rows[0]?.installed) {
		await client.query(getConstructionPlans(JOB_SCHEMA));
	} else {
		const found = await client.query<{ version: number }>(`select version from ${JOB_SCHEMA}.version`);
		const version = found.rows[0]?.version ?? JOB_SCHEMA_VERSION;
		if (version < JOB_SCHEMA_VERSION) await client.query(getMigrationPlans(JOB_SCHEMA, version));
	}
	await client.query(`
		grant usage on schema ${JOB_SCHEMA} to omatt_app;
		grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to omatt_app;
		grant usage on all sequences in schema ${JOB_SCHEMA} to omatt_app;
		grant execute on all functions in schema ${JOB_SCHEMA} to omatt_app;
	`);
}

/**
 * Brings a database up to date as its owner: the role `omatt_app`, the migrations, the job schema. Forward only;
 * several servers may call it at once.
 * @param appUser the server's user, when it is neither the owner nor `omatt_app` itself
 * @returns names of the migrations that ran
 */
export async function migrate(ownerUrl: string, appUser?: string): Promise<string[]> {
	const client = new pg.Client(ownerUrl);
	await client.connect();
	try {
		await client.query(`select pg_advisory_lock(${MIGRATE_LOCK})`);
		await ensureAppRole(client, appUser);
		const ran = await runMigrations(ownerUrl);
		await installJobSchema(client);
		return ran;
	} finally {
		await client.end();
	}
}

/**
 * Removes everything in the database, as its owner. Only for a demo whose seed was interrupted: whatever is there was
 * made up.
 */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
	const client = new pg.Client(ownerUrl);
	await client.connect();
	try {
		await client.query(
			`drop schema if exists ${JOB_SCHEMA} cascade; drop schema if exists ${PRACTICE_SCHEMA} cascade;
			drop schema public cascade; create schema public`
		);
	} finally {
		await client.end();
	}
}
