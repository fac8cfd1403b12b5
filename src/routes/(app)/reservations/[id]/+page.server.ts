import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { historyHref } from '$lib/audit/audit-filter';
import type { BenefitKind } from '$lib/benefit/benefit';
import { roundedAmount } from '$lib/benefit/benefit-text';
import { parseQuantity } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { knowsPlace, shownPlace } from '$lib/listing/listing';
import { mayAnywhere } from '$lib/organisation/permission';
import { invalid, notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import { quantityError } from '$lib/reservation/reservation';
import { confirmForm, declineForm, returnForm } from '$lib/reservation/reservation.schema';
import { marksOf } from '$lib/stock/stock';
import type { Actions, PageServerLoadEvent, RequestEvent } from './$types';

function idOf({ id }: Partial<Record<string, string>>): string {
	if (!isUuid(id)) throw notFound();
	return id;
}

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const view = await app.reservation.get(actor, idOf(params));
	const locale = getLocale();
	const [[card], inLine, contact, site, heldMilli, booked] = await Promise.all([
		app.listing.listCards(actor, [view.listingId]),
		app.reservation.listInLine(actor, view),
		app.reservation.findContact(actor, view),
		app.reservation.findSite(actor, view),
		view.state === 'waiting' && view.isReceiver ? app.reservation.heldBeside(view) : 0,
		view.handoverId !== null && view.handedOverOn !== null && mayAnywhere(actor, 'benefit.see')
			? app.benefit.list(actor, { handover: view.handoverId }, { locale })
			: undefined
	]);
	return {
		historyHref: historyHref(actor, view),
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
			place: shownPlace(view, view.knowsAddress),
			shelf: knowsPlace(view, view.knowsAddress) ? view.shelf : null,
			marks: marksOf(view),
			isGiver: view.isGiver,
			isReceiver: view.isReceiver,
			canDecide: view.canDecide,
			canCancel: view.canCancel,
			canConfirm: view.canConfirm,
			canReturn: view.canReturn
		},
		inLine: inLine.map(({ id, quantityMilli, measure, queuePlace }) => ({
			id,
			quantityMilli,
			measure,
			place: queuePlace ?? 0
		})),
		contact: contact ?? null,
		/** Where it is fetched, until it has been. */
		site: view.handoverState === null || view.handoverState === 'prepared' ? (site ?? null) : null,
		/** What the unit holds already, where this one stands in line. */
		heldMilli,
		photo: card?.photo ?? null,
		canSeeListing: card !== undefined,
		mayRecordCustody: mayAnywhere(actor, 'custody.record'),
		booked: booked?.entries.toSorted(byWeight).map((entry) => ({
			id: entry.id,
			kind: codeText(words.benefitKind, entry.kind),
			amount: entry.amountCentral === null ? null : roundedAmount(entry.kind, entry.amountCentral, locale),
			unitName: entry.unitName,
			isReversal: entry.reversesEntryId !== null
		}))
	};
});

const nothing = z.object({});

const ORDER: readonly BenefitKind[] = ['co2Net', 'money', 'massKept', 'disposalFee', 'co2Gross'];
/** The net figures first, what is not known last. */
function byWeight(
	a: { kind: BenefitKind; amountCentral: number | null },
	b: { kind: BenefitKind; amountCentral: number | null }
): number {
	const unknown = Number(a.amountCentral === null) - Number(b.amountCentral === null);
	return unknown || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}

async function formOfReturn({ locals, params }: RequestEvent) {
	const { measure, quantityMilli, returnedMilli } = await app.reservation.get(
		requireActor(locals),
		idOf(params)
	);
	return returnForm({ measure, leftMilli: quantityMilli - (returnedMilli ?? 0) });
}

export const actions = {
	approve: formAction(nothing, async ({ locals, event: { params } }) => {
		const id = idOf(params);
		await app.reservation.approve(requireActor(locals), id);
		redirect(303, `/reservations/${id}`);
	}),

	decline: formAction(declineForm, async ({ input, locals, event: { params } }) => {
		const id = idOf(params);
		await app.reservation.decline(requireActor(locals), id, input.reason);
		redirect(303, `/reservations/${id}`);
	}),

	cancel: formAction(nothing, async ({ locals, event: { params } }) => {
		const id = idOf(params);
		await app.reservation.cancel(requireActor(locals), id);
		redirect(303, `/reservations/${id}`);
	}),

	confirm: formAction(confirmForm, async ({ input, locals, event: { params } }) => {
		const id = idOf(params);
		const { pickupCode, distance, freight, repair } = input;
		const hasCosts = freight !== undefined || repair !== undefined;
		await app.reservation.confirmHandover(requireActor(locals), id, {
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
		redirect(303, `/reservations/${id}`);
	}),

	return: formAction(formOfReturn, async ({ input, locals, event: { params } }) => {
		const actor = requireActor(locals);
		const id = idOf(params);
		const { measure } = await app.reservation.get(actor, id);
		const quantity = parseQuantity(input.quantity, measure);
		if (!quantity.ok) throw invalid(quantityError(quantity.code), { field: 'quantity' });
		const { condition, reason } = input;
		await app.reservation.returnHandover(actor, id, {
			quantityMilli: quantity.quantityMilli,
			condition,
			reason
		});
		redirect(303, `/reservations/${id}`);
	})
} satisfies Actions;
