import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { requireFreshSignIn } from '$lib/account/require-fresh.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { plainForm, reasonForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const decision = await app.purchaseRequest.get(actor, params.id);
	const [check, { clearances }] = await Promise.all([
		app.reuseCheck.getCheck(actor, decision.need.id, decision.request.checkId),
		app.need.getNeed(actor, decision.need.id)
	]);
	return {
		...decision,
		check,
		refusals: await app.reason.read('refusal', getLocale(), check.completedAt),
		rules: await app.rule.listAt(actor, ['approval'], getLocale()),
		clearance: clearances.find(({ purchaseRequestId }) => purchaseRequestId === params.id) ?? null
	};
});

export const actions = {
	approve: formAction(plainForm, async ({ locals, event }) => {
		const actor = await requireFreshSignIn(app.account, locals, event.url.pathname);
		await app.purchaseRequest.approve(actor, event.params.id);
		redirect(303, `/approvals/${event.params.id}`);
	}),
	reject: formAction(reasonForm, async ({ input, locals, event }) => {
		await app.purchaseRequest.reject(requireActor(locals), event.params.id, input.reason);
		redirect(303, `/approvals/${event.params.id}`);
	})
} satisfies Actions;
