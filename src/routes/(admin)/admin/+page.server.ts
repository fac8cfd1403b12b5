import { requireActor } from '$lib/account/require-actor.server';
import { mayAnywhere, type Action } from '$lib/organisation/permission';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const ROOMS = {
	people: 'person.manage',
	signIn: 'signIn.manage',
	tokens: 'token.create',
	itemTypes: 'catalogue.export'
} as const satisfies Record<string, Action>;
type Room = keyof typeof ROOMS;

export const load = guarded(({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	return { rooms: (Object.keys(ROOMS) as Room[]).filter((room) => mayAnywhere(actor, ROOMS[room])) };
});
