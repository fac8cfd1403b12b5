import type { CatalogueType, Measure, Pack } from '$lib/catalogue/catalogue';
import { typeFromWords } from '$lib/catalogue/suggest-types';
import type { ListingDetail } from '$lib/listing/listing-view.server';
import type { Actor } from '$lib/organisation/permission';
import { PHOTO_WIDTHS, photoAddress } from '$lib/photo/photo';
import { invalid } from '$lib/platform/errors';
import type { Why } from '$lib/search/candidate';
import { quantityOf } from './common.schema';
import type { ApiListing, ApiListingHit, NewListing } from './listing-api.schema';

const common = (listing: ListingDetail, actor: Actor) => ({
	id: listing.id,
	externalId: listing.organisationId === actor.organisationId ? listing.externalId : null,
	title: listing.title,
	pack: listing.pack,
	type: listing.typeKey,
	quantity: quantityOf(listing.onHandMilli),
	available: quantityOf(listing.availableMilli),
	measure: listing.measure,
	condition: listing.condition,
	unit: { id: listing.unitId, name: listing.unitName, organisation: listing.organisationName },
	place: listing.place,
	availableFrom: listing.availableFrom,
	mustGoBy: listing.mustBeGoneBy,
	state: listing.state,
	marks: listing.marks,
	photos: listing.photos.map(({ id, alt, width, height }) => ({
		id,
		alt,
		width,
		height,
		sizes: PHOTO_WIDTHS.map((wide) => ({ width: wide, href: photoAddress(id, wide) }))
	}))
});

export const listingJson = (listing: ListingDetail, actor: Actor): ApiListing => ({
	...common(listing, actor),
	description: listing.description,
	yearAcquired: listing.yearAcquired,
	attributes: listing.facts
});

/** Why a hit is one, in the words of the reuse check; what speaks for it is read from the hit itself. */
function whyOf(
	listing: ListingDetail,
	actor: Actor,
	asked: { q: string; type?: string | undefined },
	today: string
): ApiListingHit['why'] {
	const why: Exclude<Why, 'attributes'>[] = [];
	if (asked.type !== undefined) why.push('sameType');
	if (asked.q !== '') why.push('words');
	if (listing.unitId === actor.homeUnitId) why.push('ownUnit');
	else if (listing.organisationId === actor.organisationId) why.push('ownOrganisation');
	if (listing.condition === 'likeNew' || listing.condition === 'good') why.push('goodCondition');
	if (listing.availableFrom !== null && listing.availableFrom > today) why.push('freeLater');
	return why;
}

export const hitJson = (
	listing: ListingDetail,
	actor: Actor,
	asked: { q: string; type?: string | undefined; score: number | null; today: string }
): ApiListingHit => ({
	...common(listing, actor),
	score: asked.score,
	why: whyOf(listing, actor, asked, asked.today)
});

/**
 * The item type that is meant: by its key, or worked out from the words within the pack.
 * @param types every type in use
 * @throws AppError typeUnknown, typeNotFound, packNotTypes, measureNotTypes with the field
 */
export function typeMeant(
	types: readonly CatalogueType[],
	{
		type: key,
		pack,
		measure,
		words
	}: { type?: string; pack?: Pack; measure?: Measure; words: readonly string[] }
): CatalogueType {
	const named = key === undefined ? undefined : types.find((type) => type.key === key);
	if (key !== undefined && !named) throw invalid('typeUnknown', { field: 'type' });
	if (named && pack !== undefined && named.pack !== pack)
		throw invalid('packNotTypes', { field: 'pack', params: { pack: named.pack } });
	const choices = types.filter((type) => pack === undefined || type.pack === pack);
	const type = named ?? typeFromWords(choices, words, 'likeliest');
	if (!type) throw invalid('typeNotFound', { field: 'type' });
	if (measure !== undefined && measure !== type.countedMeasure)
		throw invalid('measureNotTypes', { field: 'measure', params: { measure: type.countedMeasure } });
	return type;
}

/** A listing as it was sent, as the form of the screens. */
export const listingFormOf = (sent: NewListing, type: CatalogueType) => ({
	externalId: sent.externalId,
	itemTypeId: type.id,
	title: sent.title,
	condition: sent.condition,
	quantity: sent.quantity,
	...(sent.description !== undefined && { description: sent.description }),
	...(sent.attributes && { attributes: sent.attributes }),
	...(sent.yearAcquired !== undefined && { yearAcquired: sent.yearAcquired }),
	...(sent.availableFrom && { availableFrom: sent.availableFrom }),
	...(sent.mustGoBy && { mustBeGoneBy: sent.mustGoBy }),
	...(sent.place !== undefined && { place: sent.place })
});
