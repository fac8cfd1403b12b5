import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { messages } from './messages.mjs';
import { wordsPlugin } from './words.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the `omatt` command beside the web build, from the same sources. */
export default defineConfig({
	root,
	publicDir: false,
	plugins: [paraglideVitePlugin(messages), wordsPlugin()],
	resolve: { alias: { $lib: `${root}src/lib`, $migrations: `${root}migrations` } },
	build: {
		ssr: true,
		outDir: 'build/cli',
		emptyOutDir: true,
		target: 'node24',
		rolldownOptions: {
			input: { omatt: 'src/cli/omatt.ts' },
			// All in one folder: the web build is found from any of them as ../handler.js.
			output: { chunkFileNames: '[name]-[hash].js' }
		}
	}
});
