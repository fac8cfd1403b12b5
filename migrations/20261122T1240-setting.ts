import { sql, type Kysely } from 'kysely';

/** What the operator has decided the instance goes by: each row is one version and holds from then; the newest counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table setting (
			id uuid primary key,
			key text not null check (key ~ '^[a-z][a-zA-Z0-9]{1,59}$'),
			version integer not null check (version > 0),
			value integer not null check (value between 1 and 100000),
			decided_by uuid not null references person,
			decided_at timestamptz not null,
			unique (key, version)
		)`.execute(db);
	await sql`grant select, insert on setting to omatt_app`.execute(db);
}
