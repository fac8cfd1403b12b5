// Runs before anything is installed: plain JavaScript for Node 18 and newer, without any package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './bootstrap-chromium.mjs';
import { runTests } from './bootstrap-test.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const BUILD = join(ROOT, 'build');
const NODE_EXE = process.platform === 'win32' ? 'node.exe' : 'node';
const SOURCES = ['src', 'static', 'migrations', '.config', 'package.json', 'package-lock.json'].concat(
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
);
const INLANG = join('.config', 'omatt.inlang');
/** Written by the build itself, or without a trace in it. */
const NOT_SOURCES = new Set(
	[join('src', 'lib', 'i18n', 'paraglide'), join('src', 'lib', 'i18n', 'words')].concat(
		['.gitignore', '.lix', '.meta.json', 'README.md', 'cache'].map((name) => join(INLANG, name))
	)
);

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** Ends with one sentence. @param {string} line @returns {never} */
function giveUp(line) {
	process.stderr.write(`${line}\n`);
	process.exit(1);
}

/** @param {string} file */
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * Runs a program to its end with our signals passed on.
 * @param {string} file @param {string[]} args @param {Record<string, string>} [env]
 * @param {boolean} [quiet] what it writes is shown only when it fails
 * @returns {Promise<number>} its exit code; 128 + the signal's number when one ended it
 */
function run(file, args, env = {}, quiet = false) {
	const path = [join(MODULES, '.bin'), process.env.PATH].join(delimiter);
	const child = spawn(file, args, {
		cwd: ROOT,
		stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		env: { ...process.env, PATH: path, ...env },
		shell: process.platform === 'win32' && !file.endsWith('.exe')
	});
	/** @type {Buffer[]} */
	const written = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => void written.push(part));
	const signals = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']);
	const forward = signals.map((signal) => {
		const pass = () => void child.kill(signal);
		process.on(signal, pass);
		return () => process.off(signal, pass);
	});
	// npm passes a signal on to a shell, which may end without passing it on to us.
	const parent = process.ppid;
	const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
	forward.push(() => clearInterval(orphaned));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code !== 0) process.stderr.write(Buffer.concat(written));
			for (const stop of forward) stop();
			resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15));
		});
	});
}

/** Whether what is installed is what the lockfile says, as after an `npm install` by hand. */
function isInstalled() {
	const installed = read(join(MODULES, '.package-lock.json'));
	if (!installed) return false;
	const wanted = Object.entries(JSON.parse(read(join(ROOT, 'package-lock.json'))).packages);
	const found = JSON.parse(installed).packages;
	return wanted.every(
		([path, { version, optional }]) => !path || found[path]?.version === version || (optional && !found[path])
	);
}

async function ensureDependencies() {
	const lock = read(join(ROOT, 'package-lock.json'));
	const stamp = createHash('sha256').update(`${process.platform} ${process.arch}\n${lock}`).digest('hex');
	const file = join(MODULES, '.omatt-installed');
	if (read(file) === stamp) return;
	if (!isInstalled()) {
		say('Installing dependencies (a minute or two the first time) …');
		// Not `npm ci`: it refuses a lockfile whose optional packages for other systems a registry mirror did not have.
		const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
		args.push('--loglevel=error');
		const npm = process.env.npm_execpath;
		const code = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
		if (code !== 0 || !isInstalled())
			giveUp('The dependencies could not be installed: see above, then try again.');
	}
	writeFileSync(file, stamp);
}

/** The Node of the lockfile where there is one for this machine, else our own when it is new enough. */
function findNode() {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const pinned = join(MODULES, `node-${system}-${process.arch}`, 'bin', NODE_EXE);
	if (existsSync(pinned)) return pinned;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
	giveUp(
		`Omatt needs Node 22.12 or newer on this machine and this is ${process.version}: install it, then try again.`
	);
}

/** @param {string} path relative to the root @param {(path: string) => void} visit */
function walk(path, visit) {
	const full = join(ROOT, path);
	if (NOT_SOURCES.has(path) || path.endsWith('.spec.ts') || !existsSync(full)) return;
	if (!statSync(full).isDirectory()) return visit(path);
	for (const name of readdirSync(full).sort()) walk(join(path, name), visit);
}

