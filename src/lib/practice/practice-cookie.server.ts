import type { RequestEvent } from '@sveltejs/kit';
import { PRACTICE_COOKIE } from './practice';

/** Lets the scripts of every open page of this browser know whether it practises. */
export function followPractice({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>, practises: boolean) {
	if ((cookies.get(PRACTICE_COOKIE) !== undefined) === practises) return;
	const attributes = {
		path: '/',
		httpOnly: false,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	} as const;
	if (practises) cookies.set(PRACTICE_COOKIE, '1', attributes);
	else cookies.delete(PRACTICE_COOKIE, attributes);
}
