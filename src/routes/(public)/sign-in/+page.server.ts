import { redirect } from '@sveltejs/kit';
import { safeNext } from '$lib/account/account';
import { demoSignInSchema, signInSchema } from '$lib/account/account.schema';
import { enter } from '$lib/account/enter.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const next = safeNext(url.searchParams.get('next'));
	// In the demo one changes person here.
	if (locals.actor && !app.isDemo) redirect(303, next);
	return { next, demoPeople: await app.account.listDemoPeople() };
});

export const actions = {
	password: formAction(signInSchema, async ({ input: { email, password, next }, event }) => {
		const clientAddress = event.getClientAddress();
		await enter(app.account, event, await app.account.signInWithPassword({ email, password, clientAddress }));
		redirect(303, safeNext(next));
	}),
	demo: formAction(demoSignInSchema, async ({ input: { personId, next }, event }) => {
		await enter(app.account, event, await app.account.signInAsDemoPerson(personId), { asThemselves: false });
		redirect(303, safeNext(next));
	})
} satisfies Actions;
