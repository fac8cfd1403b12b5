import { requireActor } from '$lib/account/require-actor.server';
import { invitePersonForm } from '$lib/account/people.schema';
import { app } from '$lib/app.server';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => ({
	units: await app.organisation.listUnits(requireActor(locals))
}));

export const actions = {
	default: formAction(invitePersonForm, async ({ input, locals }) => {
		const { personId, secret } = await app.people.invite(requireActor(locals), input);
		// Shown in this answer and nowhere again.
		return { invited: { personId, name: input.name, link: `${app.origin}/set-password/${secret}` } };
	})
} satisfies Actions;
