import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const words = (url.searchParams.get('q') ?? '').slice(0, 200);
	const after = url.searchParams.get('after') ?? '';
	const page = await app.people.list(requireActor(locals), {
		words,
		...(isUuid(after) && { after })
	});
	return { words, isFirst: !after, ...page };
});
