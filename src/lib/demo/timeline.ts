/** Something that happened in the demo's past. */
interface Moment {
	at: Date;
	/** Named where it goes wrong. */
	what: string;
	run: () => Promise<unknown>;
}

/** Collects what happens and lets it happen in the order of time, so that nobody acts on what is still to come. */
export class Timeline {
	readonly #moments: Moment[] = [];
	readonly #today: number;

	/** @param today `YYYY-MM-DD`; hours are UTC */
	constructor(today: string) {
		this.#today = Date.parse(`${today}T00:00:00Z`);
	}

	/** The instant so many days before today (after, if negative) at an hour of the day. */
	instant(daysAgo: number, hour: number): Date {
		return new Date(this.#today - daysAgo * 86_400_000 + hour * 3_600_000);
	}

	add(daysAgo: number, hour: number, what: string, run: () => Promise<unknown>): void {
		this.#moments.push({ at: this.instant(daysAgo, hour), what, run });
	}

	/** Runs everything, oldest first; equal instants in the order they were added. Moments may add later ones. */
	async play(setClock: (instant: Date) => void): Promise<void> {
		for (;;) {
			const next = this.#moments.reduce<Moment | undefined>(
				(first, moment) => (first && first.at <= moment.at ? first : moment),
				undefined
			);
			if (!next) return;
			this.#moments.splice(this.#moments.indexOf(next), 1);
			setClock(next.at);
			await next.run().catch((cause: unknown) => {
				throw new Error(`The demo's past breaks at ${next.at.toISOString()}: ${next.what}`, { cause });
			});
		}
	}
}
