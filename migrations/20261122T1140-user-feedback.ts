import { sql, type Kysely } from 'kysely';

/**
 * What people write about barriers they meet. Someone who is not signed in writes to the organisation that runs the
 * instance. Erasing leaves when it came, when it was answered and by whom, but nothing of what was written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table feedback (
			id uuid primary key,
			organisation_id uuid not null references organisation,
			given_by uuid references person,
			body text not null check (length(body) <= 4000),
			page text not null default '' check (length(page) <= 500),
			email text check (length(email) between 3 and 254),
			received_at timestamptz not null,
			answer_by date not null,
			state text not null default 'open' check (state in ('open', 'answered')),
			answer text not null default '' check (length(answer) <= 4000),
			answered_at timestamptz,
			answered_by uuid references person,
			erased_at timestamptz,
			check ((state = 'answered') = (answered_at is not null)),
			check ((state = 'answered') = (answered_by is not null)),
			check ((erased_at is null) = (body <> '')),
			check (erased_at is null or (page = '' and email is null and given_by is null and answer = ''))
		)`.execute(db);
	await sql`create index feedback_waiting_idx on feedback (organisation_id, answer_by) where state = 'open'`.execute(
		db
	);
	await sql`create index feedback_answered_idx on feedback (organisation_id, answered_at desc) where state = 'answered'`.execute(
		db
	);
	await sql`grant select, insert, update on feedback to omatt_app`.execute(db);
}
