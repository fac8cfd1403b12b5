import { arrangePeople } from '$lib/account/demo-people';
import { demoRepository } from '$lib/demo/demo.repository.server';
import { DEMO_SCENARIO, seedDemo } from '$lib/demo/seed.server';
import type { Config } from '$lib/platform/config.server';
import { userOf, type OpenedDatabase } from '$lib/platform/database.server';
import { AppError } from '$lib/platform/errors';
import { installReference } from '$lib/reference-data.server';
import { emptyDatabase, migrate } from '$lib/platform/migrate.server';
import { say } from './command';
import { withServices } from './services';

/** Someone a visitor may sign in as; the sign-in page has them all. */
export interface DemoPerson {
	name: string;
	/** What that person does, in a few words. */
	role: string;
}

const STARTED = `${DEMO_SCENARIO}:started`;

/** Brings the shared catalogue and the factor register up to what this version ships. */
export const installReferenceData = (database: OpenedDatabase, config: Config): Promise<void> =>
	withServices(database, config, ({ app }) => installReference(app));

/** Makes the provider of the environment, if one is set, the sign-in of its organisation, and says what became of it. */
export async function connectSignIn(database: OpenedDatabase, config: Config): Promise<void> {
	const { oidc } = config;
	if (!oidc) return;
	try {
		const done = await withServices(database, config, ({ app }) => app.provision.connectProvider(oidc));
		if (done !== 'kept') say(`The sign-in by ${oidc.issuer} was ${done}.`);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		say(
			`The sign-in by ${oidc.issuer} waits for its organisation: make it with omatt admin create, ` +
				'and name it in OIDC_ORGNR where there are several.'
		);
	}
}

/**
 * Makes the demo once and returns people who between them hold every role. A seed that was interrupted starts again from an empty database;
 * a database with organisations of its own is left alone.
 */
export async function seedDemoIfEmpty(database: OpenedDatabase, config: Config): Promise<DemoPerson[]> {
	const state = await withServices(database, config, async ({ db }) => {
		const demo = demoRepository(db);
		if (await demo.isSeeded(DEMO_SCENARIO)) return 'seeded';
		if (await demo.isSeeded(STARTED)) return 'interrupted';
		return (await demo.hasOrganisations()) ? 'inUse' : 'empty';
	});
	if (state === 'inUse') say('The database has organisations of its own: no demo is made.');
	if (state === 'interrupted') {
		await emptyDatabase(database.ownerUrl);
		await migrate(database.ownerUrl, userOf(database.appUrl));
		await installReferenceData(database, config);
	}
	if (state === 'interrupted' || state === 'empty') {
		say('Making the demo: Bergen with a year of history (once, less than a minute) …');
		await withServices(
			database,
			config,
			async ({ app, db, clock }) => {
				await demoRepository(db).markSeeded(STARTED, clock.now());
				await seedDemo(app, db, clock);
			},
			{ startsOver: true }
		);
	}
	return withServices(database, config, async ({ app }) => {
		const people = await app.account.listDemoPeople();
		return arrangePeople(people).first.map((person) => ({
			name: person.name,
			role: `${person.roles.join(', ')} (${person.unitName})`
		}));
	});
}
