import { DEMO_SCENARIO } from '$lib/demo/seed.server';
import { LOAD_SCENARIO } from '$lib/demo/load.server';
import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { migrate } from '$lib/platform/migrate.server';
import { installReferenceData, seedDemoIfEmpty } from '../demo';
import { say, UsageError, type Command, type Given } from '../command';
import { makeLoad } from '../load';

const DEFAULT_SIZE = 10_000;

function wholeNumber(values: Given['values'], name: string, otherwise: number): number {
	const value = Number(values[name] ?? otherwise);
	if (!Number.isSafeInteger(value) || value < 0) throw new UsageError(`--${name} must be a whole number.`);
	return value;
}

export const command: Command = {
	summary:
		'Fills an empty database with a scenario: demo (a town to look at) or load (any size, for measuring)',
	usage: 'demo | load [--size N] [--entries M] [--seed S]',
	options: { size: { type: 'string' }, entries: { type: 'string' }, seed: { type: 'string' } },
	async run({ values, positionals: [scenario] }) {
		if (scenario !== DEMO_SCENARIO && scenario !== LOAD_SCENARIO)
			throw new UsageError(
				`There is no scenario "${scenario ?? ''}": use ${DEMO_SCENARIO} or ${LOAD_SCENARIO}.`
			);
		const options = {
			size: wholeNumber(values, 'size', DEFAULT_SIZE),
			entries: wholeNumber(values, 'entries', 0),
			seed: wholeNumber(values, 'seed', 1),
			onStep: (step: string, ms: number) => say(`  ${step}: ${(ms / 1000).toFixed(1)} s`)
		};
		const config = { ...readConfig(process.env), demo: true };
		const database = await openDatabase(config, { notice: say });
		try {
			await migrate(database.ownerUrl);
			if (scenario === LOAD_SCENARIO) {
				const { listings, needs, entries } = await makeLoad(database, config, options);
				say(`The load is there: ${listings} listings, ${needs} needs, ${entries} ledger entries.`);
				return;
			}
			await installReferenceData(database, config);
			await seedDemoIfEmpty(database, config);
			say('The demo is there.');
		} finally {
			await database.close();
		}
	}
};
