import { redirect } from '@sveltejs/kit';
import { app } from '$lib/app.server';
import { LOCALE_COOKIE, LOCALE_COOKIE_SECONDS, localPath, parseLocale } from '$lib/i18n/locale';
import type { RequestHandler } from './$types';

/** Remembers the chosen language, also with the person who is signed in, and goes back to the page it was chosen on; an unknown language changes nothing. */
export const POST: RequestHandler = async ({ request, cookies, locals, url }) => {
	const form = await request.formData();
	const locale = parseLocale(form.get('locale'));
	if (locale) {
		cookies.set(LOCALE_COOKIE, locale, {
			path: '/',
			maxAge: LOCALE_COOKIE_SECONDS,
			sameSite: 'lax',
			httpOnly: false,
			secure: url.protocol === 'https:'
		});
		const person = locals.practice?.person ?? locals.actor;
		if (person) await app.account.chooseLocale(person, locale);
	}
	redirect(303, localPath(form.get('returnTo')));
};
