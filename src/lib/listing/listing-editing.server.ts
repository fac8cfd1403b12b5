import type { AttributeValues, CatalogueType } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { MAX_PHOTOS } from '$lib/photo/photo';
import {
	askHazardAgain,
	changesHazard,
	changeType,
	moveStock,
	typeSettledBy,
	type HeldLot
} from '$lib/stock/lot.server';
import type { Loss } from '$lib/stock/stock';
import { stockRepository } from '$lib/stock/stock.repository.server';
import { requireOffered } from '$lib/reason/read-reasons.server';
import { framed, type ListingDeps } from './listing-deps.server';
import { readListing, type ListingForm } from './listing-form';
import { holdListing } from './listing-lock.server';
import { placed } from './listing-place.server';
import { recordVersion } from './listing-version.server';
import { listingRepository } from './listing.repository.server';

export interface EditListing extends ListingForm {
	id: string;
	/** The version that was read. */
	version: number;
	/** What was on hand when it was read, in thousandths: a change is counted from there. */
	onHandWasMilli: number;
	/** Another type, while nobody has asked for it; left out it stays what it is. */
	itemTypeId?: string;
	/** Where they went, when there are fewer. */
	loss?: Loss;
	/** Content addresses of stored photos to hang on it, last. */
	photoIds?: readonly string[];
}

/** Hangs stored photos on a listing, last; answers whether any was new. @throws AppError tooManyPhotos, photoUnknown */
async function hangPhotos(
	listings: ReturnType<typeof listingRepository>,
	id: string,
	photoIds: readonly string[],
	now: Date
): Promise<boolean> {
	const there = await listings.listPhotos(id);
	const added = [...new Set(photoIds)].filter((wanted) => !there.some(({ photoId }) => photoId === wanted));
	if (added.length === 0) return false;
	if (there.length + added.length > MAX_PHOTOS)
		throw invalid('tooManyPhotos', { field: 'photos', params: { max: MAX_PHOTOS } });
	if ((await listings.countStored(added)) !== added.length)
		throw invalid('photoUnknown', { field: 'photos' });
	const next = Math.max(-1, ...there.map(({ position }) => position)) + 1;
	await listings.insertPhotos(
		added.map((photoId, index) => ({
			id: newId(now.getTime()),
			listingId: id,
			photoId,
			position: next + index,
			createdAt: now
		}))
	);
	return true;
}

/** What was typed, without what only another type asks about. */
const formFor = (type: CatalogueType, input: EditListing): EditListing => ({
	...input,
	attributes: Object.fromEntries(
		Object.entries(input.attributes ?? {}).filter(([name]) => type.attributes.some(({ key }) => key === name))
	)
});

