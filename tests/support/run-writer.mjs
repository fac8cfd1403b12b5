import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// Runs the writer from its source, so that the crash tests need no build.
const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const { module } = await runnerImport(path('src/cli/crash.ts'), {
	root: path(''),
	configFile: false,
	logLevel: 'error',
	resolve: { alias: { $lib: path('src/lib') } }
});
const [dataDir, first] = process.argv.slice(2);
await module.writeRows(dataDir, Number(first));
