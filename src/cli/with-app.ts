import { createApp, type App } from '$lib/app.server';
import { errorText } from '$lib/i18n/error-text';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime.js';
import { systemClock } from '$lib/platform/clock';
import { readConfig, type Config } from '$lib/platform/config.server';
import { openDatabase, userOf } from '$lib/platform/database.server';
import { openDb } from '$lib/platform/db.server';
import { AppError } from '$lib/platform/errors';
import { createLog } from '$lib/platform/log.server';
import { migrate } from '$lib/platform/migrate.server';
import { UsageError, say } from './command';

/**
 * Runs a command against the services, on the migrated database the server uses; the server may run meanwhile.
 * A refusal becomes its sentence, in English.
 */
export async function withApp<T>(run: (app: App, config: Config) => Promise<T>): Promise<T> {
	overwriteGetLocale(() => 'en');
	const config = readConfig(process.env);
	const database = await openDatabase(config, { notice: say });
	try {
		await migrate(database.ownerUrl, userOf(database.appUrl));
		const app = createApp({
			db: openDb({
				connectionString: database.appUrl,
				...(database.setRole && { setRole: database.setRole })
			}),
			clock: systemClock,
			log: createLog('warn'),
			dataDir: config.dataDir,
			...(config.secretKey && { secretKey: config.secretKey }),
			origin: config.origin,
			isDemo: config.demo
		});
		try {
			return await run(app, config);
		} finally {
			await app.close();
		}
	} catch (error) {
		throw error instanceof AppError ? new UsageError(errorText(error.code, error.details.params)) : error;
	} finally {
		await database.close();
	}
}

/** The words of an option that must be given. @throws UsageError */
export function required(
	values: Readonly<Record<string, string | boolean | undefined>>,
	name: string
): string {
	const value = optional(values, name);
	if (value === undefined) throw new UsageError(`--${name} is missing.`);
	return value;
}

/** The words of an option, or undefined. */
export function optional(
	values: Readonly<Record<string, string | boolean | undefined>>,
	name: string
): string | undefined {
	const value = values[name];
	return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}
