import { sql, type Insertable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { FeedbackTable } from './feedback.tables';

/** SQL of feedback. */
export const feedbackRepository = (db: Db) => {
	const listed = (organisationIds: readonly string[]) =>
		db
			.selectFrom('feedback')
			.leftJoin('person as writer', 'writer.id', 'feedback.givenBy')
			.leftJoin('person as answerer', 'answerer.id', 'feedback.answeredBy')
			.selectAll('feedback')
			.select(['writer.displayName as givenByName', 'answerer.displayName as answeredByName'])
			.where('feedback.organisationId', 'in', organisationIds);
	return {
		insert: (row: Insertable<FeedbackTable>) => db.insertInto('feedback').values(row).execute(),

		update: (id: string, change: Updateable<FeedbackTable>) =>
			db.updateTable('feedback').set(change).where('id', '=', id).execute(),

		findForUpdate: (id: string) =>
			db.selectFrom('feedback').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

		/** Those nobody has answered, the one that is due first at the top. */
		listOpen: (organisationIds: readonly string[], limit: number) =>
			listed(organisationIds)
				.where('feedback.state', '=', 'open')
				.orderBy('feedback.answerBy')
				.orderBy('feedback.id')
				.limit(limit)
				.execute(),

		/** Those that are answered, the last one first. */
		listAnswered: (organisationIds: readonly string[], limit: number) =>
			listed(organisationIds)
				.where('feedback.state', '=', 'answered')
				.orderBy('feedback.answeredAt', 'desc')
				.orderBy('feedback.id')
				.limit(limit)
				.execute(),

		/** Who runs the instance on a date: the organisation with an operator, or else the one that was first. */
		findRunning: async (on: string): Promise<string | undefined> => {
			const { rows } = await sql<{ id: string }>`
				select organisation.id from organisation order by exists (
					select 1 from unit join membership on membership.unit_id = unit.id
						join person on person.id = membership.person_id
					where unit.organisation_id = organisation.id and membership.role = 'operator' and person.deactivated_at is null
						and daterange(membership.valid_from, membership.valid_to) @> ${on}::date
				) desc, organisation.created_at, organisation.id limit 1`.execute(db);
			return rows[0]?.id;
		}
	};
};
