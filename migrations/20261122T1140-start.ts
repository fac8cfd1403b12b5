import { sql, type Kysely } from 'kysely';

/** The start page counts what units handed over and got. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index handover_giving_idx on handover (giving_unit_id, occurred_on) where state = 'confirmed'`.execute(
		db
	);
	await sql`create index handover_receiving_idx on handover (receiving_unit_id, occurred_on) where state = 'confirmed'`.execute(
		db
	);
}
