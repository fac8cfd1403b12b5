import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

export interface PhotoFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

/** Width and height as the camera lay; upright the photo is higher than it is wide. */
export const LYING = { width: 1200, height: 800 };

/**
 * What a phone sends: taken with the camera turned (EXIF orientation 6) and with the place it was taken in it.
 * The colour makes each photo another one.
 */
export async function phonePhoto(name = 'IMG_2201.jpg'): Promise<PhotoFile> {
	const seed = Math.floor(Math.random() * 0xffffff);
	const background = { r: seed & 255, g: (seed >> 8) & 255, b: (seed >> 16) & 255 };
	const desk = Buffer.from(
		`<svg width="${LYING.width}" height="${LYING.height}"><rect x="150" y="240" width="900" height="90" fill="#b98b5a"/><rect x="210" y="330" width="60" height="400" fill="#555"/><rect x="930" y="330" width="60" height="400" fill="#555"/></svg>`
	);
	const buffer = await sharp({ create: { ...LYING, channels: 3, background } })
		.composite([{ input: desk }])
		.withExif({
			IFD0: { Make: 'Telefon', Model: 'Prøve 1' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '60/1 23/1 3300/100',
				GPSLongitudeRef: 'E',
				GPSLongitude: '5/1 19/1 4800/100'
			}
		})
		.withMetadata({ orientation: 6 })
		.jpeg({ quality: 85 })
		.toBuffer();
	return { name, mimeType: 'image/jpeg', buffer };
}

/** A file that is only called a photo. */
export const textCalledPhoto: PhotoFile = {
	name: 'pult.jpg',
	mimeType: 'image/jpeg',
	buffer: Buffer.from('Dette er en handleliste, ikke et bilde.\n')
};

/**
 * One byte over what a photo may be, with a JPEG's beginning, written to `path`: a file that large is chosen from
 * the disk.
 */
export function tooLargePhoto(path: string): string {
	const bytes = Buffer.alloc(25 * 1024 * 1024 + 1, 7);
	bytes.set([0xff, 0xd8, 0xff, 0xe0]);
	writeFileSync(path, bytes);
	return path;
}
