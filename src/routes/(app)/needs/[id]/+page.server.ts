import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { historyHref } from '$lib/audit/audit-filter';
import { plainForm, reasonForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const need = await app.need.getNeed(actor, params.id);
	const refusals = await app.reason.read('refusal', getLocale(), need.checkCompletedAt);
	return { need, refusals, historyHref: historyHref(actor, need) };
});

export const actions = {
	cancel: formAction(reasonForm, async ({ input, locals, event }) => {
		await app.need.cancel(requireActor(locals), event.params.id, input.reason);
		redirect(303, `/needs/${event.params.id}`);
	}),
	checkAgain: formAction(plainForm, async ({ locals, event }) => {
		await app.reuseCheck.open(requireActor(locals), event.params.id);
		redirect(303, `/needs/${event.params.id}/check`);
	}),
	takeUpAgain: formAction(plainForm, async ({ locals, event }) => {
		await app.need.takeUpAgain(requireActor(locals), event.params.id);
		redirect(303, `/needs/${event.params.id}/check`);
	})
} satisfies Actions;
