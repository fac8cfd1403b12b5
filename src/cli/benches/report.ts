import { measureRepository } from '$lib/demo/measure.repository.server';
import type { Bench } from '../bench';
import { onLoad, percentiles, timed } from '../loaded';

const ENTRIES = 100_000;
const LISTINGS = 2_000;
const RUNS = 30;
const BUDGET_MS = 500;

export const bench: Bench = {
	summary: 'The report over a ledger beside a plain sum in SQL (--size: ledger entries, 100 000)',
	run: ({ size = ENTRIES }) =>
		onLoad({ size: LISTINGS, entries: size }, async ({ app, db, actor }) => {
			const plainly = measureRepository(db);
			const plain = await timed(RUNS, () => plainly.sumPlainly(actor.organisationId));
			const whole = await timed(RUNS, () => app.report.summary(actor, {}));
			const pack = await timed(RUNS, () => app.report.summary(actor, { pack: 'furniture' }));
			const figures = percentiles('report', whole);
			return {
				ok: (figures.reportP95Ms ?? Infinity) <= BUDGET_MS,
				figures: {
					entries: await plainly.countEntries(),
					budgetMs: BUDGET_MS,
					...percentiles('plainSum', plain),
					...figures,
					...percentiles('reportOfPack', pack)
				}
			};
		})
};
