import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { admitForm, connectForm, policyForm, refuseForm } from '$lib/account/sign-in-admin.schema';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

const DONE = ['admitted', 'refused', 'policy'] as const;

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [providers, waiting, policy, units] = await Promise.all([
		app.signInAdmin.list(actor),
		app.signInWaiting.list(actor),
		app.signInAdmin.readPolicy(actor),
		app.organisation.listUnits(actor)
	]);
	return {
		providers: providers.map(({ id, name, issuer, isActive, rules }) => ({
			id,
			name,
			issuer,
			isActive,
			ruleCount: rules.length
		})),
		waiting,
		policy,
		units,
		done: DONE.find((one) => one === url.searchParams.get('done')) ?? null
	};
});

export const actions = {
	admit: formAction(admitForm, async ({ input: { requestId, ...input }, locals }) => {
		await app.signInWaiting.admit(requireActor(locals), requestId, input);
		redirect(303, '/admin/sign-in?done=admitted');
	}),
	connect: formAction(connectForm, async ({ input: { requestId, email }, locals }) => {
		await app.signInWaiting.connect(requireActor(locals), requestId, email);
		redirect(303, '/admin/sign-in?done=admitted');
	}),
	refuse: formAction(refuseForm, async ({ input: { requestId }, locals }) => {
		await app.signInWaiting.refuse(requireActor(locals), requestId);
		redirect(303, '/admin/sign-in?done=refused');
	}),
	policy: formAction(policyForm, async ({ input, locals }) => {
		await app.signInAdmin.setPolicy(requireActor(locals), input);
		redirect(303, '/admin/sign-in?done=policy');
	})
} satisfies Actions;
