import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { NeedTable } from './need.tables';
import type { NeedState } from './need';

export type NeedRow = Selectable<NeedTable>;

/** Units and whole organisations a list is made for. */
export interface Reach {
	organisationIds: string[];
	unitIds: string[];
}

/** True for rows of the table (or its alias) that belong to the reached units and organisations. */
export const reachedIn = (table: string, { organisationIds, unitIds }: Reach): RawBuilder<boolean> =>
	sql<boolean>`(${sql.ref(`${table}.unitId`)} = any(${unitIds}::uuid[])
		or ${sql.ref(`${table}.organisationId`)} = any(${organisationIds}::uuid[]))`;

/** What the need is covered by, read from reservations, handovers, requests and clearances. Thousandths. */
export interface NeedTotals {
	coveredMilli: number;
	clearedMilli: number;
	/** Requests under way or approved, less what expired unused. */
	requestedMilli: number;
	isHandedOver: boolean;
}

/** SQL of needs. */
export const needRepository = (db: Db) => {
	const detailed = () =>
		db
			.selectFrom('need')
			.innerJoin('unit', 'unit.id', 'need.unitId')
			.innerJoin('itemType', 'itemType.id', 'need.itemTypeId')
			.innerJoin('person', 'person.id', 'need.requestedBy')
			.leftJoinLateral(
				(eb) =>
					eb
						.selectFrom('reuseCheck')
						.select(['reuseCheck.id', 'reuseCheck.state', 'reuseCheck.validUntil', 'reuseCheck.completedAt'])
						.whereRef('reuseCheck.needId', '=', 'need.id')
						.orderBy('reuseCheck.startedAt', 'desc')
						.orderBy('reuseCheck.id', 'desc')
						.limit(1)
						.as('latestCheck'),
				(join) => join.onTrue()
			)
			.selectAll('need')
			.select((eb) => [
				'unit.name as unitName',
				'itemType.key as typeKey',
				'itemType.pack',
				'person.displayName as requestedByName',
				'latestCheck.id as checkId',
				'latestCheck.state as checkState',
				'latestCheck.validUntil as checkValidUntil',
				'latestCheck.completedAt as checkCompletedAt',
				eb
					.exists(
						eb
							.selectFrom('purchaseRequest')
							.select('purchaseRequest.id')
							.whereRef('purchaseRequest.checkId', '=', 'latestCheck.id')
							.where('purchaseRequest.state', 'in', ['submitted', 'approved'])
					)
					.as('isCheckUsedUp'),
				eb
					.exists(
						eb
							.selectFrom('purchaseRequest')
							.select('purchaseRequest.id')
							.whereRef('purchaseRequest.needId', '=', 'need.id')
							.where('purchaseRequest.state', '=', 'draft')
					)
					.as('hasDraftRequest')
			]);
	return {
		insert: (row: Insertable<NeedTable>) =>
			db
				.insertInto('need')
				.values(row)
				.onConflict((conflict) => conflict.column('id').doNothing())
				.returningAll()
				.executeTakeFirst(),

		find: (id: string) => detailed().where('need.id', '=', id).executeTakeFirst(),

		findForUpdate: (id: string): Promise<NeedRow | undefined> =>
			db.selectFrom('need').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

		update: (id: string, change: Updateable<NeedTable>) =>
			db.updateTable('need').set(change).where('id', '=', id).execute(),

		/**
		 * Needs of the reached units, newest first, one more than `limit` when there is another page. `before` is one
		 * of them: after any other id there is nothing, so that it tells nothing of that one.
		 */
		list: (
			reach: Reach,
			{ states, before, limit }: { states?: readonly NeedState[]; before?: string; limit: number }
		) =>
			detailed()
				.where(reachedIn('need', reach))
				.$if(states !== undefined && states.length > 0, (qb) => qb.where('need.state', 'in', states ?? []))
				.$if(before !== undefined, (qb) =>
					qb.where(
						sql<boolean>`(need.stated_at, need.id) < (select stated_at, id from need as last where id = ${before ?? ''}::uuid
							and ${reachedIn('last', reach)})`
					)
				)
				.orderBy('need.statedAt', 'desc')
				.orderBy('need.id', 'desc')
				.limit(limit + 1)
				.execute(),

		/** Dropped needs nobody has confirmed, of others than the person, oldest first. */
		listUnconfirmedDrops: (reach: Reach, notOf: string) =>
			detailed()
				.where('need.state', '=', 'dropped')
				.where('need.dropConfirmedAt', 'is', null)
				.where('need.requestedBy', '<>', notOf)
				.where(reachedIn('need', reach))
				.orderBy('need.updatedAt')
				.limit(200)
				.execute(),

		/** Waiting reservations count for nothing; what came back is taken off. */
		readTotals: async (needId: string): Promise<NeedTotals> => {
			const { rows } = await sql<NeedTotals>`
				select
					coalesce((select sum(case when reservation.state = 'collected'
							then coalesce(handover.quantity_milli - handover.returned_milli, reservation.quantity_milli)
							else reservation.quantity_milli end)
						from reservation left join handover on handover.reservation_id = reservation.id
						where reservation.need_id = ${needId} and reservation.state in ('requested', 'approved', 'collected')), 0)::bigint as covered_milli,
					coalesce((select sum(case when clearance.state in ('expired', 'withdrawn') then clearance.quantity_consumed_milli
							else clearance.quantity_cleared_milli end)
						from clearance join purchase_request on purchase_request.id = clearance.purchase_request_id
						where purchase_request.need_id = ${needId}), 0)::bigint as cleared_milli,
					coalesce((select sum(case when clearance.state in ('expired', 'withdrawn') then clearance.quantity_consumed_milli
							else purchase_request.quantity_milli end)
						from purchase_request left join clearance on clearance.purchase_request_id = purchase_request.id
						where purchase_request.need_id = ${needId} and purchase_request.state in ('submitted', 'approved')), 0)::bigint as requested_milli,
					not exists (select 1 from reservation where need_id = ${needId} and state in ('requested', 'approved')) as is_handed_over`.execute(
				db
			);
			return rows[0] ?? { coveredMilli: 0, clearedMilli: 0, requestedMilli: 0, isHandedOver: true };
		},

		/** What stands or stood reserved for the need, newest first. */
		listReservations: (needId: string) =>
			db
				.selectFrom('reservation')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.leftJoin('handover', 'handover.reservationId', 'reservation.id')
				.select([
					'reservation.id',
					'reservation.listingId',
					'reservation.quantityMilli',
					'reservation.state',
					'reservation.unitId',
					'reservation.createdAt',
					'handover.returnedMilli',
					'listing.title'
				])
				.where('reservation.needId', '=', needId)
				.orderBy('reservation.createdAt', 'desc')
				.orderBy('reservation.id')
				.execute(),

		/** Who may approve for the unit on a date, by name: managers of it or of a unit above it. */
		listManagers: async (
			unitId: string,
			on: string
		): Promise<{ personId: string; displayName: string }[]> => {
			const { rows } = await sql<{ personId: string; displayName: string }>`
				with recursive up (unit_id) as (
					select ${unitId}::uuid
					union select unit_parent.parent_id from up join unit_parent on unit_parent.unit_id = up.unit_id
						where unit_parent.parent_id is not null and daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date)
				select distinct person.id as person_id, person.display_name from membership
					join up on up.unit_id = membership.unit_id join person on person.id = membership.person_id
				where membership.role = 'manager' and person.deactivated_at is null
					and daterange(membership.valid_from, membership.valid_to) @> ${on}::date
				order by person.display_name`.execute(db);
			return rows;
		},

		findReservation: (reservationId: string) =>
			db
				.selectFrom('reservation')
				.select(['id', 'needId', 'unitId', 'quantityMilli', 'state'])
				.where('id', '=', reservationId)
				.executeTakeFirst()
	};
};
export type NeedDetail = NonNullable<Awaited<ReturnType<ReturnType<typeof needRepository>['find']>>>;
