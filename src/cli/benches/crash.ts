import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { say } from '../command';
import { crashRounds } from '../crash';

const ROUNDS = 20;

export const bench: Bench = {
	summary: 'Kills server and database with -9 under writes and counts what is lost (--size: rounds)',
	async run({ size = ROUNDS, json }) {
		const dataDir = await mkdtemp(join(tmpdir(), 'omatt-crash-'));
		await chmod(dataDir, 0o711);
		const program = { file: process.execPath, args: [process.argv[1] ?? ''] };
		try {
			const { rounds, lost } = await crashRounds(
				dataDir,
				program,
				size,
				({ round, acknowledged, restartMs }) => {
					if (!json) say(`round ${round}: ${acknowledged} listings acknowledged, up after ${restartMs} ms`);
				}
			);
			return {
				ok: lost.length === 0,
				figures: {
					rounds: rounds.length,
					acknowledged: rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
					lost: lost.length,
					slowestStartMs: Math.max(...rounds.map(({ restartMs }) => restartMs))
				}
			};
		} finally {
			await rm(dataDir, { recursive: true, force: true });
		}
	}
};
