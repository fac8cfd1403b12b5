import { randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PHOTO_WIDTHS, type PhotoWidth } from './photo';

/** Renditions on disk by content address: `ab/cdef…-800.webp` under the photo folder. */
export function photoStore(photoDir: string) {
	const pathOf = (photoId: string, width: PhotoWidth) =>
		join(photoDir, photoId.slice(0, 2), `${photoId.slice(2)}-${width}.webp`);

	/** A name is only ever seen with all its bytes behind it, also after a power cut. */
	async function write(path: string, bytes: Uint8Array): Promise<void> {
		await mkdir(dirname(path), { recursive: true });
		const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
		try {
			const file = await open(unfinished, 'wx');
			try {
				await file.writeFile(bytes);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(unfinished, path);
		} catch (error) {
			await rm(unfinished, { force: true });
			throw error;
		}
	}

	/** Makes the new names themselves last; Windows neither can nor needs to. */
	async function syncFolder(folder: string): Promise<void> {
		if (process.platform === 'win32') return;
		const handle = await open(folder, 'r');
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	const has = (photoId: string) =>
		Promise.all(PHOTO_WIDTHS.map((width) => access(pathOf(photoId, width)))).then(
			() => true,
			() => false
		);

	return {
		async save(photoId: string, renditions: Record<PhotoWidth, Uint8Array>): Promise<void> {
			if (await has(photoId)) return;
			await Promise.all(PHOTO_WIDTHS.map((width) => write(pathOf(photoId, width), renditions[width])));
			await syncFolder(dirname(pathOf(photoId, PHOTO_WIDTHS[0])));
		},

		/** The bytes of a rendition; undefined when there is no such file. */
		read: (photoId: string, width: PhotoWidth): Promise<Uint8Array<ArrayBuffer> | undefined> =>
			readFile(pathOf(photoId, width)).catch((error: unknown) => {
				if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
				throw error;
			})
	};
}
