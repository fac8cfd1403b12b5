import type { App } from '$lib/app.server';
import { addDays, osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { Acting } from './acting.server';
import { demoRepository } from './demo.repository.server';
import { playHandover, playNeed } from './plays.server';
import { HANDOVERS, NEEDS } from './stories';
import { BUILDING_THINGS } from './things-building';
import { FURNITURE_THINGS } from './things-furniture';
import { IT_THINGS } from './things-it';
import { Timeline } from './timeline';
import { buildTown } from './town.server';

export const DEMO_SCENARIO = 'demo';

/** A clock the seed can set, so that the demo's past is booked in its own time. */
export interface SeedClock {
	now(): Date;
	set(instant: Date): void;
}

/**
 * Fills an empty database with a small living Bergen: who there is, what they have put out, what they need, and some
 * months of handovers. The same on every run for the same day.
 * @param app services whose clock is `clock`
 */
export async function seedDemo(app: App, db: Db, clock: SeedClock): Promise<void> {
	const startedAt = clock.now();
	const today = osloDate(startedAt);
	await app.catalogue.installCatalogue();
	await app.benefit.installRegister();
	await app.rule.installRules();
	const town = await buildTown(db, today);
	for (const personId of town.people.values()) await app.account.openDemoAccount(personId);
	const types = await app.catalogue.listTypes();
	const acting = new Acting(app, town, new Map(types.map((type) => [type.key, type.id])));

	const timeline = new Timeline(today);
	for (const thing of [...FURNITURE_THINGS, ...IT_THINGS, ...BUILDING_THINGS]) {
		const { daysAgo, availableIn, goneIn, cleared } = thing;
		timeline.add(daysAgo, 8, async () => {
			const id = await acting.list(thing, {
				...(availableIn !== undefined && { availableFrom: addDays(today, availableIn) }),
				...(goneIn !== undefined && { mustBeGoneBy: addDays(today, goneIn) })
			});
			if (cleared) timeline.add(daysAgo - 1, 10, () => acting.clear(id, thing.unit, cleared));
		});
	}
	for (const story of HANDOVERS) playHandover(acting, timeline, story, today);
	for (const story of NEEDS) playNeed(acting, timeline, story, today);
	await timeline.play((instant) => clock.set(instant < startedAt ? instant : startedAt));
	clock.set(startedAt);
	await demoRepository(db).markSeeded(DEMO_SCENARIO, startedAt);
}
