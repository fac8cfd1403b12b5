import { redirect } from '@sveltejs/kit';
import { deactivateForm, endRoleForm, giveRoleForm, moveHomeForm } from '$lib/account/people.schema';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { historyHref } from '$lib/audit/audit-filter';
import { plainForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const person = await app.people.get(actor, params.personId);
	const units = await app.organisation.listUnits(actor);
	return {
		person,
		historyHref: historyHref(actor, person),
		units,
		isSelf: actor.personId === params.personId,
		isDone: url.searchParams.has('done')
	};
});

const done = (personId: string) => redirect(303, `/admin/people/${personId}?done`);

export const actions = {
	move: formAction(moveHomeForm, async ({ input, locals, event }) => {
		await app.people.move(requireActor(locals), event.params.personId, input.unitId);
		done(event.params.personId);
	}),
	giveRole: formAction(giveRoleForm, async ({ input, locals, event }) => {
		await app.people.giveRole(requireActor(locals), event.params.personId, input.role, input.unitId);
		done(event.params.personId);
	}),
	endRole: formAction(endRoleForm, async ({ input, locals, event }) => {
		await app.people.endRole(requireActor(locals), event.params.personId, input.membershipId);
		done(event.params.personId);
	}),
	inviteAgain: formAction(plainForm, async ({ locals, event }) => {
		const { secret } = await app.people.inviteAgain(requireActor(locals), event.params.personId);
		return { link: `${app.origin}/set-password/${secret}` };
	}),
	deactivate: formAction(deactivateForm, async ({ input, locals, event }) => {
		await app.people.deactivate(requireActor(locals), event.params.personId, input.deputyEmail);
		done(event.params.personId);
	}),
	reactivate: formAction(plainForm, async ({ locals, event }) => {
		await app.people.reactivate(requireActor(locals), event.params.personId);
		done(event.params.personId);
	})
} satisfies Actions;
