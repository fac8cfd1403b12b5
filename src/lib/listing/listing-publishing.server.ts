import type { CatalogueType } from '$lib/catalogue/catalogue';
import { typeFromWords } from '$lib/catalogue/suggest-types';
import { requireAccess, requireOpenUnit } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName, type Emitter } from '$lib/platform/events.server';
import type { Trx } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import { MAX_PHOTOS } from '$lib/photo/photo';
import { moveStock, openLot } from '$lib/stock/lot.server';
import { requireOffered } from '$lib/reason/read-reasons.server';
import { framed, type ListingDeps } from './listing-deps.server';
import { canMove, cooperationFrom, stockAfter, type WithdrawReason } from './listing';
import { readListing, type ListingForm } from './listing-form';
import { holdListing } from './listing-lock.server';
import { isSiteOpen, placed } from './listing-place.server';
import { recordVersion } from './listing-version.server';
import { listingRepository } from './listing.repository.server';

export interface CreateListing extends ListingForm {
	/** Made by the client, so that sending twice makes one listing. */
	id: string;
	/** The giving unit; the actor's own (or the token's) when left out. */
	unitId?: string;
	/** Worked out from the title when left out. */
	itemTypeId?: string;
	/** Content addresses of photos already stored, in order. */
	photoIds?: readonly string[];
	/** The sender's own id: unique in the organisation, makes a retry the same listing. */
	externalId?: string;
	/** The language the words are in; the actor's when left out. */
	locale?: 'nb' | 'nn' | 'en';
}

