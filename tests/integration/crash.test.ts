import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { crashRounds } from '../../src/cli/crash';
import { makeDataDir, removeDataDir } from '../support/data-dir';

const writer = {
	file: process.execPath,
	args: [fileURLToPath(new URL('../support/run-writer.mjs', import.meta.url))]
};

describe('a server and its PostgreSQL killed with -9 under writes', () => {
	let dataDir: string;
	afterEach(() => removeDataDir(dataDir));

	it('lose no acknowledged row and start again by themselves, three times over', async () => {
		dataDir = await makeDataDir();
		const { rounds, lost } = await crashRounds(dataDir, writer, 3);
		expect(rounds).toHaveLength(3);
		expect(lost).toEqual([]);
	}, 120_000);
});
