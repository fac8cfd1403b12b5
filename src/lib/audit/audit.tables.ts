export interface AuditEntryTable {
	id: string;
	event: string;
	organisationId: string;
	actorId: string | null;
	subjectKind: string;
	subjectId: string;
	fromState: string | null;
	toState: string | null;
	reason: string | null;
	occurredAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		auditEntry: AuditEntryTable;
	}
}
