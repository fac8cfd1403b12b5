import { redirect } from '@sveltejs/kit';
import { app } from '$lib/app.server';
import type { RequestHandler } from './$types';

/** Ends the session, here and in the database. */
export const POST: RequestHandler = async ({ cookies, locals }) => {
	const { name, value, attributes } = await app.account.signOut(locals.sessionId);
	cookies.set(name, value, attributes);
	redirect(303, '/');
};
