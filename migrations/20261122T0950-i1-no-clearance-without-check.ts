import { sql, type Kysely } from 'kysely';

/** I1: what foreign keys and checks cannot say about the chain need → check → request → clearance. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function reuse_check_must_be_whole() returns trigger language plpgsql as $$
		declare groups integer;
		begin
			if tg_op = 'UPDATE' and old.state <> 'open' and (new.completed_at, new.completed_by, new.valid_until, new.need_id, new.total, new.query,
					new.engine_version, new.rule_version, new.started_at, new.rest_reason, new.rest_note)
				is distinct from (old.completed_at, old.completed_by, old.valid_until, old.need_id, old.total, old.query,
					old.engine_version, old.rule_version, old.started_at, old.rest_reason, old.rest_note) then
				raise exception 'a completed reuse check is evidence and stays as it is' using errcode = 'check_violation', constraint = 'reuse_check_is_evidence';
			end if;
			if tg_op = 'UPDATE' and old.state <> 'open' and new.state <> old.state and not (old.state = 'completed' and new.state = 'stale') then
				raise exception 'a reuse check cannot go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'reuse_check_is_evidence';
			end if;
			if new.state <> 'open' and (tg_op = 'INSERT' or old.state = 'open') then
				if (select count(*) from rung_answer where check_id = new.id) <> 5 then
					raise exception 'a reuse check is completed by five answered rungs' using errcode = 'check_violation', constraint = 'reuse_check_five_rungs';
				end if;
				select coalesce(max(group_number), 0) into groups from reuse_check_candidate where check_id = new.id;
				-- A check that found all of it need not go through the rest; it is no ground for a purchase either.
				if not exists (select 1 from rung_answer where check_id = new.id and rung = 'reuse' and outcome = 'used')
					and ((select count(*) from reuse_check_answer where check_id = new.id) < least(groups, 10)
						or (groups > 10 and new.rest_reason is null)) then
					raise exception 'each group of candidates needs an answer' using errcode = 'check_violation', constraint = 'reuse_check_groups_answered';
				end if;
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger reuse_check_must_be_whole before insert or update on reuse_check
		for each row execute function reuse_check_must_be_whole()`.execute(db);

	await sql`
		create function reuse_check_part_is_evidence() returns trigger language plpgsql as $$
		declare check_state text;
		begin
			-- The lock keeps the check from being completed while an answer is on its way in.
			select state into check_state from reuse_check
				where id = case when tg_op = 'DELETE' then old.check_id else new.check_id end for share;
			if check_state <> 'open' then
				raise exception 'the answers of a completed reuse check stay as they are' using errcode = 'check_violation', constraint = 'reuse_check_is_evidence';
			end if;
			if tg_op = 'UPDATE' and old.check_id <> new.check_id then
				raise exception 'an answer stays with its check' using errcode = 'check_violation', constraint = 'reuse_check_is_evidence';
			end if;
			return case when tg_op = 'DELETE' then old else new end;
		end $$`.execute(db);
	for (const table of ['rung_answer', 'reuse_check_answer', 'reuse_check_candidate'])
		await sql`create trigger reuse_check_part_is_evidence before insert or update or delete on ${sql.table(table)}
			for each row execute function reuse_check_part_is_evidence()`.execute(db);

	await sql`
		create function rung_answer_in_order() returns trigger language plpgsql as $$
		begin
			if new.position > 1 and not exists (select 1 from rung_answer where check_id = new.check_id and position = new.position - 1) then
				raise exception 'the rungs are answered in order' using errcode = 'check_violation', constraint = 'rung_answer_in_order';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger rung_answer_in_order before insert on rung_answer
		for each row execute function rung_answer_in_order()`.execute(db);

	await sql`
		create function purchase_request_within_need() returns trigger language plpgsql as $$
		declare remaining bigint; stated_by uuid;
		begin
			if tg_op = 'UPDATE' and old.state in ('approved', 'rejected') then
				raise exception 'a decided purchase request stays as it is' using errcode = 'check_violation', constraint = 'purchase_request_is_decided';
			end if;
			if tg_op = 'UPDATE' and (new.need_id <> old.need_id or (new.requested_by <> old.requested_by and old.state <> 'draft')) then
				raise exception 'a purchase request stays with its need, and once submitted with its requester' using errcode = 'check_violation', constraint = 'purchase_request_stays';
			end if;
			new.makers := case
				when tg_op = 'INSERT' then array[new.requested_by]
				when new.requested_by = any (old.makers) then old.makers
				else old.makers || new.requested_by end;
			if new.state = 'approved' and (tg_op = 'INSERT' or old.state <> 'submitted') then
				raise exception 'only a submitted purchase request can be approved' using errcode = 'check_violation', constraint = 'purchase_request_submitted_first';
			end if;
			if tg_op = 'UPDATE' and old.state = 'submitted' and new.state <> 'draft'
				and (new.check_id, new.kind, new.quantity_milli, new.total_price_ore, new.quality, new.expected_lifetime_years, new.warranty_months,
					new.spare_parts, new.repairability, new.recyclability, new.take_back, new.submitted_at, new.check_valid_until)
				is distinct from (old.check_id, old.kind, old.quantity_milli, old.total_price_ore, old.quality, old.expected_lifetime_years, old.warranty_months,
					old.spare_parts, old.repairability, old.recyclability, old.take_back, old.submitted_at, old.check_valid_until) then
				raise exception 'a purchase request is decided as it was submitted' using errcode = 'check_violation', constraint = 'purchase_request_as_submitted';
			end if;
			if new.decided_by is not null then
				select requested_by into stated_by from need where id = new.need_id;
				if stated_by = new.decided_by then
					raise exception 'whoever stated the need does not approve the purchase' using errcode = 'check_violation', constraint = 'purchase_request_four_eyes';
				end if;
			end if;
			if new.state in ('submitted', 'approved') then
				if exists (select 1 from reuse_check as newer join reuse_check as ground on ground.need_id = newer.need_id
					where ground.id = new.check_id and (newer.started_at, newer.id) > (ground.started_at, ground.id)) then
					raise exception 'a purchase stands on the newest check of its need' using errcode = 'check_violation', constraint = 'purchase_request_newest_check';
				end if;
				-- A look that was made before the request was submitted says nothing about it, whichever of the two is dated.
				if new.state = 'submitted' and (tg_op = 'INSERT' or old.state <> 'submitted')
						and exists (select 1 from reuse_check_rerun where purchase_request_id = new.id and ran_at > new.submitted_at)
					or new.state = 'approved' and exists (select 1 from reuse_check_rerun where id = new.rerun_id and ran_at < new.submitted_at) then
					raise exception 'the check is run again after the request was submitted' using errcode = 'check_violation', constraint = 'purchase_request_rerun_after_submission';
				end if;
				if exists (select 1 from rung_answer where check_id = new.check_id and rung in ('avoid', 'reuse') and outcome = 'used') then
					raise exception 'a check that found all of it is no ground for a purchase' using errcode = 'check_violation', constraint = 'purchase_request_something_missing';
				end if;
				-- What is held or handed over is counted here too: the column alone is only as good as whoever wrote it.
				select need.quantity_milli - greatest(need.covered_milli, coalesce((
					select sum(reservation.quantity_milli - coalesce(handover.returned_milli, 0))
					from reservation left join handover on handover.reservation_id = reservation.id
					where reservation.need_id = new.need_id and reservation.state in ('requested', 'approved', 'collected')), 0)) - coalesce((
					select sum(case when clearance.state in ('expired', 'withdrawn') then clearance.quantity_consumed_milli else other.quantity_milli end)
					from purchase_request as other left join clearance on clearance.purchase_request_id = other.id
					where other.need_id = new.need_id and other.id <> new.id and other.state in ('submitted', 'approved')), 0)
				into remaining from need where need.id = new.need_id for update;
				if new.quantity_milli > remaining then
					raise exception 'a purchase request covers at most what is missing' using errcode = 'check_violation', constraint = 'purchase_request_within_need';
				end if;
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger purchase_request_within_need before insert or update on purchase_request
		for each row execute function purchase_request_within_need()`.execute(db);

	await sql`
		create function need_stays_what_was_asked() returns trigger language plpgsql as $$
		begin
			if old.state <> 'draft' and (new.state = 'draft'
				or (new.organisation_id, new.unit_id, new.requested_by, new.item_type_id, new.measure, new.attributes, new.needed_by,
						new.unit_price_ore, new.price_evidence, new.price_reference, new.would_buy_new, new.stated_at, new.created_at)
					is distinct from (old.organisation_id, old.unit_id, old.requested_by, old.item_type_id, old.measure, old.attributes, old.needed_by,
						old.unit_price_ore, old.price_evidence, old.price_reference, old.would_buy_new, old.stated_at, old.created_at)
				or new.quantity_milli > coalesce(old.reduced_from_milli, old.quantity_milli)
				or new.reduced_from_milli <> coalesce(old.reduced_from_milli, old.quantity_milli)) then
				raise exception 'a need that is being checked stays what was asked for' using errcode = 'check_violation', constraint = 'need_stays_what_was_asked';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger need_stays_what_was_asked before update on need
		for each row execute function need_stays_what_was_asked()`.execute(db);

	await sql`
		create function clearance_of_its_need() returns trigger language plpgsql as $$
		begin
			if not exists (
				select 1 from purchase_request join need on need.id = purchase_request.need_id
				where purchase_request.id = new.purchase_request_id
					and (need.organisation_id, need.unit_id, need.item_type_id, need.measure) = (new.organisation_id, new.unit_id, new.item_type_id, new.measure)
			) then
				raise exception 'a clearance is for what the need asked for' using errcode = 'check_violation', constraint = 'clearance_of_its_need';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger clearance_of_its_need before insert on clearance
		for each row execute function clearance_of_its_need()`.execute(db);

	await sql`
		create function clearance_is_as_issued() returns trigger language plpgsql as $$
		begin
			if (new.number, new.purchase_request_id, new.organisation_id, new.unit_id, new.item_type_id, new.quantity_cleared_milli, new.measure, new.issued_at, new.issued_by, new.valid_until)
				is distinct from (old.number, old.purchase_request_id, old.organisation_id, old.unit_id, old.item_type_id, old.quantity_cleared_milli, old.measure, old.issued_at, old.issued_by, old.valid_until)
				or new.quantity_consumed_milli < old.quantity_consumed_milli
				or (old.state <> 'valid' and new.state <> old.state) then
				raise exception 'a clearance stays as it was issued' using errcode = 'check_violation', constraint = 'clearance_is_as_issued';
			end if;
			return new;
		end $$`.execute(db);
	await sql`create trigger clearance_is_as_issued before update on clearance
		for each row execute function clearance_is_as_issued()`.execute(db);
}
