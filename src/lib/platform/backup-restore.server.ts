import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { SAFE_PATH, type BackupScope } from './backup.server';
import { readArchive, verifyArchive } from './backup-archive.server';
import { BackupError, codeOf, explainWriting } from './backup-error.server';
import { damaged, levelOf, type Manifest } from './backup-manifest.server';
import {
	copied,
	countRows,
	dropEverything,
	hasRows,
	inPublic,
	listTables,
	openForLoading,
	setSequences,
	useCopySettings
} from './backup-tables.server';
import { SERVER_LOCK_NAME } from './database.server';
import { makeFolder, syncFolder, writeWhole } from './durable-file.server';
import {
	ensureAppRole,
	JOB_SCHEMA,
	migrate,
	MIGRATE_LOCK,
	migrateWithin,
	PRACTICE_SCHEMA
} from './migrate.server';

export interface RestoreOptions {
	file: string;
	ownerUrl: string;
	/** The server's user, when it is neither the owner nor `omatt_app` itself. */
	appUser?: string;
	scope: BackupScope;
	/** Everything a database in use holds is given up for what is in the file. */
	replace?: boolean;
}

export interface RestoreReport {
	createdAt: string;
	rows: number;
	files: number;
	/** Migrations that ran after the rows were in. */
	migrated: string[];
	/** Where a key that stood here and is not the backup's was kept. */
	keysKept: string[];
}

const AFTER_RESTORE = 'The database is as it was: make room or the folder writable, then restore again.';
const OTHERS_TRIES = 20;
const OTHERS_PAUSE_MS = 100;

/** A stopped server's connections take a moment to go. */
async function refuseWhileConnected(client: pg.Client): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		const { rows } = await client.query<{ others: number }>(
			`select count(*)::int as others from pg_stat_activity where datname = current_database()
				and pid <> pg_backend_pid() and application_name like 'omatt%' and application_name <> $1`,
			[SERVER_LOCK_NAME]
		);
		const others = rows[0]?.others ?? 0;
		if (others === 0) return;
		if (attempt === OTHERS_TRIES) {
			throw new BackupError(
				'connected',
				'Omatt is running on this database: stop every server and command, then restore. Nothing was changed.'
			);
		}
		await new Promise((resolve) => setTimeout(resolve, OTHERS_PAUSE_MS));
	}
}

/** The members of an archive on their way to where they belong. */
function receiver(client: pg.Client, { file, scope }: RestoreOptions, manifest: Manifest) {
	const tables = new Map(manifest.tables.map((table) => [table.name, table]));
	/** Keys wait beside their place until the rows are in for good. */
	const keys: { path: string; waiting: string }[] = [];
	let files = 0;

	async function takeFile(folder: string, name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
		const path = join(folder, name);
		await makeFolder(dirname(path));
		await writeWhole(path, chunks);
		files++;
	}

	async function take(member: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
		const [kind, place = '', ...rest] = member.split('/');
		const name = rest.join('/');
		const table = tables.get(place);
		const folder = Object.hasOwn(scope.folders, place) && scope.folders[place];
		const secret = Object.hasOwn(scope.secrets, place) && scope.secrets[place];
		if (kind === 'tables' && table) {
			await pipeline(Readable.from(chunks), client.query(copyFrom(`copy ${copied(table)} from stdin`)));
		} else if (kind === 'files' && folder && SAFE_PATH.test(name)) {
			await takeFile(folder, name, chunks);
		} else if (kind === 'secrets' && secret && name === '') {
			const waiting = `${secret}.restoring`;
			await makeFolder(dirname(secret));
			await rm(waiting, { force: true });
			await writeWhole(waiting, chunks, 0o600);
			keys.push({ path: secret, waiting });
			files++;
		} else throw damaged(file);
	}

	/** Puts the keys in their places; those that stood there are kept beside them. */
	async function placeKeys(suffix: string): Promise<string[]> {
		const kept: string[] = [];
		for (const { path, waiting } of keys) {
			const standing = existsSync(path) ? await readFile(path) : undefined;
			if (standing && !standing.equals(await readFile(waiting))) {
				kept.push(`${path}.${suffix}`);
				await rename(path, `${path}.${suffix}`);
			}
			await rename(waiting, path);
			await syncFolder(dirname(path));
		}
		return kept;
	}

	const dropKeys = () => Promise.all(keys.map(({ waiting }) => rm(waiting, { force: true })));
	return { take, placeKeys, dropKeys, files: () => files };
}

