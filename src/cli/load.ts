import { demoRepository } from '$lib/demo/demo.repository.server';
import { seedLoad, type LoadOptions } from '$lib/demo/load.server';
import { measureRepository } from '$lib/demo/measure.repository.server';
import type { Config } from '$lib/platform/config.server';
import type { OpenedDatabase } from '$lib/platform/database.server';
import { openDb } from '$lib/platform/db.server';
import { UsageError } from './command';
import { withServices } from './services';

/**
 * Fills an empty, migrated database with the scenario `load` and lets PostgreSQL learn what is in it.
 * @throws UsageError where there are organisations already
 */
export async function makeLoad(database: OpenedDatabase, config: Config, options: LoadOptions) {
	const made = await withServices(
		database,
		{ ...config, demo: true },
		async ({ app, db, clock }) => {
			if (await demoRepository(db).hasOrganisations())
				throw new UsageError('The database has organisations of its own: load needs an empty one.');
			return seedLoad(app, db, clock, options);
		},
		{ startsOver: true }
	);
	const owner = openDb({ connectionString: database.ownerUrl });
	try {
		await measureRepository(owner).learn();
	} finally {
		await owner.destroy();
	}
	return made;
}
