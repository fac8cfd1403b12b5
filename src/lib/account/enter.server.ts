import type { RequestEvent } from '@sveltejs/kit';
import { LOCALE_COOKIE, LOCALE_COOKIE_SECONDS } from '$lib/i18n/locale';
import type { AccountService, SignedIn } from './account.service.server';

type Entering = Pick<RequestEvent, 'cookies' | 'locals' | 'url'>;

/**
 * Puts a new session on the browser in place of the one it had.
 * @param asThemselves the language the person reads follows them, unless this browser has chosen one
 */
export async function enter(
	account: AccountService,
	{ cookies, locals, url }: Entering,
	{ cookie, locale }: SignedIn,
	{ asThemselves = true } = {}
): Promise<void> {
	await account.signOut(locals.sessionId);
	cookies.set(cookie.name, cookie.value, cookie.attributes);
	if (asThemselves && !cookies.get(LOCALE_COOKIE))
		cookies.set(LOCALE_COOKIE, locale, {
			path: '/',
			maxAge: LOCALE_COOKIE_SECONDS,
			sameSite: 'lax',
			httpOnly: false,
			secure: url.protocol === 'https:'
		});
}
