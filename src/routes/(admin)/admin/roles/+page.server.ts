import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

/** Names listed under one role; the rest are in the file. */
const SHOWN = 50;

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const { holders, ...map } = await app.roleMap.read(requireActor(locals));
	return {
		...map,
		holders: holders.map(({ role, held }) => ({ role, count: held.length, held: held.slice(0, SHOWN) }))
	};
});
