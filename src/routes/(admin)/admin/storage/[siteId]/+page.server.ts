import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { historyHref } from '$lib/audit/audit-filter';
import { plainForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { addKeeperForm, changeSiteForm, removeKeeperForm } from '$lib/storage/storage.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const site = await app.storage.get(actor, params.siteId);
	const [standing, units] = await Promise.all([
		app.listing.listAtSite(actor, site.id),
		app.organisation.listUnitsFor(actor, 'storageSite.manage')
	]);
	return {
		site,
		standing,
		units,
		historyHref: historyHref(actor, site),
		isDone: url.searchParams.has('done')
	};
});

const done = (siteId: string) => redirect(303, `/admin/storage/${siteId}?done`);

export const actions = {
	change: formAction(changeSiteForm, async ({ input, locals, event }) => {
		await app.storage.change(requireActor(locals), event.params.siteId, input);
		done(event.params.siteId);
	}),
	close: formAction(plainForm, async ({ locals, event }) => {
		await app.storage.close(requireActor(locals), event.params.siteId);
		done(event.params.siteId);
	}),
	reopen: formAction(plainForm, async ({ locals, event }) => {
		await app.storage.reopen(requireActor(locals), event.params.siteId);
		done(event.params.siteId);
	}),
	addKeeper: formAction(addKeeperForm, async ({ input, locals, event }) => {
		await app.storage.addKeeper(requireActor(locals), event.params.siteId, input);
		done(event.params.siteId);
	}),
	removeKeeper: formAction(removeKeeperForm, async ({ input, locals, event }) => {
		await app.storage.removeKeeper(requireActor(locals), event.params.siteId, input.personId);
		done(event.params.siteId);
	})
} satisfies Actions;
