import type { App } from '$lib/app.server';
import { osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { Acting } from './acting.server';
import { dealtOverYear } from './calendar';
import { HANDOVERS, PEOPLE, UNITS } from './data';
import { demoRepository } from './demo.repository.server';
import { byDemoUse, wordsOf, zipfSlots } from './load-vocabulary';
import { loadLedgerRepository } from './load-ledger.repository.server';
import { loadRepository } from './load.repository.server';
import { playHandover } from './plays.server';
import type { SeedClock } from './seed.server';
import { Timeline } from './timeline';
import { buildTown, of } from './town.server';

export const LOAD_SCENARIO = 'load';

export interface LoadOptions {
	/** Published listings. */
	size: number;
	/** Ledger entries, at least; a handover's entries stay together. */
	entries?: number;
	/** The same number gives the same town on the same day. */
	seed?: number;
	/** Told what is done, with the milliseconds it took. */
	onStep?: (step: string, ms: number) => void;
}

/** Listings put in by one statement. */
const AT_ONCE = 50_000;
const NEEDS_PER_LISTING = 1 / 20;
/** Real handovers whose entries the others are modelled on. */
const MODELS = 16;

/**
 * Fills an empty database with any amount, spread as a town's things are: many of few types, many in few units, most
 * of them lately, few in large numbers. Rows go in by set, with every trigger and constraint on; no photos.
 * @param app services whose clock is `clock`
 */
export async function seedLoad(
	app: App,
	db: Db,
	clock: SeedClock,
	{ size, entries = 0, seed = 1, onStep = () => undefined }: LoadOptions
): Promise<{ listings: number; needs: number; entries: number }> {
	const startedAt = clock.now();
	const today = osloDate(startedAt);
	let last = performance.now();
	const done = (step: string) => {
		const now = performance.now();
		onStep(step, now - last);
		last = now;
	};
	await app.catalogue.installCatalogue();
	await app.benefit.installRegister();
	await app.rule.installRules();
	const town = await buildTown(db, today);
	for (const personId of town.people.values()) await app.account.openDemoAccount(personId);
	const types = await app.catalogue.listTypes();
	const typeIds = new Map(types.map((type) => [type.key, type.id]));
	done('town');

	if (entries > 0) {
		// What carries data or hazards would need its gates opened first.
		const plain = new Set(
			types.filter(({ hasStorage, hazardQuestion }) => !hasStorage && !hazardQuestion).map(({ key }) => key)
		);
		const inBergen = new Set(
			UNITS.filter(({ organisation }) => organisation === 'bergen').map(({ key }) => key)
		);
		const models = HANDOVERS.filter(
			({ type, giver, receiver, returnedAfter }) =>
				plain.has(type) && inBergen.has(giver) && inBergen.has(receiver) && returnedAfter === undefined
		).slice(0, MODELS);
		const acting = new Acting(app, demoRepository(db), town, typeIds);
		const timeline = new Timeline(today);
		const dealt = dealtOverYear(models.length, today);
		for (const [index, story] of models.entries())
			playHandover(acting, timeline, { ...story, daysAgo: dealt[index] ?? 1 }, today);
		await timeline.play((instant) => clock.set(instant < startedAt ? instant : startedAt));
		clock.set(startedAt);
		done('models');
	}

	const acting = new Map(
		PEOPLE.filter(({ roles }) => roles.includes('requester')).map(({ unit, key }) => [unit, key])
	);
	const units = UNITS.flatMap(({ key }) => {
		const person = acting.get(key);
		return person ? [{ unitId: of(town.units, key), personId: of(town.people, person) }] : [];
	});
	const words = types.map(({ id, words, names }) => ({
		itemTypeId: id,
		words: wordsOf([names.nb, ...words])
	}));
	const needs = Math.ceil(size * NEEDS_PER_LISTING);
	const booked = await db.transaction().execute(async (trx) => {
		const load = loadRepository(trx, seed, startedAt);
		await load.prepare({
			types: zipfSlots(byDemoUse(types)).map(({ id }) => id),
			units: zipfSlots(units),
			words
		});
		for (let from = 1; from <= size; from += AT_ONCE)
			await load.insertListings(from, Math.min(AT_ONCE, size - from + 1));
		done('listings');
		await load.insertNeeds(needs);
		done('needs');
		const ledger = loadLedgerRepository(trx, seed, startedAt);
		const added = entries > 0 ? await ledger.insertHandovers(entries) : 0;
		done('ledger');
		return added;
	});
	await demoRepository(db).markSeeded(LOAD_SCENARIO, startedAt);
	return { listings: size, needs, entries: booked };
}
