import type { Cookies } from '@sveltejs/kit';

const NAME = 'omatt_sign_in';

/** What ties a sign-in under way to the browser that began it; `lax`, so that it comes back from the provider. */
export const signInCookie = {
	set: (cookies: Cookies, url: URL, secret: string, maxAge: number) =>
		cookies.set(NAME, secret, {
			path: '/sign-in',
			maxAge,
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:'
		}),

	/** Answers the secret and takes the cookie away. */
	take(cookies: Cookies): string | undefined {
		const secret = cookies.get(NAME);
		cookies.delete(NAME, { path: '/sign-in' });
		return secret;
	}
};
