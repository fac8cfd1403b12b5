import { redirect } from '@sveltejs/kit';
import { safeNext } from '$lib/account/account';
import { confirmPasswordSchema } from '$lib/account/account.schema';
import { enter } from '$lib/account/enter.server';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(({ url }: PageServerLoadEvent) => ({
	next: safeNext(url.searchParams.get('next'))
}));

export const actions = {
	default: formAction(confirmPasswordSchema, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		if (!locals.session) throw notFound();
		const signedIn = await app.account.confirmPassword(actor, locals.session.accountId, input.password);
		await enter(app.account, event, signedIn);
		redirect(303, safeNext(input.next));
	})
} satisfies Actions;
