import { sql, type Insertable, type NotNull, type Selectable, type Updateable } from 'kysely';
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
				.$narrowType<{ kind: NotNull }>()
				.where('purchaseRequest.state', '=', 'submitted')
				.where(sql<boolean>`${notOf}::uuid <> all (${sql.ref('purchaseRequest.makers')})`)
				.where('need.requestedBy', '<>', notOf)
				.where(reachedIn('purchaseRequest', reach))
				.orderBy('purchaseRequest.submittedAt')
				.limit(200)
				.execute(),

		/**
		 * What was decided about needs or requests of a person and is not taken up yet: approved with something left to
		 * order, said no to since `since` with nothing asked anew, or sent back to its draft.
		 */
		listNews: (personId: string, now: Date, since: Date) =>
			db
				.selectFrom('purchaseRequest')
				.innerJoin('need', 'need.id', 'purchaseRequest.needId')
				.leftJoin('clearance', 'clearance.purchaseRequestId', 'purchaseRequest.id')
				.select(['purchaseRequest.id', 'purchaseRequest.needId', 'purchaseRequest.state', 'need.title'])
				.where('need.state', 'not in', ['dropped', 'cancelled', 'closed'])
				.where((eb) =>
					eb.or([
						eb('need.requestedBy', '=', personId),
						sql<boolean>`${personId}::uuid = any (${sql.ref('purchaseRequest.makers')})`
					])
				)
				.where((eb) =>
					eb.or([
						eb.and([
							eb('clearance.state', '=', 'valid'),
							eb('clearance.validUntil', '>=', now),
							eb('clearance.quantityConsumedMilli', '=', 0)
						]),
						eb.and([
							eb('purchaseRequest.state', '=', 'rejected'),
							eb('purchaseRequest.decidedAt', '>=', since),
							sql<boolean>`not exists (select 1 from purchase_request as later where later.need_id = purchase_request.need_id
								and later.created_at > purchase_request.created_at)`
						]),
						eb.and([
							eb('purchaseRequest.state', '=', 'draft'),
							eb('purchaseRequest.sentBackReason', 'is not', null)
						])
					])
				)
				.orderBy('purchaseRequest.createdAt', 'desc')
				.limit(20)
				.execute(),

		insertRerun: (row: Insertable<ReuseCheckRerunTable>) =>
			db.insertInto('reuseCheckRerun').values(row).execute()
	};
};
