import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { errorText, issueCode } from '$lib/i18n/error-text';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { branchOf } from '$lib/organisation/unit';
import { shownEffects, shownProblem } from '$lib/organisation/unit-page.server';
import { moveUnitForm } from '$lib/organisation/unit.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [unit, { units }] = await Promise.all([app.unit.get(actor, params.unitId), app.unit.tree(actor)]);
	const branch = new Set(branchOf(units, params.unitId));
	const page = { unit, units: units.filter(({ id }) => !branch.has(id)), look: null, asked: null };
	if (!url.searchParams.has('validFrom')) return page;

	const values = {
		parentId: url.searchParams.get('parentId') ?? '',
		validFrom: url.searchParams.get('validFrom') ?? ''
	};
	const asked = moveUnitForm.safeParse(values);
	if (!asked.success) {
		const errors = asked.error.issues.map((issue) => [issue.path.join('.'), errorText(issueCode(issue))]);
		return { ...page, asked: { values, errors: Object.fromEntries(errors) as Record<string, string> } };
	}
	const { problem, effects } = await app.unit.lookAtMove(actor, params.unitId, asked.data);
	const to = units.find(({ id }) => id === asked.data.parentId)?.name ?? null;
	return {
		...page,
		asked: problem ? shownProblem(problem, values) : { values, errors: {} },
		look: effects && { ...asked.data, to, effects: shownEffects(effects, getLocale()) }
	};
});

export const actions = {
	default: formAction(moveUnitForm, async ({ input, locals, event }) => {
		await app.unit.move(requireActor(locals), event.params.unitId, input);
		redirect(303, `/admin/units/${event.params.unitId}?done`);
	})
} satisfies Actions;
