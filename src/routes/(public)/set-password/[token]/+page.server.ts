import { redirect } from '@sveltejs/kit';
import { setPasswordSchema } from '$lib/account/account.schema';
import { enter } from '$lib/account/enter.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ params }: PageServerLoadEvent) => ({
	link: await app.account.findLink(params.token)
}));

export const actions = {
	default: formAction(setPasswordSchema, async ({ input: { newPassword }, event }) => {
		const { token = '' } = event.params;
		await enter(app.account, event, await app.account.setPassword(token, newPassword));
		redirect(303, '/home');
	})
} satisfies Actions;
