import { redirect } from '@sveltejs/kit';
import { safeNext } from '$lib/account/account';
import { demoSignInSchema, signInSchema } from '$lib/account/account.schema';
import { enter } from '$lib/account/enter.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { errorText } from '$lib/i18n/error-text';
import type { Actions, PageServerLoadEvent } from './$types';

/** What may come back from a provider's door; the address says nothing else. */
const SIGN_IN_PROBLEMS = new Set([
	'providerUnreachable',
	'signInNotTrusted',
	'signInDeclined',
	'signInExpired',
	'signInElsewhere',
	'signInOtherPerson',
	'personDeactivated',
	'emailTaken',
	'tooManyAttempts'
]);

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const next = safeNext(url.searchParams.get('next'));
	// In the demo one changes person here.
	if (locals.actor && !app.isDemo) redirect(303, next);
	const problem = url.searchParams.get('problem');
	const [demoPeople, providers] = await Promise.all([
		app.account.listDemoPeople(),
		app.signIn.listProviders()
	]);
	return {
		next,
		demoPeople,
		providers,
		problem: problem && SIGN_IN_PROBLEMS.has(problem) ? errorText(problem) : null
	};
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
