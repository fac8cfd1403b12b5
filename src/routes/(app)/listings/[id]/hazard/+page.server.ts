import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formAttribute } from '$lib/listing/form-type';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { hazardAttributeKeys } from '$lib/stock/stock';
import { hazardDecisionForm, hazardForm } from '$lib/stock/stock.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const { detail, type } = await app.listing.getGated(actor, params.id, 'hazard.answer');
	const hazard = await app.stock.getHazard(actor, detail.lotId);
	const asked = hazardAttributeKeys(type.hazardQuestion);
	return {
		listing: detail,
		hazard,
		attributes: type.attributes
			.filter(({ key }) => asked.includes(key))
			.map((attribute) => ({
				...formAttribute(attribute, getLocale()),
				value: String(hazard.attributes[attribute.key] ?? '')
			})),
		isNew: url.searchParams.has('new'),
		rules: await app.rule.listAt(actor, ['hazard'], getLocale())
	};
});

export const actions = {
	answer: formAction(hazardForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const { detail } = await app.listing.getGated(actor, event.params.id ?? '', 'hazard.answer');
		await app.stock.answerHazard(actor, { lotId: detail.lotId, ...input });
		redirect(303, `/listings/${detail.id}/hazard`);
	}),
	decide: formAction(hazardDecisionForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const { detail } = await app.listing.getGated(actor, event.params.id ?? '', 'hazard.answer');
		await app.stock.decideHazard(actor, { lotId: detail.lotId, ...input });
		redirect(303, `/listings/${detail.id}/hazard`);
	})
} satisfies Actions;
