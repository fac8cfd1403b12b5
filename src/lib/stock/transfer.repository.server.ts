import type { Insertable, Updateable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { CustodyRecordTable, LotTable, StockMovementTable } from './stock.tables';

/** SQL of what happens to lots when things change hands. */
export const transferRepository = (db: Db) => ({
	insertMovement: (movement: Insertable<StockMovementTable>) =>
		db.insertInto('stockMovement').values(movement).execute(),
	insertLot: (lot: Insertable<LotTable>) => db.insertInto('lot').values(lot).execute(),
	updateLot: (id: string, change: Updateable<LotTable>) =>
		db.updateTable('lot').set(change).where('id', '=', id).execute(),
	insertCustody: (record: Insertable<CustodyRecordTable>) => db.insertInto('custodyRecord').values(record).execute()
});
