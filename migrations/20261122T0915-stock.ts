import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table lot (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			item_type_id uuid not null references item_type,
			predecessor_lot_id uuid references lot,
			measure text not null check (measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			condition text not null check (condition in ('likeNew', 'good', 'usable', 'worn', 'needsRepair')),
			attributes jsonb not null default '{}',
			serial text,
			year_acquired integer check (year_acquired between 1800 and 2200),
			on_hand_milli bigint not null default 0,
			reserved_milli bigint not null default 0,
			requires_erasure boolean not null default false,
			custody_state text check (custody_state in ('received', 'erased', 'verified', 'ready', 'failed')),
			hazard_state text check (hazard_state in ('unanswered', 'ok', 'expert', 'stop')),
			state text not null default 'active' check (state in ('active', 'closed')),
			version integer not null default 1,
			created_at timestamptz not null,
			created_by uuid references person,
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			constraint lot_never_promised_twice check (reserved_milli >= 0 and reserved_milli <= on_hand_milli),
			constraint lot_whole_pieces check (measure <> 'pcs' or (on_hand_milli % 1000 = 0 and reserved_milli % 1000 = 0)),
			constraint lot_custody_of_erasure check (custody_state is null or requires_erasure)
		)`.execute(db);
	await sql`create index lot_unit_idx on lot (unit_id)`.execute(db);
	await sql`create index lot_type_idx on lot (item_type_id)`.execute(db);
	await sql`create index lot_predecessor_idx on lot (predecessor_lot_id)`.execute(db);

	await sql`
		create table stock_movement (
			id uuid primary key,
			lot_id uuid not null references lot,
			kind text not null check (kind in ('in', 'out', 'returned', 'lost', 'recycled', 'wasted')),
			quantity_milli bigint not null check (quantity_milli > 0),
			cause_event_id uuid not null,
			handover_id uuid,
			occurred_on date not null,
			booked_at timestamptz not null,
			booked_by uuid references person
		)`.execute(db);
	await sql`create index stock_movement_lot_idx on stock_movement (lot_id)`.execute(db);

	await sql`
		create table custody_record (
			id uuid primary key,
			lot_id uuid not null references lot,
			state text not null check (state in ('received', 'erased', 'verified', 'ready', 'failed')),
			medium_type text,
			sanitisation text check (sanitisation in ('clear', 'purge', 'destroy')),
			tool text,
			is_released_from_management boolean,
			note text,
			recorded_by uuid references person,
			recorded_at timestamptz not null,
			constraint custody_erasure_is_described check (state <> 'erased' or (sanitisation is not null and tool is not null and medium_type is not null)),
			constraint custody_ready_is_released check (state <> 'ready' or is_released_from_management)
		)`.execute(db);
	await sql`create index custody_record_lot_idx on custody_record (lot_id)`.execute(db);

	await sql`
		create table hazard_record (
			id uuid primary key,
			lot_id uuid not null references lot,
			state text not null check (state in ('unanswered', 'ok', 'expert', 'stop')),
			rule_version text not null,
			answers jsonb not null,
			note text,
			recorded_by uuid references person,
			recorded_at timestamptz not null
		)`.execute(db);
	await sql`create index hazard_record_lot_idx on hazard_record (lot_id)`.execute(db);
}
