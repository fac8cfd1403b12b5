import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { EXERCISES } from '$lib/practice/practice';
import { followPractice } from '$lib/practice/practice-cookie.server';
import { becomeForm, plainForm } from '$lib/practice/practice.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(({ locals }: PageServerLoadEvent) => {
	requireActor(locals);
	return { exercises: locals.practice && EXERCISES[locals.practice.as] };
});

/** The person of the session, whoever they practise as, and the session. */
function personOf(locals: App.Locals) {
	const person = locals.practice?.person ?? requireActor(locals);
	if (!locals.sessionId) throw notFound();
	return { person, sessionId: locals.sessionId };
}

export const actions = {
	start: formAction(plainForm, async ({ locals, event }) => {
		const { person, sessionId } = personOf(locals);
		// Made up in the language they read now.
		await app.practice.enter({ ...person, locale: getLocale() }, sessionId);
		followPractice(event, true);
		redirect(303, '/practice');
	}),
	become: formAction(becomeForm, async ({ input: { role }, locals }) => {
		const { person, sessionId } = personOf(locals);
		if (!locals.practice) throw notFound();
		await app.practice.become(person, sessionId, role);
		redirect(303, '/home');
	}),
	leave: formAction(plainForm, async ({ locals, event }) => {
		const { person, sessionId } = personOf(locals);
		if (locals.practice) await app.practice.leave(person, sessionId);
		followPractice(event, false);
		redirect(303, '/home');
	})
} satisfies Actions;
