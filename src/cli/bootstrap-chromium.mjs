import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];
const DOWNLOAD_SECONDS = 30;
const PROBE = `
	const { chromium } = await import('@playwright/test');
	const executablePath = process.env.CHROMIUM_PATH || undefined;
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 20000 });
	await browser.close();`;

/**
 * @typedef {object} Tools
 * @property {string} root folder of the project
 * @property {string} node program that runs Node
 * @property {(file: string, args: string[], env?: Record<string, string>) => Promise<number>} run
 * @property {(line: string) => void} say
 */

/** @returns {string | undefined} */
function onThisMachine() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...candidates, ...PLACES].find((path) => existsSync(path));
}

/** @param {Tools} tools @param {string} path empty for Playwright's own */
const launches = async ({ node, run }, path) =>
	(await run(node, ['--input-type=module', '-e', PROBE.replaceAll('\n', ' ')], { CHROMIUM_PATH: path })) ===
	0;

/**
 * A Chromium that really starts: the machine's, else Playwright's download, else the distribution's package.
 * Remembered in node_modules, so that the second time is quick.
 * @param {Tools} tools
 * @returns {Promise<{ env: Record<string, string>, missing?: string }>} CHROMIUM_PATH is empty for Playwright's own
 */
export async function findChromium(tools) {
	const { root, node, run, say } = tools;
	const memory = join(root, 'node_modules', '.omatt-chromium');
	if (existsSync(memory)) {
		const path = readFileSync(memory, 'utf8');
		if (!path || existsSync(path)) return { env: { CHROMIUM_PATH: path } };
	}
	/** @param {string} path */
	const found = (path) => {
		writeFileSync(memory, path);
		return { env: { CHROMIUM_PATH: path } };
	};
	const system = onThisMachine();
	if (system && (await launches(tools, system))) return found(system);

	say(`No Chromium here: downloading Playwright's (at most ${DOWNLOAD_SECONDS} s) …`);
	const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
	const limited = `const { spawn } = require('node:child_process');
		const child = spawn(process.execPath, [process.argv[1], 'install', 'chromium'], { stdio: 'inherit' });
		setTimeout(() => child.kill('SIGKILL'), ${DOWNLOAD_SECONDS * 1000}).unref();
		child.on('exit', (code) => process.exit(code ?? 1));`;
	const downloaded = await run(node, ['-e', limited, cli]);
	if (downloaded === 0 && (await launches(tools, ''))) return found('');

	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		say('Installing Chromium with apt-get …');
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], env);
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env);
		const installed = onThisMachine();
		if (installed && (await launches(tools, installed))) return found(installed);
	}
	return {
		env: {},
		missing:
			'The tests need a Chromium: install chromium or google-chrome with your package manager, then try again.'
	};
}
