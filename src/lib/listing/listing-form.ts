import {
	CONDITIONS,
	parseQuantity,
	validateAttributes,
	type AttributeValues,
	type CatalogueType,
	quantityCode,
	type Condition
} from '$lib/catalogue/catalogue';
import { parseDate } from '$lib/platform/calendar-date';
import { addDays } from '$lib/platform/clock';
import { isUuid } from '$lib/platform/ids';
import { WOULD_BE, type WouldBe } from './listing';

/** A listing as it was typed or sent; everything but title, condition and quantity may be empty. */
export interface ListingForm {
	title: string;
	condition: string;
	quantity: string | number;
	description?: string;
	/** By attribute key. */
	attributes?: Readonly<Record<string, unknown>>;
	yearAcquired?: string | number;
	availableFrom?: string;
	mustBeGoneBy?: string;
	wouldBe?: string;
	wouldBeEvidence?: string;
	place?: string;
	district?: string;
	/** The storage site it stands at, instead of the unit's own place. */
	storageSiteId?: string;
	shelf?: string;
	/** Show the district only. */
	isPlaceHidden?: boolean;
	isNarrowed?: boolean;
	narrowedReason?: string;
	narrowedUntil?: string;
}

/** What a listing says, checked; dates are `YYYY-MM-DD`. */
export interface ListingContent {
	title: string;
	description: string;
	condition: Condition;
	quantityMilli: number;
	attributes: AttributeValues;
	/** Serial number or IMEI: kept apart from the attributes, which everyone can search. */
	serial: string | null;
	yearAcquired: number | null;
	availableFrom: string | null;
	mustBeGoneBy: string | null;
	wouldBe: WouldBe;
	wouldBeEvidence: string | null;
	place: string;
	district: string | null;
	placePrecision: 'exact' | 'district';
	storageSiteId: string | null;
	shelf: string | null;
	visibility: 'unit' | 'organisation';
	narrowedReason: string | null;
	narrowedUntil: string | null;
}

export type FieldParams = Record<string, Record<string, string | number>>;
export type ReadListing =
	| { ok: true; content: ListingContent }
	| { ok: false; fields: Record<string, string>; fieldParams: FieldParams };

const LONGEST_NARROWING_DAYS = 365;
const FURTHEST_DATE_DAYS = 3 * 365;
const EARLIEST_YEAR = 1800;
const LONGEST_SHELF = 60;

const tidy = (text: string | undefined) => (text ?? '').trim();

/**
 * Checks a whole form at once against its type. Errors are message codes by field (`attribute.<key>` for an
 * attribute) with the values their texts need.
 * @param today business date in Oslo, `YYYY-MM-DD`
 */
