import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table account (
			id uuid primary key,
			person_id uuid not null references person,
			issuer text not null,
			subject text not null,
			created_at timestamptz not null,
			disabled_at timestamptz,
			unique (issuer, subject)
		)`.execute(db);
	await sql`create index account_person_idx on account (person_id)`.execute(db);

	await sql`
		create table password_credential (
			account_id uuid primary key references account,
			password_hash text not null,
			changed_at timestamptz not null
		)`.execute(db);

	await sql`
		create table session (
			id text primary key,
			account_id uuid not null references account,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			check (expires_at > created_at)
		)`.execute(db);
	await sql`create index session_account_idx on session (account_id)`.execute(db);

	await sql`
		create table one_time_link (
			token_hash text primary key,
			account_id uuid not null references account,
			purpose text not null check (purpose in ('setPassword')),
			created_at timestamptz not null,
			expires_at timestamptz not null,
			used_at timestamptz
		)`.execute(db);

	await sql`
		create table rate_limit (
			key text not null,
			window_started_at timestamptz not null,
			attempts integer not null check (attempts > 0),
			primary key (key, window_started_at)
		)`.execute(db);

	await sql`
		create table api_token (
			id uuid primary key,
			token_hash text not null unique,
			person_id uuid not null references person,
			unit_id uuid not null references unit,
			name text not null,
			scopes text[] not null check (cardinality(scopes) > 0),
			created_at timestamptz not null,
			expires_at timestamptz not null,
			revoked_at timestamptz,
			last_used_at timestamptz
		)`.execute(db);

	await sql`
		create table idempotent_request (
			token_id uuid not null references api_token,
			key text not null check (length(key) between 1 and 200),
			request_hash text not null,
			status integer,
			body text,
			created_at timestamptz not null,
			primary key (token_id, key)
		)`.execute(db);
}
