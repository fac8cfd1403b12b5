import { sql, type Kysely } from 'kysely';

/** What an item type said from which day, one row per change; written once and never again. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table item_type_version (
			id uuid primary key,
			item_type_id uuid not null references item_type,
			version integer not null check (version > 0),
			content text not null,
			fields text[] not null,
			valid_from date not null,
			changed_by uuid references person,
			changed_at timestamptz not null,
			unique (item_type_id, version)
		)`.execute(db);
	await sql`grant select, insert on item_type_version to omatt_app`.execute(db);
}
