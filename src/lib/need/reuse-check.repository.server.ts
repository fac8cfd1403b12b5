import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type {
	ReuseCheckAnswerTable,
	ReuseCheckCandidateTable,
	ReuseCheckTable,
	RungAnswerTable
} from './need.tables';

export type ReuseCheckRow = Selectable<ReuseCheckTable>;
export type CandidateRow = Selectable<ReuseCheckCandidateTable>;
export type RungAnswerRow = Selectable<RungAnswerTable>;
export type GroupAnswerRow = Selectable<ReuseCheckAnswerTable>;

/** SQL of reuse checks with their answers and evidence. */
export const reuseCheckRepository = (db: Db) => ({
	insert: (row: Insertable<ReuseCheckTable>) =>
		db.insertInto('reuseCheck').values(row).returningAll().executeTakeFirstOrThrow(),

	update: (id: string, change: Updateable<ReuseCheckTable>) =>
		db.updateTable('reuseCheck').set(change).where('id', '=', id).execute(),

	/** The newest check of the need. */
	findLatest: (needId: string): Promise<ReuseCheckRow | undefined> =>
		db
			.selectFrom('reuseCheck')
			.selectAll()
			.where('needId', '=', needId)
			.orderBy('startedAt', 'desc')
			.orderBy('id', 'desc')
			.limit(1)
			.executeTakeFirst(),

	find: (id: string): Promise<ReuseCheckRow | undefined> =>
		db.selectFrom('reuseCheck').selectAll().where('id', '=', id).executeTakeFirst(),

	/** True when a purchase that is under way or approved stands on the check. */
	isUsedUp: async (id: string): Promise<boolean> => {
		const found = await db
			.selectFrom('purchaseRequest')
			.select('id')
			.where('checkId', '=', id)
			.where('state', 'in', ['submitted', 'approved'])
			.executeTakeFirst();
		return found !== undefined;
	},

	insertCandidates: async (rows: Insertable<ReuseCheckCandidateTable>[]) => {
		if (rows.length) await db.insertInto('reuseCheckCandidate').values(rows).execute();
	},

	listCandidates: (checkId: string): Promise<CandidateRow[]> =>
		db.selectFrom('reuseCheckCandidate').selectAll().where('checkId', '=', checkId).orderBy('rank').execute(),

	/** Candidates with what stood in the listing when it was found (canonical JSON). */
	listEvidence: (checkId: string) =>
		db
			.selectFrom('reuseCheckCandidate')
			.innerJoin('listingVersion', 'listingVersion.id', 'reuseCheckCandidate.listingVersionId')
			.innerJoin('listing', 'listing.id', 'reuseCheckCandidate.listingId')
			.innerJoin('unit', 'unit.id', 'listing.unitId')
			.innerJoin('lot', 'lot.id', 'listing.lotId')
			.selectAll('reuseCheckCandidate')
			.select([
				'listingVersion.content',
				'listing.state as listingState',
				'unit.name as unitName',
				'lot.measure'
			])
			.where('reuseCheckCandidate.checkId', '=', checkId)
			.orderBy('reuseCheckCandidate.rank')
			.execute(),

	/** Newest version of each listing, by listing id. */
	listNewestVersions: async (listingIds: readonly string[]): Promise<Map<string, string>> => {
		if (listingIds.length === 0) return new Map();
		const rows = await db
			.selectFrom('listingVersion')
			.select(['listingId', 'id'])
			.distinctOn('listingId')
			.where('listingId', '=', sql<string>`any(${[...listingIds]}::uuid[])`)
			.orderBy('listingId')
			.orderBy('createdAt', 'desc')
			.orderBy('id', 'desc')
			.execute();
		return new Map(rows.map((row) => [row.listingId, row.id]));
	},

	listRungs: (checkId: string): Promise<RungAnswerRow[]> =>
		db.selectFrom('rungAnswer').selectAll().where('checkId', '=', checkId).orderBy('position').execute(),

	/** Stores an answer; answering again replaces it while the check is open. */
	putRung: (row: Insertable<RungAnswerTable>) =>
		db
			.insertInto('rungAnswer')
			.values(row)
			.onConflict((conflict) =>
				conflict.columns(['checkId', 'rung']).doUpdateSet((eb) => ({
					outcome: eb.ref('excluded.outcome'),
					reason: eb.ref('excluded.reason'),
					note: eb.ref('excluded.note'),
					answers: eb.ref('excluded.answers'),
					answeredBy: eb.ref('excluded.answeredBy'),
					answeredAt: eb.ref('excluded.answeredAt')
				}))
			)
			.execute(),

	listGroupAnswers: (checkId: string): Promise<GroupAnswerRow[]> =>
		db
			.selectFrom('reuseCheckAnswer')
			.selectAll()
			.where('checkId', '=', checkId)
			.orderBy('groupNumber')
			.execute(),

	putGroupAnswer: (row: Insertable<ReuseCheckAnswerTable>) =>
		db
			.insertInto('reuseCheckAnswer')
			.values(row)
			.onConflict((conflict) =>
				conflict.columns(['checkId', 'groupNumber']).doUpdateSet((eb) => ({
					outcome: eb.ref('excluded.outcome'),
					quantityMilli: eb.ref('excluded.quantityMilli'),
					reason: eb.ref('excluded.reason'),
					note: eb.ref('excluded.note'),
					answeredBy: eb.ref('excluded.answeredBy'),
					answeredAt: eb.ref('excluded.answeredAt')
				}))
			)
			.execute()
});
export type EvidenceRow = Awaited<
	ReturnType<ReturnType<typeof reuseCheckRepository>['listEvidence']>
>[number];
