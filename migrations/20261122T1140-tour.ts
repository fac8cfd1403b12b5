import { sql, type Kysely } from 'kysely';

/** Which roles a person has been shown around in; theirs alone, and gone with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table tour_seen (
			person_id uuid not null references person on delete cascade,
			role text not null,
			seen_at timestamptz not null,
			primary key (person_id, role)
		)`.execute(db);
	await sql`grant select, insert, delete on tour_seen to omatt_app`.execute(db);
}
