import { app } from '$lib/app.server';
import type { RequestHandler } from './$types';

/** The process and its database answer. */
export const GET: RequestHandler = async () => {
	const isReady = await app.isReady();
	return new Response(isReady ? 'ready\n' : 'database does not answer\n', {
		status: isReady ? 200 : 503,
		headers: { 'Content-Type': 'text/plain' }
	});
};
