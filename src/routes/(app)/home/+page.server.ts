import { requireActor } from '$lib/account/require-actor.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

/** Something that waits for the person: what it is, what it is about, and where to do it. */
export interface WaitingThing {
	href: string;
	title: string;
	detail: string;
}

export const load = guarded(({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const waiting: WaitingThing[] = [];
	return { firstName: actor.displayName.split(' ')[0] ?? actor.displayName, waiting };
});
