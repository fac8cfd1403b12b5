import { redirect } from '@sveltejs/kit';
import { app } from '$lib/app.server';
import type { RequestHandler } from './$types';

/** Ends the session, here and in the database. With `?switch` someone else signs in on the same device. */
export const POST: RequestHandler = async ({ cookies, locals, url }) => {
	const { name, value, attributes } = await app.account.signOut(locals.sessionId);
	cookies.set(name, value, attributes);
	if (!url.searchParams.has('switch')) redirect(303, '/');
	// What one person typed is not put back for the next.
	const headers = { Location: '/sign-in', 'Clear-Site-Data': '"storage"' };
	return new Response(null, { status: 303, headers });
};
