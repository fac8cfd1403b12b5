import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/lib/platform/config.server';
import { holdServerLock, openDatabase } from '../../src/lib/platform/database.server';
import { startEmbeddedPostgres } from '../../src/lib/platform/embedded-postgres.server';
import { makeDataDir, removeDataDir } from '../support/data-dir';

const isRoot = process.getuid?.() === 0;

let dataDir: string;
let cleanUp: (() => Promise<void>)[];

beforeEach(async () => {
	const made = await makeDataDir();
	dataDir = made;
	cleanUp = [() => removeDataDir(made)];
});
afterEach(async () => {
	for (const step of cleanUp.reverse()) await step();
});

/** Starts one that is stopped when the test is over, whatever happened. */
async function start(
	folder = dataDir,
	options: { notice?: (sentence: string) => void; fast?: boolean } = {}
) {
	const postgres = await startEmbeddedPostgres({ dataDir: folder, fast: true, ...options });
	cleanUp.push(() => postgres.stop());
	return postgres;
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T | undefined> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		return (await client.query<T>(sql)).rows[0];
	} finally {
		await client.end();
	}
}

const postmasterFile = (home: string) => join(home, 'cluster', 'postmaster.pid');

describe('the embedded PostgreSQL', () => {
	it('is a Norwegian UTF-8 database with a superuser and a plain role', async () => {
		const { ownerUrl, appUrl } = await start();
		expect(
			await ask(
				ownerUrl,
				`select current_user as name, datcollate, datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding,
					'å' > 'ø' as order, (select usesuper from pg_user where usename = 'omatt_app') as app_is_super
				from pg_database where datname = current_database()`
			)
		).toMatchObject({
			name: 'omatt_owner',
			datlocprovider: 'i',
			datlocale: 'nb-NO',
			encoding: 'UTF8',
			order: true,
			app_is_super: false
		});
		expect(await ask(appUrl, 'select current_user as name')).toEqual({ name: 'omatt_app' });
		expect(await ask(appUrl, `select to_tsvector('norwegian', '«Stoler»') @@ 'stol' as found`)).toEqual({
			found: true
		});
	});

	it('keeps its passwords for us alone and lets nobody in without', async () => {
		const { ownerUrl } = await start();
		const { mode } = await stat(join(dataDir, 'postgres', 'secrets.json'));
		expect(mode & 0o077).toBe(0);
		await expect(ask(ownerUrl.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
	});

	it('is durable unless a test asks for speed', async () => {
		const { ownerUrl } = await start(dataDir, { fast: false });
		expect(
			await ask(
				ownerUrl,
				`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
					current_setting('full_page_writes') as pages, current_setting('max_connections') as connections`
			)
		).toEqual({ fsync: 'on', commit: 'on', pages: 'on', connections: '100' });
	});

	it('is adopted when it already runs, at the same address', async () => {
		const first = await start();
		const second = await startEmbeddedPostgres({ dataDir });
		expect([first.startedHere, second.startedHere]).toEqual([true, false]);
		expect(second.appUrl).toBe(first.appUrl);
	});

	it('is one and the same for several that start at once', async () => {
		const all = await Promise.all([start(), start(), start()]);
		expect(all.filter(({ startedHere }) => startedHere)).toHaveLength(1);
		expect(new Set(all.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
	});

	it('starts again after its process was killed, with what was stored', async () => {
		const { ownerUrl, home } = await startEmbeddedPostgres({ dataDir });
		await ask(ownerUrl, 'create table kept as select 42 as value');
		const [pid] = (await readFile(postmasterFile(home), 'utf8')).split('\n');
		process.kill(Number(pid), 'SIGKILL');
		const again = await start();
		expect(again.startedHere).toBe(true);
		expect(await ask(again.ownerUrl, 'select value from kept')).toEqual({ value: 42 });
	});

	it('starts when the process number in its pid file belongs to another program by now', async () => {
		const { ownerUrl, home, stop } = await startEmbeddedPostgres({ dataDir, fast: true });
		await ask(ownerUrl, 'select 1');
		const left = await readFile(postmasterFile(home), 'utf8');
		await stop();
		await writeFile(postmasterFile(home), left.replace(/^\d+/, String(process.pid)));
		expect((await start()).startedHere).toBe(true);
	});

	it('listens on 127.0.0.1 where the path is too long for a socket', async () => {
		const deep = join(dataDir, 'a-folder-with-a-long-name'.repeat(4));
		const { appUrl } = await start(deep);
		expect(appUrl).toMatch(/@127\.0\.0\.1:\d+\/omatt$/);
		expect(await ask(appUrl, 'select 1 as one')).toEqual({ one: 1 });
	});

	it('takes a folder with spaces, quotes and Norwegian letters', async () => {
		const { appUrl } = await start(join(dataDir, `Kåres 'data', "ny"`));
		expect(await ask(appUrl, 'select 1 as one')).toEqual({ one: 1 });
	});

	it('refuses to start empty when the passwords of its database are gone', async () => {
		await mkdir(join(dataDir, 'postgres', 'cluster'), { recursive: true });
		await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(ConfigError);
		await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/put .*secrets\.json back/);
	});
});

describe.runIf(isRoot)('as root', () => {
	it('runs as another user', async () => {
		const { home } = await start();
		expect((await stat(join(home, 'cluster'))).uid).not.toBe(0);
	});

	it('keeps the database elsewhere when that user cannot reach the folder, says where, and finds it again', async () => {
		const closed = await makeDataDir(0o700);
		const inner = join(closed, 'data');
		cleanUp.push(() => removeDataDir(closed));
		cleanUp.push(() => removeDataDir(inner));
		const heard: string[] = [];
		const first = await start(inner, { notice: (sentence) => heard.push(sentence) });
		expect(first.home.startsWith(closed)).toBe(false);
		expect(heard.join('\n')).toContain(first.home);
		await ask(first.ownerUrl, 'create table kept as select 7 as value');
		await first.stop();
		const second = await start(inner);
		expect(second.home).toBe(first.home);
		expect(await ask(second.ownerUrl, 'select value from kept')).toEqual({ value: 7 });
	});
});

describe('sharing a folder', () => {
	const open = () => openDatabase({ database: {}, dataDir }, { fast: true });
	const isRunning = (home: string) => existsSync(postmasterFile(home));

	it('is refused to a second server, and harms the first in nothing', async () => {
		const first = await open();
		const lock = await holdServerLock(first.ownerUrl);
		const second = await open();
		await expect(holdServerLock(second.ownerUrl)).rejects.toThrow(/already runs on this folder/);
		await second.close();
		expect(await ask(first.appUrl, 'select 1 as one')).toEqual({ one: 1 });
		await lock.release();
		await first.close({ asServer: true });
		expect(isRunning(first.embedded?.home ?? '')).toBe(false);
	});

	it('lets a command leave a database it started to the server that came meanwhile', async () => {
		const command = await open();
		const server = await open();
		const lock = await holdServerLock(server.ownerUrl);
		await command.close();
		expect(await ask(server.appUrl, 'select 1 as one')).toEqual({ one: 1 });
		await lock.release();
		await server.close({ asServer: true });
		expect(isRunning(server.embedded?.home ?? '')).toBe(false);
	});

	it('lets a command that came alone stop what it started', async () => {
		const command = await open();
		await command.close();
		expect(isRunning(command.embedded?.home ?? '')).toBe(false);
	});
});
