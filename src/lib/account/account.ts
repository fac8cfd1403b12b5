import { localPath } from '$lib/i18n/locale';

export const PASSWORD_LENGTH = { min: 12, max: 200 };

const FIRST_PAGE = '/home';

/** Where to go after signing in: a path on this site only, else the start page for people who are signed in. */
export function safeNext(next: unknown): string {
	const path = localPath(next);
	return path === '/' || /^\/(sign-in|sign-out|set-password|locale)(\/|\?|$)/.test(path) ? FIRST_PAGE : path;
}

/** How accounts are found: one spelling per address. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/**
 * The part of a client address that one subscriber holds: all of IPv4, the first 64 bits of IPv6, so that a
 * limit is not walked round by taking the next address.
 */
export function subscriberOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped || !address.includes(':')) return mapped ?? address;
	const [head = '', tail] = address.toLowerCase().split('::');
	const groups = (text: string | undefined) => (text ? text.split(':') : []);
	const before = groups(head);
	const after = groups(tail);
	const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
	const all = [...before, ...Array<string>(missing).fill('0'), ...after];
	return all
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':');
}
