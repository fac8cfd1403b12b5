import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { mayAnywhere } from '$lib/organisation/permission';
import { countWaiting } from '$lib/waiting.server';
import type { LayoutServerLoad } from './$types';

/** What the frame of every page needs: the language, who is signed in and what waits for them. */
export const load: LayoutServerLoad = async ({ locals: { actor, practice } }) => {
	const waiting = actor ? await countWaiting(actor) : { toApprove: 0, toDecide: 0, toFetch: 0 };
	return {
		locale: getLocale(),
		actor: actor && {
			name: actor.displayName,
			organisationName: actor.organisationName,
			unitName: actor.homeUnitName
		},
		navigation: {
			waiting: waiting.toApprove,
			reservations: waiting.toDecide + waiting.toFetch,
			mayApprove: actor !== null && mayAnywhere(actor, 'purchaseRequest.decide'),
			isAdmin: actor !== null && mayAnywhere(actor, 'admin.enter'),
			isExpert: actor !== null && mayAnywhere(actor, 'hazard.decide')
		},
		practice: practice && { as: practice.as },
		isDemo: app.isDemo
	};
};
