import { sql, type Kysely } from 'kysely';

/** I4 and I5: the locks on things with storage and on building materials. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function lot_state_follows_records() returns trigger language plpgsql as $$
		declare current_state text;
		begin
			if tg_table_name = 'hazard_record' then
				update lot set hazard_state = new.state where id = new.lot_id;
				return null;
			end if;
			select custody_state into current_state from lot where id = new.lot_id for update;
			-- Nobody has received it while there is no state: what is compared with that is unknown, and unknown is refused.
			if not coalesce((new.state = 'received' and (current_state is null or current_state in ('received', 'failed', 'ready')))
				or (new.state = 'erased' and current_state = 'received')
				or (new.state = 'verified' and current_state = 'erased')
				or (new.state = 'ready' and current_state = 'verified')
				or (new.state = 'failed' and current_state in ('received', 'erased')), false) then
				raise exception 'custody cannot go from % to %', current_state, new.state using errcode = 'check_violation', constraint = 'custody_in_order';
			end if;
			update lot set custody_state = new.state where id = new.lot_id;
			return null;
		end $$`.execute(db);
	await sql`create trigger lot_state_follows_records after insert on custody_record for each row execute function lot_state_follows_records()`.execute(
		db
	);
	await sql`create trigger lot_state_follows_records after insert on hazard_record for each row execute function lot_state_follows_records()`.execute(
		db
	);

	await sql`
		create function lot_must_be_cleared() returns trigger language plpgsql as $$
		declare held lot;
		begin
			if tg_table_name = 'stock_movement' then
				if new.kind = 'in' and exists (select 1 from lot where id = new.lot_id and custody_state in ('erased', 'verified', 'ready')) then
					raise exception 'nothing is added to things that are erased' using errcode = 'check_violation', constraint = 'lot_erasure_whole';
				end if;
				if new.kind <> 'out' then return new; end if;
			elsif new.state not in ('waiting', 'requested', 'approved', 'collected') then
				return new;
			end if;
			select * into held from lot where id = new.lot_id;
			if held.hazard_state is not null and held.hazard_state <> 'ok' then
				raise exception 'the hazard question of this lot is not answered with ok' using errcode = 'check_violation', constraint = 'lot_hazard_cleared';
			end if;
			-- An if of its own: a reservation has no handover_id to look at.
			if tg_table_name = 'stock_movement' then
				if held.requires_erasure and held.custody_state is distinct from 'ready'
					and not exists (select 1 from handover where handover.id = new.handover_id and handover.successor_lot_id = new.lot_id) then
					raise exception 'a thing with storage leaves only when its erasure is verified and it is released' using errcode = 'check_violation', constraint = 'lot_erasure_ready';
				end if;
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger lot_must_be_cleared before insert on stock_movement for each row execute function lot_must_be_cleared()`.execute(
		db
	);
	await sql`create trigger lot_must_be_cleared before insert or update on reservation for each row execute function lot_must_be_cleared()`.execute(
		db
	);

	await sql`
		create function lot_locks_stay() returns trigger language plpgsql as $$
		declare kind item_type; is_retyped boolean := false;
		begin
			if tg_op = 'INSERT' or new.item_type_id <> old.item_type_id then
				select * into kind from item_type where id = new.item_type_id;
			end if;
			if tg_op = 'INSERT' then
				if (new.on_hand_milli, new.reserved_milli) <> (0, 0)
					or new.custody_state is not null
					or new.hazard_state <> 'unanswered' then
					raise exception 'a lot starts empty and with every lock on' using errcode = 'check_violation', constraint = 'lot_follows_records';
				end if;
				-- What came by a handover has the locks it came with, whatever its type asks by now.
				if (new.predecessor_lot_id is null and (new.requires_erasure, new.hazard_state is not null) <> (kind.has_storage, kind.hazard_rules is not null))
					or exists (select 1 from lot where id = new.predecessor_lot_id
						and (item_type_id, requires_erasure, hazard_state is not null) <> (new.item_type_id, new.requires_erasure, new.hazard_state is not null)) then
					raise exception 'the locks of a lot follow its type' using errcode = 'check_violation', constraint = 'lot_locks_of_type';
				end if;
				return new;
			end if;
			if new.item_type_id <> old.item_type_id then
				is_retyped := true;
				if new.predecessor_lot_id is not null
					or exists (select 1 from reservation where lot_id = new.id and state in ('waiting', 'requested', 'approved', 'collected'))
					or exists (select 1 from custody_record where lot_id = new.id and state <> 'received')
					or exists (select 1 from hazard_record where lot_id = new.id and state in ('expert', 'stop')) then
					raise exception 'what is asked for, checked or handed on keeps its type' using errcode = 'check_violation', constraint = 'lot_type_settled';
				end if;
				if (new.measure, new.requires_erasure, new.hazard_state is not null)
						<> (kind.counted_measure, kind.has_storage, kind.hazard_rules is not null)
					or new.hazard_state <> 'unanswered' then
					raise exception 'the locks of a lot follow its type' using errcode = 'check_violation', constraint = 'lot_locks_of_type';
				end if;
			end if;
			-- One deep is whoever writes to the lot; two deep are the triggers that follow movements, reservations and records.
			if pg_trigger_depth() = 1 and ((new.on_hand_milli, new.reserved_milli) <> (old.on_hand_milli, old.reserved_milli)
				or (new.custody_state is distinct from old.custody_state and not (is_retyped and new.custody_state is null))
				or (new.hazard_state is distinct from old.hazard_state and not (is_retyped and new.hazard_state is null))) then
				raise exception 'what a lot holds and its locks follow their records' using errcode = 'check_violation', constraint = 'lot_follows_records';
			end if;
			if (new.organisation_id, new.measure) <> (old.organisation_id, old.measure)
				or new.predecessor_lot_id is distinct from old.predecessor_lot_id
				or (not is_retyped and (new.requires_erasure <> old.requires_erasure or (old.hazard_state is not null and new.hazard_state is null))) then
				raise exception 'the locks of a lot cannot be lifted' using errcode = 'check_violation', constraint = 'lot_locks_stay';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger lot_locks_stay before insert or update on lot for each row execute function lot_locks_stay()`.execute(
		db
	);
}
