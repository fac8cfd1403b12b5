import { afterEach, describe, expect, it, vi } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages.js';
import { MAX_PHOTO_BYTES } from './photo';
import { Uploads } from './uploads.svelte';

/** A browser's request that stores what it is given once it is let go. */
class Request {
	static sent: string[] = [];
	static answer: () => void = () => undefined;
	status = 201;
	response: unknown;
	upload = {};
	onload: () => void = () => undefined;
	open() {}
	setRequestHeader() {}
	send(file: File) {
		Request.sent.push(file.name);
		this.response = { photoId: file.name, preview: 'data:' };
		Request.answer = () => this.onload();
	}
}
const aFile = (name: string, size = 10): File => {
	const file = new File(['x'], name, { type: 'image/jpeg' });
	Object.defineProperty(file, 'size', { value: size });
	return file;
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => vi.unstubAllGlobals());

describe('photos of a form', () => {
	it('refuses a file that is too big at once, sends none of it, and keeps the rest', async () => {
		vi.stubGlobal('XMLHttpRequest', Request);
		Request.sent = [];
		const uploads = new Uploads();
		uploads.add([aFile('first'), aFile('huge', MAX_PHOTO_BYTES + 1), aFile('largest', MAX_PHOTO_BYTES)]);
		await settle();
		expect(uploads.items.map(({ state }) => state)).toEqual(['uploading', 'failed', 'waiting']);
		expect(uploads.items[1]).toMatchObject({ error: m.error_photoTooLarge() });
		expect(uploads.items[1]?.file).toBeUndefined();
		Request.answer();
		await settle();
		Request.answer();
		await uploads.settled();
		expect(Request.sent).toEqual(['first', 'largest']);
		expect(uploads.photoIds).toEqual(['first', 'largest']);
		expect(uploads.hasFailed).toBe(true);
		uploads.remove(uploads.items[1]?.key ?? 0);
		expect(uploads.hasFailed).toBe(false);
	});
});
