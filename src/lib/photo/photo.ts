/** Widths every photo is kept in, in pixels; a smaller photo keeps its own width in all of them. */
export const PHOTO_WIDTHS = [320, 800, 1600] as const;
export type PhotoWidth = (typeof PHOTO_WIDTHS)[number];

export const MAX_PHOTO_BYTES = 25 * 1024 * 1024;
export const MAX_PHOTO_PIXELS = 100_000_000;
/** Photos of one listing. */
export const MAX_PHOTOS = 12;

/** The width named in an address; undefined for one we do not keep. */
export const parsePhotoWidth = (text: string): PhotoWidth | undefined =>
	PHOTO_WIDTHS.find((width) => String(width) === text);

/** SHA-256 of the largest rendition, in hex. */
export const isPhotoId = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Where a photo of a listing is served from; `id` is the listing's photo, not the content address. */
export const photoAddress = (id: string, width: PhotoWidth): string => `/media/${id}/${width}`;

/** The three widths as `srcset`. */
export const photoSrcset = (id: string): string =>
	PHOTO_WIDTHS.map((width) => `${photoAddress(id, width)} ${width}w`).join(', ');
