import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import {
	addRuleForm,
	changeProviderForm,
	dryRunForm,
	removeRuleForm
} from '$lib/account/sign-in-admin.schema';
import { app } from '$lib/app.server';
import { notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

const DONE = ['added', 'changed', 'rule'] as const;

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const providers = await app.signInAdmin.list(actor);
	const provider = providers.find(({ id }) => id === params.providerId);
	if (!provider) throw notFound();
	return {
		provider,
		units: await app.organisation.listUnits(actor),
		origin: app.origin,
		done: DONE.find((one) => one === url.searchParams.get('done')) ?? null
	};
});

export const actions = {
	change: formAction(changeProviderForm, async ({ input, locals, event }) => {
		const id = event.params.providerId;
		await app.signInAdmin.changeProvider(requireActor(locals), { id, ...input });
		redirect(303, `/admin/sign-in/${id}?done=changed`);
	}),
	addRule: formAction(addRuleForm, async ({ input, locals, event }) => {
		const id = event.params.providerId;
		await app.signInAdmin.addRule(requireActor(locals), id, input);
		redirect(303, `/admin/sign-in/${id}?done=rule`);
	}),
	removeRule: formAction(removeRuleForm, async ({ input, locals, event }) => {
		const id = event.params.providerId;
		await app.signInAdmin.removeRule(requireActor(locals), id, input.ruleId);
		redirect(303, `/admin/sign-in/${id}?done=rule`);
	}),
	dryRun: formAction(dryRunForm, async ({ input, locals, event }) => {
		const { providerId } = event.params;
		const outcome = await app.signInAdmin.dryRun(requireActor(locals), providerId, input.claims);
		return { formId: 'dryRun', outcome, values: { claims: JSON.stringify(input.claims, null, 2) } };
	})
} satisfies Actions;
