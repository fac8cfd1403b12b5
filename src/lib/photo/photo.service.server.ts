import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import { rateLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { PhotoWidth } from './photo';
import { MAX_PHOTO_BYTES } from './photo';
import { normalisePhoto } from './photo-pipeline.server';
import { photoStore } from './photo-store.server';
import { photoRepository } from './photo.repository.server';

export interface StoredPhoto {
	photoId: string;
	/** Of the largest rendition, upright. */
	width: number;
	height: number;
}

/** What one person may send: more than a whole day's clearing out takes, less than fills a disk. */
const PHOTOS_PER_HOUR = 300;
const HOUR_MS = 3_600_000;

/** Photos that may wait for their turn; each holds up to 25 MB. */
const MAX_WAITING = 8;

/**
 * Reads a request body but never keeps more than a photo may be.
 * @throws AppError photoTooLarge when there is too much; photoEmpty when there is nothing
 */
export async function readPhotoBody(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
	const tooLarge = new AppError('photoTooLarge', 413);
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const part of body ?? []) {
			size += part.length;
			// Read to its end, which the server limits: who is cut off while sending never hears why.
			if (size <= MAX_PHOTO_BYTES) parts.push(part);
		}
	} catch (error) {
		// The server's own limit speaks by an error with this status.
		throw typeof error === 'object' && error !== null && 'status' in error && error.status === 413
			? tooLarge
			: error;
	}
	if (size > MAX_PHOTO_BYTES) throw tooLarge;
	if (size === 0) throw new AppError('photoEmpty', 422);
	return Buffer.concat(parts);
}

/** Keeping photos by what they show. Who may add or see one is decided by the listing it hangs on. */
export function photoService({ db, clock, photoDir }: ServiceDeps & { photoDir: string }) {
	const store = photoStore(photoDir);
	let waiting = 0;
	let turn: Promise<unknown> = Promise.resolve();

	/** One at a time: a decoded photo takes many times its size in memory. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		if (waiting >= MAX_WAITING) return Promise.reject(new AppError('photoBusy', 503));
		waiting += 1;
		const result = turn.then(work).finally(() => (waiting -= 1));
		turn = result.catch(() => undefined);
		return result;
	}

	const photos = {
		/**
		 * Normalises and keeps a photo; the same photo again answers the same id.
		 * @throws AppError photoTooLarge, photoNotAnImage, photoTooManyPixels, photoUnreadable, photoBusy
		 */
		store: (bytes: Uint8Array): Promise<StoredPhoto> =>
			inTurn(async () => {
				const { photoId, width, height, renditions } = await normalisePhoto(bytes);
				// Files first: a row never points at nothing.
				await store.save(photoId, renditions);
				await photoRepository(db).insert({ id: photoId, width, height, createdAt: clock.now() });
				return { photoId, width, height };
			}),

		/** The bytes (WebP) of a rendition; undefined when it is not there. */
		read: (photoId: string, width: PhotoWidth) => store.read(photoId, width)
	};
	return {
		...photos,

		/**
		 * Keeps what a person sends: at most 300 photos an hour, refused ones counted.
		 * @throws AppError photoLimit (429) with the minutes to wait; what `store` throws
		 */
		async upload(actor: Actor, bytes: Uint8Array): Promise<StoredPhoto> {
			const key = `photo:${actor.personId}`;
			const { isAllowed, retryAfterMs } = await rateLimit(db, key, PHOTOS_PER_HOUR, HOUR_MS, clock.now());
			if (!isAllowed)
				throw new AppError('photoLimit', 429, {
					params: { max: PHOTOS_PER_HOUR, minutes: Math.ceil(retryAfterMs / 60_000) }
				});
			return photos.store(bytes);
		}
	};
}
export type PhotoService = ReturnType<typeof photoService>;
