import type { Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { AuditEntryTable } from './audit.tables';

export const auditRepository = (db: Db) => ({
	insert: (entry: Insertable<AuditEntryTable>) => db.insertInto('auditEntry').values(entry).execute(),

	/** The changes of state of one thing, oldest first. */
	listOf: (subjectKind: string, subjectId: string) =>
		db
			.selectFrom('auditEntry')
			.selectAll()
			.where('subjectKind', '=', subjectKind)
			.where('subjectId', '=', subjectId)
			.orderBy('occurredAt')
			.orderBy('id')
			.execute()
});
