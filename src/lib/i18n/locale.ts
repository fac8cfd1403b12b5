import { baseLocale, locales, overwriteGetLocale, toLocale, type Locale } from './paraglide/runtime.js';

export { baseLocale, locales, type Locale };

/** The cookie that remembers a chosen language; the same name stands in the build settings. */
export const LOCALE_COOKIE = 'omatt_locale';
export const LOCALE_COOKIE_SECONDS = 60 * 60 * 24 * 365;

/** The language named by `value`, or undefined when we do not speak it. */
export const parseLocale = (value: unknown): Locale | undefined => toLocale(value);

/** Where to go after a change of language: a path on this site only, else the front page. */
export function localPath(value: unknown): string {
	if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
	const url = new URL(value, 'http://omatt.invalid');
	// `/..//elsewhere` is only seen to begin with two slashes once it is resolved.
	return url.host === 'omatt.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}

/**
 * In the browser the page's own `lang` decides, so that what is drawn there says the same as the server said,
 * also when cookie and browser language have changed in between.
 */
export function readLocaleFromDocument(): void {
	overwriteGetLocale(() => toLocale(document.documentElement.lang) ?? baseLocale);
}
