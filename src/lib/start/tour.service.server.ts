import type { Role } from '$lib/organisation/organisation';
import type { Actor } from '$lib/organisation/permission';
import { notFound } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { rolesToShow } from './tour';
import { tourRepository } from './tour.repository.server';

const heldBy = (actor: Actor): Role[] => [...new Set(actor.grants.map(({ role }) => role))];

/** The first look around, once per person and role. */
export function tourService({ db, clock }: ServiceDeps) {
	return {
		/** Roles of the actor whose tour has neither been taken nor skipped, in the order they are offered. */
		listToShow: async (actor: Actor): Promise<Role[]> =>
			rolesToShow(heldBy(actor), await tourRepository(db).listSeen(actor.personId)),

		/** Taken or skipped: it is not offered again. @throws AppError notFound for a role the actor does not hold */
		async markSeen(actor: Actor, role: Role): Promise<void> {
			if (!heldBy(actor).includes(role)) throw notFound();
			await tourRepository(db).markSeen(actor.personId, role, clock.now());
		}
	};
}
export type TourService = ReturnType<typeof tourService>;