export function readListing(
	form: ListingForm,
	context: {
		type: Pick<CatalogueType, 'countedMeasure' | 'attributes'>;
		today: string;
		isAddressProtected: boolean;
	}
): ReadListing {
	const { type, today, isAddressProtected } = context;
	const currentYear = Number(today.slice(0, 4));
	const fields: Record<string, string> = {};
	const fieldParams: FieldParams = {};

	const title = tidy(form.title).replace(/\s+/g, ' ');
	if (title.length < 2) fields.title = title ? 'tooShort' : 'listingTitleMissing';
	else if (title.length > 200) fields.title = 'tooLong';
	const description = tidy(form.description);
	if (description.length > 10_000) fields.description = 'tooLong';
	const condition = CONDITIONS.find((known) => known === form.condition);
	if (!condition) fields.condition = 'listingConditionMissing';

	const quantity = parseQuantity(form.quantity, type.countedMeasure);
	if (!quantity.ok) fields.quantity = quantityCode(quantity.code, type.countedMeasure);
	const quantityMilli = quantity.ok ? quantity.quantityMilli : 0;

	const read = validateAttributes(type, form.attributes ?? {}, { quantityMilli, currentYear });
	if (!read.ok)
		for (const [key, { code, ...params }] of Object.entries(read.errors)) {
			fields[`attribute.${key}`] = `attributeError_${code}`;
			fieldParams[`attribute.${key}`] = params;
		}
	const { attributes, serial } = splitSerial(type, read.ok ? read.values : {});

	const yearText = tidy(String(form.yearAcquired ?? ''));
	const year = Number(yearText);
	if (yearText && (!/^\d{4}$/.test(yearText) || year < EARLIEST_YEAR)) fields.yearAcquired = 'yearNotAYear';
	else if (yearText && year > currentYear) fields.yearAcquired = 'yearInFuture';

	const dateOf = (name: 'availableFrom' | 'mustBeGoneBy' | 'narrowedUntil'): string | null => {
		const typed = tidy(form[name]);
		if (!typed) return null;
		const date = parseDate(typed);
		if (!date) fields[name] = 'dateNotADate';
		else if (date > addDays(today, FURTHEST_DATE_DAYS)) fields[name] = 'dateTooFarAway';
		return date ?? null;
	};
	const availableFrom = dateOf('availableFrom');
	const mustBeGoneBy = dateOf('mustBeGoneBy');
	if (mustBeGoneBy && mustBeGoneBy < today) fields.mustBeGoneBy ??= 'dateInPast';
	else if (mustBeGoneBy && availableFrom && mustBeGoneBy < availableFrom)
		fields.mustBeGoneBy ??= 'datesOutOfOrder';

	const wouldBe = WOULD_BE.find((known) => known === (form.wouldBe || 'unknown'));
	if (!wouldBe) fields.wouldBe = 'chooseOne';
	const evidence = tidy(form.wouldBeEvidence);
	if (evidence.length > 1000) fields.wouldBeEvidence = 'tooLong';
	if (wouldBe === 'disposed' && !evidence) fields.wouldBeEvidence = 'wouldBeEvidenceMissing';

	const place = tidy(form.place);
	if (place.length > 200) fields.place = 'tooLong';
	const district = tidy(form.district);
	if (district.length > 100) fields.district = 'tooLong';

	const storageSiteId = tidy(form.storageSiteId) || null;
	if (storageSiteId && !isUuid(storageSiteId)) fields.storageSiteId = 'chooseOne';
	const shelf = storageSiteId ? tidy(form.shelf) || null : null;
	if (shelf && shelf.length > LONGEST_SHELF) fields.shelf = 'tooLong';

	const narrowedReason = tidy(form.narrowedReason);
	const narrowedUntil = form.isNarrowed ? dateOf('narrowedUntil') : null;
	if (form.isNarrowed) {
		if (narrowedReason.length < 3) fields.narrowedReason = 'narrowedReasonMissing';
		else if (narrowedReason.length > 500) fields.narrowedReason = 'tooLong';
		if (!narrowedUntil) fields.narrowedUntil ??= 'narrowedUntilMissing';
		else if (narrowedUntil < today) fields.narrowedUntil = 'dateInPast';
		else if (narrowedUntil > addDays(today, LONGEST_NARROWING_DAYS)) fields.narrowedUntil = 'narrowedTooLong';
	}

	if (Object.keys(fields).length > 0 || !condition || !wouldBe) return { ok: false, fields, fieldParams };
	return {
		ok: true,
		content: {
			title,
			description,
			condition,
			quantityMilli,
			attributes,
			serial,
			yearAcquired: yearText ? year : null,
			availableFrom,
			mustBeGoneBy,
			wouldBe,
			wouldBeEvidence: wouldBe === 'disposed' ? evidence : null,
			// What stands at a site is where the site is: nothing of the unit's own place is kept beside it.
			place: storageSiteId ? '' : place,
			district: storageSiteId ? null : district || null,
			placePrecision: form.isPlaceHidden || isAddressProtected ? 'district' : 'exact',
			storageSiteId,
			shelf,
			visibility: form.isNarrowed ? 'unit' : 'organisation',
			narrowedReason: form.isNarrowed ? narrowedReason : null,
			narrowedUntil
		}
	};
}

/** Takes the identifier out of the attributes: what tells one device from another is not for everyone. */
function splitSerial(type: Pick<CatalogueType, 'attributes'>, values: AttributeValues) {
	const identifier = type.attributes.find(({ kind }) => kind === 'identifier')?.key;
	const attributes = Object.fromEntries(Object.entries(values).filter(([key]) => key !== identifier));
	const serial = identifier === undefined ? undefined : values[identifier];
	return { attributes, serial: typeof serial === 'string' ? serial : null };
}