async function checkShapes(client: pg.Client, { file, scope }: RestoreOptions, { tables }: Manifest) {
	const shapes = await listTables(client, scope.shortLived);
	const texts = (list: readonly { name: string; columns: string[] }[]) =>
		list.map(({ name, columns }) => `${name} (${columns.join(', ')})`);
	const here = new Set(texts(shapes));
	const other = texts(tables).find((text) => !here.has(text));
	if (other === undefined && shapes.length === tables.length) return;
	throw new BackupError(
		'unfit',
		`${file} has tables that this database does not have at its level (${other ?? 'some are missing'}): nothing was changed.`
	);
}

async function load(client: pg.Client, options: RestoreOptions, manifest: Manifest, take: Take) {
	await checkShapes(client, options, manifest);
	const close = await openForLoading(client);
	// A migration may have put in rows of its own.
	await client.query(`truncate ${manifest.tables.map(({ name }) => inPublic(name)).join(', ')}`);
	await readArchive(options.file, manifest, take);
	await setSequences(client, manifest.sequences);
	await close();
	for (const { name, rows } of manifest.tables)
		if ((await countRows(client, name)) !== rows) throw damaged(options.file);
}
type Take = ReturnType<typeof receiver>['take'];

const DATABASE_DISK_FULL = '53100';

/** PostgreSQL refused a row: a constraint or a type, which the backup's own database held. */
const isRefusedRow = (error: unknown): boolean => /^2[23]...$/.test(codeOf(error));

async function replaceEverything(
	client: pg.Client,
	options: RestoreOptions,
	manifest: Manifest,
	level: string
) {
	const { file, scope, appUser } = options;
	const members = receiver(client, options, manifest);
	try {
		await client.query('begin');
		if (!options.replace && (await hasRows(client, scope.inUse))) {
			throw new BackupError(
				'inUse',
				'This database is in use: restore into an empty one, or give up everything in it with --replace. Nothing was changed.'
			);
		}
		await ensureAppRole(client, appUser);
		for (const schema of [JOB_SCHEMA, PRACTICE_SCHEMA])
			await client.query(`drop schema if exists ${schema} cascade`);
		await dropEverything(client);
		await migrateWithin(client, { level });
		await load(client, options, manifest, members.take);
		const migrated = await migrateWithin(client);
		await client.query('commit');
		return { migrated, members };
	} catch (error) {
		await members.dropKeys();
		if (isRefusedRow(error)) throw damaged(file, error);
		if (codeOf(error) === DATABASE_DISK_FULL) {
			const sentence = `The database server has no room left. ${AFTER_RESTORE}`;
			throw new BackupError('noRoom', sentence, { cause: error });
		}
		throw error;
	}
}

/** Without them the first questions to full tables are answered as if they were empty. */
async function refreshStatistics(ownerUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: ownerUrl, application_name: 'omatt restore' });
	await client.connect();
	try {
		await client.query('analyze');
	} finally {
		await client.end();
	}
}

/**
 * Puts a backup into a database and beside it: the whole file is checked first; then, in one transaction, everything in
 * the database is dropped, built at the backup's level, filled, checked and migrated to this version's level. Photos
 * come before the transaction ends, keys right after. Sessions, links and waiting jobs do not come back.
 * @throws BackupError, with the database as it was
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
	const { file, ownerUrl, appUser, scope } = options;
	const manifest = await verifyArchive(file);
	const level = levelOf(file, manifest);
	const client = new pg.Client({ connectionString: ownerUrl, application_name: 'omatt restore' });
	client.on('error', () => undefined);
	await client.connect();
	let done: Awaited<ReturnType<typeof replaceEverything>>;
	try {
		await refuseWhileConnected(client);
		await client.query(`select pg_advisory_lock(${MIGRATE_LOCK})`);
		await useCopySettings(client);
		done = await replaceEverything(client, options, manifest, level);
	} catch (error) {
		for (const dir of Object.values(scope.folders)) {
			const explained = explainWriting(error, dir, AFTER_RESTORE);
			if (explained !== error) throw explained;
		}
		throw error;
	} finally {
		await client.end();
	}
	const keysKept = await done.members.placeKeys(`before-${manifest.createdAt.replace(/[-:.]/g, '')}`);
	await migrate(ownerUrl, appUser);
	await refreshStatistics(ownerUrl);
	return {
		createdAt: manifest.createdAt,
		rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
		files: done.members.files(),
		migrated: done.migrated,
		keysKept
	};
}
