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
		declare original benefit_entry; quantity bigint; low bigint; central bigint; high bigint;
		begin
			if new.reverses_entry_id is null then return new; end if;
			perform pg_advisory_xact_lock(hashtextextended(new.reverses_entry_id::text, 0));
			select * into original from benefit_entry where id = new.reverses_entry_id;
			if original.reverses_entry_id is not null or (original.kind, original.side, original.organisation_id, original.unit_id)
				is distinct from (new.kind, new.side, new.organisation_id, new.unit_id)
				or (original.amount_central is null) <> (new.amount_central is null) then
				raise exception 'a reversal names an original entry of its own kind, side and unit' using errcode = 'check_violation', constraint = 'reversal_of_its_own';
			end if;
			select coalesce(sum(quantity_milli), 0) + new.quantity_milli, coalesce(sum(amount_low), 0) + coalesce(new.amount_low, 0),
				coalesce(sum(amount_central), 0) + coalesce(new.amount_central, 0), coalesce(sum(amount_high), 0) + coalesce(new.amount_high, 0)
				into quantity, low, central, high
				from benefit_entry where reverses_entry_id = original.id;
			-- Each column is taken back towards zero and never past it.
			if new.quantity_milli >= 0 or -quantity > original.quantity_milli
				or not (least(0, -original.amount_low) <= low and low <= greatest(0, -original.amount_low))
				or not (least(0, -original.amount_central) <= central and central <= greatest(0, -original.amount_central))
				or not (least(0, -original.amount_high) <= high and high <= greatest(0, -original.amount_high)) then
				raise exception 'reversals never exceed the original' using errcode = 'check_violation', constraint = 'reversal_within_original';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger reversal_within_original before insert on benefit_entry
		for each row execute function reversal_within_original()`.execute(db);
}
