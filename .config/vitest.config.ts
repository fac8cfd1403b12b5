import { svelte } from '@sveltejs/vite-plugin-svelte';
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

execFileSync(process.execPath, [`${root}.config/compile-messages.mjs`], { stdio: 'inherit' });

export default defineConfig({
	root,
	plugins: [svelte()],
	resolve: {
		alias: { $lib: `${root}src/lib`, $migrations: `${root}migrations`, $tests: `${root}tests` }
	},
	test: {
		// Each file has a database of its own; modules hold no state, so they are loaded once for all files of a worker.
		isolate: false,
		// Tests wait for databases and servers: two files at a time even where there are two cores.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			{ extends: true, test: { name: 'unit', include: ['src/**/*.spec.ts'], testTimeout: 30_000 } },
			{
				extends: true,
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/support/global-setup.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
