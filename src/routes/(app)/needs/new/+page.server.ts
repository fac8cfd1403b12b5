import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { typeFromWords } from '$lib/catalogue/suggest-types';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formTypes } from '$lib/listing/form-type';
import { stateNeedForm } from '$lib/need/need.schema';
import { addDays, osloDate } from '$lib/platform/clock';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { newId } from '$lib/platform/ids';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [types, units] = await Promise.all([
		app.catalogue.listTypes(),
		app.organisation.listUnitsFor(actor, 'need.create')
	]);
	const now = app.clock.now();
	return {
		id: newId(now.getTime()),
		today: osloDate(now),
		suggestedBy: addDays(osloDate(now), 30),
		title: (url.searchParams.get('q') ?? '').slice(0, 200),
		types: formTypes(types, getLocale()),
		units: units.map(({ id, name }) => ({ value: id, label: name })),
		homeUnitId: units.some(({ id }) => id === actor.homeUnitId) ? actor.homeUnitId : (units[0]?.id ?? '')
	};
});

async function formOfNeed() {
	const types = await app.catalogue.listTypes();
	return stateNeedForm(
		osloDate(app.clock.now()),
		({ itemTypeId, title }) =>
			(itemTypeId ? types.find(({ id }) => id === itemTypeId) : typeFromWords(types, [title], 'sure'))
				?.countedMeasure
	);
}

export const actions = {
	default: formAction(formOfNeed, async ({ input, locals }) => {
		const { unitPrice, ...need } = input;
		const { needId } = await app.need.state(requireActor(locals), {
			...need,
			unitPriceOre: unitPrice ?? null
		});
		redirect(303, `/needs/${needId}/check`);
	})
} satisfies Actions;
