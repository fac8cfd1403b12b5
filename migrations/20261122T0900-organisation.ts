import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create extension if not exists btree_gist`.execute(db);

	await sql`
		create function orgnr_is_valid(orgnr text) returns boolean language sql immutable strict as $$
			select orgnr ~ '^[0-9]{9}$' and (
				select (11 - sum(substr(orgnr, place, 1)::int * weight) % 11) % 11 = substr(orgnr, 9, 1)::int
				from unnest(array[3,2,7,6,5,4,3,2]) with ordinality as weights(weight, position),
					lateral (select position::int as place) as places
			)
		$$`.execute(db);

	await sql`
		create table cooperation (
			id uuid primary key,
			name text not null,
			created_at timestamptz not null
		)`.execute(db);

	await sql`
		create table organisation (
			id uuid primary key,
			cooperation_id uuid references cooperation,
			orgnr text not null unique check (orgnr_is_valid(orgnr)),
			name text not null,
			kind text not null check (kind in ('municipality', 'stateAgency', 'churchCouncil')),
			municipality text not null,
			priority_days integer not null default 14 check (priority_days between 0 and 365),
			created_at timestamptz not null
		)`.execute(db);

	await sql`
		create table unit (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			kind text not null check (kind in ('cityDepartment', 'agency', 'unit')),
			name text not null,
			orgnr text check (orgnr_is_valid(orgnr)),
			district text,
			address text,
			is_address_protected boolean not null default false,
			created_at timestamptz not null,
			closed_on date,
			unique (id, organisation_id)
		)`.execute(db);
	await sql`create index unit_organisation_idx on unit (organisation_id)`.execute(db);

	await sql`
		create table unit_parent (
			id uuid primary key,
			unit_id uuid not null references unit,
			parent_id uuid references unit check (parent_id <> unit_id),
			valid_from date not null,
			valid_to date check (valid_to > valid_from),
			exclude using gist (unit_id with =, daterange(valid_from, valid_to) with &&)
		)`.execute(db);
	await sql`create index unit_parent_parent_idx on unit_parent (parent_id)`.execute(db);

	await sql`
		create table person (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			home_unit_id uuid not null references unit,
			display_name text not null,
			email text not null,
			locale text not null default 'nb' check (locale in ('nb', 'nn', 'en')),
			created_at timestamptz not null,
			deactivated_at timestamptz,
			foreign key (home_unit_id, organisation_id) references unit (id, organisation_id)
		)`.execute(db);
	await sql`create unique index person_email_key on person (lower(email))`.execute(db);

	await sql`
		create table membership (
			id uuid primary key,
			person_id uuid not null references person,
			unit_id uuid not null references unit,
			role text not null check (role in ('requester', 'manager', 'buyer', 'subjectExpert', 'contractManager',
				'storageKeeper', 'pilotLead', 'factorOwner', 'orgAdmin', 'operator', 'auditor', 'partner')),
			valid_from date not null,
			valid_to date check (valid_to > valid_from),
			exclude using gist (person_id with =, unit_id with =, role with =, daterange(valid_from, valid_to) with &&)
		)`.execute(db);
	await sql`create index membership_unit_idx on membership (unit_id)`.execute(db);
}
