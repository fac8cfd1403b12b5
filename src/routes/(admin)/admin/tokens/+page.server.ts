import { redirect } from '@sveltejs/kit';
import { createTokenForm, removeScopeForm, revokeTokenForm } from '$lib/account/people.schema';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	return { tokens: await app.token.list(actor), isDone: url.searchParams.has('done') };
});

export const actions = {
	create: formAction(createTokenForm, async ({ input, locals }) => {
		const { token } = await app.token.create(requireActor(locals), input);
		// Shown in this answer and nowhere again.
		return { made: { token, name: input.name } };
	}),
	revoke: formAction(revokeTokenForm, async ({ input, locals }) => {
		await app.token.revoke(requireActor(locals), input.tokenId);
		redirect(303, '/admin/tokens?done');
	}),
	removeScope: formAction(removeScopeForm, async ({ input, locals }) => {
		await app.token.removeScope(requireActor(locals), input.tokenId, input.scope);
		redirect(303, '/admin/tokens?done');
	})
} satisfies Actions;
