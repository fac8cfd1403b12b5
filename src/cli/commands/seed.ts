import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { migrate } from '$lib/platform/migrate.server';
import { DEMO_SCENARIO } from '$lib/demo/seed.server';
import { installReferenceData, seedDemoIfEmpty } from '../demo';
import { say, UsageError, type Command } from '../command';

export const command: Command = {
	summary: 'Fills an empty database with a scenario; the only one so far is demo',
	usage: '<scenario>',
	async run({ positionals: [scenario] }) {
		if (scenario !== DEMO_SCENARIO)
			throw new UsageError(`There is no scenario "${scenario ?? ''}": use ${DEMO_SCENARIO}.`);
		const config = { ...readConfig(process.env), demo: true };
		const database = await openDatabase(config, { notice: say });
		try {
			await migrate(database.ownerUrl);
			await installReferenceData(database, config);
			const people = await seedDemoIfEmpty(database, config);
			say(`The demo is there, with ${people.length} people.`);
		} finally {
			await database.close();
		}
	}
};
