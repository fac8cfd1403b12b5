import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Older than any start can take, even with a long recovery: its holder's number was given to someone else. */
const TOO_OLD_MS = 15 * 60_000;
const PATIENCE_MS = 16 * 60_000;
const held = new Set<string>();

/** Whether a process with this number exists, ours or not. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

async function isStale(path: string, holder: string): Promise<boolean> {
	const pid = Number(holder);
	const age = await stat(path).then(
		({ mtimeMs }) => Date.now() - mtimeMs,
		() => 0
	);
	// An empty file is one just being written, or one whose writer was killed.
	if (!pid) return age > 5_000;
	// Our own number on a file we do not hold: it was given out again after a restart of the machine.
	if (pid === process.pid) return !held.has(path);
	return !isAlive(pid) || age > TOO_OLD_MS;
}

/** Takes a dead holder's file away; puts it back if somebody else did the same a moment ago. */
async function clear(path: string, holder: string): Promise<void> {
	const aside = `${path}.${process.pid}`;
	try {
		await rename(path, aside);
		if ((await readFile(aside, 'utf8')) !== holder) await rename(aside, path);
	} catch {
		return;
	} finally {
		await rm(aside, { force: true });
	}
}

/** Runs `work` while no other process does so for the same file; survives a holder that was killed. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			await writeFile(path, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = await readFile(path, 'utf8').catch(() => undefined);
		if (holder !== undefined && (await isStale(path, holder))) await clear(path, holder);
		else if (Date.now() > deadline) throw new Error(`Another process holds ${path}.`);
		else await sleep(50);
	}
	held.add(path);
	try {
		return await work();
	} finally {
		held.delete(path);
		await rm(path, { force: true });
	}
}
