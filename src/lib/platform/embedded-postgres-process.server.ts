import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { childOptions, program, type Binaries } from './embedded-postgres-binaries.server';
import type { Home } from './embedded-postgres-home.server';
import { freePort } from './free-port.server';
import { isAlive } from './file-lock.server';

const run = promisify(execFile);

/** How a running PostgreSQL is reached. */
export interface Address {
	/** Folder of the Unix socket, or 127.0.0.1. */
	host: string;
	port: number;
}

interface Postmaster extends Address {
	pid: number;
}

const LOCALE_TRIES = ['C.UTF-8', 'en_US.UTF-8', 'C'];
/** Room for a recovery after a crash of the whole machine. */
const READY_MS = 300_000;
const STALE_MS = 30_000;
/** Beyond the highest process number of any system. */
const NO_PROCESS = 2_147_483_646;
const LOG_LIMIT_BYTES = 10_000_000;
/** A socket address holds 108 bytes on Linux and 104 elsewhere, with the closing zero. */
const SOCKET_LIMIT = process.platform === 'linux' ? 107 : 103;

const SETTINGS = {
	max_connections: '100',
	shared_buffers: '128MB',
	work_mem: '8MB',
	max_wal_size: '512MB',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC'
};
/** Tests only: what a crash of the machine would lose does not matter there. */
const FAST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The address of a database for `pg`. */
export function databaseUrl(
	{ host, port }: Address,
	user: string,
	password: string,
	database: string
): string {
	return host.startsWith('/')
		? `postgresql://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
		: `postgresql://${user}:${password}@${host}:${port}/${database}`;
}

/** Makes an empty cluster: UTF-8, Norwegian order, passwords needed everywhere. Half-made ones never stay. */
export async function createCluster(home: Home, binaries: Binaries, password: string): Promise<void> {
	const half = `${home.cluster}.new`;
	const passwordFile = join(home.dir, 'initdb-password');
	let failure: unknown;
	for (const characters of LOCALE_TRIES) {
		await rm(half, { recursive: true, force: true });
		await mkdir(half, { mode: 0o700 });
		await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
		if (home.runAs) {
			await chown(half, home.runAs.uid, home.runAs.gid);
			await chown(passwordFile, home.runAs.uid, home.runAs.gid);
		}
		const args = ['-D', half, '-U', 'omatt_owner', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
		// Words are told apart by the character type, which must know æ, ø and å: plain C takes « for a letter.
		args.push('-E', 'UTF8', '--locale-provider=icu', '--icu-locale=nb-NO', '--locale=C');
		args.push(`--lc-ctype=${characters}`);
		try {
			await run(program(binaries, 'initdb'), args, childOptions(home.dir, home.runAs));
			await rename(half, home.cluster);
			return;
		} catch (error) {
			failure = error;
		} finally {
			await rm(passwordFile, { force: true });
		}
	}
	throw new Error(`The embedded PostgreSQL could not be set up: ${outputOf(failure)}`, { cause: failure });
}

const outputOf = (failure: unknown): string => {
	const { stderr, message } = failure as Partial<{ stderr: string; message: string }>;
	return (stderr?.trim() || message || String(failure)).split('\n').slice(-5).join(' ');
};

async function readPostmaster(home: Home): Promise<Postmaster | undefined> {
	const text = await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => '');
	const [pid, , , port, socketDir, address] = text.split('\n').map((line) => line.trim());
	if (!Number(pid)) return undefined;
	return {
		pid: Math.abs(Number(pid)),
		port: Number(port) || 5432,
		host: socketDir || address || home.socketDir
	};
}

/** Whether a process is a PostgreSQL: after a restart of the machine its number may be anybody's. */
async function isPostgres(pid: number): Promise<boolean> {
	if (!isAlive(pid)) return false;
	if (process.platform === 'win32') return true;
	const described =
		process.platform === 'linux'
			? readFile(`/proc/${pid}/stat`, 'utf8')
			: run('ps', ['-o', 'comm=', '-p', String(pid)]).then(({ stdout }) => stdout);
	return described.then(
		// Z: killed, but nobody has asked for its exit code, as in a container without an init process.
		(text) => text.includes('postgres') && !/\) [ZX] /.test(text),
		() => false
	);
}

/**
 * PostgreSQL refuses to start while the process in its pid file exists, whoever that is by now. The file itself
 * must stay: by it PostgreSQL sees whether backends of a killed server still use the cluster's memory.
 */
async function forgetProcess(home: Home): Promise<void> {
	const file = join(home.cluster, 'postmaster.pid');
	const text = await readFile(file, 'utf8');
	await writeFile(file, text.replace(/^-?\d+/, String(NO_PROCESS)));
}

/** A copied folder brings the pid file of the original's PostgreSQL along. */
async function isElsewhere(home: Home): Promise<boolean> {
	const text = await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => '');
	const named = text.split('\n')[1]?.trim();
	const [theirs, ours] = await Promise.all([stat(named ?? '').catch(() => undefined), stat(home.cluster)]);
	return theirs !== undefined && (theirs.ino !== ours.ino || theirs.dev !== ours.dev);
}

