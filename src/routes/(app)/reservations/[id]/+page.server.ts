import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { parseQuantity } from '$lib/catalogue/catalogue';
import { shownPlace } from '$lib/listing/listing';
import { mayAnywhere } from '$lib/organisation/permission';
import { invalid, notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import { quantityError } from '$lib/reservation/reservation';
import { confirmForm, declineForm, returnForm } from '$lib/reservation/reservation.schema';
import { marksOf } from '$lib/stock/stock';
import type { PageServerLoadEvent, RequestEvent } from './$types';

function idOf({ params }: { params: { id: string } }): string {
	if (!isUuid(params.id)) throw notFound();
	return params.id;
}

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const view = await app.reservation.get(actor, idOf({ params }));
	const [card] = await app.listing.listCards(actor, [view.listingId]);
	return {
		reservation: {
			id: view.id,
			listingId: view.listingId,
			title: view.title,
			state: view.state,
			handoverId: view.handoverId,
			handoverState: view.handoverState,
			handedOverOn: view.handedOverOn,
			queuePlace: view.queuePlace,
			expiresAt: view.expiresAt,
			endedReason: view.endedReason,
			quantityMilli: view.quantityMilli,
			leftMilli: view.quantityMilli - (view.returnedMilli ?? 0),
			returnedMilli: view.returnedMilli ?? 0,
			measure: view.measure,
			pickupCode: view.pickupCode,
			givingUnitName: view.givingUnitName,
			givingOrganisationName: view.givingOrganisationName,
			receivingUnitName: view.receivingUnitName,
			receivingOrganisationName: view.receivingOrganisationName,
			isBetweenOrganisations: view.givingOrganisationId !== view.organisationId,
			requestedByName: view.requestedByName,
			// Whoever is let in to fetch is told where, unless the unit's address is protected.
			place: shownPlace(view, view.isGiver),
			marks: marksOf(view),
			isGiver: view.isGiver,
			isReceiver: view.isReceiver,
			canDecide: view.canDecide,
			canCancel: view.canCancel,
			canConfirm: view.canConfirm,
			canReturn: view.canReturn
		},
		photo: card?.photo ?? null,
		canSeeListing: card !== undefined,
		mayRecordCustody: mayAnywhere(actor, 'custody.record'),
		maySeeBenefits: mayAnywhere(actor, 'benefit.see')
	};
});

export const actions = {
	approve: formAction(z.object({}), async ({ locals, event }: { locals: App.Locals; event: RequestEvent }) => {
		await app.reservation.approve(requireActor(locals), idOf(event));
		redirect(303, `/reservations/${event.params.id}`);
	}),

	decline: formAction(declineForm, async ({ input, locals, event }) => {
		await app.reservation.decline(requireActor(locals), idOf(event as RequestEvent), input.reason);
		redirect(303, `/reservations/${(event as RequestEvent).params.id}`);
	}),

	cancel: formAction(z.object({}), async ({ locals, event }) => {
		await app.reservation.cancel(requireActor(locals), idOf(event as RequestEvent));
		redirect(303, `/reservations/${(event as RequestEvent).params.id}`);
	}),

	confirm: formAction(confirmForm, async ({ input, locals, event }) => {
		const { pickupCode, distance, freight, repair } = input;
		const hasCosts = freight !== undefined || repair !== undefined;
		await app.reservation.confirmHandover(requireActor(locals), idOf(event as RequestEvent), {
			pickupCode,
			...(distance !== undefined && { distanceKmMilli: distance }),
			...(hasCosts && {
				costsOre: {
					paidToOthersOre: 0,
					freightOre: freight ?? 0,
					repairOre: repair ?? 0,
					storageOre: 0,
					handlingOre: 0
				}
			})
		});
		redirect(303, `/reservations/${(event as RequestEvent).params.id}`);
	}),

	return: formAction(returnForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const id = idOf(event as RequestEvent);
		const { measure } = await app.reservation.get(actor, id);
		const quantity = parseQuantity(input.quantity, measure);
		if (!quantity.ok) throw invalid(quantityError(quantity.code), { field: 'quantity' });
		await app.reservation.returnHandover(actor, id, {
			quantityMilli: quantity.quantityMilli,
			condition: input.condition,
			reason: input.reason
		});
		redirect(303, `/reservations/${id}`);
	})
};
