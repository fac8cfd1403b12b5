import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { clearanceQr, verifyAddress } from '$lib/need/clearance-qr.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const { need, clearances } = await app.clearance.get(requireActor(locals), params.id);
	return {
		need,
		clearances: await Promise.all(
			clearances.map(async (clearance) => ({
				...clearance,
				address: verifyAddress(app.origin, clearance.number),
				qr: await clearanceQr(app.origin, clearance.number)
			}))
		)
	};
});
