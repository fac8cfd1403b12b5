import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '$lib/platform/free-port.server';
import type { TestDatabase } from './database';

const START_MS = 90_000;
const COMMAND = resolve('build/cli/omatt.js');

export interface StartOptions {
	/** Serve this database as it is; without it the server starts its own, with the demo's people and things. */
	database?: TestDatabase;
	/** One-tap sign-in; off, only passwords let in. */
	demo?: boolean;
	/** Keep this folder; without it a new one is made and removed. */
	dataDir?: string;
	/** Added to the server's environment. */
	env?: Record<string, string>;
}

/** The built server, running. */
export interface RunningServer {
	origin: string;
	pid: number;
	dataDir: string;
	/** What it wrote so far. */
	output(): string;
	/** A session as a person of the demo, as the value of a `Cookie` header. */
	signInAs(personId: string): Promise<string>;
	/** One request; redirects are not followed. */
	request(path: string, options?: RequestOptions): Promise<Response>;
	stop(): Promise<void>;
}

export interface RequestOptions {
	method?: string;
	/** From `signInAs`. */
	cookie?: string;
	/** API token. */
	bearer?: string;
	/** Sent as a form, as a browser on our own pages does. */
	form?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
}

/** A database with a world of its own must not get the demo's things on top. */
async function markAsSeeded(database: TestDatabase): Promise<void> {
	const client = new pg.Client(database.ownerUrl);
	await client.connect();
	try {
		await client.query(
			`insert into seeded_scenario (name, seeded_at) values ('demo', now()) on conflict do nothing`
		);
	} finally {
		await client.end();
	}
}

/** Starts the built server on a free port and waits until it answers. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
	if (!existsSync(COMMAND)) throw new Error('There is no build to start: run npm run build first.');
	const { database, demo = true } = options;
	if (database && demo) await markAsSeeded(database);
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'omatt-server-')));
	// The user PostgreSQL runs as when we are root must be able to pass.
	if (!options.dataDir) await chmod(dataDir, 0o711);

	let output = '';
	const child = spawn(process.execPath, [COMMAND, 'serve'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env.PATH,
			HOME: process.env.HOME,
			...(database && { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl }),
			DATA_DIR: dataDir,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			OMATT_DEMO: String(demo),
			...options.env
		}
	});
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));

	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
		if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
	};

	async function request(path: string, given: RequestOptions = {}): Promise<Response> {
		const { form, json, cookie, bearer } = given;
		const method = given.method ?? (form || json !== undefined ? 'POST' : 'GET');
		return fetch(new URL(path, origin), {
			method,
			redirect: 'manual',
			headers: {
				accept: 'text/html',
				...(!bearer && method !== 'GET' && { origin }),
				...(cookie && { cookie }),
				...(bearer && { authorization: `Bearer ${bearer}` }),
				...(json !== undefined && { 'content-type': 'application/json', accept: 'application/json' })
			},
			...(form && { body: new URLSearchParams(form) }),
			...(json !== undefined && { body: JSON.stringify(json) })
		});
	}

	async function signInAs(personId: string): Promise<string> {
		const response = await request('/sign-in?/demo', { form: { personId } });
		const cookie = response.headers
			.getSetCookie()
			.find((line) => line.startsWith('omatt_session='))
			?.split(';')[0];
		if (response.status !== 303 || !cookie)
			throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
		return cookie;
	}

	const isUp = () =>
		fetch(`${origin}/readyz`).then(
			(response) => response.ok,
			() => false
		);
	const giveUpAt = Date.now() + START_MS;
	while (!(await isUp())) {
		if (child.exitCode !== null || Date.now() > giveUpAt) {
			await stop();
			throw new Error(`The server did not start:\n${output}`);
		}
		await sleep(50);
	}
	return { origin, pid: child.pid ?? 0, dataDir, output: () => output, signInAs, request, stop };
}