async function answers(url: string): Promise<'yes' | 'soon' | Error> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		return 'yes';
	} catch (error) {
		// 57P03: starting up, shutting down or recovering; 53300: all connections taken.
		const { code } = error as { code?: string };
		const soon = ['57P03', '53300', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(code ?? '');
		return soon ? 'soon' : (error as Error);
	} finally {
		await client.end().catch(() => undefined);
	}
}

/**
 * The PostgreSQL that already runs on this cluster, when it answers; one on its way up or down is waited for.
 * Undefined when none runs.
 */
export async function findRunning(home: Home, password: string): Promise<Address | undefined> {
	const deadline = Date.now() + READY_MS;
	for (;;) {
		const found = await readPostmaster(home);
		if (!found || !(await isPostgres(found.pid)) || (await isElsewhere(home))) return undefined;
		const answer = await answers(databaseUrl(found, 'omatt_owner', password, 'postgres'));
		if (answer === 'yes') return { host: found.host, port: found.port };
		if (answer instanceof Error || Date.now() > deadline) {
			throw new Error(
				`A PostgreSQL (process ${found.pid}) runs in ${home.cluster} but does not let us in: ${String(answer)}`
			);
		}
		await sleep(100);
	}
}

async function chooseAddress(home: Home): Promise<Address> {
	const socket = join(home.socketDir, '.s.PGSQL.5432');
	if (process.platform !== 'win32' && Buffer.byteLength(socket) <= SOCKET_LIMIT) {
		return { host: home.socketDir, port: 5432 };
	}
	return { host: '127.0.0.1', port: await freePort() };
}

/** One argument for the shell pg_ctl starts the server with. */
const quoted = (text: string): string =>
	process.platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;

function serverOptions({ host, port }: Address, fast: boolean): string {
	const onSocket = host.startsWith('/');
	const settings = {
		...SETTINGS,
		...(fast ? FAST_SETTINGS : {}),
		listen_addresses: onSocket ? '' : host,
		// A list of folders, so a name with a comma or a space stands in double quotes.
		...(process.platform !== 'win32' && {
			unix_socket_directories: onSocket ? `"${host.replaceAll('"', '""')}"` : ''
		}),
		port: String(port)
	};
	return Object.entries(settings)
		.map(([name, value]) => `-c ${quoted(`${name}=${value}`)}`)
		.join(' ');
}

async function readFrom(path: string, start: number): Promise<string> {
	if (!existsSync(path)) return '';
	await using file = await open(path);
	const { size } = await file.stat();
	const { buffer, bytesRead } = await file.read(
		Buffer.alloc(Math.max(0, Math.min(size - start, 64_000))),
		0,
		null,
		start
	);
	return buffer.toString('utf8', 0, bytesRead);
}

async function rotateLog(path: string): Promise<number> {
	const size = await stat(path).then(
		(found) => found.size,
		() => 0
	);
	if (size < LOG_LIMIT_BYTES) return size;
	await rename(path, `${path}.1`);
	return 0;
}

/**
 * Starts PostgreSQL on the cluster, detached: a signal to our group reaches it only through `stopServer`.
 * After a crash its leftovers may refuse the first tries, so those are repeated.
 */
export async function startServer(home: Home, binaries: Binaries, fast: boolean): Promise<Address> {
	const deadline = Date.now() + STALE_MS;
	for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
		const stale = await readPostmaster(home);
		if (stale && isAlive(stale.pid) && (!(await isPostgres(stale.pid)) || (await isElsewhere(home)))) {
			await forgetProcess(home);
		}
		const address = await chooseAddress(home);
		const logStart = await rotateLog(home.logFile);
		// Relative to the home: pg_ctl hands paths to a shell, which would read quotes and dollars in them.
		const args = [
			'start',
			'-D',
			basename(home.cluster),
			'-l',
			join('log', basename(home.logFile)),
			'-s',
			'-w',
			'-t',
			String(READY_MS / 1000)
		];
		try {
			await run(
				program(binaries, 'pg_ctl'),
				[...args, '-o', serverOptions(address, fast)],
				childOptions(home.dir, home.runAs)
			);
			return address;
		} catch (error) {
			const log = await readFrom(home.logFile, logStart);
			const passing = /pre-existing shared memory|lock file .* already exists|in use|could not bind/i.test(
				log
			);
			if (!passing || Date.now() > deadline) {
				const reason = log.match(/(?:FATAL|PANIC): .*/)?.[0] ?? outputOf(error);
				throw new Error(`The embedded PostgreSQL did not start: ${reason} (log: ${home.logFile})`, {
					cause: error
				});
			}
			await sleep(pause);
		}
	}
}

/** Stops PostgreSQL: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(home: Home, binaries: Binaries): Promise<void> {
	const args = ['stop', '-D', home.cluster, '-s', '-w', '-m', 'fast', '-t', '60'];
	try {
		await run(program(binaries, 'pg_ctl'), args, childOptions(home.dir, home.runAs));
	} catch (error) {
		const left = await readPostmaster(home);
		if (left && (await isPostgres(left.pid))) throw error;
	}
}
