import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { m } from '$lib/i18n/paraglide/messages.js';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

/** Something that waits for the person: what it is, what it is about, and where to do it. */
export interface WaitingThing {
	href: string;
	title: string;
	detail: string;
}

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const waiting: WaitingThing[] = [...reservationsWaiting(await app.reservation.countWaiting(actor))];
	return { firstName: actor.displayName.split(' ')[0] ?? actor.displayName, waiting };
});

function reservationsWaiting({ toDecide, toFetch }: { toDecide: number; toFetch: number }): WaitingThing[] {
	const things: WaitingThing[] = [];
	if (toDecide > 0)
		things.push({
			href: '/reservations?side=giving',
			title: toDecide === 1 ? m.homeWaitToDecideOne() : m.homeWaitToDecide({ count: toDecide }),
			detail: m.homeWaitToDecideDetail()
		});
	if (toFetch > 0)
		things.push({
			href: '/reservations?side=receiving',
			title: toFetch === 1 ? m.homeWaitToFetchOne() : m.homeWaitToFetch({ count: toFetch }),
			detail: m.homeWaitToFetchDetail()
		});
	return things;
}
