import type { Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import { stockRepository } from '$lib/stock/stock.repository.server';
import { listingRepository } from './listing.repository.server';

/**
 * Locks a listing with its lot until the transaction ends, the lot first (the order of `stockRepository`).
 * @throws AppError notFound
 */
export async function holdListing(trx: Trx, id: string) {
	const listings = listingRepository(trx);
	const known = await listings.findLotId(id);
	const lot = known && (await stockRepository(trx).findLotForUpdate(known.lotId));
	const listing = await listings.findForUpdate(id);
	if (!lot || !listing) throw notFound();
	return { listing, lot };
}
