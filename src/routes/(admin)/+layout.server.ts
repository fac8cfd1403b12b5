import { requireActor } from '$lib/account/require-actor.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { LayoutServerLoadEvent } from './$types';

/** Nothing below here is drawn for someone who is not signed in, whatever the row of the page says. */
export const load = guarded(({ locals }: LayoutServerLoadEvent) => {
	requireActor(locals);
});
