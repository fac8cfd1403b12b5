import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => ({
	organisations: await app.organisations.list(requireActor(locals))
}));
