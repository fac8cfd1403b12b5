import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { branchOf } from '$lib/organisation/unit';
import { shownEffects, shownProblem } from '$lib/organisation/unit-page.server';
import { mergeUnitForm } from '$lib/organisation/unit.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [unit, { units }] = await Promise.all([app.unit.get(actor, params.unitId), app.unit.tree(actor)]);
	const branch = new Set(branchOf(units, params.unitId));
	const page = { unit, units: units.filter(({ id }) => !branch.has(id)), look: null, asked: null };
	const intoId = url.searchParams.get('intoId');
	if (intoId === null) return page;

	const values = { intoId };
	const refusal = shownProblem({ code: 'chooseOne', field: 'intoId' }, values);
	if (!isUuid(intoId)) return { ...page, asked: refusal };
	const { problem, effects, blockers } = await app.unit.lookAtMerge(actor, params.unitId, intoId);
	const to = units.find(({ id }) => id === intoId)?.name ?? '';
	return {
		...page,
		asked: problem ? shownProblem(problem, values) : { values, errors: {} },
		look: effects && { intoId, to, blockers, effects: shownEffects(effects, getLocale()) }
	};
});

export const actions = {
	default: formAction(mergeUnitForm, async ({ input, locals, event }) => {
		await app.unit.merge(requireActor(locals), event.params.unitId, input.intoId);
		redirect(303, `/admin/units/${input.intoId}?done`);
	})
} satisfies Actions;
