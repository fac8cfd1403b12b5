import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { Reach } from './need.repository.server';
import type { PurchaseRequestTable, ReuseCheckRerunTable } from './need.tables';

export type PurchaseRequestRow = Selectable<PurchaseRequestTable>;

/** SQL of purchase requests. */
export const purchaseRequestRepository = (db: Db) => ({
	insert: (row: Insertable<PurchaseRequestTable>) => db.insertInto('purchaseRequest').values(row).execute(),

	update: (id: string, change: Updateable<PurchaseRequestTable>) =>
		db.updateTable('purchaseRequest').set(change).where('id', '=', id).execute(),

	find: (id: string): Promise<PurchaseRequestRow | undefined> =>
		db.selectFrom('purchaseRequest').selectAll().where('id', '=', id).executeTakeFirst(),

	/** The need's draft or submitted request; there is at most one. */
	findOpen: (needId: string): Promise<PurchaseRequestRow | undefined> =>
		db
			.selectFrom('purchaseRequest')
			.selectAll()
			.where('needId', '=', needId)
			.where('state', 'in', ['draft', 'submitted'])
			.executeTakeFirst(),

	/** Every request of the need, newest first. */
	listOfNeed: (needId: string): Promise<PurchaseRequestRow[]> =>
		db
			.selectFrom('purchaseRequest')
			.selectAll()
			.where('needId', '=', needId)
			.orderBy('createdAt', 'desc')
			.orderBy('id', 'desc')
			.execute(),

	/** Submitted requests of the reached units that others than the person asked for, oldest first. */
	listWaiting: ({ organisationIds, unitIds }: Reach, notOf: string) =>
		db
			.selectFrom('purchaseRequest')
			.innerJoin('need', 'need.id', 'purchaseRequest.needId')
			.innerJoin('unit', 'unit.id', 'need.unitId')
			.innerJoin('person', 'person.id', 'purchaseRequest.requestedBy')
			.select([
				'purchaseRequest.id',
				'purchaseRequest.needId',
				'purchaseRequest.kind',
				'purchaseRequest.quantityMilli',
				'purchaseRequest.totalPriceOre',
				'purchaseRequest.submittedAt',
				'need.title',
				'need.measure',
				'need.neededBy',
				'unit.name as unitName',
				'person.displayName as requestedByName'
			])
			.where('purchaseRequest.state', '=', 'submitted')
			.where('purchaseRequest.requestedBy', '<>', notOf)
			.where('need.requestedBy', '<>', notOf)
			.where((eb) =>
				eb.or([
					eb('purchaseRequest.unitId', '=', sql<string>`any(${unitIds}::uuid[])`),
					eb('purchaseRequest.organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)
				])
			)
			.orderBy('purchaseRequest.submittedAt')
			.limit(200)
			.execute(),

	insertRerun: (row: Insertable<ReuseCheckRerunTable>) =>
		db.insertInto('reuseCheckRerun').values(row).execute()
});
