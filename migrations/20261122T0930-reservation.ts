import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create sequence reservation_queue_seq`.execute(db);
	await sql`
		create table reservation (
			id uuid primary key,
			listing_id uuid not null references listing,
			lot_id uuid not null references lot,
			need_id uuid references need,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			requested_by uuid not null references person,
			quantity_milli bigint not null check (quantity_milli > 0),
			state text not null check (state in ('waiting', 'requested', 'approved', 'declined', 'collected', 'cancelled', 'expired')),
			queue_number bigint not null default nextval('reservation_queue_seq'),
			pickup_code text check (pickup_code ~ '^[0-9]{6}$'),
			expires_at timestamptz,
			decided_by uuid references person,
			decided_at timestamptz,
			ended_reason text,
			would_buy_new text not null default 'unknown' check (would_buy_new in ('yes', 'no', 'unknown')),
			created_at timestamptz not null,
			updated_at timestamptz not null,
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			constraint reservation_held_expires check (state not in ('requested', 'approved') or expires_at is not null),
			constraint reservation_approved_has_code check (state <> 'approved' or pickup_code is not null)
		)`.execute(db);
	await sql`create index reservation_lot_queue_idx on reservation (lot_id, queue_number) where state = 'waiting'`.execute(
		db
	);
	await sql`create index reservation_listing_idx on reservation (listing_id)`.execute(db);
	await sql`create index reservation_need_idx on reservation (need_id)`.execute(db);
	await sql`create index reservation_unit_idx on reservation (unit_id, state)`.execute(db);
	await sql`create index reservation_expiry_idx on reservation (expires_at) where state in ('requested', 'approved')`.execute(
		db
	);

	await sql`
		create table handover (
			id uuid primary key,
			reservation_id uuid not null unique references reservation,
			need_id uuid references need,
			lot_id uuid not null references lot,
			successor_lot_id uuid references lot,
			giving_organisation_id uuid not null references organisation,
			giving_unit_id uuid not null references unit,
			receiving_organisation_id uuid not null references organisation,
			receiving_unit_id uuid not null references unit,
			kind text not null check (kind in ('internalTransfer', 'gift', 'sale', 'loan')),
			quantity_milli bigint not null check (quantity_milli > 0),
			returned_milli bigint not null default 0,
			state text not null check (state in ('prepared', 'confirmed', 'returned')),
			distance_km_milli bigint check (distance_km_milli >= 0),
			costs_ore jsonb,
			parts_grams_co2e bigint check (parts_grams_co2e >= 0),
			occurred_on date,
			confirmed_at timestamptz,
			confirmed_by uuid references person,
			created_at timestamptz not null,
			constraint handover_confirmed_is_dated check (state = 'prepared' or (confirmed_at is not null and confirmed_by is not null and occurred_on is not null and successor_lot_id is not null)),
			constraint handover_returned_at_most_given check (returned_milli between 0 and quantity_milli),
			constraint handover_kind_by_parties check ((kind = 'internalTransfer') = (giving_organisation_id = receiving_organisation_id))
		)`.execute(db);
	await sql`alter table stock_movement add foreign key (handover_id) references handover`.execute(db);

	await sql`
		create table handover_return (
			id uuid primary key,
			handover_id uuid not null references handover,
			quantity_milli bigint not null check (quantity_milli > 0),
			condition text not null check (condition in ('likeNew', 'good', 'usable', 'worn', 'needsRepair')),
			reason text not null,
			returned_on date not null,
			recorded_by uuid not null references person,
			recorded_at timestamptz not null
		)`.execute(db);
}
