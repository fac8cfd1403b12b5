import type { Actor } from '$lib/organisation/permission';
import { settableClock } from '$lib/platform/clock';
import { aNeedWithQuote, entriesOf, handOver, type HandoverStory } from './benefits';
import { createTestDatabase } from './database';
import { actorOf, createTestApp, createWorld, TEST_NOW } from './world';

/** A world with the whole catalogue and register, and what its ledger tests ask of it. */
export async function createLedgerWorld() {
	const database = await createTestDatabase();
	const running = await createTestApp(database, settableClock(TEST_NOW));
	const world = await createWorld(running.db, running.clock);
	await running.app.catalogue.installCatalogue();
	await running.app.benefit.installRegister();
	const auditor: Actor = await actorOf(running.app, world.people.auditor);

	/** Office chairs of 2019 whose disposal is documented, from the school to the library. */
	const chairs = (pieces: number): HandoverStory => ({
		from: world.people.requester,
		to: world.librarian,
		itemType: world.itemTypes.chair,
		pieces,
		offered: { yearAcquired: '2019', wouldBe: 'disposed', wouldBeEvidence: 'Bestilt container' }
	});

	return {
		database,
		running,
		world,
		auditor,
		chairs,
		/** The worked example of the method: 10 office chairs, 8 of 15 years left, evidence grade A. */
		goldenHandover: async () => {
			const needId = await aNeedWithQuote(running, world.librarian, world.itemTypes.chair, '10');
			const handover = await handOver(running, {
				...chairs(10),
				needId,
				distanceKmMilli: 40_000,
				partsGramsCo2e: 20_000
			});
			return { ...handover, needId, entries: await entriesOf(running, handover) };
		},
		stop: async () => {
			await running.stop();
			await database.drop();
		}
	};
}
export type LedgerWorld = Awaited<ReturnType<typeof createLedgerWorld>>;

export type Entry = Awaited<ReturnType<typeof entriesOf>>[number];
export const KINDS = ['co2Gross', 'co2Net', 'money', 'massKept', 'disposalFee'] as const;

export const byKind = (entries: readonly Entry[], kind: Entry['kind']): Entry => {
	const entry = entries.find((candidate) => candidate.kind === kind);
	if (!entry) throw new Error(`no ${kind}`);
	return entry;
};
export const amounts = ({ amountLow, amountCentral, amountHigh }: Entry) => [
	amountLow,
	amountCentral,
	amountHigh
];
/** Quantity, low, central and high of all entries of a kind. */
export const sums = (entries: readonly Entry[], kind: Entry['kind']) =>
	(['quantityMilli', 'amountLow', 'amountCentral', 'amountHigh'] as const).map((column) =>
		entries.filter((entry) => entry.kind === kind).reduce((total, entry) => total + (entry[column] ?? 0), 0)
	);
