import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '$lib/platform/backup.server';
import { restoreBackup } from '$lib/platform/backup-restore.server';
import { openDb } from '$lib/platform/db.server';
import { migrations, migrateWithin } from '$lib/platform/migrate.server';
import {
	contentsOf,
	createFilledInstallation,
	filesOf,
	omatt,
	promisesOf,
	query,
	repack,
	scopeAt,
	type FilledInstallation
} from '../support/backups';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { anOrgnr, TEST_NOW } from '../support/world';

const NAMES = Object.keys(migrations).sort();

let filled: FilledInstallation;
let work: string;
let file: string;
let target: TestDatabase;
let dataDir: string;

beforeAll(async () => {
	filled = await createFilledInstallation();
	work = await mkdtemp(join(tmpdir(), 'omatt-restores-'));
	file = join(work, 'backup.tar.gz');
	await backUp(filled.database, file);
});
afterAll(async () => {
	await filled.stop();
	await rm(work, { recursive: true, force: true });
});
beforeEach(async () => {
	target = await createTestDatabase();
	dataDir = await mkdtemp(join(work, 'data-'));
});
afterEach(async () => {
	await target.drop();
	await rm(dataDir, { recursive: true, force: true });
});

const backUp = ({ ownerUrl }: { ownerUrl: string }, to: string) =>
	makeBackup({ ownerUrl, scope: filled.scope, file: to, createdAt: TEST_NOW, keepFreeBytes: 0 });

const restore = (from: string, options: { replace?: boolean } = {}) =>
	restoreBackup({ file: from, ownerUrl: target.ownerUrl, scope: scopeAt(dataDir), ...options });

/** Somebody works here already. */
const settleIn = () =>
	query(
		target.ownerUrl,
		`insert into organisation (id, orgnr, name, kind, municipality, created_at)
		values (gen_random_uuid(), '${anOrgnr()}', 'De som er her', 'municipality', 'Bergen', now())`
	);

/** Whatever `attempt` does, it is refused like this and nothing is changed. */
async function expectRefusal(
	attempt: () => Promise<unknown>,
	fault: string,
	sentence: string
): Promise<void> {
	const before = await contentsOf(target.ownerUrl);
	const promises = await promisesOf(target.ownerUrl);
	await expect(attempt()).rejects.toMatchObject({ fault, message: expect.stringContaining(sentence) });
	expect(await contentsOf(target.ownerUrl)).toEqual(before);
	expect(await promisesOf(target.ownerUrl)).toEqual(promises);
}

describe('a damaged file', () => {
	it('is refused wherever the wrong byte is', async () => {
		const whole = await readFile(file);
		const wrong = join(work, 'wrong.tar.gz');
		for (let part = 0; part < 12; part++) {
			const bytes = Buffer.from(whole);
			// The first ten bytes say when and on which system it was zipped.
			const place = 10 + Math.floor(((whole.length - 11) * part) / 11);
			bytes[place] = (bytes[place] ?? 0) ^ 0x10;
			await writeFile(wrong, bytes);
			await expect(restore(wrong)).rejects.toMatchObject({ fault: 'damaged' });
		}
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		expect(await readdir(dataDir)).toEqual([]);
	});

	it('is refused when its end is missing, when it is empty and when it is something else', async () => {
		const wrong = join(work, 'wrong.tar.gz');
		await writeFile(wrong, await readFile(file));
		await truncate(wrong, (await readFile(file)).length - 100);
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		for (const text of ['', 'a letter']) {
			await writeFile(wrong, text);
			await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		}
		await expectRefusal(() => restore(join(work, 'none')), 'unreadable', 'cannot be read (ENOENT)');
	});

	it('is refused when a row, a photo or the list of them was changed and packed again', async () => {
		const wrong = join(work, 'wrong.tar.gz');
		await repack(file, wrong, (name, text) =>
			name.startsWith('tables/organisation/') ? text.replace('Fjordvik', 'Fjordvig') : text
		);
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		await repack(file, wrong, (name, text) => (name.endsWith('-320.webp') ? `${text}x` : text));
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		await repack(file, wrong, (name, text) =>
			name === 'manifest.json' ? text.replace(/"rows":(\d+)/, '"rows":1$1') : text
		);
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
	});

	it('never writes outside its folders', async () => {
		const wrong = join(work, 'wrong.tar.gz');
		const outside = 'files/photos/../../escaped';
		const [photo = ''] = Object.keys(await filesOf(filled.running.photoDir));
		const member = `files/photos/${photo}`;
		const change = (name: string, text: string) =>
			name === 'manifest.json' ? text.replace(member, outside) : text;
		await repack(file, wrong, change, (name) => (name === member ? outside : name));
		await expectRefusal(() => restore(wrong), 'damaged', 'is damaged');
		expect(existsSync(join(dataDir, '..', 'escaped'))).toBe(false);
	});
});

