import { sql, type Kysely } from 'kysely';

/** I2: what is on hand and what is reserved follow the movements and the reservations, never a hand-written sum. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function lot_follows() returns trigger language plpgsql as $$
		declare held bigint := 0;
		begin
			if tg_table_name = 'stock_movement' then
				update lot set on_hand_milli = on_hand_milli
					+ case when new.kind in ('in', 'returned') then new.quantity_milli else -new.quantity_milli end
				where id = new.lot_id;
				return null;
			end if;
			if tg_op = 'UPDATE' and new.lot_id <> old.lot_id then
				raise exception 'a reservation stays with its lot' using errcode = 'check_violation', constraint = 'reservation_stays';
			end if;
			if new.state in ('requested', 'approved') then held := new.quantity_milli; end if;
			if tg_op = 'UPDATE' and old.state in ('requested', 'approved') then held := held - old.quantity_milli; end if;
			if held <> 0 then update lot set reserved_milli = reserved_milli + held where id = new.lot_id; end if;
			return null;
		end $$`.execute(db);
	await sql`create trigger lot_follows after insert on stock_movement for each row execute function lot_follows()`.execute(
		db
	);
	await sql`create trigger lot_follows after insert or update on reservation for each row execute function lot_follows()`.execute(
		db
	);
}
