import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for an embedded database of its own. Passable for the user PostgreSQL runs as unless `mode` says no. */
export async function makeDataDir(mode = 0o711): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), 'omatt-data-'));
	await chmod(dir, mode);
	return dir;
}

/** Removes the folder and, where its database had to be kept elsewhere, that too. */
export async function removeDataDir(dir: string): Promise<void> {
	const note = join(dir, 'postgres', 'home');
	if (existsSync(note)) {
		await rm((await readFile(note, 'utf8')).trim(), { recursive: true, force: true });
	}
	await rm(dir, { recursive: true, force: true });
}
