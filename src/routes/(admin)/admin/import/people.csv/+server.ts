import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { csvResponse } from '$lib/platform/csv.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

/** The people as they are, to be corrected and sent back; `?template` the heading alone. */
export const GET = guarded(async ({ locals, url }: RequestEvent) => {
	const rows = await app.import.exportPeople(requireActor(locals));
	return csvResponse('omatt-personer.csv', url.searchParams.has('template') ? rows.slice(0, 1) : rows);
});
