import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [requests, drops] = await Promise.all([
		app.purchaseRequest.listWaiting(actor),
		app.need.listDropsToConfirm(actor)
	]);
	return { requests, drops, isConfirmed: url.searchParams.has('confirmed') };
});

export const actions = {
	confirmDrop: formAction(z.object({ needId: z.uuid('invalid') }), async ({ input, locals }) => {
		await app.need.confirmDrop(requireActor(locals), input.needId);
		redirect(303, '/approvals?confirmed');
	})
} satisfies Actions;
