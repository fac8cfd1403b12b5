import { globSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, type Db } from '$lib/platform/db.server';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
	database = await createTestDatabase();
	db = openDb({ connectionString: database.ownerUrl });
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});

/** `Generated<string | null>` → what a driver answers for the column. */
const KIND_OF_TYPE: Record<string, (type: string) => boolean> = {
	uuid: (type) => /\bstring\b/.test(type),
	/** A vocabulary by its name is text too. */
	text: (type) => /\bstring\b|'|\b(?!Date\b|Generated)[A-Z]\w+/.test(type),
	date: (type) => /\bstring\b/.test(type),
	numeric: (type) => /\bstring\b/.test(type),
	tsvector: (type) => /\bstring\b/.test(type),
	integer: (type) => /\bnumber\b/.test(type),
	bigint: (type) => /\bnumber\b/.test(type),
	real: (type) => /\bnumber\b/.test(type),
	boolean: (type) => /\bboolean\b/.test(type),
	'timestamp with time zone': (type) => /\bDate\b/.test(type),
	jsonb: () => true,
	ARRAY: (type) => /\[\]/.test(type)
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The hand-written table types, read from their sources: table → column → type. */
function writtenTables(): Map<string, Map<string, string>> {
	const tables = new Map<string, Map<string, string>>();
	for (const file of globSync('src/lib/*/*.tables.ts')) {
		for (const [, name = '', body = ''] of readFileSync(file, 'utf8').matchAll(
			/export interface (\w+)Table \{\n([\s\S]*?)\n\}/g
		)) {
			const columns = new Map<string, string>();
			for (const [, column = '', type = ''] of body.matchAll(/^\t(\w+):\s*([\s\S]*?);$/gm))
				columns.set(snake(column), type);
			tables.set(snake(name[0]?.toLowerCase() + name.slice(1)), columns);
		}
	}
	return tables;
}

test('the hand-written table types say what the migrated database holds', async () => {
	const { rows } = await sql<{
		tableName: string;
		columnName: string;
		dataType: string;
		isNullable: string;
	}>`select table_name as "tableName", column_name as "columnName", data_type as "dataType", is_nullable as "isNullable"
		from information_schema.columns
		where table_schema = 'public' and table_name not like 'kysely%'`.execute(db);
	const written = writtenTables();
	const differences: string[] = [];
	const found = new Set<string>();
	for (const row of rows) {
		const place = `${row.tableName}.${row.columnName}`;
		found.add(place);
		const type = written.get(row.tableName)?.get(row.columnName);
		if (type === undefined) differences.push(`${place} has no type`);
		else {
			if (!KIND_OF_TYPE[row.dataType]?.(type))
				differences.push(`${place} is ${row.dataType}, written as ${type}`);
			if ((row.isNullable === 'YES') !== /\bnull\b/.test(type))
				differences.push(`${place} nullable: ${row.isNullable}, written as ${type}`);
		}
	}
	for (const [table, columns] of written)
		for (const column of columns.keys())
			if (!found.has(`${table}.${column}`)) differences.push(`${table}.${column} is written but not there`);
	expect(differences).toEqual([]);
	expect(found.size).toBeGreaterThan(200);
});

test("the server's role owns nothing and cannot rewrite what is append-only", async () => {
	const { rows } = await sql<{ tableName: string; rights: string }>`
		select table_name as "tableName", string_agg(privilege_type, ' ' order by privilege_type) as rights
		from information_schema.role_table_grants where grantee = 'omatt_app' and table_schema = 'public'
		group by table_name`.execute(db);
	const rights = new Map(rows.map((row) => [row.tableName, row.rights]));
	for (const table of [
		'benefit_entry',
		'stock_movement',
		'audit_entry',
		'listing_version',
		'factor',
		'parameter'
	])
		expect(rights.get(table), table).toBe('INSERT SELECT');
	expect([...rights].filter(([, held]) => held.includes('TRUNCATE'))).toEqual([]);
	const { rows: owned } = await sql<{ name: string }>`
		select relname as name from pg_class where relowner = (select oid from pg_roles where rolname = 'omatt_app')`.execute(
		db
	);
	expect(owned).toEqual([]);
});
