import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table pilot (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			unit_id uuid references unit,
			key text not null,
			pack text not null check (pack in ('furniture', 'it', 'building')),
			starts_on date not null,
			ends_on date check (ends_on >= starts_on),
			created_at timestamptz not null,
			unique (organisation_id, key)
		)`.execute(db);
	await sql`
		create table pilot_text (
			pilot_id uuid not null references pilot,
			locale text not null check (locale in ('nb', 'nn', 'en')),
			name text not null,
			purpose text not null,
			primary key (pilot_id, locale)
		)`.execute(db);

	await sql`
		create table need (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			requested_by uuid not null references person,
			item_type_id uuid not null references item_type,
			title text not null check (length(title) between 2 and 200),
			attributes jsonb not null default '{}',
			quantity_milli bigint not null check (quantity_milli > 0),
			-- What was asked for first, where the check found that less will do.
			reduced_from_milli bigint,
			covered_milli bigint not null default 0,
			measure text not null check (measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			needed_by date not null,
			reason text not null check (length(reason) between 1 and 4000),
			unit_price_ore bigint check (unit_price_ore >= 0),
			price_evidence text not null default 'none' check (price_evidence in ('none', 'quote', 'agreement', 'budgetLine')),
			price_reference text,
			would_buy_new text not null default 'unknown' check (would_buy_new in ('yes', 'no', 'unknown')),
			state text not null check (state in ('draft', 'checking', 'covered', 'partlyCovered', 'purchaseRequested',
				'cleared', 'dropped', 'cancelled', 'closed')),
			dropped_reason text,
			drop_confirmed_by uuid references person,
			drop_confirmed_at timestamptz,
			-- Why a manager did not agree, until it is dropped again.
			drop_declined_reason text check (length(drop_declined_reason) between 1 and 4000),
			-- Why it was ended, in the unit's words: here they can be erased, in the audit log they could not.
			ended_reason text check (length(ended_reason) between 1 and 4000),
			stated_at timestamptz not null,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			constraint need_whole_pieces check (measure <> 'pcs' or (quantity_milli % 1000 = 0 and covered_milli % 1000 = 0)),
			constraint need_covered_at_most_whole check (covered_milli between 0 and quantity_milli),
			constraint need_reduced_is_less check (reduced_from_milli > quantity_milli),
			constraint need_price_is_evidenced check (price_evidence = 'none' or (unit_price_ore is not null and price_reference is not null)),
			constraint need_drop_is_reasoned check (state <> 'dropped' or dropped_reason is not null),
			constraint need_drop_confirmed_by_another check (drop_confirmed_by is null or drop_confirmed_by <> requested_by),
			constraint need_drop_declined_is_open check (state <> 'dropped' or drop_declined_reason is null)
		)`.execute(db);
	await sql`create index need_unit_idx on need (unit_id, state)`.execute(db);

	await sql`
		create table reuse_check (
			id uuid primary key,
			need_id uuid not null references need,
			state text not null check (state in ('open', 'completed', 'stale')),
			query text not null,
			engine_version text not null,
			rule_version text not null,
			total integer not null check (total >= 0),
			started_at timestamptz not null,
			completed_at timestamptz,
			completed_by uuid references person,
			valid_until timestamptz,
			rest_reason text check (rest_reason in ('measure', 'condition', 'quantity', 'tooLate', 'tooFar', 'function', 'accessibility', 'other')),
			rest_note text,
			unique (id, need_id),
			unique (id, need_id, state, valid_until),
			constraint reuse_check_completed_is_dated check
				((state = 'open') = (completed_at is null) and (completed_at is null) = (valid_until is null) and (completed_at is null) = (completed_by is null)),
			constraint reuse_check_validity check (valid_until <= completed_at + interval '60 days')
		)`.execute(db);
	await sql`create unique index reuse_check_one_open on reuse_check (need_id) where state = 'open'`.execute(
		db
	);

	await sql`
		create table reuse_check_candidate (
			check_id uuid not null references reuse_check,
			-- Fifty when the check is opened, and what was put out while it was open.
			rank integer not null check (rank between 1 and 100),
			group_number integer not null check (group_number >= 1),
			listing_id uuid not null references listing,
			listing_version_id uuid not null references listing_version,
			score real not null,
			why text not null,
			available_milli bigint not null,
			primary key (check_id, rank),
			unique (check_id, listing_id)
		)`.execute(db);

	await sql`
		create table reuse_check_answer (
			check_id uuid not null references reuse_check,
			group_number integer not null check (group_number between 1 and 10),
			outcome text not null check (outcome in ('used', 'refused')),
			quantity_milli bigint check (quantity_milli > 0),
			reason text check (reason in ('measure', 'condition', 'quantity', 'tooLate', 'tooFar', 'function', 'accessibility', 'other')),
			note text,
			answered_by uuid not null references person,
			answered_at timestamptz not null,
			primary key (check_id, group_number),
			constraint reuse_check_refusal_is_reasoned check ((outcome = 'refused') = (reason is not null)),
			constraint reuse_check_use_is_counted check ((outcome = 'used') = (quantity_milli is not null)),
			constraint reuse_check_other_is_explained check (reason <> 'other' or note is not null)
		)`.execute(db);

	await sql`
		create table rung_answer (
			check_id uuid not null references reuse_check,
			rung text not null check (rung in ('avoid', 'reuse', 'share', 'repair', 'cooperate')),
			position integer not null,
			outcome text not null check (outcome in ('used', 'partly', 'none', 'notAvailable')),
			reason text check (reason in ('measure', 'condition', 'quantity', 'tooLate', 'tooFar', 'function', 'accessibility', 'other',
				'notApplicable', 'noOffer', 'tooExpensive')),
			note text,
			-- What was written beside the questions of the rung, by question.
			answers jsonb,
			answered_by uuid not null references person,
			answered_at timestamptz not null,
			primary key (check_id, rung),
			constraint rung_with_source_is_answered check (outcome <> 'notAvailable' or rung not in ('avoid', 'reuse')),
			unique (check_id, position),
			constraint rung_position check (position = array_position(array['avoid', 'reuse', 'share', 'repair', 'cooperate'], rung)),
			constraint rung_none_is_reasoned check (outcome <> 'none' or reason is not null),
			constraint rung_other_is_explained check (reason <> 'other' or note is not null)
		)`.execute(db);

	await sql`
		create table purchase_request (
			id uuid primary key,
			need_id uuid not null references need,
			check_id uuid not null,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			-- Not chosen yet in a draft.
			kind text check (kind in ('new', 'usedFromSupplier', 'lease')),
			quantity_milli bigint not null check (quantity_milli > 0),
			total_price_ore bigint check (total_price_ore >= 0),
			quality text,
			expected_lifetime_years integer check (expected_lifetime_years between 1 and 100),
			warranty_months integer check (warranty_months between 0 and 600),
			spare_parts text,
			repairability text,
			recyclability text,
			take_back text,
			state text not null check (state in ('draft', 'submitted', 'approved', 'rejected')),
			-- Whose it is now: a draft may be taken over.
			requested_by uuid not null references person,
			-- Everyone whose it has been, kept by a trigger: none of them decides about it.
			makers uuid[] not null,
			submitted_at timestamptz,
			check_valid_until timestamptz,
			decided_by uuid references person,
			decided_at timestamptz,
			decision_reason text,
			rerun_id uuid,
			sent_back_reason text,
			created_at timestamptz not null,
			-- A request that is under way can only point at a completed check of the same need.
			check_state_needed text generated always as (case when state in ('submitted', 'approved') then 'completed' end) stored,
			rerun_new_surplus integer generated always as (case when state = 'approved' then 0 end) stored,
			foreign key (check_id, need_id) references reuse_check (id, need_id),
			constraint purchase_request_check_completed foreign key (check_id, need_id, check_state_needed, check_valid_until)
				references reuse_check (id, need_id, state, valid_until),
			unique (id, state, quantity_milli),
			constraint purchase_request_check_fresh check
				(state not in ('submitted', 'approved') or (submitted_at is not null and check_valid_until is not null and submitted_at <= check_valid_until)),
			constraint purchase_request_criteria check (state = 'draft' or (kind is not null and quality is not null and expected_lifetime_years is not null
				and warranty_months is not null and spare_parts is not null and repairability is not null
				and recyclability is not null and take_back is not null)),
			constraint purchase_request_four_eyes check (decided_by is null or decided_by <> all (makers)),
			constraint purchase_request_decision check ((state in ('approved', 'rejected')) = (decided_by is not null and decided_at is not null)),
			constraint purchase_request_rejection_reason check (state <> 'rejected' or decision_reason is not null),
			constraint purchase_request_rerun_needed check (state <> 'approved' or rerun_id is not null)
		)`.execute(db);
	await sql`create unique index purchase_request_one_open on purchase_request (need_id) where state in ('draft', 'submitted')`.execute(
		db
	);

	// One check is the ground for one purchase: what is missing later is looked for again.
	await sql`create unique index purchase_request_one_per_check on purchase_request (check_id) where state in ('submitted', 'approved')`.execute(
		db
	);

	await sql`
		create table reuse_check_rerun (
			id uuid primary key,
			purchase_request_id uuid not null references purchase_request,
			new_surplus integer not null check (new_surplus >= 0),
			ran_at timestamptz not null,
			ran_by uuid not null references person,
			unique (id, purchase_request_id, new_surplus)
		)`.execute(db);
	await sql`
		alter table purchase_request add constraint purchase_request_rerun_clean
			foreign key (rerun_id, id, rerun_new_surplus) references reuse_check_rerun (id, purchase_request_id, new_surplus)`.execute(
		db
	);

	await sql`
		create table clearance (
			id uuid primary key,
			number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}$'),
			purchase_request_id uuid not null unique,
			request_state text not null default 'approved' check (request_state = 'approved'),
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			item_type_id uuid not null references item_type,
			quantity_cleared_milli bigint not null check (quantity_cleared_milli > 0),
			quantity_consumed_milli bigint not null default 0,
			measure text not null check (measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			state text not null check (state in ('valid', 'consumed', 'expired', 'withdrawn')),
			issued_at timestamptz not null,
			issued_by uuid not null references person,
			valid_until timestamptz not null,
			-- Quantity and state are part of the key: a clearance is what was approved, no more.
			constraint clearance_of_approved_request foreign key (purchase_request_id, request_state, quantity_cleared_milli)
				references purchase_request (id, state, quantity_milli),
			constraint clearance_never_overdrawn check (quantity_consumed_milli between 0 and quantity_cleared_milli),
			constraint clearance_validity check (valid_until > issued_at and valid_until <= issued_at + interval '365 days')
		)`.execute(db);
}
