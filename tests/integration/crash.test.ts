import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { crashRounds } from '../../src/cli/crash';
import { makeDataDir, removeDataDir } from '../support/data-dir';

const program = { file: process.execPath, args: [resolve('build/cli/omatt.js')] };

describe('the web server and its PostgreSQL killed with -9 while people put things out', () => {
	let dataDir: string;
	afterEach(() => removeDataDir(dataDir));

	it('lose nothing that was answered for and start again by themselves, three times over', async () => {
		dataDir = await makeDataDir();
		const { rounds, lost } = await crashRounds(dataDir, program, 3);
		expect(rounds).toHaveLength(3);
		expect(lost).toEqual([]);
	}, 180_000);
});
