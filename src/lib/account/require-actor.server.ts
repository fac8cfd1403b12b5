import { AppError } from '$lib/platform/errors';
import type { Actor } from '$lib/organisation/permission';

/** The signed-in person. @throws AppError signInFirst (401) when there is none */
export function requireActor({ actor }: Pick<App.Locals, 'actor'>): Actor {
	if (!actor) throw new AppError('signInFirst', 401);
	return actor;
}
