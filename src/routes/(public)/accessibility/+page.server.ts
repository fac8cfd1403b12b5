import { redirect } from '@sveltejs/kit';
import { app } from '$lib/app.server';
import { giveFeedbackForm } from '$lib/feedback/feedback.schema';
import { parseDate } from '$lib/platform/calendar-date';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ url }: PageServerLoadEvent) => ({
	answerDays: await app.feedback.answerDays(),
	/** The last day to answer what was just sent. */
	answerBy: parseDate(url.searchParams.get('answerBy') ?? '') ?? null
}));

export const actions = {
	default: formAction(giveFeedbackForm, async ({ input, locals, event }) => {
		const { answerBy } = await app.feedback.give(locals.practice?.person ?? locals.actor, {
			...input,
			clientAddress: event.getClientAddress()
		});
		redirect(303, `/accessibility?answerBy=${answerBy}#feedback`);
	})
} satisfies Actions;
