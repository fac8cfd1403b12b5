import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { AppError, invalid } from '$lib/platform/errors';
import { MAX_PHOTO_BYTES, MAX_PHOTO_PIXELS, PHOTO_WIDTHS, type PhotoWidth } from './photo';

// Every photo is decoded once and not again: sharp's own cache would only hold memory.
sharp.cache(false);

const READABLE = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif']);
const QUALITY = 78;
/** How many times as high as wide a photo may be kept: beyond it height, not width, is the limit (WebP ends at 16383). */
const MAX_HEIGHT_RATIO = 4;

export interface NormalisedPhoto {
	/** SHA-256 of the largest rendition: what is on disk can always be checked against its own name. */
	photoId: string;
	width: number;
	height: number;
	renditions: Record<PhotoWidth, Buffer>;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
	bytes.length >= at + text.length &&
	[...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

/** True for the first bytes of a photo format, whether or not the rest can be read. */
export const looksLikePhoto = (bytes: Uint8Array): boolean =>
	startsWith(bytes, '\u00ff\u00d8\u00ff') ||
	startsWith(bytes, '\u0089PNG') ||
	startsWith(bytes, 'GIF8') ||
	(startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) ||
	startsWith(bytes, 'ftyp', 4) ||
	startsWith(bytes, 'II*\0') ||
	startsWith(bytes, 'MM\0*') ||
	startsWith(bytes, 'BM');

/**
 * Turns what a phone sent into what we keep: upright, sRGB, WebP in three widths, without EXIF, GPS or profiles.
 * @throws AppError photoTooLarge, photoNotAnImage, photoTooManyPixels, photoUnreadable
 */
export async function normalisePhoto(bytes: Uint8Array): Promise<NormalisedPhoto> {
	if (bytes.length > MAX_PHOTO_BYTES) throw new AppError('photoTooLarge', 413);
	if (!looksLikePhoto(bytes)) throw invalid('photoNotAnImage');
	const input = { limitInputPixels: MAX_PHOTO_PIXELS, failOn: 'error', sequentialRead: true } as const;
	const { format, width, height } = await sharp(bytes, { ...input, limitInputPixels: false })
		.metadata()
		.catch(unreadable);
	if (!READABLE.has(format)) throw invalid('photoNotAnImage');
	if (width * height > MAX_PHOTO_PIXELS) throw invalid('photoTooManyPixels');

	const box = (wide: number) => ({
		width: wide,
		height: wide * MAX_HEIGHT_RATIO,
		fit: 'inside' as const,
		withoutEnlargement: true
	});
	const [small, medium, large] = PHOTO_WIDTHS;
	// The expensive part, decoding and turning, is done once; the smaller widths are made from the largest.
	const { data, info } = await sharp(bytes, input)
		.autoOrient()
		.resize(box(large))
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch(unreadable);
	const raw = { width: info.width, height: info.height, channels: info.channels };
	const encode = (wide: number) =>
		sharp(data, { raw }).resize(box(wide)).webp({ quality: QUALITY, effort: 3 }).toBuffer();
	const [a, b, c] = await Promise.all([encode(small), encode(medium), encode(large)]);
	return {
		photoId: createHash('sha256').update(c).digest('hex'),
		width: info.width,
		height: info.height,
		renditions: { [small]: a, [medium]: b, [large]: c } as Record<PhotoWidth, Buffer>
	};
}

function unreadable(): never {
	throw invalid('photoUnreadable');
}
