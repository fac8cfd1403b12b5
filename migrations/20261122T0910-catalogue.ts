import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table item_type (
			id uuid primary key,
			key text not null unique,
			pack text not null check (pack in ('furniture', 'it', 'building')),
			cpv_code text,
			is_cpv_verified boolean not null default false,
			counted_measure text not null check (counted_measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			factor_measure text not null check (factor_measure in ('pcs', 'm2', 'm', 'm3', 'kg')),
			conversion jsonb not null,
			pack_sizes jsonb not null default '[]',
			has_storage boolean not null default false,
			hazard_rules jsonb,
			is_use_phase_relevant boolean not null default false,
			words text[] not null default '{}',
			created_at timestamptz not null,
			retired_at timestamptz
		)`.execute(db);

	await sql`
		create table item_type_text (
			item_type_id uuid not null references item_type,
			locale text not null check (locale in ('nb', 'nn', 'en')),
			name text not null,
			plural text not null,
			primary key (item_type_id, locale)
		)`.execute(db);

	await sql`
		create table item_attribute (
			id uuid primary key,
			item_type_id uuid not null references item_type,
			key text not null,
			kind text not null check (kind in ('integer', 'range', 'choice', 'text', 'boolean', 'identifier', 'dimension', 'year')),
			unit_symbol text,
			is_required boolean not null default false,
			position integer not null,
			settings jsonb not null default '{}',
			unique (item_type_id, key)
		)`.execute(db);

	await sql`
		create table item_attribute_text (
			item_attribute_id uuid not null references item_attribute,
			locale text not null check (locale in ('nb', 'nn', 'en')),
			label text not null,
			options jsonb not null default '{}',
			primary key (item_attribute_id, locale)
		)`.execute(db);

	await sql`
		create table item_type_mapping (
			id uuid primary key,
			item_type_id uuid not null references item_type,
			organisation_id uuid references organisation,
			version text not null,
			factor_key text,
			weight_factor_key text,
			price_key text,
			lifetime_key text,
			quality text not null check (quality in ('A', 'B', 'C')),
			source text not null,
			valid_from date not null,
			unique nulls not distinct (item_type_id, organisation_id, version)
		)`.execute(db);
}
