import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import { reachedIn, type Reach } from './need.repository.server';
import type { PurchaseRequestTable, ReuseCheckRerunTable } from './need.tables';

export type PurchaseRequestRow = Selectable<PurchaseRequestTable>;
export type NamedRequest = PurchaseRequestRow & { requestedByName: string };

/** SQL of purchase requests. */
export const purchaseRequestRepository = (db: Db) => {
	const named = () =>
		db
			.selectFrom('purchaseRequest')
			.innerJoin('person', 'person.id', 'purchaseRequest.requestedBy')
			.selectAll('purchaseRequest')
			.select('person.displayName as requestedByName');
	return {
		insert: (row: Insertable<PurchaseRequestTable>) => db.insertInto('purchaseRequest').values(row).execute(),

		update: (id: string, change: Updateable<PurchaseRequestTable>) =>
			db.updateTable('purchaseRequest').set(change).where('id', '=', id).execute(),

		find: (id: string): Promise<PurchaseRequestRow | undefined> =>
			db.selectFrom('purchaseRequest').selectAll().where('id', '=', id).executeTakeFirst(),

		/** The need's draft or submitted request, and whose it is; there is at most one. */
		findOpen: (needId: string): Promise<NamedRequest | undefined> =>
			named()
				.where('purchaseRequest.needId', '=', needId)
				.where('purchaseRequest.state', 'in', ['draft', 'submitted'])
				.executeTakeFirst(),

		/** Every request of the need with whose it is, newest first. */
		listOfNeed: (needId: string): Promise<NamedRequest[]> =>
			named()
				.where('purchaseRequest.needId', '=', needId)
				.orderBy('purchaseRequest.createdAt', 'desc')
				.orderBy('purchaseRequest.id', 'desc')
				.execute(),

		/** Submitted requests of the reached units that the person has no part in, oldest first. */
		listWaiting: (reach: Reach, notOf: string) =>
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
				.where(sql<boolean>`${notOf}::uuid <> all (${sql.ref('purchaseRequest.makers')})`)
				.where('need.requestedBy', '<>', notOf)
				.where(reachedIn('purchaseRequest', reach))
				.orderBy('purchaseRequest.submittedAt')
				.limit(200)
				.execute(),

		insertRerun: (row: Insertable<ReuseCheckRerunTable>) =>
			db.insertInto('reuseCheckRerun').values(row).execute()
	};
};
