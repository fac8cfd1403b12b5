import type { Insertable, NotNull, Selectable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { ClearanceTable } from './need.tables';

export type ClearanceRow = Selectable<ClearanceTable>;

/** SQL of clearances. */
export const clearanceRepository = (db: Db) => ({
	insert: (row: Insertable<ClearanceTable>) =>
		db.insertInto('clearance').values(row).returningAll().executeTakeFirstOrThrow(),

	/** What the world may know of a number: whose legal entity it is, but no unit and no names of people. */
	findByNumber: (number: string) =>
		db
			.selectFrom('clearance')
			.innerJoin('itemType', 'itemType.id', 'clearance.itemTypeId')
			.innerJoin('organisation', 'organisation.id', 'clearance.organisationId')
			.select([
				'organisation.name as organisationName',
				'clearance.state',
				'clearance.quantityClearedMilli',
				'clearance.quantityConsumedMilli',
				'clearance.measure',
				'clearance.validUntil',
				'clearance.itemTypeId',
				'itemType.pack',
				'itemType.key as typeKey'
			])
			.where('clearance.number', '=', number)
			.executeTakeFirst(),

	/** The need's clearances, newest first. */
	listOfNeed: (needId: string) =>
		db
			.selectFrom('clearance')
			.innerJoin('purchaseRequest', 'purchaseRequest.id', 'clearance.purchaseRequestId')
			.selectAll('clearance')
			.select(['purchaseRequest.kind', 'purchaseRequest.needId'])
			.$narrowType<{ kind: NotNull }>()
			.where('purchaseRequest.needId', '=', needId)
			.orderBy('clearance.issuedAt', 'desc')
			.execute(),

	/** Writes down that the time of the need's clearances has run out. */
	expireOverdue: (needId: string, now: Date) =>
		db
			.updateTable('clearance')
			.set({ state: 'expired' })
			.where('state', '=', 'valid')
			.where('validUntil', '<', now)
			.where('purchaseRequestId', 'in', (eb) =>
				eb.selectFrom('purchaseRequest').select('id').where('needId', '=', needId)
			)
			.returning(['id', 'organisationId'])
			.execute()
});
