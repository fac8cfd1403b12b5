import { sql, type Kysely } from 'kysely';

/**
 * Files of people and units that were taken in, and what each of them made and changed, so that a whole file can be
 * taken back. What stood there before is kept for as long as that is possible, and no longer.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table unit add column external_key text check (external_key <> '')`.execute(db);
	await sql`create unique index unit_external_key_key on unit (organisation_id, lower(external_key))
		where closed_on is null`.execute(db);

	await sql`
		create table people_import (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			kind text not null check (kind in ('units', 'people')),
			added integer not null check (added >= 0),
			changed integer not null check (changed >= 0),
			refused integer not null check (refused >= 0),
			imported_by uuid references person,
			imported_at timestamptz not null,
			undone_by uuid references person,
			undone_at timestamptz check (undone_at >= imported_at)
		)`.execute(db);
	await sql`create index people_import_organisation_idx on people_import (organisation_id, imported_at)`.execute(
		db
	);

	await sql`
		create table people_import_row (
			import_id uuid not null references people_import,
			subject_kind text not null check (subject_kind in ('unit', 'person', 'membership')),
			subject_id uuid not null,
			was_made boolean not null,
			before jsonb,
			after jsonb,
			primary key (import_id, subject_kind, subject_id)
		)`.execute(db);
	await sql`grant select, insert, update on people_import, people_import_row to omatt_app`.execute(db);

	// The server may not delete people and units; what a file made is the exception, as long as nothing refers to it.
	await sql`
		create function remove_imported(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
		declare
			made uuid[];
		begin
			perform from people_import where id = wanted and undone_at is null for update;
			if not found then
				raise exception 'there is no import to undo';
			end if;
			delete from membership where id in (
				select subject_id from people_import_row where import_id = wanted and subject_kind = 'membership' and was_made);
			delete from person where id in (
				select subject_id from people_import_row where import_id = wanted and subject_kind = 'person' and was_made);
			made := array(
				select subject_id from people_import_row where import_id = wanted and subject_kind = 'unit' and was_made);
			delete from unit_parent where unit_id = any(made);
			delete from unit where id = any(made);
		end
		$$`.execute(db);
	await sql`revoke all on function remove_imported(uuid) from public`.execute(db);
	await sql`grant execute on function remove_imported(uuid) to omatt_app`.execute(db);
}
