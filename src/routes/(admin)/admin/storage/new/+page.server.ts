import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { addSiteForm } from '$lib/storage/storage.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => ({
	units: await app.organisation.listUnitsFor(requireActor(locals), 'storageSite.manage')
}));

export const actions = {
	default: formAction(addSiteForm, async ({ input, locals }) => {
		const { siteId } = await app.storage.add(requireActor(locals), input);
		redirect(303, `/admin/storage/${siteId}?done`);
	})
} satisfies Actions;
