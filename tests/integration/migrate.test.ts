import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PgBoss } from 'pg-boss';
import { openDb } from '../../src/lib/platform/db.server';
import { migrate, migrations } from '../../src/lib/platform/migrate.server';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		return (await client.query<T>(sql)).rows;
	} finally {
		await client.end();
	}
}

describe('migrate', () => {
	it('has run every migration, and none twice', async () => {
		expect(Object.keys(migrations).length).toBeGreaterThan(0);
		expect(await query(database.ownerUrl, 'select name from kysely_migration order by name')).toEqual(
			Object.keys(migrations)
				.sort()
				.map((name) => ({ name }))
		);
		expect(await migrate(database.ownerUrl)).toEqual([]);
	});

	it('can be called by several servers at once', async () => {
		const ran = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl)));
		expect(ran).toEqual([[], [], []]);
	});

	it('gives the server a role that owns nothing and may not change the schema', async () => {
		expect(
			await query(
				database.ownerUrl,
				`select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname = 'omatt_app'`
			)
		).toEqual([]);
		await expect(query(database.appUrl, 'create table mine (id int)')).rejects.toThrow(/permission denied/);
		await expect(query(database.appUrl, 'alter table pgboss.job add column mine int')).rejects.toThrow(
			/must be owner/
		);
	});

	it('lets the server queue and work jobs without owning their schema', async () => {
		const boss = new PgBoss({ connectionString: database.appUrl, migrate: false, createSchema: false });
		const problems: unknown[] = [];
		boss.on('error', (error) => problems.push(error));
		await boss.start();
		try {
			await boss.createQueue('greet');
			const done = new Promise((resolve) => {
				void boss.work<{ name: string }>('greet', { pollingIntervalSeconds: 0.5 }, async ([job]) =>
					resolve(job?.data)
				);
			});
			await boss.send('greet', { name: 'Kari' });
			expect(await done).toEqual({ name: 'Kari' });
			await boss.supervise();
		} finally {
			await boss.stop({ graceful: false });
		}
		expect(problems).toEqual([]);
	});

	it('works as an owner who is no superuser, and says what is missing when it may not act as the role', async () => {
		const name = 'ordinary_owner';
		const at = (user: string, databaseName: string) =>
			database.ownerUrl.replace(/omatt_owner:\w+@/, `${user}@`).replace(/\/test_\w+/, `/${databaseName}`);
		const ordinary = at(`${name}:secret`, name);
		await query(database.ownerUrl, `create role ${name} login createrole password 'secret'`);
		await query(database.ownerUrl, `create database ${name} owner ${name}`);
		try {
			await expect(migrate(ordinary)).rejects.toThrow(/GRANT omatt_app TO/);
			await query(database.ownerUrl, `grant omatt_app to ${name} with admin option`);
			expect(await migrate(ordinary)).toHaveLength(Object.keys(migrations).length);
			const db = openDb({ connectionString: ordinary, setRole: 'omatt_app' });
			const { rows } = await sql<{ name: string }>`select current_user as name`.execute(db);
			await db.destroy();
			expect(rows).toEqual([{ name: 'omatt_app' }]);
		} finally {
			await query(database.ownerUrl, `drop database ${name} with (force)`);
			await query(database.ownerUrl, `drop role ${name}`);
		}
	});
});
