import { errorText } from '$lib/i18n/error-text';
import { MAX_PHOTO_BYTES, MAX_PHOTOS } from '$lib/photo/photo';
import type { PhotoService } from '$lib/photo/photo.service.server';
import type { Actor } from '$lib/organisation/permission';
import { AppError, invalid } from '$lib/platform/errors';
import type { ApiPhotoResult } from './listing-api.schema';

/** Reads one file and keeps it. @throws AppError for what is wrong with the file */
async function storeOne(photo: PhotoService, actor: Actor, file: File): Promise<string> {
	if (file.size > MAX_PHOTO_BYTES) throw new AppError('photoTooLarge', 413);
	const { photoId } = await photo.upload(actor, new Uint8Array(await file.arrayBuffer()));
	return photoId;
}

/**
 * Keeps what can be kept, one file after the other; what cannot is refused by itself.
 * @param there how many photos the listing has already
 * @throws AppError with the code of each file (`0`, `1` …) when none could be kept; photoBusy when the server is;
 * photoLimit when the person has sent too many
 */
export async function storePhotos(
	photo: PhotoService,
	actor: Actor,
	files: readonly File[],
	there: number
): Promise<{ results: ApiPhotoResult[]; photoIds: string[] }> {
	const results: ApiPhotoResult[] = [];
	const photoIds = new Set<string>();
	for (const [index, file] of files.entries()) {
		try {
			if (there + photoIds.size >= MAX_PHOTOS)
				throw invalid('tooManyPhotos', { params: { max: MAX_PHOTOS } });
			photoIds.add(await storeOne(photo, actor, file));
			results.push({ file: index, name: file.name, status: 'stored', error: null });
		} catch (error) {
			if (!(error instanceof AppError) || error.status === 503) throw error;
			if (error.status === 429 && photoIds.size === 0) throw error;
			const { code, details } = error;
			const detail = errorText(code, details.params);
			results.push({ file: index, name: file.name, status: 'refused', error: { code, detail } });
		}
	}
	if (photoIds.size === 0) {
		const refused = results.map(({ file, error }) => [String(file), error?.code ?? 'invalid'] as const);
		const params = { max: MAX_PHOTOS };
		throw invalid(refused[0]?.[1] ?? 'photoMissing', { params, fields: Object.fromEntries(refused) });
	}
	return { results, photoIds: [...photoIds] };
}
