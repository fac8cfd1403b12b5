import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '$lib/platform/backup.server';
import { backupKeeper, backupName, listBackups } from '$lib/platform/backup-keeper.server';
import { settableClock } from '$lib/platform/clock';
import { openDatabase } from '$lib/platform/database.server';
import {
	contentsOf,
	createExternalDatabase,
	createFilledInstallation,
	filesOf,
	ledgerOf,
	omatt,
	promisesOf,
	query,
	type FilledInstallation
} from '../support/backups';
import { createTestDatabase } from '../support/database';
import { makeDataDir, removeDataDir } from '../support/data-dir';
import { TEST_NOW } from '../support/world';

/** A row while someone waits for the lock on the audit log. */
const WAITING = `select 1 from pg_locks where not granted and relation = 'audit_entry'::regclass`;

let filled: FilledInstallation;
let work: string;
let file: string;
let environment: Record<string, string>;

beforeAll(async () => {
	filled = await createFilledInstallation();
	work = await mkdtemp(join(tmpdir(), 'omatt-backups-'));
	file = join(work, backupName(TEST_NOW));
	environment = {
		DATABASE_URL: filled.database.appUrl,
		DATABASE_OWNER_URL: filled.database.ownerUrl,
		DATA_DIR: filled.dataDir
	};
	await query(
		filled.database.ownerUrl,
		`insert into session (id, account_id, created_at, authenticated_at, expires_at)
			select 'a', id, now(), now(), now() + '1 day' from account limit 1`
	);
	await makeBackup({
		ownerUrl: filled.database.ownerUrl,
		scope: filled.scope,
		file,
		createdAt: TEST_NOW,
		keepFreeBytes: 0
	});
});
afterAll(async () => {
	await filled.stop();
	await rm(work, { recursive: true, force: true });
});

/** The restored database is the one that was backed up, and goes on from there. */
async function expectTheSame(ownerUrl: string, dataDir: string): Promise<void> {
	const source = filled.database.ownerUrl;
	expect(await contentsOf(ownerUrl)).toEqual(await contentsOf(source));
	expect(await promisesOf(ownerUrl)).toEqual(await promisesOf(source));
	const ledger = await ledgerOf(ownerUrl);
	expect(ledger).toEqual(await ledgerOf(source));
	expect(ledger.check).toMatchObject({ isRight: true });
	expect(ledger.check.entries).toBeGreaterThan(0);
	expect(await query(ownerUrl, 'select id from session')).toEqual([]);
	const photos = await filesOf(filled.running.photoDir);
	expect(Object.keys(photos)).toHaveLength(6);
	expect(await filesOf(join(dataDir, 'photos'))).toEqual(photos);
	expect(await readFile(join(dataDir, 'secret-key'), 'utf8')).toBe('the key of the installation');
	await expect(query(ownerUrl, 'delete from benefit_entry')).rejects.toThrow(/append-only/);
	await expect(query(ownerUrl, 'update lot set unit_id = gen_random_uuid()')).rejects.toThrow(/foreign key/);
}

describe('a backup', () => {
	it('is one file only its owner can read, with nothing of what is short-lived', async () => {
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect(await readdir(work)).toEqual(['omatt-20261123T080000Z.tar.gz']);
	});

	it('is one moment, whatever is written meanwhile', async () => {
		const { ownerUrl } = filled.database;
		const before = await contentsOf(ownerUrl);
		const moment = join(work, 'moment.tar.gz');
		const clash = new pg.Client(ownerUrl);
		await clash.connect();
		// The backup waits for this lock with its moment already taken.
		await clash.query('begin; lock table audit_entry in access exclusive mode');
		const made = makeBackup({
			ownerUrl,
			scope: filled.scope,
			file: moment,
			createdAt: TEST_NOW,
			keepFreeBytes: 0
		});
		await expect.poll(() => query(ownerUrl, WAITING), { timeout: 10_000 }).toHaveLength(1);
		await clash.query(
			`insert into cooperation (id, name, created_at) values (gen_random_uuid(), 'Ny', now())`
		);
		await clash.query('commit');
		await clash.end();
		await made;
		await query(ownerUrl, `delete from cooperation where name = 'Ny'`);
		const target = await createTestDatabase();
		const said = await omatt(['restore', moment], {
			DATABASE_URL: target.appUrl,
			DATABASE_OWNER_URL: target.ownerUrl,
			DATA_DIR: join(work, 'moment')
		});
		expect(said).toMatchObject({ code: 0 });
		expect(await contentsOf(target.ownerUrl)).toEqual(before);
		await target.drop();
		await rm(moment);
		await rm(join(work, 'moment'), { recursive: true });
	});

	it('is made by command while everything runs, and restored into an empty folder', async () => {
		const to = join(work, 'by-command.tar.gz');
		const made = await omatt(['backup', '--to', to], environment);
		expect(made.output).toContain(`${to}: `);
		const dataDir = await makeDataDir();
		try {
			const said = await omatt(['restore', file], { DATA_DIR: dataDir });
			expect(said).toMatchObject({ code: 0, output: expect.stringContaining('2026-11-23T08:00:00.000Z') });
			const database = await openDatabase({ database: {}, dataDir }, { fast: true });
			try {
				await expectTheSame(database.ownerUrl, dataDir);
			} finally {
				await database.close({ asServer: true });
			}
		} finally {
			await removeDataDir(dataDir);
			await rm(to);
		}
	}, 60_000);

	it('is restored into an external PostgreSQL whose owner is an ordinary user', async () => {
		const external = await createExternalDatabase(filled.database);
		const dataDir = await makeDataDir();
		try {
			const said = await omatt(['restore', file], {
				DATABASE_URL: external.appUrl,
				DATABASE_OWNER_URL: external.ownerUrl,
				DATA_DIR: dataDir
			});
			expect(said).toMatchObject({ code: 0 });
			await expectTheSame(external.ownerUrl, dataDir);
			expect(await query(external.appUrl, 'select count(*)::int as n from benefit_entry')).not.toEqual([
				{ n: 0 }
			]);
			await expect(query(external.appUrl, 'drop table lot')).rejects.toThrow(/must be owner/);
		} finally {
			await external.drop();
			await removeDataDir(dataDir);
		}
	}, 60_000);
});

