import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { custodyForm } from '$lib/stock/stock.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const { detail } = await app.listing.getGated(actor, params.id, 'custody.record');
	const custody = await app.stock.getCustody(actor, detail.lotId);
	return { listing: detail, custody, rules: await app.rule.listAt(actor, ['custody'], getLocale()) };
});

export const actions = {
	default: formAction(custodyForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const { detail } = await app.listing.getGated(actor, event.params.id ?? '', 'custody.record');
		await app.stock.recordCustody(actor, { lotId: detail.lotId, ...input });
		redirect(303, `/listings/${detail.id}/custody`);
	})
} satisfies Actions;