/** How listings come and go. */
export function listingPublishing({ db, bus, clock, catalogue, organisation }: ListingDeps) {
	async function typeFor(input: CreateListing): Promise<CatalogueType> {
		const type = input.itemTypeId
			? await catalogue.getOfferedType(input.itemTypeId)
			: typeFromWords(await catalogue.listTypes(), [input.title], 'sure');
		if (!type) throw invalid('listingTypeMissing', { field: 'itemTypeId' });
		return type;
	}

	/** A retry of what is already stored is answered with it; anything else under that id is refused. */
	async function sameAsStored(
		trx: Trx,
		actor: Actor,
		input: CreateListing,
		unitId: string
	): Promise<boolean> {
		const stored = await listingRepository(trx).findForUpdate(input.id);
		if (!stored) return false;
		if (stored.createdBy !== actor.personId || stored.unitId !== unitId) throw notFound();
		if (stored.title !== input.title.trim().replace(/\s+/g, ' ')) throw refused('listingAlreadyThere');
		return true;
	}

	return {
		/**
		 * Puts a thing out: lot with its first movement, listing, photos and first version, published at once
		 * unless `asDraft`. Sent again with the same id (or external id) it answers the listing that is there.
		 * @throws AppError with codes by field; listingAlreadyThere; photoUnknown; tooManyPhotos; storageSiteClosed
		 */
		async create(
			actor: Actor,
			input: CreateListing,
			{ asDraft = false } = {}
		): Promise<{ id: string; isNew: boolean }> {
			const unitId = input.unitId ?? (actor.via.kind === 'token' ? actor.via.unitId : actor.homeUnitId);
			const unit = await organisation.getUnit(unitId);
			requireAccess(actor, 'listing.create', { organisationId: unit.organisationId, unitId });
			const type = await typeFor(input);
			const now = clock.now();
			const { isAddressProtected } = unit;
			const read = readListing(
				{ ...input, district: input.district || unit.district || '' },
				{ type, today: osloDate(now), isAddressProtected }
			);
			if (!read.ok) throw invalid('invalid', { fields: read.fields, fieldParams: read.fieldParams });
			const photoIds = [...new Set(input.photoIds ?? [])];
			if (photoIds.length > MAX_PHOTOS)
				throw invalid('tooManyPhotos', { field: 'photos', params: { max: MAX_PHOTOS } });

			return inTransaction(db, bus, async (trx, events) => {
				const listings = listingRepository(trx);
				await lockByName(trx, `listing ${input.id}`);
				if (await sameAsStored(trx, actor, input, unitId)) return { id: input.id, isNew: false };
				await requireOpenUnit(trx, unitId);
				if (input.externalId) {
					await lockByName(trx, `listing ${unit.organisationId} ${input.externalId}`);
					const known = await listings.findByExternalId(unit.organisationId, input.externalId);
					if (known && known.unitId !== unitId) throw refused('externalIdTaken', { field: 'externalId' });
					if (known) return { id: known.id, isNew: false };
				}
				if (photoIds.length && (await listings.countStored(photoIds)) !== photoIds.length)
					throw invalid('photoUnknown', { field: 'photos' });

				const { organisationId } = unit;
				const { condition, attributes, serial, yearAcquired, quantityMilli, ...content } = await placed(
					trx,
					actor,
					read.content,
					{ organisationId }
				);
				const writing = { trx, events, personId: actor.personId, now };
				const lotId = await openLot(writing, {
					organisationId,
					unitId,
					type,
					condition,
					attributes,
					serial,
					yearAcquired,
					quantityMilli
				});
				const listing = { id: input.id, organisationId };
				await listings.insert({
					...listing,
					...content,
					unitId,
					lotId,
					externalId: input.externalId ?? null,
					locale: input.locale ?? actor.locale,
					state: asDraft ? 'draft' : 'published',
					publishedAt: asDraft ? null : now,
					cooperationFrom: asDraft ? null : cooperationFrom(now, unit),
					createdAt: now,
					updatedAt: now,
					createdBy: actor.personId
				});
				if (photoIds.length)
					await listings.insertPhotos(
						photoIds.map((photoId, position) => ({
							id: newId(now.getTime()),
							listingId: input.id,
							photoId,
							position,
							createdAt: now
						}))
					);
				await recordVersion(trx, input.id, now);
				const frame = { ...framed(actor.personId, listing, now), toState: asDraft ? 'draft' : 'published' };
				await events.emit('listing.created', frame, { listingId: input.id });
				if (!asDraft) await events.emit('listing.published', frame, { listingId: input.id });
				return { id: input.id, isNew: true };
			});
		},

		/**
		 * Publishes a draft, or what was taken down; the organisation's priority period starts anew.
		 * @throws AppError changedMeanwhile, listingNotOpen, listingEmpty, listingNotForReuse, storageSiteClosed
		 */
		publish: (actor: Actor, { id, version }: { id: string; version: number }): Promise<void> =>
			inTransaction(db, bus, async (trx, events) => {
				const listings = listingRepository(trx);
				const { listing, lot } = await holdListing(trx, id);
				requireAccess(actor, 'listing.edit', listing);
				if (listing.version !== version) throw refused('changedMeanwhile');
				if (listing.state === 'published' || !canMove(listing.state, 'published'))
					throw refused('listingNotOpen');
				if (lot.onHandMilli === 0) throw refused('listingEmpty');
				if (lot.hazardState === 'stop') throw refused('listingNotForReuse');
				if (!(await isSiteOpen(trx, listing.storageSiteId))) throw refused('storageSiteClosed');
				const now = clock.now();
				const unit = await organisation.getUnit(listing.unitId, trx);
				await listings.update(id, version, {
					state: 'published',
					publishedAt: now,
					cooperationFrom: cooperationFrom(now, unit),
					withdrawnReason: null,
					updatedAt: now
				});
				await recordVersion(trx, id, now);
				await events.emit(
					'listing.published',
					{ ...framed(actor.personId, listing, now), fromState: listing.state, toState: 'published' },
					{ listingId: id }
				);
			}),

		/**
		 * Takes a listing down; where the thing is gone, its stock goes too.
		 * @throws AppError changedMeanwhile, listingNotOpen, listingReserved, erasureNotReady, hazardNotCleared
		 */
		withdraw: (
			actor: Actor,
			{ id, version, reason }: { id: string; version: number; reason: WithdrawReason }
		): Promise<void> =>
			inTransaction(db, bus, async (trx, events) => {
				const listings = listingRepository(trx);
				const { listing, lot } = await holdListing(trx, id);
				requireAccess(actor, 'listing.edit', listing);
				if (listing.state === 'withdrawn') return;
				if (listing.version !== version) throw refused('changedMeanwhile');
				if (!canMove(listing.state, 'withdrawn')) throw refused('listingNotOpen');
				if (lot.reservedMilli > 0) throw refused('listingReserved');
				const now = clock.now();
				await requireOffered(trx, 'withdrawReason', reason, { at: now, field: 'reason' });
				const movement = stockAfter(reason);
				if (movement)
					await moveStock({ trx, events, personId: actor.personId, now }, lot, movement, lot.onHandMilli);
				await listings.update(id, version, { state: 'withdrawn', withdrawnReason: reason, updatedAt: now });
				await events.emit(
					'listing.withdrawn',
					{ ...framed(actor.personId, listing, now), fromState: listing.state, toState: 'withdrawn', reason },
					{ listingId: id }
				);
			}),

		/** I5: what is not for reuse is taken down in the same transaction; its own unit still sees it, with the mark. */
		async withdrawNotForReuse(
			trx: Trx,
			events: Emitter,
			lotId: string,
			actorId: string | null
		): Promise<void> {
			const listings = listingRepository(trx);
			const now = clock.now();
			for (const { id } of await listings.listOpenOfLot(lotId)) {
				const listing = await listings.findForUpdate(id);
				if (!listing) continue;
				await listings.update(id, listing.version, {
					state: 'withdrawn',
					withdrawnReason: 'notForReuse',
					updatedAt: now
				});
				await events.emit(
					'listing.withdrawn',
					{
						...framed(actorId, listing, now),
						fromState: listing.state,
						toState: 'withdrawn',
						reason: 'notForReuse'
					},
					{ listingId: id }
				);
			}
		}
	};
}
