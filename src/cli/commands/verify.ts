import { verifyLedger } from '$lib/benefit/verify.server';
import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { openDb } from '$lib/platform/db.server';
import { say, type Command } from '../command';

const LISTED_AT_MOST = 20;

export const command: Command = {
	summary: 'Recomputes every benefit entry and compares hashes and sums; exit code 1 when something differs',
	async run() {
		const database = await openDatabase(readConfig(process.env), { notice: say });
		try {
			const db = openDb({ connectionString: database.ownerUrl });
			try {
				const { entries, wrong, overdrawn, unequalSums, isRight } = await verifyLedger(db);
				say(`Entries checked: ${entries}`);
				say(`Differ from what is stored in them: ${wrong.length}`);
				for (const { id, reason } of wrong.slice(0, LISTED_AT_MOST)) say(`  ${id} (${reason})`);
				say(`Reversals that do not add up: ${overdrawn.length}`);
				for (const id of overdrawn.slice(0, LISTED_AT_MOST)) say(`  ${id}`);
				say(
					unequalSums.length === 0
						? 'Sums over units, organisations and all are equal.'
						: `Sums over units, organisations and all differ: ${unequalSums.join(', ')}`
				);
				return isRight ? 0 : 1;
			} finally {
				await db.destroy();
			}
		} finally {
			await database.close();
		}
	}
};
