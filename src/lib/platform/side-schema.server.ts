import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from './db.server';
import { migrateWithin, migrations } from './migrate.server';

/** A second set of the same tables, for what must never touch the real ones. */
export interface SideSchema {
	name: string;
	/** The only role that may use it, and that may use nothing else. */
	role: string;
}

/** A role that was made or granted by somebody else in the same moment. */
const MADE_MEANWHILE = new Set(['42710', '23505', 'XX000']);
const ROLE_TRIES = 5;

/** Which tables the schema holds, to know one that an older version left behind. */
const level = (): string => {
	const names = Object.keys(migrations).sort();
	return `${names.length} migrations to ${names.at(-1)}`;
};

const FIND = `select oid::text as id, obj_description(oid, 'pg_namespace') as level from pg_namespace where nspname = `;
interface Found {
	id: string;
	level: string | null;
}
const idOf = (found: Found | undefined): string | undefined =>
	found?.level === level() ? found.id : undefined;

/** What the schema is known by until it is made anew; undefined where it is not there, whole and of this version. */
export async function findSideSchema(db: Db, { name }: SideSchema): Promise<string | undefined> {
	const { rows } = await sql<Found>`${sql.raw(FIND)}${name}`.execute(db);
	return idOf(rows[0]);
}

async function ensureRole(client: pg.Client, role: string, appUser: string): Promise<void> {
	const name = pg.escapeIdentifier(role);
	for (let attempt = 1; ; attempt++) {
		try {
			const { rows } = await client.query<{ exists: boolean; version: number }>(
				`select exists (select from pg_roles where rolname = $1),
					current_setting('server_version_num')::int as version`,
				[role]
			);
			if (!rows[0]?.exists) await client.query(`create role ${name} nologin`);
			const isNew = (rows[0]?.version ?? 0) >= 160_000;
			const { rows: missing } = await client.query<{ member: string }>(
				`select rolname as member from pg_roles where rolname in (current_user, $1)
					and not pg_has_role(rolname, $2, $3)`,
				[appUser, role, isNew ? 'SET' : 'MEMBER']
			);
			for (const { member } of missing)
				await client.query(
					`grant ${name} to ${pg.escapeIdentifier(member)}${isNew ? ' with inherit false, set true' : ''}`
				);
			return;
		} catch (error) {
			const { code } = error as { code?: string };
			if (!MADE_MEANWHILE.has(code ?? '') || attempt === ROLE_TRIES) throw error;
		}
	}
}

/** What the migrations gave to the server's role in this schema goes to the schema's own role instead. */
async function handOver(client: pg.Client, { name, role }: SideSchema): Promise<void> {
	const { rows } = await client.query<{ rights: string; table: string }>(
		`select string_agg(privilege_type, ', ') as rights, format('%I.%I', table_schema, table_name) as table
		from information_schema.role_table_grants where table_schema = $1 and grantee = 'omatt_app'
		group by table_schema, table_name`,
		[name]
	);
	for (const { rights, table } of rows)
		await client.query(
			`grant ${rights} on ${table} to ${pg.escapeIdentifier(role)}; revoke all on ${table} from omatt_app`
		);
	const schema = pg.escapeIdentifier(name);
	await client.query(`
		grant usage on schema ${schema}, public to ${pg.escapeIdentifier(role)};
		grant usage on all sequences in schema ${schema} to ${pg.escapeIdentifier(role)}`);
}

/**
 * Makes the schema as its owner, unless it stands there whole and of this version; several servers may call it at
 * once. Append-only tables refuse to be emptied here as well: the whole schema is made again instead.
 * @param options.anew make it again in any case
 * @param fill puts in what every part of it needs; the schema counts as there once this is done
 * @returns what it is known by until it is made anew
 */
export async function prepareSideSchema(
	{ ownerUrl, appUser }: { ownerUrl: string; appUser: string },
	schema: SideSchema,
	fill: () => Promise<void>,
	{ anew = false } = {}
): Promise<string> {
	const client = new pg.Client(ownerUrl);
	await client.connect();
	const name = pg.escapeIdentifier(schema.name);
	try {
		await client.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [`omatt schema ${schema.name}`]);
		const find = async () => idOf((await client.query<Found>(`${FIND}$1`, [schema.name])).rows[0]);
		const found = await find();
		if (found && !anew) return found;
		await ensureRole(client, schema.role, appUser);
		await client.query('begin');
		try {
			await client.query(`drop schema if exists ${name} cascade; create schema ${name}`);
			await client.query(`set local search_path = ${name}, public`);
			await migrateWithin(client, { schema: schema.name });
			await handOver(client, schema);
			await client.query('commit');
		} catch (error) {
			await client.query('rollback');
			throw error;
		}
		await fill();
		await client.query(`comment on schema ${name} is '${level()}'`);
		const made = await find();
		if (!made) throw new Error(`the schema ${schema.name} went away while it was made`);
		return made;
	} finally {
		await client.end();
	}
}
