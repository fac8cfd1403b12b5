import { measureRepository } from '$lib/demo/measure.repository.server';
import { osloDate } from '$lib/platform/clock';
import type { Bench } from '../bench';
import { onLoad, percentiles, timed } from '../loaded';

const LISTINGS = 100_000;
const RUNS = 100;
const BUDGET_MS = 50;
/** As people type them: a kind, a brand, a measure, a misspelling, several words. */
const QUERIES = [
	'stol',
	'kontorstol',
	'pult',
	'hev senk pult',
	'skjerm',
	'dør',
	'sofa blå',
	'reol',
	'kontorstoll',
	'HÅG'
];

export const bench: Bench = {
	summary: 'First answers to "finnes det noe?" beside a plain text query (--size: listings, 100 000)',
	run: ({ size = LISTINGS }) =>
		onLoad({ size }, async ({ app, db, actor, clock }) => {
			const word = (index: number) => QUERIES[index % QUERIES.length] ?? '';
			const plainly = measureRepository(db);
			const plain = await timed(RUNS, (index) => plainly.searchPlainly(actor.organisationId, word(index)));
			const hits = await timed(RUNS, (index) =>
				app.search.search(actor, { q: word(index), condition: [], limit: 20 })
			);
			const types = await app.catalogue.listTypes();
			const chair = types.find(({ key }) => key === 'officeChair');
			const check = await timed(RUNS, () =>
				app.search.findCandidates(actor, {
					itemTypeId: chair?.id ?? '',
					words: 'kontorstol med armlener',
					attributes: {},
					quantityMilli: 4_000,
					neededBy: osloDate(clock.now()),
					unitId: actor.homeUnitId,
					organisationId: actor.organisationId
				})
			);
			const figures = { ...percentiles('search', hits), ...percentiles('check', check) };
			return {
				ok: (figures.searchP95Ms ?? Infinity) <= BUDGET_MS,
				figures: { listings: size, budgetMs: BUDGET_MS, ...percentiles('plainQuery', plain), ...figures }
			};
		})
};
