import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { sharingForm } from '$lib/organisation/organisation.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => ({
	...(await app.sharing.get(requireActor(locals))),
	isDone: url.searchParams.has('done')
}));

export const actions = {
	default: formAction(sharingForm, async ({ input: { covers, ...input }, locals }) => {
		await app.sharing.decide(requireActor(locals), { ...input, coversPublished: covers === 'alsoPublished' });
		redirect(303, '/admin/sharing?done');
	})
} satisfies Actions;
