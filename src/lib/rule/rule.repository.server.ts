import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { RuleTable } from './rule.tables';
import type { RuleTexts } from './seed/rules';

type Texts = Record<'nb' | 'nn' | 'en', RuleTexts>;
const LOCALES = ['nb', 'nn', 'en'] as const;

/** SQL of the rules and their texts. */
export const ruleRepository = (db: Db) => {
	const texts = sql<Texts>`(
		select jsonb_object_agg(locale, jsonb_build_object('title', title, 'body', body))
		from rule_text where rule_text.rule_id = rule.id)`;
	return {
		/** Every version of the instance and of the organisation, newest first; of the keys named where there are any. */
		listVersions: (organisationId: string, keys?: readonly string[]) =>
			db
				.selectFrom('rule')
				.leftJoin('person', 'person.id', 'rule.writtenBy')
				.selectAll('rule')
				.select([texts.as('texts'), 'person.displayName as writtenByName'])
				.where((eb) =>
					eb.or([eb('rule.organisationId', 'is', null), eb('rule.organisationId', '=', organisationId)])
				)
				.$if(keys !== undefined, (query) => query.where('rule.key', 'in', keys ?? []))
				.orderBy('rule.validFrom', 'desc')
				.orderBy('rule.version', 'desc')
				.execute(),

		/** Adds a version with its texts. @returns false where that version is there already */
		insert: async (row: Insertable<RuleTable>, words: Texts): Promise<boolean> => {
			const made = await db
				.insertInto('rule')
				.values(row)
				.onConflict((conflict) => conflict.doNothing())
				.returning('id')
				.executeTakeFirst();
			if (!made) return false;
			await db
				.insertInto('ruleText')
				.values(LOCALES.map((locale) => ({ ruleId: made.id, locale, ...words[locale] })))
				.execute();
			return true;
		}
	};
};
export type RuleRow = Awaited<ReturnType<ReturnType<typeof ruleRepository>['listVersions']>>[number];
