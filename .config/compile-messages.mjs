import { compile } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';

// A program of its own: the compiler leaves handles open that keep a finished test run from ending.
await compile({
	project: fileURLToPath(new URL('omatt.inlang', import.meta.url)),
	outdir: fileURLToPath(new URL('../src/lib/i18n/paraglide', import.meta.url)),
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
	cookieName: 'omatt_locale'
});
process.exit();
