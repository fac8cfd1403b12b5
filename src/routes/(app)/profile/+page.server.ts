import { redirect } from '@sveltejs/kit';
import { endSessionSchema } from '$lib/account/account.schema';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const unitIds = [...new Set(actor.grants.map(({ unitId }) => unitId))];
	const units = await Promise.all(unitIds.map((unitId) => app.organisation.getUnit(unitId)));
	const nameOf = new Map(units.map(({ id, name }) => [id, name]));
	return {
		roles: actor.grants.map(({ role, unitId }) => ({ role, unitName: nameOf.get(unitId) ?? '' })),
		sessions: await app.account.listSessions(actor, locals.sessionId)
	};
});

export const actions = {
	endSession: formAction(endSessionSchema, async ({ input: { session }, locals }) => {
		await app.account.endSession(requireActor(locals), session);
		redirect(303, '/profile');
	})
} satisfies Actions;
