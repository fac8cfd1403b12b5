import type { Insertable, Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { CustodyRecordTable, HazardRecordTable, LotTable, StockMovementTable } from './stock.tables';

/**
 * SQL of lots, their movements, and their custody and hazard records.
 *
 * Rows are locked in one order everywhere, so that nobody waits for each other in a ring: lots by id, then the
 * listings of them by id, then the needs of what is open on them by id, then reservations, then the ledger's names.
 * Whoever needs a listing or a reservation locks its lot first; whoever holds a need (and no lot) touches
 * only that need's own reservations. Lots and listings are locked without their keys, so that rows which only
 * refer to them never wait.
 */
export const stockRepository = (db: Db) => ({
	insertLot: (lot: Insertable<LotTable>) => db.insertInto('lot').values(lot).execute(),

	/** Locks the lot until the transaction ends. */
	findLotForUpdate: (lotId: string) =>
		db.selectFrom('lot').selectAll().where('id', '=', lotId).forNoKeyUpdate().executeTakeFirst(),

	/** Locks several lots in their order until the transaction ends. */
	listLotsForUpdate: (lotIds: readonly string[]) =>
		db.selectFrom('lot').selectAll().where('id', 'in', lotIds).orderBy('id').forNoKeyUpdate().execute(),

	findLot: (lotId: string) => db.selectFrom('lot').selectAll().where('id', '=', lotId).executeTakeFirst(),

	/** Everything one unit owns is another's; whole organisations never change. */
	handLotsOver: (unitId: string, intoId: string) =>
		db.updateTable('lot').set({ unitId: intoId }).where('unitId', '=', unitId).execute(),

	updateLot: (lotId: string, change: Updateable<LotTable>) =>
		db
			.updateTable('lot')
			.set((eb) => ({ ...change, version: eb('version', '+', 1) }))
			.where('id', '=', lotId)
			.execute(),

	insertMovement: (movement: Insertable<StockMovementTable>) =>
		db.insertInto('stockMovement').values(movement).execute(),

	insertCustody: (record: Insertable<CustodyRecordTable>) =>
		db.insertInto('custodyRecord').values(record).execute(),

	insertHazard: (record: Insertable<HazardRecordTable>) =>
		db.insertInto('hazardRecord').values(record).execute(),

	/** Newest last, with who recorded it. */
	listCustody: (lotId: string) =>
		db
			.selectFrom('custodyRecord')
			.leftJoin('person', 'person.id', 'custodyRecord.recordedBy')
			.selectAll('custodyRecord')
			.select('person.displayName as recordedByName')
			.where('lotId', '=', lotId)
			.orderBy('recordedAt')
			.orderBy('custodyRecord.id')
			.execute(),

	/** Newest last, with who recorded it. */
	listHazard: (lotId: string) =>
		db
			.selectFrom('hazardRecord')
			.leftJoin('person', 'person.id', 'hazardRecord.recordedBy')
			.selectAll('hazardRecord')
			.select('person.displayName as recordedByName')
			.where('lotId', '=', lotId)
			.orderBy('recordedAt')
			.orderBy('hazardRecord.id')
			.execute(),

	/** Active people with the role somewhere in the organisation on a date. */
	listPeopleWithRole: (organisationId: string, role: 'subjectExpert', on: string) =>
		db
			.selectFrom('membership')
			.innerJoin('person', 'person.id', 'membership.personId')
			.innerJoin('unit', 'unit.id', 'membership.unitId')
			.select(['person.id', 'person.displayName'])
			.distinct()
			.where('unit.organisationId', '=', organisationId)
			.where('membership.role', '=', role)
			.where('membership.validFrom', '<=', on)
			.where((eb) => eb.or([eb('membership.validTo', 'is', null), eb('membership.validTo', '>', on)]))
			.where('person.deactivatedAt', 'is', null)
			.orderBy('person.displayName')
			.execute()
});
