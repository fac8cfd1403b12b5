import type { Db } from '$lib/platform/db.server';

/** SQL of the photos; which listing shows them is the listing room's. */
export const photoRepository = (db: Db) => ({
	/** The same photo twice is one row. */
	insert: (photo: { id: string; width: number; height: number; createdAt: Date }) =>
		db
			.insertInto('photo')
			.values(photo)
			.onConflict((conflict) => conflict.doNothing())
			.execute()
});
