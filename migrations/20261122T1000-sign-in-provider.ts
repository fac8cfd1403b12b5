import { sql, type Kysely } from 'kysely';

/** Sign-in at work: an organisation's providers, what their claims give, and the sign-ins under way. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table organisation
		add column allows_password boolean not null default true,
		add column reauthenticate_minutes integer not null default 30
			check (reauthenticate_minutes between 1 and 1440)`.execute(db);

	await sql`
		create table sign_in_provider (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			name text not null check (length(name) between 1 and 100),
			issuer text not null check (issuer ~ '^https?://'),
			client_id text not null check (client_id <> ''),
			sealed_client_secret text not null,
			scopes text not null default 'openid profile email',
			organisation_claim text,
			organisation_value text,
			trusts_email boolean not null default false,
			is_active boolean not null default true,
			version integer not null default 1,
			created_at timestamptz not null,
			check ((organisation_claim is null) = (organisation_value is null)),
			unique (id, organisation_id)
		)`.execute(db);
	await sql`create index sign_in_provider_organisation_idx on sign_in_provider (organisation_id)`.execute(db);

	await sql`
		create table sign_in_rule (
			id uuid primary key,
			provider_id uuid not null,
			organisation_id uuid not null,
			claim text not null check (claim <> ''),
			value text not null check (value <> ''),
			kind text not null check (kind in ('homeUnit', 'role')),
			role text check (role in ('requester', 'manager', 'buyer', 'subjectExpert', 'contractManager',
				'storageKeeper', 'pilotLead', 'factorOwner', 'orgAdmin', 'auditor', 'partner')),
			unit_id uuid not null,
			created_at timestamptz not null,
			foreign key (provider_id, organisation_id) references sign_in_provider (id, organisation_id),
			foreign key (unit_id, organisation_id) references unit (id, organisation_id),
			check ((kind = 'role') = (role is not null))
		)`.execute(db);
	await sql`create index sign_in_rule_provider_idx on sign_in_rule (provider_id)`.execute(db);

	await sql`
		create table sign_in_attempt (
			state_hash text primary key,
			browser_hash text not null,
			provider_id uuid not null references sign_in_provider,
			nonce text not null,
			code_verifier text not null,
			next text not null,
			reauthenticates_account_id uuid references account,
			created_at timestamptz not null,
			expires_at timestamptz not null
		)`.execute(db);

	await sql`
		create table sign_in_request (
			id uuid primary key,
			provider_id uuid not null references sign_in_provider,
			organisation_id uuid not null references organisation,
			subject text not null,
			display_name text not null,
			email text not null,
			state text not null default 'waiting' check (state in ('waiting', 'admitted', 'refused')),
			asked_at timestamptz not null,
			decided_at timestamptz,
			decided_by uuid references person,
			unique (provider_id, subject)
		)`.execute(db);
	await sql`create index sign_in_request_organisation_idx on sign_in_request (organisation_id, state)`.execute(
		db
	);

	await sql`
		create table spent_logout_token (
			token_hash text primary key,
			expires_at timestamptz not null
		)`.execute(db);

	await sql`alter table session
		add column provider_id uuid references sign_in_provider,
		add column provider_session text,
		add column authenticated_at timestamptz`.execute(db);
	await sql`update session set authenticated_at = created_at`.execute(db);
	await sql`alter table session alter column authenticated_at set not null`.execute(db);
	await sql`create index session_provider_idx on session (provider_id, provider_session)
		where provider_id is not null`.execute(db);

	// What a provider gave, the provider takes back; a role may end on the day it began.
	await sql`alter table membership
		add column provider_id uuid references sign_in_provider,
		drop constraint membership_check,
		add constraint membership_ends_after_it_began check (valid_to >= valid_from)`.execute(db);

	await sql`grant select, insert, update on sign_in_provider, sign_in_request to omatt_app`.execute(db);
	await sql`grant select, insert, update, delete on sign_in_rule, sign_in_attempt, spent_logout_token to omatt_app`.execute(
		db
	);
}
