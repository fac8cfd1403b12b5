import { sql, type Kysely } from 'kysely';

/**
 * Taking a file back reaches no further than the file did: people and units of its organisation that are no older than
 * the import, and what of the import may be changed is its undoing alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`revoke update on people_import, people_import_row from omatt_app`.execute(db);
	await sql`grant update (undone_by, undone_at) on people_import to omatt_app`.execute(db);
	await sql`grant update (before, after) on people_import_row to omatt_app`.execute(db);

	const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const [here] = rows;
	if (!here) throw new Error('no schema to work in');
	await sql`
		create or replace function remove_imported(wanted uuid) returns void language plpgsql security definer
			set search_path = ${sql.id(here.schema)}, pg_temp as $$
		declare
			file people_import;
			made_units uuid[];
			made_people uuid[];
		begin
			select * into file from people_import where id = wanted and undone_at is null for update;
			if not found then
				raise exception 'there is no import to undo';
			end if;
			made_people := array(
				select person.id from people_import_row join person on person.id = subject_id
				where import_id = wanted and subject_kind = 'person' and was_made
					and organisation_id = file.organisation_id and created_at >= file.imported_at);
			made_units := array(
				select unit.id from people_import_row join unit on unit.id = subject_id
				where import_id = wanted and subject_kind = 'unit' and was_made
					and organisation_id = file.organisation_id and created_at >= file.imported_at);
			delete from membership using people_import_row, unit
			where import_id = wanted and subject_kind = 'membership' and was_made and subject_id = membership.id
				and unit.id = membership.unit_id and unit.organisation_id = file.organisation_id;
			delete from person where id = any(made_people);
			delete from unit_parent where unit_id = any(made_units);
			delete from unit where id = any(made_units);
		end
		$$`.execute(db);
}
