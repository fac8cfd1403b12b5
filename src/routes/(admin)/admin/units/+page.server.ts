import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { branchOf } from '$lib/organisation/unit';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const words = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const { units, closed } = await app.unit.tree(requireActor(locals));
	const nameOf = new Map(units.map(({ id, name }) => [id, name]));
	const isMeant = ({ name }: { name: string }) => name.toLowerCase().includes(words.toLowerCase());
	return {
		words,
		total: units.length,
		units: units.filter(isMeant).map((unit) => ({
			...unit,
			below: branchOf(units, unit.id).length - 1,
			parentName: nameOf.get(unit.parentId ?? '') ?? null
		})),
		closed: closed.filter(isMeant)
	};
});
