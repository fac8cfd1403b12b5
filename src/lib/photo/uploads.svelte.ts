import { m } from '$lib/i18n/paraglide/messages.js';
import { MAX_PHOTO_BYTES } from './photo';

/** A photo on its way to the server, or there. */
export interface Upload {
	key: number;
	/** Of the file, as it is called on the device; unknown for what was put back. */
	name?: string;
	state: 'waiting' | 'uploading' | 'done' | 'failed';
	/** 0–100 */
	percent: number;
	/** Content address, once stored. */
	photoId?: string;
	/** What was stored, small, as a data address. */
	preview?: string;
	/** Why it failed, in the reader's language. */
	error?: string;
	/** Kept until it is stored, for another try; there is none for what will never do. */
	file?: File;
}

interface StoredAnswer {
	photoId: string;
	preview: string;
}

const UPLOAD_ADDRESS = '/listings/photos';

const isStored = (value: unknown): value is StoredAnswer =>
	typeof value === 'object' && value !== null && 'photoId' in value && 'preview' in value;

const titleOf = (value: unknown): string | undefined =>
	typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
		? value.title
		: undefined;

/** What was refused will be refused again; the network, a busy server or a full hour may be better next time. */
class Refusal extends Error {}
const mayBeBetterLater = (status: number) =>
	status === 0 || status === 401 || status === 429 || status >= 500;

/** Sends one photo as a request of its own; `fetch` cannot tell how far it has come. */
function send(file: File, onProgress: (percent: number) => void): Promise<StoredAnswer> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', UPLOAD_ADDRESS);
		request.responseType = 'json';
		request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
		request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / total) * 100));
		request.onload = () => {
			const answer: unknown = request.response;
			if (request.status < 300 && isStored(answer)) resolve(answer);
			else {
				const reason =
					titleOf(answer) ?? (request.status === 413 ? m.error_photoTooLarge() : m.photoNetwork());
				reject(mayBeBetterLater(request.status) ? new Error(reason) : new Refusal(reason));
			}
		};
		request.onerror = () => reject(new Error(m.photoNetwork()));
		request.ontimeout = () => reject(new Error(m.photoNetwork()));
		request.timeout = 120_000;
		request.send(file);
	});
}

/** The photos of a form: each is uploaded at once, one after the other, and may fail without taking the others along. */
export class Uploads {
	items = $state<Upload[]>([]);
	#lastKey = 0;
	#turn: Promise<void> = Promise.resolve();

	get photoIds(): string[] {
		return this.items.flatMap(({ photoId }) => (photoId ? [photoId] : []));
	}

	get hasFailed(): boolean {
		return this.items.some(({ state }) => state === 'failed');
	}

	/** What can be put back later: photos that are stored. */
	get kept(): { photoId: string; preview: string }[] {
		return this.items.flatMap(({ photoId, preview }) => (photoId && preview ? [{ photoId, preview }] : []));
	}

	/** Resolves when nothing is under way any more, whether it went well or not. */
	settled(): Promise<void> {
		return this.#turn;
	}

	add(files: Iterable<File>): void {
		for (const file of files) {
			const key = ++this.#lastKey;
			// Said at once, not when its turn comes; what will never do is not kept for another try.
			const error =
				file.size > MAX_PHOTO_BYTES
					? m.error_photoTooLarge()
					: file.size === 0
						? m.error_photoEmpty()
						: undefined;
			if (error) {
				this.items.push({ key, name: file.name, state: 'failed', percent: 0, error });
				continue;
			}
			this.items.push({ key, name: file.name, state: 'waiting', percent: 0, file });
			this.#enqueue(key);
		}
	}

	retry(key: number): void {
		const item = this.#find(key);
		if (!item?.file) return;
		item.state = 'waiting';
		item.percent = 0;
		delete item.error;
		this.#enqueue(key);
	}

	remove(key: number): void {
		this.items = this.items.filter((item) => item.key !== key);
	}

	/** Puts back photos that were already stored, e.g. when the page is loaded again. */
	restore(stored: readonly { photoId: string; preview: string }[]): void {
		this.items = stored.map((photo) => ({ key: ++this.#lastKey, state: 'done', percent: 100, ...photo }));
	}

	#find = (key: number) => this.items.find((item) => item.key === key);

	#enqueue(key: number): void {
		this.#turn = this.#turn.then(() => this.#upload(key));
	}

	async #upload(key: number): Promise<void> {
		const item = this.#find(key);
		if (!item?.file) return;
		item.state = 'uploading';
		try {
			const stored = await send(item.file, (percent) => (item.percent = percent));
			item.photoId = stored.photoId;
			item.preview = stored.preview;
			item.state = 'done';
			delete item.file;
		} catch (error) {
			item.state = 'failed';
			item.error = error instanceof Error ? error.message : m.photoNetwork();
			if (error instanceof Refusal) delete item.file;
		}
	}
}
