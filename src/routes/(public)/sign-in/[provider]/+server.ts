import { redirect, type RequestEvent } from '@sveltejs/kit';
import { safeNext } from '$lib/account/account';
import { signInCookie } from '$lib/account/sign-in-cookie.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { toSignInPage } from '$lib/account/sign-in-refusal.server';

/** Sends the browser to the provider; `again` asks the person of this session to show once more who they are. */
export const GET = guarded(async (event: RequestEvent) => {
	const { params, url, cookies, locals } = event;
	const next = safeNext(url.searchParams.get('next'));
	const isAgain = url.searchParams.has('again');
	const begun = await toSignInPage(next, () =>
		app.signIn.begin(params.provider ?? '', {
			next,
			clientAddress: event.getClientAddress(),
			reauthenticates: isAgain ? (locals.session?.accountId ?? null) : null,
			isOther: url.searchParams.has('other')
		})
	);
	signInCookie.set(cookies, url, begun.browserSecret, begun.lastsSeconds);
	redirect(302, begun.url);
});
