import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { ReasonVocabulary } from './reason';
import type { ReasonTable } from './reason.tables';

export interface ReasonWords {
	title: string;
	help: string | null;
}
export type ReasonTexts = Record<'nb' | 'nn' | 'en', ReasonWords>;
const LOCALES = ['nb', 'nn', 'en'] as const;

/** SQL of the reasons. */
export const reasonRepository = (db: Db) => {
	const texts = sql<ReasonTexts>`(
		select jsonb_object_agg(locale, jsonb_build_object('title', title, 'help', help))
		from reason_text where reason_text.reason_id = reason.id)`;
	return {
		/** The version of each reason that somebody has written and that held at an instant. */
		listHeld: (vocabularies: readonly ReasonVocabulary[], at: Date) =>
			db
				.selectFrom('reason')
				.distinctOn(['reason.vocabulary', 'reason.code'])
				.select(['reason.vocabulary', 'reason.code', 'reason.version', 'reason.isHidden', texts.as('texts')])
				.where('reason.vocabulary', 'in', vocabularies)
				.where('reason.writtenAt', '<=', at)
				.orderBy('reason.vocabulary')
				.orderBy('reason.code')
				.orderBy('reason.version', 'desc')
				.execute(),

		/** Every version of one reason, newest first. */
		listVersions: (vocabulary: ReasonVocabulary, code: string) =>
			db
				.selectFrom('reason')
				.innerJoin('person', 'person.id', 'reason.writtenBy')
				.select([
					'reason.id',
					'reason.version',
					'reason.isHidden',
					'reason.writtenAt',
					'person.displayName as writtenByName',
					texts.as('texts')
				])
				.where('reason.vocabulary', '=', vocabulary)
				.where('reason.code', '=', code)
				.orderBy('reason.version', 'desc')
				.execute(),

		insert: async (row: Insertable<ReasonTable>, words: ReasonTexts): Promise<void> => {
			await db.insertInto('reason').values(row).execute();
			await db
				.insertInto('reasonText')
				.values(LOCALES.map((locale) => ({ reasonId: row.id, locale, ...words[locale] })))
				.execute();
		}
	};
};
