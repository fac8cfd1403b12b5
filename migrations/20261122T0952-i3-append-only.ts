import { sql, type Kysely } from 'kysely';

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
	'parameter'
];

/** I3: these rows are never changed or removed, by anyone; a correction is a new row. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function refuse_rewriting() returns trigger language plpgsql as $$
		begin
			raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
		end $$`.execute(db);
	for (const table of APPEND_ONLY)
		await sql`create trigger refuse_rewriting before update or delete or truncate on ${sql.table(table)}
			for each statement execute function refuse_rewriting()`.execute(db);

	await sql`
		create function reversal_within_original() returns trigger language plpgsql as $$
		declare original benefit_entry; reversed bigint; reversed_quantity bigint;
		begin
			if new.reverses_entry_id is null then return new; end if;
			select * into original from benefit_entry where id = new.reverses_entry_id;
			if original.reverses_entry_id is not null or (original.kind, original.side, original.organisation_id, original.unit_id)
				is distinct from (new.kind, new.side, new.organisation_id, new.unit_id) then
				raise exception 'a reversal names an original entry of its own kind, side and unit' using errcode = 'check_violation', constraint = 'reversal_of_its_own';
			end if;
			perform pg_advisory_xact_lock(hashtextextended(original.id::text, 0));
			select coalesce(sum(amount_central), 0), coalesce(sum(quantity_milli), 0) into reversed, reversed_quantity
				from benefit_entry where reverses_entry_id = original.id;
			if abs(reversed_quantity + new.quantity_milli) > abs(original.quantity_milli)
				or abs(reversed + coalesce(new.amount_central, 0)) > abs(coalesce(original.amount_central, 0))
				or sign(coalesce(new.amount_central, 0)) * sign(coalesce(original.amount_central, 0)) > 0 then
				raise exception 'reversals never exceed the original' using errcode = 'check_violation', constraint = 'reversal_within_original';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger reversal_within_original before insert on benefit_entry
		for each row execute function reversal_within_original()`.execute(db);
}
