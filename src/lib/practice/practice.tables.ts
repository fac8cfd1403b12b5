export interface PracticeTable {
	personId: string;
	requesterId: string;
	managerId: string;
	startedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		practice: PracticeTable;
	}
}
