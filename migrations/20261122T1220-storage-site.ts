import { sql, type Kysely } from 'kysely';

/**
 * Where things stand that are not kept by their own unit. A site belongs to a unit of its organisation; a listing stands
 * at a site of the organisation it is of, and so does whoever keeps the site.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table storage_site (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			name text not null check (length(name) between 2 and 100),
			address text,
			district text,
			is_address_protected boolean not null default false,
			opening text not null default '' check (length(opening) <= 1000),
			version integer not null default 1,
			created_at timestamptz not null,
			closed_at timestamptz,
			unique (id, organisation_id),
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			constraint storage_site_protected_has_district check (not is_address_protected or district is not null)
		)`.execute(db);
	await sql`create unique index storage_site_one_open_per_name on storage_site (organisation_id, lower(name)) where closed_at is null`.execute(
		db
	);
	await sql`create index storage_site_unit_idx on storage_site (unit_id)`.execute(db);

	await sql`alter table person add unique (id, organisation_id)`.execute(db);
	await sql`
		create table storage_site_keeper (
			storage_site_id uuid not null,
			person_id uuid not null,
			organisation_id uuid not null,
			created_at timestamptz not null,
			primary key (storage_site_id, person_id),
			foreign key (storage_site_id, organisation_id) references storage_site (id, organisation_id),
			foreign key (person_id, organisation_id) references person (id, organisation_id)
		)`.execute(db);
	await sql`create index storage_site_keeper_person_idx on storage_site_keeper (person_id)`.execute(db);

	await sql`
		alter table listing
			add column storage_site_id uuid,
			add column shelf text check (length(shelf) <= 60),
			add foreign key (storage_site_id, organisation_id) references storage_site (id, organisation_id),
			add constraint listing_shelf_is_of_site check (shelf is null or storage_site_id is not null)`.execute(db);
	await sql`create index listing_storage_site_idx on listing (storage_site_id) where storage_site_id is not null`.execute(
		db
	);

	await sql`grant select, insert, update on storage_site to omatt_app`.execute(db);
	await sql`grant select, insert, delete on storage_site_keeper to omatt_app`.execute(db);
}
