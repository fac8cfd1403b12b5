import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isEndState, waitsForReader } from '$lib/reservation/reservation';
import type { ReservationView } from '$lib/reservation/reservation.service.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const lists = await app.reservation.list(actor);
	const waiting = {
		receiving: lists.receiving.filter((view) => view.state === 'approved' && view.isReceiver).length,
		giving: lists.giving.filter((view) => view.canDecide || view.canConfirm).length
	};
	const asked = url.searchParams.get('side');
	const isGiving = asked ? asked === 'giving' : waiting.receiving === 0 && waiting.giving > 0;
	const side: 'receiving' | 'giving' = isGiving ? 'giving' : 'receiving';
	const rows = lists[side];
	const cards = await app.listing.listCards(actor, [...new Set(rows.map(({ listingId }) => listingId))]);
	const photos = new Map(cards.map(({ id, photo }) => [id, photo?.id ?? null]));
	const item = (view: ReservationView) => ({
		id: view.id,
		title: view.title,
		state: view.state,
		handoverState: view.handoverState,
		queuePlace: view.queuePlace,
		expiresAt: view.expiresAt,
		endedReason: view.endedReason,
		isReceiver: view.isReceiver,
		quantityMilli: view.quantityMilli,
		measure: view.measure,
		otherUnitName: side === 'receiving' ? view.givingUnitName : view.receivingUnitName,
		photoId: photos.get(view.listingId) ?? null
	});
	const isWaiting = (view: ReservationView) =>
		waitsForReader({ ...view, isReceiver: side === 'receiving' && view.isReceiver });
	return {
		side,
		waiting,
		groups: {
			waiting: rows.filter((view) => isWaiting(view)).map(item),
			open: rows.filter((view) => !isWaiting(view) && !isEndState(view.state)).map(item),
			ended: rows.filter((view) => isEndState(view.state)).map(item)
		}
	};
});
