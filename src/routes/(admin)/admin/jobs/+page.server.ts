import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { deadLetterForm, discardAllForm } from '$lib/job/job.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => ({
	...(await app.job.overview(requireActor(locals))),
	isDone: url.searchParams.has('done')
}));

const done = () => redirect(303, '/admin/jobs?done');

export const actions = {
	retry: formAction(deadLetterForm, async ({ input, locals }) => {
		await app.job.retry(requireActor(locals), input.jobId);
		done();
	}),
	discard: formAction(deadLetterForm, async ({ input, locals }) => {
		await app.job.discard(requireActor(locals), input.jobId);
		done();
	}),
	discardAll: formAction(discardAllForm, async ({ input, locals }) => {
		await app.job.discardAll(requireActor(locals), input.queue);
		done();
	})
} satisfies Actions;
