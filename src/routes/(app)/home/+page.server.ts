import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { m } from '$lib/i18n/paraglide/messages.js';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { guarded } from '$lib/platform/http/page-load.server';
import { countWaiting, type Waiting } from '$lib/waiting.server';
import type { PageServerLoadEvent } from './$types';

/** Something that waits for the person: what it is, what it is about, and where to do it. */
export interface WaitingThing {
	href: string;
	title: string;
	detail: string;
}

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const isExpert = mayAnywhere(actor, 'hazard.decide');
	const [waiting, forExpert] = await Promise.all([
		countWaiting(actor),
		isExpert ? app.listing.listForExpert(actor) : []
	]);
	return {
		firstName: actor.displayName.split(' ')[0] ?? actor.displayName,
		waiting: thingsOf({ ...waiting, toClarify: forExpert.length }),
		more: moreFor(actor)
	};
});

function thingsOf(waiting: Waiting & { toClarify: number }): WaitingThing[] {
	const { toApprove, toDecide, toFetch, toClarify } = waiting;
	const things: (WaitingThing & { count: number })[] = [
		{
			count: toApprove,
			href: '/approvals',
			title: toApprove === 1 ? m.homeWaitToApproveOne() : m.homeWaitToApprove({ count: toApprove }),
			detail: m.homeWaitToApproveDetail()
		},
		{
			count: toDecide,
			href: '/reservations?side=giving',
			title: toDecide === 1 ? m.homeWaitToDecideOne() : m.homeWaitToDecide({ count: toDecide }),
			detail: m.homeWaitToDecideDetail()
		},
		{
			count: toFetch,
			href: '/reservations?side=receiving',
			title: toFetch === 1 ? m.homeWaitToFetchOne() : m.homeWaitToFetch({ count: toFetch }),
			detail: m.homeWaitToFetchDetail()
		},
		{
			count: toClarify,
			href: '/expert',
			title: toClarify === 1 ? m.homeWaitToClarifyOne() : m.homeWaitToClarify({ count: toClarify }),
			detail: m.homeWaitToClarifyDetail()
		}
	];
	return things.filter(({ count }) => count > 0).map(({ href, title, detail }) => ({ href, title, detail }));
}

/** Rooms that are not in the navigation, as far as the person has use for them. */
const moreFor = (actor: Actor) => [
	...(mayAnywhere(actor, 'listing.create') ? [{ href: '/listings/mine', label: m.homeMoreMine() }] : []),
	...(mayAnywhere(actor, 'benefit.see')
		? [
				{ href: '/pilots', label: m.homeMorePilots() },
				{ href: '/factors', label: m.homeMoreFactors() }
			]
		: []),
	{ href: '/clearance', label: m.homeMoreClearance() }
];
