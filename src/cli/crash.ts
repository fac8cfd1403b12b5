import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createApp } from '$lib/app.server';
import { settableClock } from '$lib/platform/clock';
import { openDatabase } from '$lib/platform/database.server';
import { openDb } from '$lib/platform/db.server';
import { freePort } from '$lib/platform/free-port.server';
import { createLog } from '$lib/platform/log.server';
import { migrate } from '$lib/platform/migrate.server';

const CLIENTS = 8;
const LISTINGS_A_ROUND = 100;
const START_MS = 60_000;
const OWNER = { email: 'crash@example.no', orgnr: '999999999', name: 'Krasj kommune' };

/** The built command line; `serve` runs the server. */
export interface ServerProgram {
	file: string;
	args: readonly string[];
}

export interface CrashRound {
	round: number;
	/** Listings of this round the server had answered 201 for. */
	acknowledged: number;
	/** From start to the first listing stored: PostgreSQL's recovery is in it. */
	restartMs: number;
}

export interface CrashReport {
	rounds: CrashRound[];
	/** Ids of acknowledged listings that are not there whole: with their lot, its first movement and their audit entry. */
	lost: string[];
}

/** An organisation with one person who may give things away. */
async function prepare(dataDir: string): Promise<{ token: string; home: string }> {
	const database = await openDatabase({ database: {}, dataDir });
	try {
		await migrate(database.ownerUrl);
		const app = createApp({
			db: openDb({ connectionString: database.appUrl }),
			clock: settableClock(new Date()),
			log: createLog('warn'),
			dataDir,
			origin: 'http://localhost',
			isDemo: false
		});
		try {
			const { email, name, orgnr } = OWNER;
			await app.provision.inviteAdmin({ email, name, organisation: { orgnr, name } });
			const { token } = await app.provision.createToken({
				email,
				scopes: ['listings:write'],
				name,
				days: 1
			});
			return { token, home: database.embedded?.home ?? '' };
		} finally {
			await app.close();
		}
	} finally {
		await database.close({ asServer: true });
	}
}

async function killBoth(server: ChildProcess, home: string): Promise<void> {
	const [pid] = (await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
	const gone = once(server, 'exit');
	process.kill(Number(pid), 'SIGKILL');
	server.kill('SIGKILL');
	await gone;
}

/** Puts out one thing after another until the server is gone; tells the id of each that was answered for. */
async function giveAway(origin: string, token: string, name: string, stored: (id: string) => void) {
	for (let number = 1; ; number++) {
		const answer = await fetch(`${origin}/api/v1/listings`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				externalId: `${name}-${number}`,
				title: `Kontorstol ${name}-${number}`,
				pack: 'furniture',
				type: 'officeChair',
				quantity: 2,
				condition: 'good'
			})
		})
			.then(async (response) => ({ status: response.status, text: await response.text() }))
			.catch(() => undefined);
		if (!answer) return;
		if (answer.status !== 201) throw new Error(`The server answered ${answer.status}: ${answer.text}`);
		stored((JSON.parse(answer.text) as { id: string }).id);
	}
}

/** Starts the server, and kills it and its PostgreSQL with -9 once enough is acknowledged. */
async function crashOnce(
	dataDir: string,
	program: ServerProgram,
	{ token, home }: { token: string; home: string },
	round: number
): Promise<{ result: CrashRound; ids: string[] }> {
	const started = performance.now();
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const server = spawn(program.file, [...program.args, 'serve'], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: {
			PATH: process.env.PATH,
			HOME: process.env.HOME,
			DATA_DIR: dataDir,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			OMATT_DEMO: 'false',
			LOG_LEVEL: 'fatal'
		}
	});
	const isUp = () =>
		fetch(`${origin}/readyz`).then(
			({ ok }) => ok,
			() => false
		);
	while (!(await isUp())) {
		if (server.exitCode !== null || performance.now() - started > START_MS)
			throw new Error(`Round ${round}: the server did not start.`);
		await sleep(50);
	}
	const ids: string[] = [];
	let restartMs = 0;
	let killed: Promise<void> | undefined;
	const stored = (id: string) => {
		restartMs ||= Math.round(performance.now() - started);
		ids.push(id);
		if (ids.length >= LISTINGS_A_ROUND) killed ??= killBoth(server, home);
	};
	await Promise.all(
		Array.from({ length: CLIENTS }, (_, client) => giveAway(origin, token, `${round}-${client}`, stored))
	);
	if (!killed) throw new Error(`Round ${round}: the server ended by itself after ${ids.length} listings.`);
	await killed;
	return { result: { round, acknowledged: ids.length, restartMs }, ids };
}

/** Ids among these of listings with a lot, its first movement of the whole quantity, and an audit entry. */
async function findWhole(ownerUrl: string, ids: readonly string[]): Promise<Set<string>> {
	const client = new pg.Client(ownerUrl);
	await client.connect();
	try {
		const { rows } = await client.query<{ id: string }>(
			`select listing.id from listing
			 join lot on lot.id = listing.lot_id and lot.on_hand_milli = 2000
			 where listing.id = any($1::uuid[])
			   and exists (select from stock_movement where lot_id = lot.id and quantity_milli = 2000)
			   and exists (select from audit_entry where subject_id = listing.id)`,
			[ids]
		);
		return new Set(rows.map(({ id }) => id));
	} finally {
		await client.end();
	}
}

/**
 * Kills the web server and its PostgreSQL with -9 while people put things out, again and again, starting each time
 * without any repair, then looks for everything that was acknowledged.
 */
export async function crashRounds(
	dataDir: string,
	program: ServerProgram,
	count: number,
	onRound: (round: CrashRound) => void = () => undefined
): Promise<CrashReport> {
	const prepared = await prepare(dataDir);
	const acknowledged: string[] = [];
	const rounds: CrashRound[] = [];
	for (let round = 1; round <= count; round++) {
		const { result, ids } = await crashOnce(dataDir, program, prepared, round);
		rounds.push(result);
		acknowledged.push(...ids);
		onRound(result);
	}
	const database = await openDatabase({ database: {}, dataDir });
	try {
		const whole = await findWhole(database.ownerUrl, acknowledged);
		return { rounds, lost: acknowledged.filter((id) => !whole.has(id)) };
	} finally {
		await database.close({ asServer: true });
	}
}