function hashSources() {
	const hash = createHash('sha256').update(process.platform);
	for (const source of SOURCES) {
		walk(source, (path) => void hash.update(`\n${path}\n`).update(readFileSync(join(ROOT, path))));
	}
	return hash.digest('hex');
}

/** Whether a server runs from the build, which then must stay as it is. */
function isServing() {
	const pid = Number(read(join(BUILD, 'serving')));
	if (!pid) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (error.code !== 'EPERM') return false;
	}
	return process.platform !== 'linux' || read(`/proc/${pid}/cmdline`).includes('omatt.js');
}

/** @param {string} node */
async function ensureBuild(node) {
	const stamp = hashSources();
	const file = join(BUILD, '.stamp');
	if (read(file) === stamp) return;
	if (isServing()) {
		giveUp('Omatt runs from this folder, and its sources have changed: stop it first, then try again.');
	}
	say('Building …');
	const vite = join(MODULES, 'vite', 'bin', 'vite.js');
	const production = { NODE_ENV: 'production' };
	for (const config of [[], ['-c', '.config/vite.cli.config.ts']]) {
		const code = await run(node, [vite, 'build', '--logLevel', 'warn', ...config], production, true);
		if (code !== 0) giveUp('The build failed: see above.');
	}
	mkdirSync(BUILD, { recursive: true });
	writeFileSync(file, stamp);
}

/** @param {string} node @param {string[]} args */
function omatt(node, args) {
	const settings = existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : [];
	return run(node, [...settings, 'build/cli/omatt.js', ...args]);
}

/** @param {string} node */
async function check(node) {
	const eslintConfig = ['js', 'mjs', 'ts'].map((end) => `.config/eslint.config.${end}`);
	const ours = eslintConfig.find((file) => existsSync(join(ROOT, file)));
	/** @type {[string, string[]][]} */
	const made = [
		['Messages', ['.config/compile-messages.mjs']],
		['Routes', ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']]
	];
	/** @type {[string, string[]][]} */
	const judged = [
		['Lint', ['node_modules/eslint/bin/eslint.js', ...(ours ? ['-c', ours] : []), '--max-warnings=0', '.']],
		['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']],
		['Types', ['node_modules/svelte-check/bin/svelte-check', '--output', 'human', '--fail-on-warnings']]
	];
	for (const [name, args] of made) {
		say(`${name} …`);
		const code = await run(node, args);
		if (code !== 0) return code;
	}
	// None of them waits for another, and all of them say what is wrong.
	say(`${judged.map(([name]) => name).join(', ')} …`);
	const codes = await Promise.all(judged.map(([, args]) => run(node, args, {}, true)));
	const code = codes.find((one) => one !== 0);
	if (code !== undefined) return code;
	say('All checks passed.');
	return 0;
}

/** @type {Record<string, (node: string, args: string[]) => Promise<number>>} */
const COMMANDS = {
	start: async (node, args) => {
		await ensureBuild(node);
		return omatt(node, ['serve', ...args]);
	},
	omatt: async (node, args) => {
		await ensureBuild(node);
		return omatt(node, args);
	},
	bench: async (node, args) => {
		await ensureBuild(node);
		return omatt(node, ['bench', ...args]);
	},
	dev: async (node, args) => {
		const cli = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
		const code = await run(node, [...cli, '-c', '.config/vite.cli.config.ts'], {}, true);
		return code === 0 ? omatt(node, ['dev', ...args]) : code;
	},
	check,
	test: async (node, args) => {
		const chromium = await findChromium({ root: ROOT, node, run, say });
		if (chromium.missing) giveUp(chromium.missing);
		await ensureBuild(node);
		return runTests({ root: ROOT, node, args, run, say, env: chromium.env });
	}
};

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) giveUp(`Use one of: ${Object.keys(COMMANDS).join(', ')}.`);
await ensureDependencies();
process.exit(await command(findNode(), args));
