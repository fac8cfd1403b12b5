import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from './config.server';
import { childOptions, type RunAs } from './embedded-postgres-binaries.server';

const run = promisify(execFile);

/** Where the embedded database lives. */
export interface Home {
	/** Holds `cluster`, `run` (the socket) and `log`; ours, so only we can add to it. */
	dir: string;
	cluster: string;
	socketDir: string;
	logFile: string;
	runAs: RunAs | undefined;
}

export interface Secrets {
	owner: string;
	app: string;
}

const isRoot = process.getuid?.() === 0;

/** A user by name or number; undefined where the system has none. */
async function findUser(user: string | number): Promise<RunAs | undefined> {
	const id = async (flag: string) => Number((await run('id', [flag, String(user)])).stdout.trim());
	try {
		return { uid: await id('-u'), gid: await id('-g') };
	} catch {
		return undefined;
	}
}

/** Whom PostgreSQL runs as when we are root: the folder's owner, or nobody where that is root too. */
async function userInsteadOfRoot(dataDir: string): Promise<RunAs> {
	const { uid } = await stat(dataDir);
	const found = (uid !== 0 && (await findUser(uid))) || (await findUser('nobody'));
	if (found) return found;
	throw new ConfigError(
		'PostgreSQL does not run as root and there is no user nobody here: start as another user, or set DATABASE_URL.'
	);
}

/** PostgreSQL's own programs look the user up. */
async function requireNamedUser(): Promise<void> {
	const uid = process.getuid?.();
	if (uid === undefined || uid === 0 || (await findUser(uid))) return;
	throw new ConfigError(
		`The embedded PostgreSQL needs a user that the system knows, and number ${uid} has no name here: start as another user, or set DATABASE_URL.`
	);
}

/** Whether `runAs` can keep files in a folder; asked of the system, which alone knows mounts and access lists. */
async function canWrite(dir: string, runAs: RunAs): Promise<boolean> {
	const probe = join(dir, 'reachable');
	await mkdir(probe, { recursive: true });
	await chown(probe, runAs.uid, runAs.gid);
	const script = 'cd "$1" && : > file && rm file';
	const written = await run('/bin/sh', ['-c', script, 'sh', probe], childOptions('/', runAs)).then(
		() => true,
		() => false
	);
	await rm(probe, { recursive: true, force: true });
	return written;
}

/** Folders outside DATA_DIR, best first. Below a temporary folder only what nobody else could have put there. */
async function makeOutside(dataDir: string, runAs: RunAs): Promise<string | undefined> {
	const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
	for (const base of ['/var/lib/omatt', '/var/tmp', tmpdir()]) {
		const dir = join(base, `omatt-${name}`);
		try {
			await mkdir(base, { recursive: true, mode: 0o755 });
			await mkdir(dir, { recursive: true, mode: 0o711 });
			const found = await lstat(dir);
			if (!found.isDirectory() || found.uid !== 0) continue;
			if (await canWrite(dir, runAs)) return dir;
		} catch {
			continue;
		}
	}
	return undefined;
}

async function choose(dataDir: string, state: string, notice: (sentence: string) => void): Promise<string> {
	const note = join(state, 'home');
	if (existsSync(note)) {
		const noted = (await readFile(note, 'utf8')).trim();
		if (existsSync(join(noted, 'cluster'))) {
			notice(`The database of ${dataDir} is kept in ${noted}.`);
			return noted;
		}
		throw new ConfigError(
			`The database of ${dataDir} was kept in ${noted}, which is gone: put it back, or delete ${note} to start with an empty one.`
		);
	}
	if (!isRoot || existsSync(join(state, 'cluster'))) return state;
	const user = await userInsteadOfRoot(dataDir);
	if (await canWrite(state, user)) return state;
	const outside = await makeOutside(dataDir, user);
	if (!outside) {
		throw new ConfigError(
			`PostgreSQL does not run as root, and the user it would run as cannot reach ${dataDir}: set DATA_DIR to a folder it can reach, or set DATABASE_URL.`
		);
	}
	notice(
		`PostgreSQL does not run as root and cannot reach ${dataDir} otherwise: the database is kept in ${outside}.`
	);
	return outside;
}

/**
 * Finds or makes the place of the database: below DATA_DIR, or outside it where we are root and the user we then
 * run as cannot come in. The choice is noted, so that a later change of rights never starts an empty database.
 */
export async function prepareHome(
	dataDir: string,
	state: string,
	notice: (sentence: string) => void
): Promise<Home> {
	await requireNamedUser();
	const dir = await choose(dataDir, state, notice);
	const cluster = join(dir, 'cluster');
	let runAs: RunAs | undefined;
	const owner = await stat(cluster).catch(() => undefined);
	if (isRoot) {
		runAs = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await userInsteadOfRoot(dataDir);
	} else if (owner && process.getuid && owner.uid !== process.getuid()) {
		throw new ConfigError(
			`The database in ${cluster} belongs to another user: start as that user or as root, or set DATA_DIR to another folder.`
		);
	}
	for (const name of ['run', 'log']) {
		const path = join(dir, name);
		await mkdir(path, { recursive: true, mode: 0o700 });
		if (runAs) await chown(path, runAs.uid, runAs.gid);
	}
	return {
		dir,
		cluster,
		socketDir: join(dir, 'run'),
		logFile: join(dir, 'log', 'postgres.log'),
		runAs
	};
}

/** Remembers a place outside DATA_DIR, once there is a database in it. */
export async function noteHome(state: string, home: Home): Promise<void> {
	if (home.dir !== state) await writeFile(join(state, 'home'), `${home.dir}\n`);
}

/** What root puts into somebody's folder is theirs, so that they can start without root the next time. */
async function giveToOwner(path: string, dataDir: string): Promise<void> {
	const { uid, gid } = await stat(dataDir);
	if (uid !== 0) await chown(path, uid, gid);
}

/** Makes DATA_DIR and the state folder; passable (not readable) for the user PostgreSQL runs as. */
export async function makeState(dataDir: string): Promise<string> {
	const state = join(dataDir, 'postgres');
	const mode = isRoot ? 0o711 : 0o700;
	await mkdir(dataDir, { recursive: true, mode });
	await mkdir(state, { recursive: true, mode });
	if (isRoot) {
		await chmod(state, mode);
		await giveToOwner(state, dataDir);
	}
	return state;
}

/** The generated passwords, made at the first start; readable for us only. */
export async function readSecrets(state: string, home: Home): Promise<Secrets> {
	const file = join(state, 'secrets.json');
	if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Secrets;
	if (existsSync(home.cluster)) {
		throw new ConfigError(
			`The passwords of the database are missing: put ${file} back, or move ${home.cluster} away to start with an empty one.`
		);
	}
	const secrets: Secrets = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
	await writeFile(`${file}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
	if (isRoot) await giveToOwner(`${file}.new`, join(state, '..'));
	await rename(`${file}.new`, file);
	return secrets;
}
