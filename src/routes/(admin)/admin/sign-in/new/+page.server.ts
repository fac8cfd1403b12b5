import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { addProviderForm } from '$lib/account/sign-in-admin.schema';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { newId } from '$lib/platform/ids';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded((_: PageServerLoadEvent) => ({
	id: newId<'SignInProvider'>(),
	origin: app.origin
}));

export const actions = {
	default: formAction(addProviderForm, async ({ input, locals }) => {
		await app.signInAdmin.addProvider(requireActor(locals), input);
		redirect(303, `/admin/sign-in/${input.id}?done=added`);
	})
} satisfies Actions;
