import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const isRoot = process.getuid?.() === 0;

/** What root puts into somebody's folder is theirs, so that they can go on without root. */
export async function giveToOwnerOfFolder(path: string): Promise<void> {
	if (!isRoot) return;
	const { uid, gid } = await stat(dirname(path));
	if (uid !== 0) await chown(path, uid, gid);
}

/** Makes a folder and those above it that are missing, each its parent's owner's. */
export async function makeFolder(path: string, mode = 0o755): Promise<void> {
	const exists = await stat(path).then(
		(found) => found.isDirectory(),
		() => false
	);
	if (exists) return;
	if (dirname(path) !== path) await makeFolder(dirname(path), 0o755);
	await mkdir(path, { recursive: true, mode });
	await giveToOwnerOfFolder(path);
}

/** Makes new names in a folder last over a power cut; Windows neither can nor needs to. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Writes a file that is only ever seen whole: under another name first, on disk before it gets its own. */
export async function writeWhole(
	path: string,
	chunks: AsyncIterable<Uint8Array>,
	mode = 0o644
): Promise<void> {
	const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	try {
		const file = await open(unfinished, 'wx', mode);
		try {
			for await (const chunk of chunks) await file.writeFile(chunk);
			await file.sync();
		} finally {
			await file.close();
		}
		await giveToOwnerOfFolder(unfinished);
		await rename(unfinished, path);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}
