import type { Role } from '$lib/organisation/organisation';
import type { Db } from '$lib/platform/db.server';

/** SQL of who has been shown around. */
export const tourRepository = (db: Db) => ({
	listSeen: async (personId: string): Promise<Role[]> =>
		(await db.selectFrom('tourSeen').select('role').where('personId', '=', personId).execute()).map(
			({ role }) => role
		),

	markSeen: (personId: string, role: Role, seenAt: Date) =>
		db
			.insertInto('tourSeen')
			.values({ personId, role, seenAt })
			.onConflict((conflict) => conflict.doNothing())
			.execute()
});
