import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import { BackupError, codeOf } from './backup-error.server';
import { damaged, MANIFEST, readManifest, type Manifest } from './backup-manifest.server';
import { giveToOwnerOfFolder, syncFolder } from './durable-file.server';

/** Most bytes are photos, which are compressed already: more effort would cost time and save little. */
const GZIP_LEVEL = 1;
const CHUNK_BYTES = 256 * 1024;

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface ArchiveWriter {
	/** Adds a member of exactly `size` bytes. */
	add(name: string, size: number, chunks: Chunks): Promise<void>;
	/** Name → SHA-256 of what was added so far. */
	members: Readonly<Record<string, string>>;
}

/** The name a backup has until it is complete. */
export const unfinishedName = (file: string): string => join(dirname(file), `.${basename(file)}.unfinished`);

async function writeMembers(
	write: (chunks: ReadableStream<Uint8Array>) => Promise<void>,
	createdAt: Date,
	fill: (archive: ArchiveWriter) => Promise<string>
): Promise<void> {
	const { readable, controller } = createTarPacker();
	const members: Record<string, string> = {};
	const add: ArchiveWriter['add'] = async (name, size, chunks) => {
		const hash = createHash('sha256');
		const writer = controller.add({ name, size, mode: 0o600, mtime: createdAt }).getWriter();
		for await (const chunk of chunks) {
			hash.update(chunk);
			await writer.write(chunk);
		}
		await writer.close();
		members[name] = hash.digest('hex');
	};
	const written = write(readable as ReadableStream<Uint8Array>);
	// The one who reads stopped: the one who adds must not wait for it.
	written.catch((error: unknown) => controller.error(error));
	try {
		const manifest = Buffer.from(await fill({ add, members }));
		await add(MANIFEST, manifest.length, [manifest]);
		controller.finalize();
	} catch (error) {
		controller.error(error);
		// Where writing failed first, that is the reason.
		await written;
		throw error;
	}
	await written;
}

/**
 * Writes an archive beside its final name, brings it to the disk and only then gives it its name; what could not be
 * completed is removed.
 * @param fill adds the members and returns the text of the manifest
 */
export async function writeArchive(
	file: string,
	{ createdAt, signal }: { createdAt: Date; signal?: AbortSignal | undefined },
	fill: (archive: ArchiveWriter) => Promise<string>
): Promise<void> {
	const unfinished = unfinishedName(file);
	await rm(unfinished, { force: true });
	try {
		await writeMembers(
			async (tar) => {
				const target = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
				const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_BYTES });
				await pipeline(Readable.fromWeb(tar), gzip, target, signal ? { signal } : {});
				if (!target.closed) await once(target, 'close');
			},
			createdAt,
			fill
		);
		await giveToOwnerOfFolder(unfinished);
		await rename(unfinished, file);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
	await syncFolder(dirname(file));
}

/** Errors of the file itself; every other one while reading comes from its bytes. */
const FILE_FAULTS = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EIO', 'EMFILE']);

class FromVisitor extends Error {}

/**
 * Reads an archive from its start and shows each member in order.
 * @param visit gets a member's bytes; what it leaves is read over
 * @returns name → SHA-256 of every member
 * @throws BackupError when the file cannot be read or is no whole archive; whatever `visit` throws
 */
async function readMembers(
	file: string,
	visit: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>
): Promise<Map<string, string>> {
	const hashes = new Map<string, string>();
	const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
	const reading = pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), unzipped);
	reading.catch(() => undefined);
	try {
		const entries = (Readable.toWeb(unzipped) as ReadableStream<Uint8Array>).pipeThrough(
			createTarDecoder({ strict: true }) as {
				readable: ReadableStream<{ header: { name: string }; body: ReadableStream<Uint8Array> }>;
				writable: WritableStream<Uint8Array>;
			}
		);
		for await (const { header, body } of entries) {
			if (hashes.has(header.name)) throw damaged(file);
			const hash = createHash('sha256');
			let fault: unknown;
			const chunks = (async function* () {
				try {
					for await (const chunk of body) {
						hash.update(chunk);
						yield chunk;
					}
				} catch (error) {
					fault = error;
					throw error;
				}
			})();
			await visit(header.name, chunks).catch((error: unknown) => {
				throw fault ?? new FromVisitor('visitor', { cause: error });
			});
			for await (const chunk of chunks) void chunk;
			hashes.set(header.name, hash.digest('hex'));
		}
		await reading;
		return hashes;
	} catch (error) {
		unzipped.destroy();
		if (error instanceof FromVisitor) throw error.cause;
		if (error instanceof BackupError) throw error;
		if (FILE_FAULTS.has(codeOf(error)))
			throw new BackupError('unreadable', `${file} cannot be read (${codeOf(error)}).`, { cause: error });
		throw damaged(file, error);
	}
}

/**
 * Reads the whole archive and compares every hash; changes nothing.
 * @throws BackupError when a byte is missing or wrong, or the format is newer
 */
export async function verifyArchive(file: string): Promise<Manifest> {
	let text: string | undefined;
	const hashes = await readMembers(file, async (name, chunks) => {
		if (name !== MANIFEST) return;
		const parts: Uint8Array[] = [];
		for await (const chunk of chunks) parts.push(chunk);
		text = Buffer.concat(parts).toString();
	});
	if (text === undefined) throw damaged(file);
	const manifest = readManifest(file, text);
	compareHashes(file, manifest, hashes);
	return manifest;
}

function compareHashes(file: string, { members }: Manifest, hashes: Map<string, string>): void {
	hashes.delete(MANIFEST);
	const names = Object.keys(members);
	if (names.length !== hashes.size || names.some((name) => hashes.get(name) !== members[name]))
		throw damaged(file);
}

/**
 * Shows every member but the manifest in order, and compares the hashes again at the end: whoever uses them keeps
 * nothing when this throws.
 * @throws BackupError when the file is another one than `manifest` was read from; whatever `visit` throws
 */
export async function readArchive(
	file: string,
	manifest: Manifest,
	visit: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>
): Promise<void> {
	const hashes = await readMembers(file, async (name, chunks) => {
		if (name !== MANIFEST) await visit(name, chunks);
	});
	compareHashes(file, manifest, hashes);
}
