import type { Role } from '$lib/organisation/organisation';

export interface TourSeenTable {
	personId: string;
	role: Role;
	seenAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		tourSeen: TourSeenTable;
	}
}
