import { sql, type Kysely } from 'kysely';

/** How an organisation shares, as it was decided: the newest holds, the older ones say what listings were promised. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table sharing_decision (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			priority_days integer not null check (priority_days between 0 and 365),
			covers_published boolean not null,
			decided_by uuid references person,
			decided_at timestamptz not null
		)`.execute(db);
	await sql`create index sharing_decision_organisation_idx on sharing_decision (organisation_id, decided_at)`.execute(
		db
	);
	await sql`grant select, insert on sharing_decision to omatt_app`.execute(db);
}
