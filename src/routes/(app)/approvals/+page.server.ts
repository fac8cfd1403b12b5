import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { plainForm, reasonForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [requests, drops] = await Promise.all([
		app.purchaseRequest.listWaiting(actor),
		app.need.listDropsToConfirm(actor)
	]);
	const done = ['confirmed', 'declined'] as const;
	return { requests, drops, done: done.find((name) => url.searchParams.has(name)) };
});

const drop = { needId: z.uuid('invalid') };

export const actions = {
	confirmDrop: formAction(plainForm.extend(drop), async ({ input, locals }) => {
		await app.need.confirmDrop(requireActor(locals), input.needId);
		redirect(303, '/approvals?confirmed');
	}),
	declineDrop: formAction(reasonForm.extend(drop), async ({ input, locals }) => {
		await app.need.declineDrop(requireActor(locals), input.needId, input.reason);
		redirect(303, '/approvals?declined');
	})
} satisfies Actions;
