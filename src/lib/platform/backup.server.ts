import { existsSync } from 'node:fs';
import { open, opendir, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { writeArchive, type ArchiveWriter } from './backup-archive.server';
import { BackupError, codeOf, explainWriting } from './backup-error.server';
import { writeManifest, type Manifest } from './backup-manifest.server';
import {
	copied,
	countRows,
	inPublic,
	listSequences,
	listTables,
	useCopySettings,
	type TableShape
} from './backup-tables.server';
import { makeFolder } from './durable-file.server';

/** What belongs to an installation besides the schema `public`, said by the one who knows the nouns. */
export interface BackupScope {
	/** Tables left out: their rows mean nothing later. */
	shortLived: readonly string[];
	/** The database is in use once this table has a row. */
	inUse: string;
	/** Folders of files that never change once they have their name: name in the backup → path. */
	folders: Readonly<Record<string, string>>;
	/** Single files with keys, where there are any: name in the backup → path. */
	secrets: Readonly<Record<string, string>>;
}

export interface BackupOptions {
	ownerUrl: string;
	scope: BackupScope;
	/** Where it goes; there must be nothing there yet. */
	file: string;
	createdAt: Date;
	/** Bytes that must stay free beside it: the database may be on the same disk. */
	keepFreeBytes?: number;
	signal?: AbortSignal;
}

export interface BackupReport {
	file: string;
	bytes: number;
	rows: number;
	/** Files besides the rows. */
	files: number;
}

const KEEP_FREE_BYTES = 100 * 1024 * 1024;
/** Rows go into the archive in pieces of about this size, so that none need be held whole. */
const PART_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;
const AFTER_BACKUP =
	'What was written of the backup is removed and older backups stay: make room or name another place with --to, then run omatt backup.';
/** Names files may have below a folder; nothing of ours has others, and none leads out of it. */
export const SAFE_PATH = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/;

async function* listFiles(folder: string): AsyncGenerator<{ path: string; name: string }> {
	if (!existsSync(folder)) return;
	for await (const entry of await opendir(folder, { recursive: true })) {
		const path = join(entry.parentPath, entry.name);
		const name = relative(folder, path).replaceAll(sep, '/');
		if (entry.isFile() && SAFE_PATH.test(name) && !name.endsWith('.tmp')) yield { path, name };
	}
}

async function checkRoom(
	client: pg.Client,
	{ scope, file, keepFreeBytes = KEEP_FREE_BYTES }: BackupOptions,
	tables: readonly TableShape[]
): Promise<void> {
	const { rows } = await client.query<{ bytes: string }>(
		`select coalesce(sum(pg_table_size(table_name::regclass)), 0)::text as bytes from unnest($1::text[]) as table_name`,
		[tables.map(({ name }) => inPublic(name))]
	);
	// Rows shrink to less than half of what they take in the database, photos do not.
	let needed = Number(rows[0]?.bytes) / 2;
	for (const folder of Object.values(scope.folders))
		for await (const { path } of listFiles(folder)) needed += (await stat(path)).size;
	const { bavail, bsize } = await statfs(dirname(file));
	const free = bavail * bsize;
	if (free >= needed + keepFreeBytes) return;
	const inMb = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;
	throw new BackupError(
		'noRoom',
		`There is no room for a backup in ${dirname(file)}: it needs about ${inMb(needed)}, ${inMb(keepFreeBytes)} must stay free, and ${inMb(free)} are. ${AFTER_BACKUP}`
	);
}

/** Adds the rows of a table in pieces that end with a row. @returns how many rows there are */
async function addTable(client: pg.Client, archive: ArchiveWriter, table: TableShape): Promise<number> {
	const rows = client.query(copyTo(`copy ${copied(table)} to stdout`));
	// A connection that breaks after reading was given up has nobody else to tell.
	rows.on('error', () => undefined);
	let part = 0;
	let held: Buffer[] = [];
	let bytes = 0;
	const flush = async (end: Buffer) => {
		const piece = Buffer.concat([...held, end]);
		const name = `tables/${table.name}/${String(++part).padStart(6, '0')}`;
		if (piece.length > 0) await archive.add(name, piece.length, [piece]);
		held = [];
		bytes = 0;
	};
	for await (const chunk of rows as AsyncIterable<Buffer>) {
		// In this format a line feed only ever ends a row.
		const end = bytes + chunk.length >= PART_BYTES ? chunk.lastIndexOf(NEWLINE) + 1 : 0;
		if (end > 0) await flush(chunk.subarray(0, end));
		held.push(chunk.subarray(end));
		bytes += chunk.length - end;
	}
	await flush(Buffer.alloc(0));
	return countRows(client, table.name);
}

async function addFile(archive: ArchiveWriter, name: string, path: string): Promise<boolean> {
	const handle = await open(path, 'r').catch((error: unknown) => {
		// Removed by its owner since it was listed.
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	});
	if (!handle) return false;
	try {
		const { size } = await handle.stat();
		const chunks = size > 0 ? handle.createReadStream({ autoClose: false, end: size - 1 }) : [];
		await archive.add(name, size, chunks as AsyncIterable<Uint8Array>);
		return true;
	} finally {
		await handle.close();
	}
}

async function addFiles(archive: ArchiveWriter, { folders, secrets }: BackupScope): Promise<number> {
	let files = 0;
	for (const [folder, path] of Object.entries(folders))
		for await (const file of listFiles(path))
			if (await addFile(archive, `files/${folder}/${file.name}`, file.path)) files++;
	for (const [name, path] of Object.entries(secrets))
		if (await addFile(archive, `secrets/${name}`, path)) files++;
	return files;
}

async function findMigrations(client: pg.Client): Promise<string[]> {
	const { rows: found } = await client.query<{ exists: boolean }>(
		`select to_regclass('public.kysely_migration') is not null as exists`
	);
	const { rows } = found[0]?.exists
		? await client.query<{ name: string }>('select name from public.kysely_migration order by name')
		: { rows: [] };
	if (rows.length === 0)
		throw new BackupError('unfit', 'The database is empty: there is nothing to back up yet.');
	return rows.map(({ name }) => name);
}

async function writeSnapshot(client: pg.Client, options: BackupOptions): Promise<BackupReport> {
	const { scope, file, createdAt, signal } = options;
	await useCopySettings(client);
	await client.query('begin isolation level repeatable read, read only');
	const migrations = await findMigrations(client);
	const shapes = await listTables(client, scope.shortLived);
	// A newer version that starts meanwhile changes the tables after this.
	await client.query(
		`lock table ${shapes.map(({ name }) => inPublic(name)).join(', ')} in access share mode`
	);
	await checkRoom(client, options, shapes);
	const report = { file, bytes: 0, rows: 0, files: 0 };
	await writeArchive(file, { createdAt, signal }, async (archive) => {
		const tables: Manifest['tables'] = [];
		for (const shape of shapes) {
			const rows = await addTable(client, archive, shape);
			report.rows += rows;
			tables.push({ ...shape, rows });
		}
		const sequences = await listSequences(client);
		await client.query('commit');
		// After the rows: a file is there before the row that names it.
		report.files = await addFiles(archive, scope);
		const members = archive.members;
		return writeManifest({ createdAt: createdAt.toISOString(), migrations, tables, sequences, members });
	});
	return { ...report, bytes: (await stat(file)).size };
}

/**
 * Writes one snapshot of the whole installation into a file: rows, sequences, the level of the database, photos and
 * keys. The server may run meanwhile.
 * @throws BackupError with what to do; the file is then not there
 */
export async function makeBackup(options: BackupOptions): Promise<BackupReport> {
	const { file, ownerUrl, signal } = options;
	if (existsSync(file))
		throw new BackupError('notWritable', `There is a file ${file} already: name another one.`);
	const client = new pg.Client({ connectionString: ownerUrl, application_name: 'omatt backup' });
	client.on('error', () => undefined);
	await client.connect();
	// Also ends a wait for a lock.
	const giveUp = () => void client.end();
	signal?.addEventListener('abort', giveUp);
	try {
		signal?.throwIfAborted();
		const { rows } = await client.query<{ free: boolean }>(
			`select pg_try_advisory_lock(hashtextextended('omatt backup', 0)) as free`
		);
		if (!rows[0]?.free)
			throw new BackupError('underWay', 'Another backup is under way: wait until it is done.');
		await makeFolder(dirname(file), 0o700);
		return await writeSnapshot(client, options);
	} catch (error) {
		throw explainWriting(error, dirname(file), AFTER_BACKUP);
	} finally {
		signal?.removeEventListener('abort', giveUp);
		await client.end();
	}
}
