import type { App } from '$lib/app.server';
import { addDays, osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { installReference } from '$lib/reference-data.server';
import { Acting } from './acting.server';
import { demoRepository } from './demo.repository.server';
import { DemoPhotos, type DrawPicture } from './photos.server';
import { drawPicture } from './pictures/draw';
import { playAsks, playHandover, playNeed } from './plays.server';
import { dealtOverYear } from './calendar';
import { HANDOVERS, NEEDS, THINGS, type DemoThing } from './data';
import { Timeline } from './timeline';
import { buildTown } from './town.server';

export const DEMO_SCENARIO = 'demo';

/** A clock the seed can set, so that the demo's past is booked in its own time. */
export interface SeedClock {
	now(): Date;
	set(instant: Date): void;
}

const NARROWED_DAYS = 30;

/**
 * Fills an empty database with a living Bergen: who there is, what they have put out, what they need, and a year of
 * handovers. The same on every run for the same day.
 * @param app services whose clock is `clock`
 */
export async function seedDemo(
	app: App,
	db: Db,
	clock: SeedClock,
	draw: DrawPicture = drawPicture
): Promise<void> {
	const startedAt = clock.now();
	const today = osloDate(startedAt);
	const repository = demoRepository(db);
	// Drawn while everything below is done: ready when the first thing is put out.
	const photos = new DemoPhotos(app, draw);
	const pictures = new Map(
		THINGS.toSorted((a, b) => b.daysAgo - a.daysAgo).map((thing) => [thing, photos.of(thing)])
	);
	await installReference(app);
	const town = await buildTown(db, today);
	for (const personId of town.people.values()) await app.account.openDemoAccount(personId);
	const types = await app.catalogue.listTypes();
	const acting = new Acting(app, repository, town, new Map(types.map((type) => [type.key, type.id])));

	const timeline = new Timeline(today);
	const putOut = async (thing: DemoThing) => {
		const { daysAgo, availableIn, goneIn, cleared, fate, narrowed } = thing;
		const id = await acting.list(thing, {
			photoIds: await Promise.all(pictures.get(thing) ?? []),
			asDraft: fate === 'draft',
			...(availableIn !== undefined && { availableFrom: addDays(today, availableIn) }),
			...(goneIn !== undefined && { mustBeGoneBy: addDays(today, goneIn) }),
			...(narrowed && { narrowedUntil: addDays(today, NARROWED_DAYS) })
		});
		if (cleared) timeline.add(daysAgo - 1, 10, thing.title, () => acting.clear(id, thing.unit, cleared));
		if (fate && fate !== 'draft')
			timeline.add(daysAgo - 3, 10, thing.title, () => acting.takeDown(thing.unit, id, fate));
		if (thing.asks.length > 0) acting.promised.add(id);
		playAsks(acting, timeline, thing, id);
	};
	for (const thing of THINGS) timeline.add(thing.daysAgo, 8, thing.title, () => putOut(thing));
	const dealt = dealtOverYear(HANDOVERS.length, today);
	for (const [index, story] of HANDOVERS.entries())
		playHandover(acting, timeline, { ...story, daysAgo: dealt[index] ?? 1 }, today);
	for (const story of NEEDS) playNeed(acting, timeline, story, today);
	await timeline.play((instant) => clock.set(instant < startedAt ? instant : startedAt));
	clock.set(startedAt);
	await repository.markSeeded(DEMO_SCENARIO, startedAt);
}
