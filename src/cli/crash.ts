import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { holdServerLock, openDatabase } from '$lib/platform/database.server';

const CONNECTIONS = 8;
const ROWS_A_ROUND = 300;
/** Rounds never share numbers. */
const ROUND_SIZE = 1_000_000;

/** The program that runs `writeRows(dataDir, first)` with the two words as its last arguments. */
export interface WriterProgram {
	file: string;
	args: readonly string[];
}

export interface CrashRound {
	round: number;
	/** Rows of this round the writer had been told were stored. */
	acknowledged: number;
	/** From start to the first row stored: PostgreSQL's recovery is in it. */
	restartMs: number;
}

export interface CrashReport {
	rounds: CrashRound[];
	/** Numbers of acknowledged rows that are not there. */
	lost: number[];
}

/** Writes rows as the server's role, saying each number once it is stored, until it is killed. */
export async function writeRows(dataDir: string, first: number): Promise<never> {
	const database = await openDatabase({ database: {}, dataDir });
	await holdServerLock(database.ownerUrl);
	const owner = new pg.Client(database.ownerUrl);
	await owner.connect();
	await owner.query(`create table if not exists crash_probe (id bigint primary key, note text not null);
		grant insert on crash_probe to omatt_app`);
	process.stdout.write(`home ${database.embedded?.home}\n`);
	let next = first;
	const write = async () => {
		const client = new pg.Client(database.appUrl);
		await client.connect();
		for (;;) {
			const id = next++;
			await client.query('insert into crash_probe (id, note) values ($1, $2)', [id, 'x'.repeat(id % 500)]);
			process.stdout.write(`stored ${id}\n`);
		}
	};
	return Promise.race(Array.from({ length: CONNECTIONS }, write));
}

async function killBoth(writer: ChildProcess, home: string): Promise<void> {
	const [pid] = (await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
	const gone = once(writer, 'exit');
	process.kill(Number(pid), 'SIGKILL');
	writer.kill('SIGKILL');
	await gone;
}

/** Starts the writer, and kills it and its PostgreSQL with -9 once enough rows are acknowledged. */
async function crashOnce(dataDir: string, writer: WriterProgram, round: number, stored: number[]) {
	const started = performance.now();
	const first = round * ROUND_SIZE;
	const child = spawn(writer.file, [...writer.args, dataDir, String(first)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let home = '';
	let acknowledged = 0;
	let restartMs = 0;
	for await (const line of createInterface({ input: child.stdout })) {
		const [word, value = ''] = line.split(' ');
		if (word === 'home') home = line.slice('home '.length);
		if (word !== 'stored') continue;
		if (acknowledged === 0) restartMs = Math.round(performance.now() - started);
		acknowledged += 1;
		stored.push(Number(value));
		if (acknowledged === ROWS_A_ROUND) await killBoth(child, home);
	}
	if (acknowledged < ROWS_A_ROUND) {
		throw new Error(`Round ${round}: the writer ended by itself after ${acknowledged} rows.`);
	}
	return { round, acknowledged, restartMs };
}

/**
 * Kills a writer and its PostgreSQL again and again, starting each time without any repair, then counts what is
 * there.
 */
export async function crashRounds(
	dataDir: string,
	writer: WriterProgram,
	count: number,
	onRound: (round: CrashRound) => void = () => undefined
): Promise<CrashReport> {
	const stored: number[] = [];
	const rounds: CrashRound[] = [];
	for (let round = 1; round <= count; round++) {
		const result = await crashOnce(dataDir, writer, round, stored);
		rounds.push(result);
		onRound(result);
	}
	const database = await openDatabase({ database: {}, dataDir });
	const client = new pg.Client(database.ownerUrl);
	await client.connect();
	try {
		const { rows } = await client.query<{ id: string }>('select id::text from crash_probe');
		const found = new Set(rows.map(({ id }) => Number(id)));
		return { rounds, lost: stored.filter((id) => !found.has(id)) };
	} finally {
		await client.end();
		await database.close({ asServer: true });
	}
}
