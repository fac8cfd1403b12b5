import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import { mayAnywhere } from '$lib/organisation/permission';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const before = url.searchParams.get('before');
	const { items, nextCursor } = await app.need.listNeeds(actor, isUuid(before) ? { before } : {});
	return { needs: items, nextCursor, isFirst: before === null, canState: mayAnywhere(actor, 'need.create') };
});
