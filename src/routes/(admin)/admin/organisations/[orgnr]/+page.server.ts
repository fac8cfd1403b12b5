import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { firstAdminForm, organisationFactsForm } from '$lib/organisation/organisation.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	return {
		organisation: await app.organisations.get(actor, params.orgnr),
		cooperations: await app.organisations.listCooperations(actor),
		isDone: url.searchParams.has('done')
	};
});

export const actions = {
	change: formAction(organisationFactsForm, async ({ input, locals, event }) => {
		const { orgnr } = event.params;
		await app.organisations.change(requireActor(locals), orgnr, input);
		redirect(303, `/admin/organisations/${orgnr}?done`);
	}),
	invite: formAction(firstAdminForm, async ({ input, locals, event }) => {
		const actor = requireActor(locals);
		const { secret } = await app.organisations.inviteAdmin(actor, event.params.orgnr, input);
		const link = secret && `${app.origin}/set-password/${secret}`;
		return { invited: { name: input.adminName, link } };
	})
} satisfies Actions;
