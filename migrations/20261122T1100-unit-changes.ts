import { sql, type Kysely } from 'kysely';

/**
 * Units change with a date. `unit.name` is today's name; a unit that has been renamed, or will be, also has its names
 * with the days they hold. A placement or a name that is only planned may be taken back, so those rows can go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table unit_name (
			id uuid primary key,
			unit_id uuid not null references unit,
			name text not null check (name <> ''),
			valid_from date not null,
			valid_to date check (valid_to > valid_from),
			exclude using gist (unit_id with =, daterange(valid_from, valid_to) with &&)
		)`.execute(db);

	await sql`
		alter table unit
			add column merged_into_id uuid,
			add foreign key (merged_into_id, organisation_id) references unit (id, organisation_id),
			add constraint unit_merged_is_closed check (merged_into_id is null or (closed_on is not null and merged_into_id <> id))`.execute(
		db
	);
	await sql`create unique index unit_one_open_per_orgnr on unit (organisation_id, orgnr) where closed_on is null`.execute(
		db
	);

	await sql`grant select, insert, update, delete on unit_name to omatt_app`.execute(db);
	await sql`grant delete on unit_parent to omatt_app`.execute(db);
}
