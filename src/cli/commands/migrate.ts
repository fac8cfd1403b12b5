import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { migrate } from '$lib/platform/migrate.server';
import { say, type Command } from '../command';

export const command: Command = {
	summary: 'Brings the database up to date (npm start does it too)',
	async run() {
		const database = await openDatabase(readConfig(process.env), { notice: say });
		try {
			const ran = await migrate(database.ownerUrl);
			for (const name of ran) say(name);
			say(ran.length === 0 ? 'The database is up to date.' : `${ran.length} steps done.`);
		} finally {
			await database.close();
		}
	}
};
