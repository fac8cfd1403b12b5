import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table factor (
			id uuid primary key,
			organisation_id uuid references organisation,
			key text not null,
			version text not null,
			name text not null,
			category text not null,
			measure text not null check (measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			grams_co2e_low numeric not null,
			grams_co2e_central numeric not null,
			grams_co2e_high numeric not null,
			weight_grams numeric,
			scope text not null,
			source_title text not null,
			source_year integer not null,
			source_ref text not null,
			source_access text not null,
			derivation text not null,
			confidence text not null check (confidence in ('A', 'B', 'C')),
			weight_confidence text not null check (weight_confidence in ('A', 'B', 'C')),
			valid_from date not null,
			row_hash text not null,
			unique nulls not distinct (organisation_id, key, version),
			check (grams_co2e_low <= grams_co2e_central and grams_co2e_central <= grams_co2e_high)
		)`.execute(db);

	await sql`
		create table price (
			id uuid primary key,
			organisation_id uuid references organisation,
			key text not null,
			version text not null,
			name text not null,
			measure text not null,
			kind text not null,
			price_ore_low numeric,
			price_ore_central numeric,
			price_ore_high numeric,
			price_year integer not null,
			vat_basis text not null,
			source_title text not null,
			source_year integer not null,
			source_ref text not null,
			derivation text not null,
			confidence text not null check (confidence in ('A', 'B', 'C')),
			valid_from date not null,
			row_hash text not null,
			unique nulls not distinct (organisation_id, key, kind, version)
		)`.execute(db);

	await sql`
		create table lifetime (
			id uuid primary key,
			organisation_id uuid references organisation,
			key text not null,
			version text not null,
			name text not null,
			years_low numeric not null,
			years_central numeric not null,
			years_high numeric not null,
			source_title text not null,
			source_year integer not null,
			source_ref text not null,
			derivation text not null,
			confidence text not null check (confidence in ('A', 'B', 'C')),
			valid_from date not null,
			row_hash text not null,
			unique nulls not distinct (organisation_id, key, version)
		)`.execute(db);

	await sql`
		create table parameter (
			id uuid primary key,
			organisation_id uuid references organisation,
			key text not null,
			version text not null,
			value_low numeric not null,
			value_central numeric not null,
			value_high numeric not null,
			unit_symbol text not null,
			source_title text not null,
			source_ref text not null,
			derivation text not null,
			confidence text not null check (confidence in ('A', 'B', 'C')),
			-- Not measured yet: every figure that rests on it says so.
			is_assumed boolean not null,
			owner_role text not null,
			valid_from date not null,
			row_hash text not null,
			unique nulls not distinct (organisation_id, key, version)
		)`.execute(db);

	await sql`create sequence benefit_entry_seq`.execute(db);
	await sql`
		create table benefit_entry (
			id uuid primary key,
			sequence bigint not null unique default nextval('benefit_entry_seq'),
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			-- The unit and its parents as they were when the entry was booked, root first.
			unit_path uuid[] not null,
			side text not null check (side in ('receiver', 'giver')),
			kind text not null check (kind in ('co2Gross', 'co2Net', 'money', 'massKept', 'disposalFee')),
			cause_event_id uuid not null,
			cause text not null check (cause in ('handover', 'return', 'correction', 'loan', 'repair', 'droppedNeed', 'needRestated')),
			reverses_entry_id uuid references benefit_entry,
			handover_id uuid references handover,
			need_id uuid references need,
			lot_id uuid references lot,
			item_type_id uuid not null references item_type,
			pack text not null check (pack in ('furniture', 'it', 'building')),
			pilot_id uuid references pilot,
			quantity_milli bigint not null,
			measure text not null check (measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			amount_low bigint,
			amount_central bigint,
			amount_high bigint,
			missing_reason text,
			evidence_grade text not null check (evidence_grade in ('A', 'B', 'C', 'none')),
			data_quality text check (data_quality in ('A', 'B', 'C')),
			formula_version text not null,
			payload text not null,
			payload_hash text not null,
			occurred_on date not null,
			booked_at timestamptz not null,
			period text not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
			unique (cause_event_id, kind, side, organisation_id),
			constraint benefit_entry_side_of_kind check ((side = 'receiver') = (kind in ('co2Gross', 'co2Net', 'money'))),
			constraint benefit_entry_amount_or_reason check
				((amount_central is null) = (missing_reason is not null) and (amount_low is null) = (amount_central is null) and (amount_high is null) = (amount_central is null)),
			constraint benefit_entry_range check (reverses_entry_id is not null or (amount_low <= amount_central and amount_central <= amount_high))
		)`.execute(db);
	// Reports sum over every entry of an organisation: they read this index alone, never the payloads.
	await sql`
		create index benefit_entry_report_idx on benefit_entry (organisation_id, period, kind) include
			(unit_id, unit_path, pack, pilot_id, handover_id, need_id, quantity_milli, measure, amount_low, amount_central,
			amount_high, missing_reason, evidence_grade, data_quality, reverses_entry_id, id, sequence)`.execute(db);
	await sql`alter table benefit_entry set (toast_tuple_target = 256)`.execute(db);
	await sql`create index benefit_entry_path_idx on benefit_entry using gin (unit_path)`.execute(db);
	await sql`create index benefit_entry_reverses_idx on benefit_entry (reverses_entry_id)`.execute(db);
	await sql`create index benefit_entry_handover_idx on benefit_entry (handover_id)`.execute(db);
	await sql`create index benefit_entry_need_idx on benefit_entry (need_id)`.execute(db);
}
