import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table audit_entry (
			id uuid primary key,
			event text not null,
			organisation_id uuid not null references organisation,
			actor_id uuid references person,
			subject_kind text not null,
			subject_id uuid not null,
			from_state text,
			to_state text,
			-- Codes: what people write stands with the thing it is about, where it can be erased.
			reason text check (reason ~ '^[A-Za-z0-9.,]+$'),
			occurred_at timestamptz not null
		)`.execute(db);
	await sql`create index audit_entry_subject_idx on audit_entry (subject_kind, subject_id, occurred_at)`.execute(
		db
	);
	await sql`create index audit_entry_organisation_idx on audit_entry (organisation_id, occurred_at)`.execute(
		db
	);
	await sql`create table seeded_scenario (name text primary key, seeded_at timestamptz not null)`.execute(db);
}
