import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { addOrganisationForm } from '$lib/organisation/organisation.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => ({
	cooperations: await app.organisations.listCooperations(requireActor(locals))
}));

export const actions = {
	default: formAction(addOrganisationForm, async ({ input, locals }) => {
		const { secret } = await app.organisations.add(requireActor(locals), input);
		// Shown in this answer and nowhere again.
		const link = `${app.origin}/set-password/${secret}`;
		return { added: { orgnr: input.orgnr, adminName: input.adminName, link } };
	})
} satisfies Actions;