describe('another version', () => {
	const withManifest = async (
		change: (manifest: { format: number; program: string; migrations: string[] }) => void
	) => {
		const other = join(work, 'other.tar.gz');
		await repack(file, other, (name, text) => {
			if (name !== 'manifest.json') return text;
			const manifest = JSON.parse(text) as Parameters<typeof change>[0];
			change(manifest);
			return JSON.stringify(manifest);
		});
		return other;
	};

	it('is refused when it is newer, with the version that is needed', async () => {
		const newerLevel = await withManifest((manifest) => {
			manifest.program = '9.4.0';
			manifest.migrations.push('29990101T0900-tomorrow');
		});
		await expectRefusal(() => restore(newerLevel), 'newer', 'Restore it with Omatt 9.4.0 or newer');
		const newerFormat = await withManifest((manifest) => {
			manifest.program = '9.5.0';
			manifest.format = 2;
		});
		await expectRefusal(() => restore(newerFormat), 'newer', 'Restore it with Omatt 9.5.0 or newer');
	});

	it('is refused when its steps are not ours', async () => {
		const other = await withManifest(({ migrations: names }) => names.splice(3, 1));
		await expectRefusal(() => restore(other), 'unfit', 'other database steps');
	});

	it('is restored at its own level when it is older, and brought up to date from there', async () => {
		const old = await createTestDatabase();
		const level = NAMES.at(-3);
		const client = new pg.Client(old.ownerUrl);
		await client.connect();
		await client.query('drop schema public cascade; create schema public; begin');
		await migrateWithin(client, { level });
		await client.query(
			`insert into organisation (id, orgnr, name, kind, municipality, created_at)
			values (gen_random_uuid(), '${anOrgnr()}', 'Fra før', 'municipality', 'Bergen', now()); commit`
		);
		await client.end();
		const from = join(work, 'old.tar.gz');
		await backUp(old, from);
		const { migrated } = await restore(from);
		expect(migrated).toEqual(NAMES.slice(-2));
		expect(await query(target.ownerUrl, 'select name from organisation')).toEqual([{ name: 'Fra før' }]);
		expect(await promisesOf(target.ownerUrl)).toEqual(await promisesOf(filled.database.ownerUrl));
		await old.drop();
	});
});

describe('a database in use', () => {
	beforeEach(settleIn);

	it('is not touched', () => expectRefusal(() => restore(file), 'inUse', 'This database is in use'));

	it('is given up for the backup only where its name is said', async () => {
		const environment = {
			DATABASE_URL: target.appUrl,
			DATABASE_OWNER_URL: target.ownerUrl,
			DATA_DIR: dataDir
		};
		const before = await contentsOf(target.ownerUrl);
		const name = /\/(test_\w+)/.exec(target.ownerUrl)?.[1] ?? '';
		for (const confirm of [[], ['--confirm', 'yes']]) {
			const said = await omatt(['restore', file, '--replace', ...confirm], environment);
			expect(said).toMatchObject({ code: 2, output: expect.stringContaining(`--confirm ${name}`) });
		}
		expect(await contentsOf(target.ownerUrl)).toEqual(before);
		await writeFile(join(dataDir, 'secret-key'), 'the key that stood here');
		const said = await omatt(['restore', file, '--replace', '--confirm', name], environment);
		expect(said).toMatchObject({ code: 0, output: expect.stringContaining('is kept as') });
		expect(await contentsOf(target.ownerUrl)).toEqual(await contentsOf(filled.database.ownerUrl));
		expect(await readFile(join(dataDir, 'secret-key'), 'utf8')).toBe('the key of the installation');
		const kept = (await readdir(dataDir)).find((entry) => entry.startsWith('secret-key.before')) ?? '';
		expect(await readFile(join(dataDir, kept), 'utf8')).toBe('the key that stood here');
	}, 60_000);

	it('stays as it is when the files cannot be put in their place', async () => {
		await writeFile(join(dataDir, 'photos'), 'a file where the folder should be');
		const attempt = () => restore(file, { replace: true });
		await expectRefusal(attempt, 'notWritable', 'The database is as it was');
		expect(await readdir(dataDir)).toEqual(['photos']);
	});

	it('is not replaced under a server that runs', async () => {
		const db = openDb({ connectionString: target.appUrl });
		await db.selectFrom('organisation').select('id').execute();
		await expectRefusal(() => restore(file, { replace: true }), 'connected', 'stop every server');
		await db.destroy();
		await restore(file, { replace: true });
		expect(await filesOf(join(dataDir, 'photos'))).toEqual(await filesOf(filled.running.photoDir));
	});
});
