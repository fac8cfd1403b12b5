import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const words = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	return { words, ...(await app.storage.list(requireActor(locals), { words })) };
});
