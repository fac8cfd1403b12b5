import {
	formatDimension,
	publicAttributes,
	type AttributeDefinition,
	type AttributeValue,
	type AttributeValues,
	type CatalogueType
} from '$lib/catalogue/catalogue';
import { m } from '$lib/i18n/paraglide/messages.js';
import { may, type Actor } from '$lib/organisation/permission';
import { formatNumber } from '$lib/platform/format';
import { marksOf, type CustodyState, type HazardState } from '$lib/stock/stock';
import { isOfSite } from '$lib/storage/storage-site';
import { knowsPlace, shownPlace, type ListingCardData, type WouldBe } from './listing';
import type { ListingDetailRow, ListingRow, Reader } from './listing.repository.server';

type Locale = 'nb' | 'nn' | 'en';

/** One line of what is known about a thing, ready to read. */
export interface Fact {
	key: string;
	label: string;
	text: string;
}

export interface ListingPhoto {
	/** `/media/{id}/{width}` */
	id: string;
	alt: string;
	width: number;
	height: number;
}

/** Everything one reader may know about one listing. Quantities in thousandths of `measure`. */
export interface ListingDetail extends ListingCardData {
	lotId: string;
	itemTypeId: string;
	/** Key of the item type. */
	typeKey: string;
	/** The sender's own id. */
	externalId: string | null;
	unitId: string;
	organisationId: string;
	/** The storage site it stands at, for those who may know the place. */
	siteId: string | null;
	shelf: string | null;
	description: string;
	/** For optimistic locking: hand it back when changing the listing. */
	version: number;
	onHandMilli: number;
	reservedMilli: number;
	facts: Fact[];
	photos: ListingPhoto[];
	yearAcquired: number | null;
	publishedAt: Date | null;
	cooperationFrom: Date | null;
	wouldBe: WouldBe;
	hasHazardQuestion: boolean;
	hazardState: HazardState | null;
	hasStorage: boolean;
	/** How far the erasure has come; null until an expert has received the thing, or where nothing is to be erased. */
	custodyState: CustodyState | null;
	mayEdit: boolean;
	mayAnswerHazard: boolean;
	mayDecideHazard: boolean;
	mayRecordCustody: boolean;
	/** Serial number or IMEI: the giving unit and experts only. */
	serial: string | null;
	/** Known to those who may edit, else null. */
	narrowedReason: string | null;
	narrowedUntil: string | null;
	isNarrowed: boolean;
	wouldBeEvidence: string | null;
	withdrawnReason: string | null;
	/** When it was taken down, for those who may know why. */
	withdrawnAt: Date | null;
}

/** Works in the giving unit or gives on its behalf; a role above it that only reaches it is not enough. */
const isOfUnit = (actor: Actor, row: { organisationId: string; unitId: string }) =>
	actor.homeUnitId === row.unitId || may(actor, 'listing.edit', row);

/** The site it stands at is the actor's own, or kept by them. */
const isOfItsSite = (
	actor: Actor,
	{
		organisationId,
		storageSiteId,
		siteUnitId
	}: { organisationId: string; storageSiteId: string | null; siteUnitId: string | null }
): boolean =>
	storageSiteId !== null &&
	siteUnitId !== null &&
	isOfSite(actor, { id: storageSiteId, organisationId, unitId: siteUnitId });

/** A row as a card for this reader. */
export function cardOf(actor: Actor, row: ListingRow, today: string): ListingCardData {
	return {
		id: row.id,
		title: row.title,
		typeName: row.typeName,
		pack: row.pack,
		availableMilli: row.onHandMilli - row.reservedMilli,
		measure: row.measure,
		condition: row.condition,
		organisationName: row.organisationName,
		isForeign: row.organisationId !== actor.organisationId,
		unitName: row.unitName,
		place: shownPlace({ ...row, place: '', siteAddress: null }, false),
		photo: row.photo && { id: row.photo.id, alt: row.photo.altText ?? row.title },
		marks: marksOf(row),
		availableFrom: row.availableFrom,
		mustBeGoneBy: row.mustBeGoneBy,
		isLater: row.availableFrom !== null && row.availableFrom > today,
		state: row.state
	};
}

