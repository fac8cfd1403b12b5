import { redirect } from '@sveltejs/kit';
import type { Actor } from '$lib/organisation/permission';
import type { AccountService } from './account.service.server';
import { requireActor } from './require-actor.server';

/**
 * The person who decides; whoever signed in too long ago shows first once more who they are, and comes back.
 * @param backTo the page the decision is made on
 * @throws AppError signInFirst (401)
 */
export async function requireFreshSignIn(
	account: AccountService,
	locals: App.Locals,
	backTo: string
): Promise<Actor> {
	const actor = requireActor(locals);
	if (await account.isFresh(actor, locals.session)) return actor;
	const query = new URLSearchParams({ next: backTo });
	const providerId = locals.session?.providerId;
	redirect(303, providerId ? `/sign-in/${providerId}?${query}&again` : `/sign-in-again?${query}`);
}
