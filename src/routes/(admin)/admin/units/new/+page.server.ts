import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { addUnitForm } from '$lib/organisation/unit.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const { units } = await app.unit.tree(requireActor(locals));
	const under = url.searchParams.get('under');
	return { units, under: units.some(({ id }) => id === under) ? under : null };
});

export const actions = {
	default: formAction(addUnitForm, async ({ input, locals }) => {
		const { unitId } = await app.unit.add(requireActor(locals), input);
		redirect(303, `/admin/units/${unitId}?done`);
	})
} satisfies Actions;