function valueText(definition: AttributeDefinition, value: AttributeValue, locale: Locale): string {
	const withUnit = (text: string) =>
		'unit' in definition && definition.unit ? `${text}\u00a0${definition.unit}` : text;
	if (typeof value === 'boolean') return value ? m.listingYes({}, { locale }) : m.listingNo({}, { locale });
	if (typeof value === 'object')
		return 'from' in value
			? withUnit(`${formatNumber(value.from, locale)}–${formatNumber(value.to, locale)}`)
			: formatDimension(value, definition.kind === 'dimension' ? definition.unit : 'mm');
	if (definition.kind === 'choice')
		return definition.options.find(({ key }) => key === value)?.names[locale] ?? String(value);
	if (definition.kind === 'integer' && typeof value === 'number')
		return withUnit(formatNumber(value, locale));
	return String(value);
}

/** The attributes everyone may see, in the order of the type. */
export function factsOf(type: CatalogueType, values: AttributeValues, locale: Locale): Fact[] {
	const shown = publicAttributes(type, values);
	return type.attributes.flatMap((definition) => {
		const value = shown[definition.key];
		return value === undefined
			? []
			: [
					{ key: definition.key, label: definition.names[locale], text: valueText(definition, value, locale) }
				];
	});
}

/** A row as the detail page of this reader; what is private is left out here, not hidden on the page. */
export function detailOf(
	{ actor, today, locale }: Pick<Reader, 'actor' | 'today' | 'locale'>,
	row: ListingDetailRow,
	type: CatalogueType
): ListingDetail {
	const mayEdit = may(actor, 'listing.edit', row);
	const mayRecordCustody = row.requiresErasure && may(actor, 'custody.record', row);
	const isOwn = isOfUnit(actor, row);
	const isKnown = isOwn || isOfItsSite(actor, row);
	return {
		...cardOf(actor, row, today),
		place: shownPlace(row, isKnown),
		siteId: row.storageSiteId && knowsPlace(row, isKnown) ? row.storageSiteId : null,
		shelf: knowsPlace(row, isKnown) ? row.shelf : null,
		lotId: row.lotId,
		itemTypeId: row.itemTypeId,
		typeKey: row.typeKey,
		externalId: row.externalId,
		unitId: row.unitId,
		organisationId: row.organisationId,
		description: row.description,
		version: row.version,
		onHandMilli: row.onHandMilli,
		reservedMilli: row.reservedMilli,
		facts: factsOf(type, row.attributes as AttributeValues, locale),
		photos: row.photos.map(({ id, altText, width, height }, index) => ({
			id,
			alt:
				altText ??
				(index === 0 ? row.title : m.listingPhotoAlt({ title: row.title, number: index + 1 }, { locale })),
			width,
			height
		})),
		yearAcquired: row.yearAcquired,
		publishedAt: row.publishedAt,
		cooperationFrom: row.cooperationFrom,
		wouldBe: row.wouldBe,
		hasHazardQuestion: row.hazardState !== null,
		hazardState: row.hazardState,
		hasStorage: row.requiresErasure,
		custodyState: row.custodyState,
		mayEdit,
		mayAnswerHazard: row.hazardState !== null && may(actor, 'hazard.answer', row),
		mayDecideHazard: row.hazardState !== null && may(actor, 'hazard.decide', row),
		mayRecordCustody,
		serial: isOwn || mayRecordCustody ? row.serial : null,
		isNarrowed: row.visibility === 'unit',
		narrowedReason: mayEdit ? row.narrowedReason : null,
		narrowedUntil: mayEdit ? row.narrowedUntil : null,
		wouldBeEvidence: mayEdit ? row.wouldBeEvidence : null,
		withdrawnReason: mayEdit ? row.withdrawnReason : null,
		withdrawnAt: mayEdit && row.state === 'withdrawn' ? row.updatedAt : null
	};
}
