import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import pg from 'pg';
import sharp from 'sharp';
import type { BackupScope } from '$lib/platform/backup.server';
import { verifyLedger } from '$lib/benefit/verify.server';
import { openDb } from '$lib/platform/db.server';
import { giveBack } from './benefits';
import type { TestDatabase } from './database';
import { createLedgerWorld } from './ledger';
import { aNeed, findNothing, submitted } from './needs';
import { offer } from './offers';
import { actorOf } from './world';

const SHORT_LIVED = [
	'session',
	'one_time_link',
	'rate_limit',
	'idempotent_request',
	'practice',
	'sign_in_attempt',
	'spent_logout_token'
];

export async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		return (await client.query<T>(sql)).rows;
	} finally {
		await client.end();
	}
}

/** Table → number of rows and a hash of all of them, as stored; and where each sequence stands. */
export async function contentsOf(ownerUrl: string): Promise<Record<string, string>> {
	const names = await query<{ name: string; kind: string }>(
		ownerUrl,
		`select relname as name, relkind as kind from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and relname not like 'kysely%' order by relname`
	);
	const parts = names
		.filter(({ name }) => !SHORT_LIVED.includes(name))
		.map(({ name, kind }) => {
			const what = kind === 'S' ? `(select last_value, is_called from ${name})` : name;
			return `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(r::text, e'\\n' order by r::text), '')) as text
				from ${what} as r`;
		});
	const rows = await query<{ name: string; text: string }>(ownerUrl, parts.join(' union all '));
	return Object.fromEntries(rows.map(({ name, text }) => [name, text]));
}

/** Every constraint, trigger, index and grant: what the schema promises. */
export async function promisesOf(ownerUrl: string): Promise<string[]> {
	const rows = await query<{ text: string }>(
		ownerUrl,
		`select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated as text
			from pg_constraint where connamespace = 'public'::regnamespace
		union all select tgenabled::text || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
		union all select indexdef from pg_indexes where schemaname = 'public'
		union all select table_name || ' ' || privilege_type from information_schema.role_table_grants
			where grantee = 'omatt_app' and table_schema in ('public', 'pgboss') order by 1`
	);
	return rows.map(({ text }) => text);
}

/** What `omatt verify` finds, and the ledger's totals by kind. */
export async function ledgerOf(ownerUrl: string) {
	const db = openDb({ connectionString: ownerUrl });
	try {
		const totals = await db
			.selectFrom('benefitEntry')
			.select((eb) => [
				'kind',
				'side',
				eb.fn.countAll<number>().as('entries'),
				eb.fn.sum<string>('amountLow').as('low'),
				eb.fn.sum<string>('amountCentral').as('central'),
				eb.fn.sum<string>('amountHigh').as('high')
			])
			.groupBy(['kind', 'side'])
			.orderBy('kind')
			.orderBy('side')
			.execute();
		return { check: await verifyLedger(db), totals };
	} finally {
		await db.destroy();
	}
}

/** Path below the folder → SHA-256 of the file. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	if (!existsSync(folder)) return files;
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isFile())
			files[relative(folder, path)] = createHash('sha256')
				.update(await readFile(path))
				.digest('hex');
	}
	return files;
}

/** A picture that does not shrink. */
const aNoisyPicture = (): Promise<Buffer> =>
	sharp(randomBytes(800 * 600 * 3), { raw: { width: 800, height: 600, channels: 3 } })
		.jpeg({ quality: 95 })
		.toBuffer();

