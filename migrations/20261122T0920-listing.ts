import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table photo (
			id text primary key check (id ~ '^[0-9a-f]{64}$'),
			width integer not null check (width > 0),
			height integer not null check (height > 0),
			created_at timestamptz not null
		)`.execute(db);

	await sql`
		create table listing (
			id uuid primary key,
			lot_id uuid not null references lot,
			organisation_id uuid not null references organisation,
			unit_id uuid not null references unit,
			external_id text,
			title text not null check (length(title) between 2 and 200),
			description text not null default '' check (length(description) <= 10000),
			locale text not null check (locale in ('nb', 'nn', 'en')),
			state text not null check (state in ('draft', 'published', 'withdrawn', 'closed')),
			visibility text not null default 'organisation' check (visibility in ('unit', 'organisation')),
			narrowed_reason text,
			narrowed_until date,
			published_at timestamptz,
			cooperation_from timestamptz,
			available_from date,
			must_be_gone_by date,
			would_be text not null default 'unknown' check (would_be in ('disposed', 'stored', 'sold', 'givenElsewhere', 'unknown')),
			would_be_evidence text,
			place text not null default '',
			district text,
			place_precision text not null default 'exact' check (place_precision in ('exact', 'district')),
			withdrawn_reason text,
			version integer not null default 1,
			search_document tsvector not null default '',
			created_at timestamptz not null,
			updated_at timestamptz not null,
			created_by uuid references person,
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			unique (organisation_id, external_id),
			constraint listing_narrowing_is_reasoned check (visibility = 'organisation' or (narrowed_reason is not null and narrowed_until is not null)),
			constraint listing_published_has_instant check (state <> 'published' or published_at is not null),
			constraint listing_withdrawn_has_reason check (state <> 'withdrawn' or withdrawn_reason is not null),
			constraint listing_dates_in_order check (must_be_gone_by >= available_from)
		)`.execute(db);
	await sql`create unique index listing_one_open_per_lot on listing (lot_id) where state in ('draft', 'published')`.execute(
		db
	);
	await sql`create index listing_search_idx on listing using gin (search_document) where state = 'published'`.execute(
		db
	);
	await sql`create index listing_newest_idx on listing (published_at desc, id desc) where state = 'published'`.execute(
		db
	);
	await sql`create index listing_unit_idx on listing (unit_id)`.execute(db);

	await sql`
		create table listing_photo (
			id uuid primary key,
			listing_id uuid not null references listing,
			photo_id text not null references photo,
			position integer not null,
			alt_text text,
			created_at timestamptz not null,
			removed_at timestamptz
		)`.execute(db);
	await sql`create index listing_photo_listing_idx on listing_photo (listing_id)`.execute(db);
	await sql`create unique index listing_photo_once on listing_photo (listing_id, photo_id) where removed_at is null`.execute(
		db
	);

	await sql`
		create table listing_version (
			id uuid primary key,
			listing_id uuid not null references listing,
			content_hash text not null,
			content text not null,
			created_at timestamptz not null,
			unique (listing_id, content_hash)
		)`.execute(db);
}
