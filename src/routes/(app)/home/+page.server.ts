import { requireActor } from '$lib/account/require-actor.server';
import { roleText } from '$lib/account/role-text';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { m } from '$lib/i18n/paraglide/messages.js';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { guarded } from '$lib/platform/http/page-load.server';
import { amountLine } from '$lib/reservation/reservation-text';
import { offered } from '$lib/start/start';
import { shownActions, shownFigures, shownGroups } from '$lib/start/start-page.server';
import { listNews, type News } from '$lib/waiting.server';
import type { PageServerLoadEvent } from './$types';

/** Something that happened: what it is, what it means, and where to see it. */
interface ShownNews {
	href: string;
	title: string;
	detail: string;
}

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const locale = getLocale();
	const [groups, figures, news, [tour]] = await Promise.all([
		app.start.listWaiting(actor, locale),
		app.start.readFigures(actor),
		listNews(actor),
		app.tour.listToShow(actor)
	]);
	return {
		firstName: actor.displayName.split(' ')[0] ?? actor.displayName,
		tour: tour ? { role: tour, name: roleText(tour).toLocaleLowerCase(locale) } : null,
		waiting: shownGroups(groups, osloDate(app.clock.now()), locale),
		figures: figures && shownFigures(figures, actor.homeUnitName, locale),
		news: news.slice(0, NEWS_AT_MOST).map(newsText),
		actions: shownActions(
			offered(
				actor.grants.map(({ role }) => role),
				groups
			)
		),
		more: moreFor(actor)
	};
});

const NEWS_AT_MOST = 8;

function newsText({ kind, href, title, returned }: News): ShownNews {
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
