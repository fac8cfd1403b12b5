import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { avoidForm, plainForm, refuseGroupForm, refuseRestForm, useGroupForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [need, check] = await Promise.all([
		app.need.getNeed(actor, params.id),
		app.reuseCheck.getCheck(actor, params.id)
	]);
	const listingIds = check.groups.flatMap(({ candidates }) => candidates.map(({ listingId }) => listingId));
	return {
		need,
		check,
		refusals: await app.reason.read('refusal', getLocale(), check.completedAt),
		cards: await app.listing.listCards(actor, listingIds),
		hasMore: url.searchParams.has('more'),
		rules: await app.rule.listAt(actor, ['check'], getLocale())
	};
});

const stay = (needId: string, part: string) => redirect(303, `/needs/${needId}/check#${part}`);

/** On to the next suggestion without an answer: below the one just answered, else from the top. */
async function goOn(locals: App.Locals, needId: string, answered: number): Promise<never> {
	const { unansweredGroups, lacksRest, isReuseAnswered } = await app.reuseCheck.getCheck(
		requireActor(locals),
		needId
	);
	const next = unansweredGroups.find((group) => group > answered) ?? unansweredGroups[0];
	if (next !== undefined) return stay(needId, `group-${next}`);
	if (lacksRest) return stay(needId, 'rest');
	return stay(needId, isReuseAnswered ? 'end' : `group-${answered}`);
}

export const actions = {
	avoid: formAction(avoidForm, async ({ input, locals, event }) => {
		const { decision, note, quantity, ...answers } = input;
		await app.reuseCheck.answerRung(requireActor(locals), event.params.id, {
			rung: 'avoid',
			decision,
			note,
			quantity,
			answers
		});
		if (decision === 'without') redirect(303, `/needs/${event.params.id}`);
		stay(event.params.id, 'reuse');
	}),
	use: formAction(useGroupForm, async ({ input, locals, event }) => {
		await app.reuseCheck.answerGroup(requireActor(locals), event.params.id, { ...input, outcome: 'used' });
		await goOn(locals, event.params.id, input.groupNumber);
	}),
	refuse: formAction(refuseGroupForm, async ({ input, locals, event }) => {
		await app.reuseCheck.answerGroup(requireActor(locals), event.params.id, { ...input, outcome: 'refused' });
		await goOn(locals, event.params.id, input.groupNumber);
	}),
	rest: formAction(refuseRestForm, async ({ input, locals, event }) => {
		await app.reuseCheck.answerRest(requireActor(locals), event.params.id, input.reason, input.note);
		stay(event.params.id, 'end');
	}),
	complete: formAction(plainForm, async ({ locals, event }) => {
		const { outcome } = await app.reuseCheck.complete(requireActor(locals), event.params.id);
		if (outcome === 'moreToAnswer') redirect(303, `/needs/${event.params.id}/check?more#reuse`);
		redirect(303, `/needs/${event.params.id}`);
	})
} satisfies Actions;
