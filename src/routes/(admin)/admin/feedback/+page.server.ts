import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { answerFeedbackForm, eraseFeedbackForm } from '$lib/feedback/feedback.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const rows = await app.feedback.list(requireActor(locals));
	return {
		isDone: url.searchParams.has('done'),
		feedback: rows.map((row) => ({
			id: row.id,
			standing: row.standing,
			body: row.body,
			page: row.page,
			email: row.email,
			givenByName: row.givenByName,
			receivedAt: row.receivedAt,
			answerBy: row.answerBy,
			answer: row.answer,
			answeredAt: row.answeredAt,
			answeredByName: row.answeredByName,
			isErased: row.erasedAt !== null
		}))
	};
});

export const actions = {
	answer: formAction(answerFeedbackForm, async ({ input: { feedbackId, answer }, locals }) => {
		await app.feedback.answer(requireActor(locals), feedbackId, answer);
		redirect(303, '/admin/feedback?done');
	}),
	erase: formAction(eraseFeedbackForm, async ({ input: { feedbackId }, locals }) => {
		await app.feedback.erase(requireActor(locals), feedbackId);
		redirect(303, '/admin/feedback?done');
	})
} satisfies Actions;
