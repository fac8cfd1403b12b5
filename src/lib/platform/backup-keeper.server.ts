import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { makeBackup, type BackupScope } from './backup.server';
import { unfinishedName } from './backup-archive.server';
import { BackupError } from './backup-error.server';
import { hasRows } from './backup-tables.server';
import type { Clock } from './clock';
import type { Log } from './log.server';

export interface KeeperOptions {
	ownerUrl: string;
	scope: BackupScope;
	/** Folder of the backups the server makes by itself. */
	dir: string;
	clock: Clock;
	log: Log;
}

const KEPT = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
/** People come first when a server has just started. */
const PAUSE_AFTER_START_MS = 15_000;

const NAME = /^omatt-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz$/;

/** `omatt-20261123T080000Z.tar.gz`: sorts by time. */
export const backupName = (instant: Date): string =>
	`omatt-${instant
		.toISOString()
		.replace(/\.\d+Z$/, 'Z')
		.replace(/[-:]/g, '')}.tar.gz`;

const instantOf = (name: string): number => Date.parse(name.replace(NAME, '$1-$2-$3T$4:$5:$6Z'));

/** Names of our backups in a folder, newest first. */
export async function listBackups(dir: string): Promise<string[]> {
	const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	return entries
		.filter((entry) => entry.isFile() && NAME.test(entry.name))
		.map(({ name }) => name)
		.sort()
		.reverse();
}

/** When the newest backup in a folder was made; null where there is none. */
export async function lastBackupAt(dir: string): Promise<Date | null> {
	const [newest] = await listBackups(dir);
	return newest === undefined ? null : new Date(instantOf(newest));
}

/** Removes our backups beyond the last seven, and what a killed process left unfinished; nothing else. */
export async function pruneBackups(dir: string): Promise<void> {
	const names = await listBackups(dir);
	for (const name of names.slice(KEPT)) await rm(join(dir, name), { force: true });
	for (const name of await readdir(dir)) {
		const finished = name.replace(/^\.(.*)\.unfinished$/, '$1');
		if (NAME.test(finished) && name === unfinishedName(finished)) await rm(join(dir, name), { force: true });
	}
}

async function isInUse({ ownerUrl, scope }: KeeperOptions): Promise<boolean> {
	const client = new pg.Client({ connectionString: ownerUrl, application_name: 'omatt backup' });
	await client.connect();
	try {
		return await hasRows(client, scope.inUse);
	} finally {
		await client.end();
	}
}

/** Backups a server makes by itself, in the background: what goes wrong is logged with what to do, nothing else stops. */
export function backupKeeper(options: KeeperOptions) {
	const { ownerUrl, scope, dir, clock, log } = options;
	const stopping = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;

	async function make(): Promise<void> {
		const { signal } = stopping;
		try {
			if (!(await isInUse(options))) return;
			const createdAt = clock.now();
			const file = join(dir, backupName(createdAt));
			const report = await makeBackup({ ownerUrl, scope, file, createdAt, signal });
			log.info(report, 'A backup was made.');
			await pruneBackups(dir);
		} catch (error) {
			if (signal.aborted) log.info('The backup under way was given up: the server stops.');
			else if (error instanceof BackupError && error.fault === 'underWay') log.info(error.message);
			else log.error({ err: error }, error instanceof BackupError ? error.message : 'The backup failed.');
		}
	}

	/** Makes a backup now, or waits for the one under way. */
	const run = (): Promise<void> =>
		(running ??= make().finally(() => {
			running = undefined;
		}));

	/** Makes one when the newest is older than a day. */
	async function runIfDue(): Promise<void> {
		const now = clock.now().getTime();
		// A name from the future comes from a clock that was wrong.
		const newest = (await listBackups(dir)).map(instantOf).find((instant) => instant <= now);
		if (newest === undefined || now - newest > DAY_MS) await run();
	}

	return {
		run,
		runIfDue,
		/** Looks a moment after the start whether one is due. */
		start(): void {
			timer = setTimeout(
				() => void runIfDue().catch((error: unknown) => log.error({ err: error }, 'The backup failed.')),
				PAUSE_AFTER_START_MS
			).unref();
		},
		/** Gives up the one under way. */
		async stop(): Promise<void> {
			clearTimeout(timer);
			stopping.abort();
			await running;
		}
	};
}
