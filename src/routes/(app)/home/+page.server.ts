import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { m } from '$lib/i18n/paraglide/messages.js';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { guarded } from '$lib/platform/http/page-load.server';
import { amountLine } from '$lib/reservation/reservation-text';
import { countWaiting, listNews, type News, type Waiting } from '$lib/waiting.server';
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
	const [waiting, news, forExpert] = await Promise.all([
		countWaiting(actor),
		listNews(actor),
		isExpert ? app.listing.listForExpert(actor) : []
	]);
	return {
		firstName: actor.displayName.split(' ')[0] ?? actor.displayName,
		waiting: [
			...thingsOf({ ...waiting, toClarify: forExpert.length }),
			...news.slice(0, NEWS_AT_MOST).map(newsText)
		],
		more: moreFor(actor)
	};
});

const NEWS_AT_MOST = 8;

function newsText({ kind, href, title, returned }: News): WaitingThing {
	switch (kind) {
		case 'approved':
			return { href, title: m.homeNewsApproved({ title }), detail: m.homeNewsApprovedDetail() };
		case 'rejected':
			return { href, title: m.homeNewsRejected({ title }), detail: m.homeNewsRejectedDetail() };
		case 'sentBack':
			return { href, title: m.homeNewsSentBack({ title }), detail: m.homeNewsSentBackDetail() };
		case 'declined':
			return { href, title: m.homeNewsDeclined({ title }), detail: m.homeNewsDeclinedDetail() };
		case 'returned':
			return {
				href,
				title: m.homeNewsReturned({ title }),
				detail: m.homeNewsReturnedDetail({
					quantity: returned ? amountLine(returned.quantityMilli, returned.measure, getLocale()) : '',
					unit: returned?.unitName ?? ''
				})
			};
	}
}

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
	...(mayAnywhere(actor, 'reservation.see')
		? [{ href: '/reservations', label: m.homeMoreReservations() }]
		: []),
	...(mayAnywhere(actor, 'listing.create') ? [{ href: '/listings/mine', label: m.homeMoreMine() }] : []),
	...(mayAnywhere(actor, 'benefit.see')
		? [
				{ href: '/pilots', label: m.homeMorePilots() },
				{ href: '/factors', label: m.homeMoreFactors() }
			]
		: []),
	{ href: '/clearance', label: m.homeMoreClearance() }
];
