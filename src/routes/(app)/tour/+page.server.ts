import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { roleText } from '$lib/account/role-text';
import { app } from '$lib/app.server';
import { codeText } from '$lib/i18n/code-text';
import * as words from '$lib/i18n/words/index.js';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { stepOf, TOUR_ADDRESS, TOUR_CARDS } from '$lib/start/tour';
import { tourForm } from '$lib/start/tour.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const held = actor.grants.map(({ role }) => role);
	const asked = held.find((role) => role === url.searchParams.get('role'));
	const role = asked ?? (await app.tour.listToShow(actor))[0] ?? held[0];
	if (!role) redirect(303, '/profile');
	const step = stepOf(url.searchParams.get('step'));
	const card = TOUR_CARDS[step - 1] ?? 'can';
	return {
		role,
		roleName: roleText(role),
		step,
		total: TOUR_CARDS.length,
		card,
		title: codeText(words.tourCard, card),
		text: codeText(words.tour, `${role}_${card}`),
		href: card === 'can' ? null : TOUR_ADDRESS[role][card]
	};
});

export const actions = {
	done: formAction(tourForm, async ({ input: { role }, locals }) => {
		await app.tour.markSeen(requireActor(locals), role);
		redirect(303, '/home');
	})
} satisfies Actions;
