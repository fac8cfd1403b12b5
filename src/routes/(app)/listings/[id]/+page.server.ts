import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { publishForm } from '$lib/listing/listing.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => ({
	listing: await app.listing.getListing(requireActor(locals), params.id),
	isNew: url.searchParams.has('new')
}));

export const actions = {
	publish: formAction(publishForm, async ({ input, locals, event }) => {
		const { id = '' } = event.params;
		await app.listing.publish(requireActor(locals), { id, ...input });
		redirect(303, `/listings/${id}?new`);
	})
} satisfies Actions;
