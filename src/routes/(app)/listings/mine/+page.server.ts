import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const cards = await app.listing.listOwn(requireActor(locals));
	const isOpen = ({ state }: { state: string }) => state === 'draft' || state === 'published';
	return { open: cards.filter(isOpen), ended: cards.filter((card) => !isOpen(card)) };
});
