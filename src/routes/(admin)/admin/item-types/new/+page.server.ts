import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { newTypeForm } from '$lib/catalogue/item-type.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(({ locals }: PageServerLoadEvent) => {
	requireActor(locals);
});

export const actions = {
	default: formAction(newTypeForm, async ({ input, locals }) => {
		await app.itemType.add(requireActor(locals), input);
		redirect(303, `/admin/item-types/${input.key}?done=added`);
	})
} satisfies Actions;
