import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { CatalogueType } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import { listingUnitIds, reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { notFound } from '$lib/platform/errors';
import { isUuid } from '$lib/platform/ids';
import { typeSettledBy } from '$lib/stock/lot.server';
import { stockRepository } from '$lib/stock/stock.repository.server';
import type { ShownSite } from '$lib/storage/storage-site';
import { storageRepository } from '$lib/storage/storage.repository.server';
import type { ListingCardData } from './listing';
import type { ListingDeps } from './listing-deps.server';
import { listingEditing } from './listing-editing.server';
import { listingFollowing } from './listing-following.server';
import { listingPublishing } from './listing-publishing.server';
import { cardOf, detailOf, type ListingDetail } from './listing-view.server';
import { listingRepository, type Reader } from './listing.repository.server';

const OWN_AT_MOST = 200;
const GATED_AT_MOST = 200;
const AT_SITE_AT_MOST = 20;

/** Offers of what units have to spare: who sees them, and how they come, change and go. */
export function listingService(deps: ListingDeps) {
	const { db, clock, catalogue, organisation } = deps;
	const listings = listingRepository(db);
	const reader = (actor: Actor): Reader => {
		const now = clock.now();
		return { actor, now, today: osloDate(now), locale: getLocale() };
	};

	async function detailed(actor: Actor, id: string): Promise<{ detail: ListingDetail; type: CatalogueType }> {
		const asking = reader(actor);
		const row = isUuid(id) ? await listings.findDetail(asking.locale, id, asking) : undefined;
		if (!row) throw notFound();
		const type = await catalogue.getType(row.itemTypeId);
		return { detail: detailOf(asking, row, type), type };
	}

	return {
		...listingPublishing(deps),
		...listingEditing(deps),
		...listingFollowing(deps),

		/** One listing as this actor may see it. @throws AppError notFound */
		getListing: async (actor: Actor, id: string): Promise<ListingDetail> =>
			(await detailed(actor, id)).detail,

		/** One listing with its stored values, to change it, and why its type stays where it does. @throws AppError notFound, notAllowed */
		async getForEdit(actor: Actor, id: string) {
			const { detail, type } = await detailed(actor, id);
			requireAccess(actor, 'listing.edit', detail);
			const row = await listings.findDetail(getLocale(), id);
			const lot = await stockRepository(db).findLot(detail.lotId);
			const unit = await organisation.getUnit(detail.unitId);
			if (!row || !lot) throw notFound();
			const typeSettled = await typeSettledBy(db, lot, await deps.isAskedFor(db, lot.id));
			return { detail, type, row, typeSettled, unit };
		},

		/**
		 * A listing for those who answer for its gates: experts reach the whole organisation, also what a unit
		 * keeps to itself. @throws AppError notFound, notAllowed
		 */
		async getGated(actor: Actor, id: string, action: 'hazard.answer' | 'custody.record') {
			const asking = reader(actor);
			const row = isUuid(id) ? await listings.findDetail(asking.locale, id) : undefined;
			if (!row) throw notFound();
			requireAccess(actor, action, row);
			const type = await catalogue.getType(row.itemTypeId);
			return { detail: detailOf(asking, row, type), type };
		},

		/** Cards in the order of the ids; those the actor may not see are left out. */
		async listCards(actor: Actor, ids: readonly string[]): Promise<ListingCardData[]> {
			if (ids.length === 0) return [];
			const asking = reader(actor);
			const rows = await listings.listCards(asking, ids);
			const byId = new Map(rows.map((row) => [row.id, row]));
			return ids.flatMap((id) => {
				const row = byId.get(id);
				return row ? [cardOf(actor, row, asking.today)] : [];
			});
		},

		/** Whole listings in the order of the ids; those the actor may not see are left out. */
		async listDetails(actor: Actor, ids: readonly string[]): Promise<ListingDetail[]> {
			if (ids.length === 0) return [];
			const asking = reader(actor);
			const rows = await listings.listDetails(asking, ids);
			const types = await catalogue.listTypesById(rows.map((row) => row.itemTypeId));
			return ids.flatMap((id) => {
				const row = rows.find((one) => one.id === id);
				const type = types.find((one) => one.id === row?.itemTypeId);
				return row && type ? [detailOf(asking, row, type)] : [];
			});
		},

		/** What the actor's units have put out, in every state, last changed first. */
		async listOwn(actor: Actor): Promise<ListingCardData[]> {
			const { locale, today } = reader(actor);
			const rows = await listings.listOfUnits(locale, listingUnitIds(actor), OWN_AT_MOST);
			return rows.map((row) => cardOf(actor, row, today));
		},

		/** What stands at a site of the actor's organisation and they may see, newest first. */
		async listAtSite(actor: Actor, siteId: string): Promise<ListingCardData[]> {
			const asking = reader(actor);
			const rows = await listings.listAtSite(asking, siteId, AT_SITE_AT_MOST);
			return rows.map((row) => cardOf(actor, row, asking.today));
		},

		/** The storage site a listing stands at, as this reader may know it; people are told of within their organisation. */
		async findSite(actor: Actor, { siteId, organisationId }: ListingDetail): Promise<ShownSite | undefined> {
			if (siteId === null) return undefined;
			return storageRepository(db).findShown(siteId, osloDate(clock.now()), {
				withContacts: organisationId === actor.organisationId
			});
		},

		/** What waits for a subject expert: hazards to answer and erasures to record, oldest first. */
		async listForExpert(actor: Actor) {
			const { organisationIds } = reachOf(actor, 'hazard.decide');
			if (organisationIds.length === 0) return [];
			const { locale, today } = reader(actor);
			const rows = await listings.listGated(locale, organisationIds, GATED_AT_MOST);
			return rows.map((row) => ({
				card: cardOf(actor, row, today),
				hazardState: row.hazardState,
				requiresErasure: row.requiresErasure,
				custodyState: row.custodyState
			}));
		},

		/** The content address behind a listing's photo. @throws AppError notFound */
		async getShownPhoto(actor: Actor, listingPhotoId: string): Promise<string> {
			const shown = isUuid(listingPhotoId)
				? await listings.findPhotoShown(reader(actor), listingPhotoId)
				: undefined;
			if (!shown) throw notFound();
			return shown.photoId;
		},

		/** The newest version row of each listing, for evidence: listing id → version id. */
		async currentVersionIds(listingIds: readonly string[]): Promise<Map<string, string>> {
			if (listingIds.length === 0) return new Map();
			const rows = await listings.listCurrentVersions(listingIds);
			return new Map(rows.map((row) => [row.listingId, row.id]));
		},

		/** Where a new listing would stand: the units to choose from, and the place used last. */
		async getDefaults(actor: Actor) {
			const units = await organisation.listUnitsFor(actor, 'listing.create');
			const wanted = actor.via.kind === 'token' ? actor.via.unitId : actor.homeUnitId;
			const unitId = units.find(({ id }) => id === wanted)?.id ?? units[0]?.id;
			if (!unitId) throw notFound();
			const [unit, last] = await Promise.all([
				organisation.getUnit(unitId),
				listings.findLastPlace(unitId, actor.personId)
			]);
			return {
				units: units.map(({ id, name, depth }) => ({ id, name, depth })),
				unitId,
				place: last?.place ?? unit.address ?? '',
				district: last?.district ?? unit.district ?? '',
				isPlaceHidden: last ? last.placePrecision === 'district' : unit.isAddressProtected,
				isAddressProtected: unit.isAddressProtected
			};
		}
	};
}
