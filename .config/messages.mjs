import { fileURLToPath } from 'node:url';

/** How the message files are compiled: one place for the web build, the command's build and the tests. */
export const messages = {
	project: fileURLToPath(new URL('omatt.inlang', import.meta.url)),
	outdir: fileURLToPath(new URL('../src/lib/i18n/paraglide', import.meta.url)),
	strategy: /** @type {('cookie' | 'preferredLanguage' | 'baseLocale')[]} */ ([
		'cookie',
		'preferredLanguage',
		'baseLocale'
	]),
	cookieName: 'omatt_locale'
};
