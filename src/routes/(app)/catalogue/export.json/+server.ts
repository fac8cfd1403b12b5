import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { osloDate } from '$lib/platform/clock';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

/** The catalogue as a file, written so that a person can read and change it. */
export const GET = guarded(async ({ locals }: RequestEvent) => {
	const file = await app.catalogueFile.exportFile(requireActor(locals));
	const name = `omatt-katalog-${osloDate(app.clock.now())}.json`;
	return new Response(`${JSON.stringify(file, null, '\t')}\n`, {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'no-store'
		}
	});
});
