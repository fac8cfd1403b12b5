import type { App } from '$lib/app.server';
import type { DemoThing } from './data';
import { colourNamed } from './pictures/colour';
import { drawingOf, type PictureOrder } from './pictures/draw';

/** Draws what is ordered, as an image file. */
export type DrawPicture = (order: PictureOrder) => Promise<Buffer>;

/** One is drawn while the one before it is made into WebP. */
const AT_ONCE = 2;

/**
 * Pictures of the demo's things: those that look alike share theirs, from the moment they are known
 * to be wanted, while the past is played.
 */
export class DemoPhotos {
	readonly #stored = new Map<string, Promise<string>>();
	/** How many things look like that, and in how many ways. */
	readonly #looks = new Map<string, { things: number; variants: number }>();
	readonly #queue: (() => Promise<void>)[] = [];
	#running = 0;

	constructor(
		readonly app: App,
		readonly draw: DrawPicture
	) {}

	/** Content addresses of a thing's pictures, in order; types without a drawing go without. */
	of(thing: Pick<DemoThing, 'type' | 'title' | 'text' | 'attributes' | 'photos'>): Promise<string>[] {
		const drawing = drawingOf(thing.type);
		if (drawing === undefined) return [];
		const colour = colourNamed(`${thing.title} ${thing.text} ${thing.attributes.colour ?? ''}`);
		const look = `${drawing} ${colour ?? ''}`;
		const { things, variants } = this.#looks.get(look) ?? { things: 0, variants: 1 };
		this.#looks.set(look, { things: things + 1, variants: Math.max(variants, thing.photos) });
		return Array.from({ length: thing.photos }, (_, index) => {
			const variant = (things + index) % Math.max(variants, thing.photos);
			return this.#picture(`${look} ${variant}`, {
				typeKey: thing.type,
				variant,
				colour,
				seed: variant * 7 + thing.type.length
			});
		});
	}

	#picture(key: string, order: PictureOrder): Promise<string> {
		const known = this.#stored.get(key);
		if (known) return known;
		const { promise, resolve, reject } = Promise.withResolvers<string>();
		// Whoever waits for it hears of a failure; until then nobody may be listening.
		promise.catch(() => undefined);
		this.#stored.set(key, promise);
		this.#queue.push(() =>
			this.draw(order)
				.then((jpeg) => this.app.photo.store(jpeg))
				.then(({ photoId }) => resolve(photoId), reject)
		);
		this.#next();
		return promise;
	}

	#next(): void {
		if (this.#running >= AT_ONCE) return;
		const work = this.#queue.shift();
		if (!work) return;
		this.#running += 1;
		void work().finally(() => {
			this.#running -= 1;
			this.#next();
		});
	}
}
