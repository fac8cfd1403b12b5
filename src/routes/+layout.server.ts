import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { Actor } from '$lib/organisation/permission';
import type { LayoutServerLoad } from './$types';

/** What the frame of every page needs: the language, who is signed in and what waits for them. */
export const load: LayoutServerLoad = async ({ locals: { actor } }) => ({
	locale: getLocale(),
	actor: actor && {
		name: actor.displayName,
		organisationName: actor.organisationName,
		unitName: actor.homeUnitName
	},
	navigation: { waiting: 0, reservations: actor ? await reservationsWaiting(actor) : 0 },
	isDemo: app.isDemo
});

async function reservationsWaiting(actor: Actor): Promise<number> {
	const { toDecide, toFetch } = await app.reservation.countWaiting(actor);
	return toDecide + toFetch;
}
