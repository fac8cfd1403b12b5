import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const waiting = await app.listing.listForExpert(requireActor(locals));
	return {
		hazards: waiting.filter(({ hazardState }) => hazardState === 'expert' || hazardState === 'unanswered'),
		erasures: waiting.filter(
			({ requiresErasure, custodyState }) => requiresErasure && custodyState !== 'ready'
		)
	};
});