/** How listings change while they stand. */
export function listingEditing({ db, bus, clock, catalogue, organisation, isAskedFor }: ListingDeps) {
	/** Locks the listing and runs `change` on its photos; a version row and an event follow. */
	const changePhotos = (
		actor: Actor,
		listingId: string,
		change: (listings: ReturnType<typeof listingRepository>, now: Date) => Promise<boolean>
	): Promise<void> =>
		inTransaction(db, bus, async (trx, events) => {
			const listings = listingRepository(trx);
			const listing = await listings.findForUpdate(listingId);
			if (!listing) throw notFound();
			requireAccess(actor, 'listing.edit', listing);
			const now = clock.now();
			if (!(await change(listings, now))) return;
			// Not a new version: who is writing in the form meanwhile is not in the way.
			await listings.touch(listingId, now);
			await recordVersion(trx, listingId, now);
			await events.emit('listing.photosChanged', framed(actor.personId, listing, now), { listingId });
		});

	/** The type it shall be. @throws AppError typeClosed; why it keeps the one it has */
	async function wantedType(trx: Trx, { itemTypeId }: EditListing, lot: HeldLot, now: CatalogueType) {
		if (!itemTypeId || itemTypeId === now.id) return now;
		const type = await catalogue.getOfferedType(itemTypeId, trx);
		const settled = await typeSettledBy(trx, lot, await isAskedFor(trx, lot.id));
		if (settled) throw refused(settled, { field: 'itemTypeId' });
		return type;
	}

	return {
		/**
		 * Changes what a listing says. More or fewer is booked as a movement counted from what the editor saw.
		 * @throws AppError changedMeanwhile when someone else was first; codes by field; lossMissing;
		 * quantityReserved; listingNotOpen; listingTypeAsked, listingTypeChecked,
		 * listingTypeHandedOn, listingTypeMeasure; tooManyPhotos, photoUnknown; storageSiteClosed
		 */
		edit: (actor: Actor, input: EditListing): Promise<void> =>
			inTransaction(db, bus, async (trx, events) => {
				const listings = listingRepository(trx);
				const stock = stockRepository(trx);
				const { listing, lot } = await holdListing(trx, input.id);
				requireAccess(actor, 'listing.edit', listing);
				if (listing.version !== input.version) throw refused('changedMeanwhile');
				if (listing.state === 'closed') throw refused('listingNotOpen');
				const before = await catalogue.getType(lot.itemTypeId, trx);
				const type = await wantedType(trx, input, lot, before);
				const unit = await organisation.getUnit(listing.unitId, trx);
				const now = clock.now();
				const typed = {
					...(type.id === before.id ? input : formFor(type, input)),
					// Back from a site, and nothing else said: it is where its unit is.
					...(listing.storageSiteId && !input.district && { district: unit.district ?? '' })
				};
				const read = readListing(typed, {
					type,
					today: osloDate(now),
					isAddressProtected: unit.isAddressProtected
				});
				if (!read.ok) throw invalid('invalid', { fields: read.fields, fieldParams: read.fieldParams });
				const { condition, attributes, serial, yearAcquired, quantityMilli, ...content } = await placed(
					trx,
					actor,
					read.content,
					{ organisationId: listing.organisationId, was: listing.storageSiteId }
				);

				const writing = { trx, events, personId: actor.personId, now };
				const difference = quantityMilli - input.onHandWasMilli;
				if (difference !== 0 && lot.onHandMilli !== input.onHandWasMilli) throw refused('changedMeanwhile');
				if (difference < 0 && !input.loss) throw invalid('lossMissing', { field: 'loss' });
				if (difference < 0 && input.loss)
					await requireOffered(trx, 'loss', input.loss, { at: now, field: 'loss' });
				await moveStock(writing, lot, difference > 0 ? 'in' : (input.loss ?? 'lost'), Math.abs(difference));

				if (type.id !== before.id) await changeType(writing, lot, before, type);
				await stock.updateLot(lot.id, {
					condition,
					attributes: JSON.stringify(attributes),
					serial,
					yearAcquired
				});
				// What waits for an expert or was stopped stays so: an edit is no way round.
				// More of it than was asked about is not answered for either.
				if (
					lot.hazardState === 'ok' &&
					(difference > 0 || changesHazard(before, lot.attributes as AttributeValues, attributes)) &&
					type.id === before.id
				)
					await askHazardAgain(writing, lot.id, type);
				const isPictured = await hangPhotos(listings, listing.id, input.photoIds ?? [], now);
				await listings.update(listing.id, listing.version, { ...content, updatedAt: now });
				await recordVersion(trx, listing.id, now);
				const frame = framed(actor.personId, listing, now);
				if (isPictured) await events.emit('listing.photosChanged', frame, { listingId: listing.id });
				await events.emit('listing.edited', frame, { listingId: listing.id });
			}),

		/** Hangs stored photos on a listing, last; one that hangs there already stays where it is. */
		addPhotos: (actor: Actor, { id, photoIds }: { id: string; photoIds: readonly string[] }): Promise<void> =>
			changePhotos(actor, id, (listings, now) => hangPhotos(listings, id, photoIds, now)),

		/** Takes a photo off the listing; evidence that shows it keeps it. */
		removePhoto: (
			actor: Actor,
			{ id, listingPhotoId }: { id: string; listingPhotoId: string }
		): Promise<void> =>
			changePhotos(actor, id, async (listings, now) => {
				const isThere = (await listings.listPhotos(id)).some((photo) => photo.id === listingPhotoId);
				if (isThere) await listings.updatePhoto(listingPhotoId, { removedAt: now });
				return isThere;
			}),

		/** Puts the photos in this order; those not named come after, as they were. */
		reorderPhotos: (actor: Actor, { id, order }: { id: string; order: readonly string[] }): Promise<void> =>
			changePhotos(actor, id, async (listings) => {
				const there = (await listings.listPhotos(id)).map((photo) => photo.id);
				const wanted = order.filter((photoId) => there.includes(photoId));
				const sorted = [...wanted, ...there.filter((photoId) => !wanted.includes(photoId))];
				for (const [position, photoId] of sorted.entries()) await listings.updatePhoto(photoId, { position });
				return sorted.some((photoId, position) => there[position] !== photoId);
			})
	};
}
