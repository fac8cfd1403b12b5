import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { changeTypeForm } from '$lib/catalogue/item-type.schema';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [{ type, mark }, register] = await Promise.all([
		app.itemType.get(actor, params.key),
		app.itemType.register(actor)
	]);
	const { compare } = new Intl.Collator(getLocale(), { numeric: true });
	const options = <Row extends { name: string }>(
		rows: ReadonlyMap<string, Row>,
		fits: (row: Row) => boolean = () => true
	) =>
		[...rows]
			.filter(([, row]) => fits(row))
			.map(([value, { name }]) => ({ value, label: name }))
			.sort((a, b) => compare(a.label, b.label));
	const measures: readonly string[] = [type.countedMeasure, type.factorMeasure];
	const factors = options(
		register.factors,
		({ pack, measure }) => pack === type.pack && measure === type.factorMeasure
	);
	return {
		type,
		mark,
		name: type.names[getLocale()],
		factors,
		prices: options(register.prices, ({ measure }) => measures.includes(measure)),
		lifetimes: options(register.lifetimes)
	};
});

export const actions = {
	default: formAction(changeTypeForm, async ({ input, locals, event }) => {
		const { key } = event.params;
		await app.itemType.change(requireActor(locals), key, input.mark, input.change);
		redirect(303, `/admin/item-types/${key}?done=changed`);
	})
} satisfies Actions;
