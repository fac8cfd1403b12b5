import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { backupScope } from '$lib/backup-scope.server';
import { restoreBackup } from '$lib/platform/backup-restore.server';
import { readConfig } from '$lib/platform/config.server';
import { holdServerLock, openDatabase, userOf } from '$lib/platform/database.server';
import { say, UsageError, type Command } from '../command';
import { optional } from '../with-app';

/** Nobody gives up a whole database by a slip: its name has to be said. */
async function confirm(ownerUrl: string, given: string | undefined): Promise<void> {
	const name = decodeURIComponent(new URL(ownerUrl.replace('@/', '@localhost/')).pathname.slice(1));
	let answer = given;
	if (answer === undefined && process.stdin.isTTY) {
		const terminal = createInterface({ input: process.stdin, output: process.stdout });
		answer = await terminal.question(
			`Everything in the database ${name} will be given up for the backup. Type its name to go on: `
		);
		terminal.close();
	}
	if (answer?.trim() !== name)
		throw new UsageError(`--replace gives up everything in the database: confirm with --confirm ${name}.`);
}

export const command: Command = {
	summary: 'Restores a backup into an empty database, embedded or external; stop the server first',
	usage: '<file> [--replace --confirm <database>]',
	options: { replace: { type: 'boolean' }, confirm: { type: 'string' } },
	async run({ positionals: [given], values }) {
		if (!given) throw new UsageError('Name the file to restore from.');
		const config = readConfig(process.env);
		const database = await openDatabase(config, { notice: say });
		try {
			const { ownerUrl, appUrl, embedded } = database;
			if (values.replace) await confirm(ownerUrl, optional(values, 'confirm'));
			const lock = embedded && (await holdServerLock(ownerUrl));
			try {
				const report = await restoreBackup({
					file: resolve(given),
					ownerUrl,
					appUser: userOf(appUrl),
					scope: backupScope(config.dataDir),
					replace: values.replace === true
				});
				say(`Restored what was there at ${report.createdAt}: ${report.rows} rows, ${report.files} files.`);
				if (report.migrated.length > 0)
					say(`It came from an older Omatt and was brought up to date (${report.migrated.length} steps).`);
				for (const kept of report.keysKept) say(`The key that stood here is kept as ${kept}.`);
				say('Everyone signs in again. Compare the ledger with: npm run omatt -- verify');
			} finally {
				await lock?.release();
			}
		} finally {
			await database.close();
		}
	}
};
