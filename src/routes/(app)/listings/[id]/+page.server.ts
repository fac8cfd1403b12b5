import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { historyHref } from '$lib/audit/audit-filter';
import { parseQuantity } from '$lib/catalogue/catalogue';
import { publishForm } from '$lib/listing/listing.schema';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { invalid } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { quantityError } from '$lib/reservation/reservation';
import { reserveForm } from '$lib/reservation/reservation.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const listing = await app.listing.getListing(actor, params.id);
	const isLocked = listing.marks.includes('toBeClarified') || listing.marks.includes('notForReuse');
	const { withdrawnReason, withdrawnAt } = listing;
	return {
		listing,
		site: (await app.listing.findSite(actor, listing)) ?? null,
		withdrawnBecause:
			withdrawnReason &&
			(await app.reason.textOf(
				{ vocabulary: 'withdrawReason', code: withdrawnReason },
				getLocale(),
				withdrawnAt
			)),
		historyHref: historyHref(actor, listing),
		isNew: url.searchParams.has('new'),
		rules: listing.isForeign ? await app.rule.listAt(actor, ['foreignListing'], getLocale()) : [],
		/** Units the reader may reserve for; undefined where nobody can reserve. */
		reserveFor:
			listing.state === 'published' && !isLocked && mayAnywhere(actor, 'reservation.create')
				? await unitsToReserveFor(actor, listing.unitId)
				: undefined
	};
});

/** The reader's own unit first. */
async function unitsToReserveFor(actor: Actor, givingUnitId: string) {
	const units = await app.organisation.listUnitsFor(actor, 'reservation.create');
	return units
		.filter(({ id }) => id !== givingUnitId)
		.map(({ id, name }) => ({ id, name }))
		.sort((a, b) => Number(b.id === actor.homeUnitId) - Number(a.id === actor.homeUnitId));
}

export const actions = {
	reserve: formAction(reserveForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const { measure } = await app.listing.getListing(actor, event.params.id ?? '');
		const quantity = parseQuantity(input.quantity, measure);
		if (!quantity.ok) throw invalid(quantityError(quantity.code), { field: 'quantity' });
		const { held, waiting } = await app.reservation.reserve(actor, {
			listingId: event.params.id ?? '',
			unitId: input.unitId,
			quantityMilli: quantity.quantityMilli,
			wouldBuyNew: input.wouldBuyNew
		});
		redirect(303, `/reservations/${(held ?? waiting)?.id}`);
	}),

	publish: formAction(publishForm, async ({ input, locals, event }) => {
		const { id = '' } = event.params;
		await app.listing.publish(requireActor(locals), { id, ...input });
		redirect(303, `/listings/${id}?new`);
	})
} satisfies Actions;
