import { sql, type Kysely } from 'kysely';

/**
 * The log is read newest first, by organisation and one more thing; every index holds the order it is read in.
 * A thing is named by its id alone: ids are the same nowhere twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const index = (name: string, columns: string) =>
		sql`create index ${sql.ref(name)} on audit_entry (${sql.raw(columns)}, occurred_at, id)`.execute(db);
	await sql`drop index audit_entry_subject_idx, audit_entry_organisation_idx`.execute(db);
	await index('audit_entry_organisation_idx', 'organisation_id');
	await index('audit_entry_subject_idx', 'subject_id');
	await index('audit_entry_actor_idx', 'organisation_id, actor_id');
	await index('audit_entry_event_idx', 'organisation_id, event');
	await index('audit_entry_kind_idx', 'subject_kind, organisation_id');
}
