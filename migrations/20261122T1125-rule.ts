import { sql, type Kysely } from 'kysely';

/**
 * The rules people work by, with their texts: each row is one version, of the instance or of an organisation in its
 * place. A version is written once; a withdrawn one gives the word back to the instance.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table rule (
			id uuid primary key,
			key text not null check (key ~ '^[a-z][a-zA-Z0-9]{1,59}$'),
			organisation_id uuid references organisation,
			version integer not null check (version > 0),
			owner_role text not null check (owner_role in ('manager', 'buyer', 'subjectExpert', 'contractManager',
				'storageKeeper', 'pilotLead', 'factorOwner', 'orgAdmin', 'operator')),
			source_title text not null check (length(source_title) between 1 and 300),
			source_url text check (source_url ~ '^https?://'),
			valid_from date not null,
			reviewed_on date not null,
			review_by date not null check (review_by > reviewed_on),
			is_withdrawn boolean not null default false,
			written_by uuid references person,
			written_at timestamptz not null,
			unique nulls not distinct (key, organisation_id, version)
		)`.execute(db);
	await sql`
		create table rule_text (
			rule_id uuid not null references rule,
			locale text not null check (locale in ('nb', 'nn', 'en')),
			title text not null check (length(title) between 1 and 120),
			body text not null check (length(body) between 1 and 4000),
			primary key (rule_id, locale)
		)`.execute(db);
	await sql`grant select, insert on rule, rule_text to omatt_app`.execute(db);
}
