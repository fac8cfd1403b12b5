import { toString } from 'qrcode';

/** The address where anyone can verify a number. */
export const verifyAddress = (origin: string, number: string): string => `${origin}/clearance/${number}`;

/** A QR code of the verification page as the source of an image. */
export async function clearanceQr(origin: string, number: string): Promise<string> {
	const svg = await toString(verifyAddress(origin, number), {
		type: 'svg',
		errorCorrectionLevel: 'M',
		margin: 2
	});
	return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
