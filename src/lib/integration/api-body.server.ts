import { createHash } from 'node:crypto';
import { AppError } from '$lib/platform/errors';

export const MAX_JSON_BYTES = 256 * 1024;

const contentType = (request: Request): string =>
	(request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The server's own limit for a body speaks by an error with this status. */
const isTooLarge = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && 'status' in error && error.status === 413;

async function readBytes(request: Request): Promise<Buffer> {
	const tooLarge = new AppError('bodyTooLarge', 413, { params: { max: '256 kB' } });
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const part of request.body ?? []) {
			size += part.length;
			// Read to its end, which the server limits: who is cut off while sending never hears why.
			if (size <= MAX_JSON_BYTES) parts.push(part);
		}
	} catch (error) {
		throw isTooLarge(error) ? tooLarge : error;
	}
	if (size > MAX_JSON_BYTES) throw tooLarge;
	return Buffer.concat(parts);
}

/** @throws AppError contentTypeJson (415), bodyTooLarge (413), jsonInvalid (400) */
export async function readJson(request: Request): Promise<unknown> {
	const type = contentType(request);
	if (type !== 'application/json' && !type.endsWith('+json')) throw new AppError('contentTypeJson', 415);
	const bytes = await readBytes(request);
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
	} catch {
		throw new AppError('jsonInvalid', 400);
	}
}

/** The files of a multipart form, in order. @throws AppError contentTypeMultipart (415), bodyTooLarge (413), photoMissing */
export async function readFiles(request: Request): Promise<File[]> {
	if (contentType(request) !== 'multipart/form-data') throw new AppError('contentTypeMultipart', 415);
	let form: FormData;
	try {
		form = await request.formData();
	} catch (error) {
		if (isTooLarge(error) || isTooLarge(error instanceof Error ? error.cause : undefined))
			throw new AppError('bodyTooLarge', 413, { params: { max: '30 MB' } });
		throw new AppError('contentTypeMultipart', 400);
	}
	const files = [...form.values()].filter((value) => value instanceof File);
	if (files.length === 0) throw new AppError('photoMissing', 422);
	return files;
}

/** SHA-256 of what was asked: where, and with which content. */
export async function hashRequest(
	{ method, path }: { method: string; path: string },
	{ body, files }: { body: unknown; files: readonly File[] }
): Promise<string> {
	const hash = createHash('sha256').update(
		`${method} ${path}\n${body === undefined ? '' : JSON.stringify(body)}\n`
	);
	for (const file of files) {
		const bytes = Buffer.from(await file.arrayBuffer());
		hash.update(`${JSON.stringify(file.name)} ${bytes.length}\n`).update(bytes);
	}
	return hash.digest('hex');
}