/** An installation with something in nearly every table, two photos and a key. */
export async function createFilledInstallation() {
	const ledger = await createLedgerWorld();
	const { running, world, database } = ledger;
	const { app } = running;
	const { reservationId } = await ledger.goldenHandover();
	await giveBack(running, world.librarian, reservationId, 3);
	const photoIds = [
		await app.photo.store(await aNoisyPicture()),
		await app.photo.store(await aNoisyPicture())
	];
	await offer(app, world.people.requester, world.itemTypes.desk, {
		title: 'Pult\tmed "anførsel" \\ og æøå\nover to linjer',
		quantity: '4',
		photoIds: photoIds.map(({ photoId }) => photoId)
	});
	const needId = await aNeed(app, world.people.requester, world.itemTypes.door);
	await findNothing(app, world.people.requester, needId);
	const requestId = await submitted(app, world.people.requester, needId);
	await app.purchaseRequest.approve(await actorOf(app, world.people.manager), requestId);
	const dataDir = await mkdtemp(join(tmpdir(), 'omatt-backed-up-'));
	await writeFile(join(dataDir, 'secret-key'), 'the key of the installation');
	const scope: BackupScope = {
		shortLived: SHORT_LIVED,
		inUse: 'organisation',
		folders: { photos: running.photoDir },
		secrets: { 'secret-key': join(dataDir, 'secret-key') }
	};
	return {
		database,
		ledger,
		running,
		dataDir,
		scope,
		stop: async () => {
			await ledger.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
export type FilledInstallation = Awaited<ReturnType<typeof createFilledInstallation>>;

/** Where a restored installation keeps its files. */
export const scopeAt = (dataDir: string): BackupScope => ({
	shortLived: SHORT_LIVED,
	inUse: 'organisation',
	folders: { photos: join(dataDir, 'photos') },
	secrets: { 'secret-key': join(dataDir, 'secret-key') }
});

/**
 * A database on another server: its owner may not make roles or override anything, and the server has a user of its
 * own. Nothing is in it.
 */
export async function createExternalDatabase({ ownerUrl }: TestDatabase) {
	const name = `external_${randomBytes(4).toString('hex')}`;
	const at = (user: string) =>
		ownerUrl.replace(/omatt_owner:\w+@/, `${user}:secret@`).replace(/\/test_\w+/, `/${name}`);
	await query(ownerUrl, `create role ${name}_owner login password 'secret'`);
	await query(ownerUrl, `create role ${name}_server login password 'secret'`);
	await query(ownerUrl, `grant omatt_app to ${name}_owner with admin option`);
	await query(ownerUrl, `create database ${name} owner ${name}_owner`);
	return {
		ownerUrl: at(`${name}_owner`),
		appUrl: at(`${name}_server`),
		serverUser: `${name}_server`,
		drop: async () => {
			await query(ownerUrl, `drop database ${name} with (force)`);
			// The owner let the server's user act as omatt_app.
			await query(ownerUrl, `drop role ${name}_server`);
			await query(ownerUrl, `drop role ${name}_owner`);
		}
	};
}

/** The members of a backup, changed and packed again with valid checksums of its own. */
export async function repack(
	file: string,
	to: string,
	change: (name: string, text: string) => string,
	rename: (name: string) => string = (name) => name
): Promise<void> {
	const entries = await unpackTar(gunzipSync(await readFile(file)));
	const changed = entries.map(({ header, data }) => {
		const bytes = Buffer.from(data ?? []);
		const text = change(header.name, bytes.toString('latin1'));
		const body = text === bytes.toString('latin1') ? bytes : Buffer.from(text, 'latin1');
		return {
			header: { ...header, name: rename(header.name), size: body.length },
			body: new Uint8Array(body)
		};
	});
	await writeFile(to, gzipSync(await packTar(changed)));
}

export interface Said {
	code: number | null;
	output: string;
}

const COMMAND = resolve('build/cli/omatt.js');

/**
 * Runs the built `omatt` to its end.
 * @param largestFileKb what it writes into one file ends there, as on a full disk
 */
export function omatt(
	args: readonly string[],
	env: Record<string, string>,
	largestFileKb?: number
): Promise<Said> {
	const script = largestFileKb === undefined ? 'exec "$@"' : `ulimit -f ${largestFileKb * 2}; exec "$@"`;
	const child = spawn('/bin/sh', ['-c', script, 'sh', process.execPath, COMMAND, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((done, fail) => {
		child.once('error', fail);
		child.once('close', (code) => done({ code, output }));
	});
}
