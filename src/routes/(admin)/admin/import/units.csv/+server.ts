import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { csvResponse } from '$lib/platform/csv.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

/** The units as they are, to be corrected and sent back; `?template` the heading alone. */
export const GET = guarded(async ({ locals, url }: RequestEvent) => {
	const actor = requireActor(locals);
	const isTemplate = url.searchParams.has('template');
	const rows = await (isTemplate ? app.import.template(actor, 'units') : app.import.exportUnits(actor));
	return csvResponse('omatt-enheter.csv', rows);
});
