import { sql, type Kysely } from 'kysely';

/**
 * Who practises, and as whom. What is done in practice lies in a schema of its own, with these same tables, which the
 * rest of the server cannot reach: no foreign key leads there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table practice (
			person_id uuid primary key references person on delete cascade,
			requester_id uuid not null,
			manager_id uuid not null check (manager_id <> requester_id),
			started_at timestamptz not null
		)`.execute(db);
	await sql`grant select, insert, update, delete on practice to omatt_app`.execute(db);
	await sql`alter table session
		add column practising_as text check (practising_as in ('requester', 'manager'))`.execute(db);
}