describe('a full disk', () => {
	it('costs only the backup under way: what was written of it is gone, the older ones stay', async () => {
		const dir = join(filled.dataDir, 'backups');
		const old = backupName(new Date('2026-01-01T00:00:00Z'));
		await mkdir(dir);
		await mkdir(join(filled.dataDir, 'photos'));
		await writeFile(join(dir, old), 'an older backup');
		const said = await omatt(['backup'], environment, 16);
		expect(said).toMatchObject({
			code: 1,
			output: expect.stringContaining(`There was no room left in ${dir}`)
		});
		expect(said.output).not.toContain('    at ');
		expect(await readdir(dir)).toEqual([old]);
		await rm(dir, { recursive: true });
	});

	it('is seen before anything is written', async () => {
		const made = makeBackup({
			ownerUrl: filled.database.ownerUrl,
			scope: filled.scope,
			file: join(work, 'never.tar.gz'),
			createdAt: TEST_NOW,
			keepFreeBytes: 2 ** 52
		});
		await expect(made).rejects.toMatchObject({
			fault: 'noRoom',
			message: expect.stringContaining('must stay free')
		});
		expect(await readdir(work)).toEqual([backupName(TEST_NOW)]);
	});
});

describe('the server’s own backups', () => {
	let dir: string;
	let errors: { msg: string }[];
	const log = pino(
		{ level: 'error' },
		{ write: (line: string) => void errors.push(JSON.parse(line) as { msg: string }) }
	);
	const keeper = (clock = settableClock(TEST_NOW), ownerUrl = filled.database.ownerUrl) =>
		backupKeeper({ ownerUrl, scope: filled.scope, dir, clock, log });
	const dayOf = (day: number) => new Date(Date.UTC(2026, 10, day, 3, 17));

	beforeEach(async () => {
		errors = [];
		dir = await mkdtemp(join(work, 'kept-'));
	});
	afterEach(() => rm(dir, { recursive: true, force: true }));

	it('are the last seven; nothing else in the folder is touched', async () => {
		for (const day of [8, 9, 10, 11, 12, 13, 14, 15])
			await writeFile(join(dir, backupName(dayOf(day))), 'old');
		await writeFile(join(dir, `.${backupName(dayOf(16))}.unfinished`), 'killed');
		const foreign = ['notes.txt', 'omatt-before-the-move.tar.gz', `${backupName(dayOf(1))}.old`];
		for (const name of foreign) await writeFile(join(dir, name), 'mine');
		await keeper(settableClock(dayOf(17))).run();
		expect(errors).toEqual([]);
		const kept = [11, 12, 13, 14, 15, 17].map((day) => backupName(dayOf(day)));
		expect((await readdir(dir)).sort()).toEqual([...foreign, backupName(dayOf(10)), ...kept].sort());
	});

	it('keep the old ones where the new one does not come about, and say what to do', async () => {
		const names = [8, 9, 10, 11, 12, 13, 14, 15].map((day) => backupName(dayOf(day)));
		for (const name of names) await writeFile(join(dir, name), 'old');
		const clock = settableClock(dayOf(15));
		await keeper(clock).run();
		expect(errors).toMatchObject([{ msg: expect.stringContaining('There is a file') }]);
		expect((await readdir(dir)).sort()).toEqual(names);
	});

	it('are due when the newest is older than a day', async () => {
		const clock = settableClock(dayOf(20));
		const kept = keeper(clock);
		await writeFile(join(dir, backupName(dayOf(28))), 'from a clock that was wrong');
		await kept.runIfDue();
		expect(await listBackups(dir)).toHaveLength(2);
		clock.set(new Date(dayOf(21).getTime() - 60_000));
		await kept.runIfDue();
		expect(await listBackups(dir)).toHaveLength(2);
		clock.set(new Date(dayOf(21).getTime() + 60_000));
		await kept.runIfDue();
		expect(await listBackups(dir)).toHaveLength(3);
		expect(errors).toEqual([]);
	});

	it('are not made of a database nobody uses yet', async () => {
		const empty = await createTestDatabase();
		await keeper(settableClock(TEST_NOW), empty.ownerUrl).runIfDue();
		await empty.drop();
		expect(await readdir(dir)).toEqual([]);
		expect(errors).toEqual([]);
	});

	it('are given up when the server stops, even while they wait', async () => {
		const { ownerUrl } = filled.database;
		const clash = new pg.Client(ownerUrl);
		await clash.connect();
		await clash.query('begin; lock table audit_entry in access exclusive mode');
		const stopped = keeper();
		const made = stopped.run();
		await expect.poll(() => query(ownerUrl, WAITING), { timeout: 10_000 }).toHaveLength(1);
		await stopped.stop();
		await made;
		await clash.query('rollback');
		await clash.end();
		expect(await readdir(dir)).toEqual([]);
		expect(errors).toEqual([]);
	});
});
