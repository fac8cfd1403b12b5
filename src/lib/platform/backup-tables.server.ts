import pg from 'pg';

/** Kysely's own record of migrations: kept by migrating, not by copying. */
const MIGRATION_TABLES = ['kysely_migration', 'kysely_migration_lock'];

export interface TableShape {
	name: string;
	/** Stored columns in their order; generated ones come from these. */
	columns: string[];
}

export interface SequenceState {
	name: string;
	lastValue: string;
	isCalled: boolean;
}

/** A table of the schema `public` as it stands in SQL. */
export const inPublic = (name: string): string => `public.${pg.escapeIdentifier(name)}`;

/** `public.table ("column", …)`: what COPY reads and writes. */
export const copied = ({ name, columns }: TableShape): string =>
	`${inPublic(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;

/** How values are written and read, whatever server, role or database is set to. */
export async function useCopySettings(client: pg.ClientBase): Promise<void> {
	await client.query(`
		set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC';
		set bytea_output = 'hex'; set extra_float_digits = 3; set statement_timeout = 0; set lock_timeout = 0;
		set idle_in_transaction_session_timeout = 0`);
}

const NOT_OF_AN_EXTENSION = (oid: string, catalogue: string) =>
	`not exists (select from pg_depend where classid = '${catalogue}'::regclass and objid = ${oid} and deptype = 'e')`;

/** Every table that holds rows, but those left out, by name. */
export async function listTables(client: pg.ClientBase, leftOut: readonly string[]): Promise<TableShape[]> {
	const { rows } = await client.query<TableShape>(
		`select relname as name, array(
				select attname::text from pg_attribute
				where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
			) as columns
		from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
			and relname <> all ($1) and ${NOT_OF_AN_EXTENSION('pg_class.oid', 'pg_class')}
		order by relname`,
		[[...MIGRATION_TABLES, ...leftOut]]
	);
	return rows;
}

/** Where every sequence stands. */
export async function listSequences(client: pg.ClientBase): Promise<SequenceState[]> {
	const { rows } = await client.query<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
			and ${NOT_OF_AN_EXTENSION('oid', 'pg_class')} order by relname`
	);
	const states: SequenceState[] = [];
	for (const { name } of rows) {
		const state = await client.query<Omit<SequenceState, 'name'>>(
			`select last_value::text as "lastValue", is_called as "isCalled" from ${inPublic(name)}`
		);
		states.push({ name, lastValue: '1', isCalled: false, ...state.rows[0] });
	}
	return states;
}

export async function setSequences(client: pg.ClientBase, states: readonly SequenceState[]): Promise<void> {
	for (const { name, lastValue, isCalled } of states)
		await client.query('select setval($1::regclass, $2::bigint, $3)', [inPublic(name), lastValue, isCalled]);
}

export async function countRows(client: pg.ClientBase, table: string): Promise<number> {
	const { rows } = await client.query<{ count: string }>(
		`select count(*)::text as count from ${inPublic(table)}`
	);
	return Number(rows[0]?.count);
}

/** Whether a table exists and has a row. */
export async function hasRows(client: pg.ClientBase, table: string): Promise<boolean> {
	const found = await client.query<{ exists: boolean }>(`select to_regclass($1) is not null as exists`, [
		inPublic(table)
	]);
	if (!found.rows[0]?.exists) return false;
	const { rows } = await client.query<{ some: boolean }>(
		`select exists (select from ${inPublic(table)}) as some`
	);
	return rows[0]?.some === true;
}

const listSql = async (client: pg.ClientBase, query: string): Promise<string[]> =>
	(await client.query<{ sql: string }>(query)).rows.map(({ sql }) => sql);

const run = async (client: pg.ClientBase, statements: readonly string[]): Promise<void> => {
	for (const statement of statements) await client.query(statement);
};

/** Drops everything in the schema `public` that is not part of an extension. */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
	const relations = await listSql(
		client,
		`select format('drop %s if exists public.%I cascade', case relkind when 'v' then 'view'
			when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type' else 'table' end, relname) as sql
		from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'c')
			and not relispartition and ${NOT_OF_AN_EXTENSION('oid', 'pg_class')}
		order by array_position(array['v', 'm', 'r', 'p', 'S', 'c'], relkind::text)`
	);
	await run(client, relations);
	const others = await listSql(
		client,
		`select format('drop routine if exists %s cascade', oid::regprocedure) as sql from pg_proc
			where pronamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION('oid', 'pg_proc')}
		union all
		select format('drop type if exists %s cascade', oid::regtype) from pg_type
			where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and ${NOT_OF_AN_EXTENSION('oid', 'pg_type')}`
	);
	await run(client, others);
}

/**
 * Takes away, inside a transaction, what would stop or change rows on their way in, as far as a plain owner may:
 * the schema's own triggers, which fired when the rows were first written, are disabled, and foreign keys are dropped
 * so that tables may come in any order. (`session_replication_role` would need a superuser.)
 * @returns what puts both back; adding a foreign key checks every row
 */
export async function openForLoading(client: pg.ClientBase): Promise<() => Promise<void>> {
	const { rows: triggers } = await client.query<{ off: string; back: string }>(
		`select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as off,
			format('alter table %s %s trigger %I', tgrelid::regclass,
				case tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end, tgname) as back
		from pg_trigger join pg_class on pg_class.oid = tgrelid
		where relnamespace = 'public'::regnamespace and not tgisinternal and tgparentid = 0 and tgenabled <> 'D'`
	);
	const { rows: keys } = await client.query<{ off: string; back: string }>(
		`select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
			format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
		from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' and conparentid = 0`
	);
	const all = [...triggers, ...keys];
	await run(
		client,
		all.map(({ off }) => off)
	);
	return () =>
		run(
			client,
			all.map(({ back }) => back)
		);
}
