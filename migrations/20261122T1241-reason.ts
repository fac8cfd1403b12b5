import { sql, type Kysely } from 'kysely';

/**
 * What the operator calls the reasons people choose from: each row is one version and holds from then; the newest
 * counts, and the shipped words where there is none. The codes are the product's own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table reason (
			id uuid primary key,
			vocabulary text not null check (vocabulary in ('refusal', 'withdrawReason', 'loss')),
			code text not null check (code ~ '^[a-z][a-zA-Z0-9]{1,59}$'),
			version integer not null check (version > 0),
			-- Not to be chosen any more. Something else can always be chosen.
			is_hidden boolean not null check (not (is_hidden and code = 'other')),
			written_by uuid not null references person,
			written_at timestamptz not null,
			unique (vocabulary, code, version)
		)`.execute(db);
	await sql`
		create table reason_text (
			reason_id uuid not null references reason,
			locale text not null check (locale in ('nb', 'nn', 'en')),
			title text not null check (length(title) between 1 and 80),
			help text check (length(help) between 1 and 200),
			primary key (reason_id, locale)
		)`.execute(db);
	await sql`grant select, insert on reason, reason_text to omatt_app`.execute(db);
}
