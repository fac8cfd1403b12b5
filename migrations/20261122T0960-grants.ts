import { sql, type Kysely } from 'kysely';

const READ_ONLY = ['seeded_scenario'];
const APPEND_ONLY = [
	'benefit_entry',
	'stock_movement',
	'audit_entry',
	'custody_record',
	'hazard_record',
	'listing_version',
	'reuse_check_rerun',
	'handover_return',
	'factor',
	'price',
	'lifetime',
	'parameter',
	'photo',
	'reuse_check_candidate'
];
const CHANGING = [
	'cooperation',
	'organisation',
	'unit',
	'unit_parent',
	'person',
	'membership',
	'account',
	'password_credential',
	'api_token',
	'item_type',
	'item_type_text',
	'item_attribute',
	'item_attribute_text',
	'item_type_mapping',
	'lot',
	'listing',
	'listing_photo',
	'pilot',
	'pilot_text',
	'need',
	'reuse_check',
	'reuse_check_answer',
	'rung_answer',
	'purchase_request',
	'clearance',
	'reservation',
	'handover'
];
const SHORT_LIVED = ['session', 'one_time_link', 'rate_limit', 'idempotent_request'];

/** The server's role: it owns nothing, lifts no constraint and rewrites no history. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const grant = (rights: string, tables: string[]) =>
		sql`grant ${sql.raw(rights)} on ${sql.join(tables.map((table) => sql.table(table)))} to omatt_app`.execute(
			db
		);
	await sql`grant usage on schema public to omatt_app`.execute(db);
	await grant('select', READ_ONLY);
	await grant('select, insert', APPEND_ONLY);
	await grant('select, insert, update', CHANGING);
	await grant('select, insert, update, delete', SHORT_LIVED);
	await sql`grant insert on seeded_scenario to omatt_app`.execute(db);
	await sql`grant usage on all sequences in schema public to omatt_app`.execute(db);
}
