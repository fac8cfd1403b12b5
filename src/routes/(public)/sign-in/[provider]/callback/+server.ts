import { redirect, type RequestEvent } from '@sveltejs/kit';
import { enter } from '$lib/account/enter.server';
import { signInCookie } from '$lib/account/sign-in-cookie.server';
import { toSignInPage } from '$lib/account/sign-in-refusal.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';

/** The browser is back from the provider. */
export const GET = guarded(async (event: RequestEvent) => {
	const { params, url, cookies } = event;
	const secret = signInCookie.take(cookies);
	const result = await toSignInPage('/home', () =>
		app.signIn.finish(params.provider ?? '', url.search, secret)
	);
	if (result.outcome === 'waiting') redirect(303, '/sign-in/waiting');
	const { accountId, locale, session, next } = result;
	await enter(app.account, event, await app.account.beginByProvider(accountId, locale, session));
	redirect(303, next);
});
