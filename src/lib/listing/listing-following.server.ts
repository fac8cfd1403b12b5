import type { Trx } from '$lib/platform/db.server';
import type { DomainEvent, Emitter } from '$lib/platform/events.server';
import { stockRepository } from '$lib/stock/stock.repository.server';
import { canMove } from './listing';
import { framed, type ListingDeps } from './listing-deps.server';
import { isSiteOpen } from './listing-place.server';
import { recordVersion } from './listing-version.server';
import { listingRepository } from './listing.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'listing.closed': { listingId: string };
		'listing.takenOver': { listingId: string; unitId: string };
	}
}

/** A type of which an organisation may have things out, and what of it became other than before. */
interface FollowType {
	itemTypeId: string;
	organisationId: string;
	fields: readonly string[];
}

/** How listings follow their lot and its type; all of it runs in the transaction of the change. */
export function listingFollowing({ clock }: Pick<ListingDeps, 'clock'>) {
	return {
		/** What is out of a type is found by what the type is called now, at once. */
		async followType(trx: Trx, { itemTypeId, organisationId, fields }: FollowType): Promise<void> {
			if (!fields.some((field) => field === 'names' || field === 'words')) return;
			await listingRepository(trx).indexAgain({ itemTypeId, organisationId });
		},

		/** Closes the published listings of a lot that has nothing left. */
		async closeEmpty(trx: Trx, events: Emitter, lotId: string, actorId: string | null): Promise<void> {
			const lot = await stockRepository(trx).findLot(lotId);
			if (!lot || lot.onHandMilli > 0) return;
			const listings = listingRepository(trx);
			for (const { id } of await listings.listOpenOfLot(lotId)) {
				const listing = await listings.findForUpdate(id);
				if (!listing || !canMove(listing.state, 'closed')) continue;
				const now = clock.now();
				await listings.update(id, listing.version, { state: 'closed', updatedAt: now });
				await events.emit(
					'listing.closed',
					{
						...framed(actorId, listing, now),
						fromState: listing.state,
						toState: 'closed',
						reason: 'nothingLeft'
					},
					{ listingId: id }
				);
			}
		},

		/** A site is elsewhere now, or its address is protected: so is what stands there. */
		async followSite(trx: Trx, { payload }: DomainEvent<'storageSite.changed'>): Promise<void> {
			await listingRepository(trx).followSite(payload.storageSiteId, payload);
		},

		/** A unit is merged into another: what it owns and has put out, now or before, is the other's. */
		async followMergedUnit(
			trx: Trx,
			{ payload: { unitId, intoId }, actorId, at }: DomainEvent<'unit.merged'>,
			events: Emitter
		): Promise<void> {
			await stockRepository(trx).handLotsOver(unitId, intoId);
			for (const listing of await listingRepository(trx).handOver(unitId, intoId)) {
				if (listing.state !== 'draft' && listing.state !== 'published') continue;
				await events.emit(
					'listing.takenOver',
					{ ...framed(actorId, listing, at), fromState: unitId, toState: intoId, reason: 'merged' },
					{ listingId: listing.id, unitId: intoId }
				);
			}
		},

		/**
		 * Publishes a listing again that was closed because nothing was left, when something came back. The
		 * cooperation sees it from when it did before.
		 */
		async reopen(trx: Trx, events: Emitter, listingId: string, actorId: string | null): Promise<void> {
			const listings = listingRepository(trx);
			const listing = await listings.findForUpdate(listingId);
			if (listing?.state !== 'closed') return;
			const lot = await stockRepository(trx).findLot(listing.lotId);
			const isTaken = (await listings.listOpenOfLot(listing.lotId)).length > 0;
			if (!lot || lot.onHandMilli === 0 || lot.hazardState === 'stop' || isTaken) return;
			const now = clock.now();
			await listings.update(listingId, listing.version, {
				state: 'published',
				publishedAt: now,
				// It is back with its unit: where it stood is closed.
				...(!(await isSiteOpen(trx, listing.storageSiteId)) && { storageSiteId: null, shelf: null }),
				updatedAt: now
			});
			await recordVersion(trx, listingId, now);
			await events.emit(
				'listing.published',
				{
					...framed(actorId, listing, now),
					fromState: 'closed',
					toState: 'published',
					reason: 'cameBack'
				},
				{ listingId }
			);
		}
	};
}
