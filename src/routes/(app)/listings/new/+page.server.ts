import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formTypes } from '$lib/listing/form-type';
import { newListingForm } from '$lib/listing/listing.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { newId } from '$lib/platform/ids';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [defaults, types, sites] = await Promise.all([
		app.listing.getDefaults(actor),
		app.catalogue.listTypes(),
		app.storage.listChoices(actor)
	]);
	return {
		// Sent along with the form: sending twice makes one listing.
		id: newId(),
		defaults,
		rules: defaults.isAddressProtected ? await app.rule.listAt(actor, ['protectedListing'], getLocale()) : [],
		types: formTypes(types, getLocale()),
		sites
	};
});

export const actions = {
	default: formAction(newListingForm, async ({ input, locals }) => {
		const actor = requireActor(locals);
		const { asDraft, ...listing } = input;
		const { id } = await app.listing.create(actor, listing, { asDraft });
		const { hasHazardQuestion } = await app.listing.getListing(actor, id);
		redirect(303, hasHazardQuestion && !asDraft ? `/listings/${id}/hazard?new` : `/listings/${id}?new`);
	})
} satisfies Actions;
