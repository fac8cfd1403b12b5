import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { plainForm } from '$lib/need/need.schema';
import { renameUnitForm, takeBackForm, unitFactsForm } from '$lib/organisation/unit.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const unit = await app.unit.get(actor, params.unitId);
	return {
		unit,
		blockers: unit.closedOn ? [] : await app.unit.lookAtClose(actor, params.unitId),
		isDone: url.searchParams.has('done')
	};
});

const done = (unitId: string) => redirect(303, `/admin/units/${unitId}?done`);

export const actions = {
	facts: formAction(unitFactsForm, async ({ input, locals, event }) => {
		await app.unit.changeFacts(requireActor(locals), event.params.unitId, input);
		done(event.params.unitId);
	}),
	rename: formAction(renameUnitForm, async ({ input, locals, event }) => {
		await app.unit.rename(requireActor(locals), event.params.unitId, input);
		done(event.params.unitId);
	}),
	takeBack: formAction(takeBackForm, async ({ input, locals, event }) => {
		await app.unit.takeBack(requireActor(locals), event.params.unitId, input.what);
		done(event.params.unitId);
	}),
	close: formAction(plainForm, async ({ locals, event }) => {
		await app.unit.close(requireActor(locals), event.params.unitId);
		done(event.params.unitId);
	})
} satisfies Actions;
