import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { purchaseForm, purchaseSubmitForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { z } from 'zod';
import type { Actions, PageServerLoadEvent, RequestEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [need, request] = await Promise.all([
		app.need.getNeed(actor, params.id),
		app.purchaseRequest.findOpen(actor, params.id)
	]);
	return {
		need,
		request: request ?? null,
		isSaved: url.searchParams.has('saved'),
		rules: await app.rule.listAt(actor, ['purchase'], getLocale())
	};
});

const save = (locals: App.Locals, needId: string, { totalPrice, ...input }: z.output<typeof purchaseForm>) =>
	app.purchaseRequest.save(requireActor(locals), needId, { ...input, totalPriceOre: totalPrice ?? null });

const submitForm = async ({ locals, params }: RequestEvent) =>
	purchaseSubmitForm(await app.need.getNeed(requireActor(locals), params.id));

export const actions = {
	save: formAction(purchaseForm, async ({ input, locals, event }) => {
		await save(locals, event.params.id, input);
		redirect(303, `/needs/${event.params.id}/purchase?saved`);
	}),
	// What was typed is kept as a draft even when the check does not carry it any more.
	submit: formAction(submitForm, async ({ input, locals, event }) => {
		const { requestId } = await save(locals, event.params.id, input);
		await app.purchaseRequest.submit(requireActor(locals), requestId);
		redirect(303, `/needs/${event.params.id}`);
	})
} satisfies Actions;
