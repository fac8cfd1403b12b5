import type { Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { SharingDecisionTable } from './organisation.tables';

/** SQL of how organisations share with those they work with. */
export const sharingRepository = (db: Db) => ({
	/** The organisation with its cooperation. */
	find: (organisationId: string) =>
		db
			.selectFrom('organisation')
			.leftJoin('cooperation', 'cooperation.id', 'organisation.cooperationId')
			.select([
				'organisation.id',
				'organisation.priorityDays',
				'organisation.cooperationId',
				'cooperation.name as cooperationName'
			])
			.where('organisation.id', '=', organisationId)
			.executeTakeFirstOrThrow(),

	/** Locked until the transaction ends. */
	findForUpdate: (organisationId: string) =>
		db
			.selectFrom('organisation')
			.select(['id', 'priorityDays', 'cooperationId'])
			.where('id', '=', organisationId)
			.forUpdate()
			.executeTakeFirstOrThrow(),

	/** The others of a cooperation, by name. */
	listPartners: (cooperationId: string, exceptId: string) =>
		db
			.selectFrom('organisation')
			.select(['id', 'name', 'municipality'])
			.where('cooperationId', '=', cooperationId)
			.where('id', '<>', exceptId)
			.orderBy('name')
			.execute(),

	setPriorityDays: (organisationId: string, priorityDays: number) =>
		db.updateTable('organisation').set({ priorityDays }).where('id', '=', organisationId).execute(),

	insertDecision: (decision: Insertable<SharingDecisionTable>) =>
		db.insertInto('sharingDecision').values(decision).execute(),

	/** The newest first. */
	listDecisions: (organisationId: string, limit: number) =>
		db
			.selectFrom('sharingDecision')
			.leftJoin('person', 'person.id', 'sharingDecision.decidedBy')
			.select([
				'sharingDecision.id',
				'sharingDecision.priorityDays',
				'sharingDecision.coversPublished',
				'sharingDecision.decidedAt',
				'person.displayName as decidedByName'
			])
			.where('sharingDecision.organisationId', '=', organisationId)
			.orderBy('sharingDecision.decidedAt', 'desc')
			.orderBy('sharingDecision.id', 'desc')
			.limit(limit)
			.execute()
});
