import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backupDir, backupScope } from '$lib/backup-scope.server';
import { makeBackup } from '$lib/platform/backup.server';
import { backupName, pruneBackups } from '$lib/platform/backup-keeper.server';
import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { say, type Command } from '../command';
import { optional } from '../with-app';

const isFolder = (path: string): Promise<boolean> =>
	stat(path).then(
		(found) => found.isDirectory(),
		() => false
	);

export const command: Command = {
	summary: 'Writes database, photos and keys into one file; the server may run meanwhile',
	usage: '[--to <file or folder>] [--without-keys]',
	options: { to: { type: 'string' }, 'without-keys': { type: 'boolean' } },
	async run({ values }) {
		const config = readConfig(process.env);
		const createdAt = new Date();
		const to = optional(values, 'to');
		const ours = backupDir(config.dataDir);
		const place = resolve(to ?? ours);
		const file = to && !(await isFolder(place)) ? place : join(place, backupName(createdAt));
		const database = await openDatabase(config, { notice: say });
		try {
			const scope = backupScope(config.dataDir, { keys: !values['without-keys'] });
			const report = await makeBackup({ ownerUrl: database.ownerUrl, scope, file, createdAt });
			if (!to) await pruneBackups(ours);
			say(`${report.file}: ${report.rows} rows, ${report.files} files, ${report.bytes} bytes.`);
			say('Keep it as safe as the database: it holds everything that is in it.');
		} finally {
			await database.close();
		}
	}
};
