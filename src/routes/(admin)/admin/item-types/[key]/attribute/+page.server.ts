import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { attributeForm } from '$lib/catalogue/item-type.schema';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { notFound } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const { type, mark } = await app.itemType.get(requireActor(locals), params.key);
	const wanted = url.searchParams.get('key');
	const attribute = type.attributes.find((one) => one.key === wanted) ?? null;
	if (wanted !== null && !attribute) throw notFound();
	return { type: type.key, name: type.names[getLocale()], mark, attribute };
});

export const actions = {
	default: formAction(attributeForm, async ({ input, locals, event }) => {
		const { key } = event.params;
		await app.itemType.saveAttribute(requireActor(locals), key, input.mark, input.attribute);
		redirect(303, `/admin/item-types/${key}?done=attribute`);
	})
} satisfies Actions;
