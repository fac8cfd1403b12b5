import { requireActor } from '$lib/account/require-actor.server';
import { roleMapRows } from '$lib/account/role-map-csv';
import { app } from '$lib/app.server';
import { osloDate } from '$lib/platform/clock';
import { csvResponse } from '$lib/platform/csv.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

export const GET = guarded(async ({ locals }: RequestEvent) => {
	const map = await app.roleMap.export(requireActor(locals));
	return csvResponse(`omatt-rollekart-${osloDate(app.clock.now())}.csv`, roleMapRows(map));
});
