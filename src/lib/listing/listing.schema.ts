import { z } from 'zod';
import { CONDITIONS } from '$lib/catalogue/catalogue';
import { isPhotoId } from '$lib/photo/photo';
import { LOSSES } from '$lib/stock/stock';
import { WITHDRAW_REASONS } from './listing';

const ATTRIBUTE = 'attribute.';
const text = z.string().max(20_000, 'tooLong').default('');
const uuid = z.uuid('invalid');
const ticked = z
	.string()
	.optional()
	.transform((value) => value !== undefined);
/** One hidden field or several; anything that is no content address is left for the service to miss. */
const photoIds = z
	.union([z.string(), z.array(z.string())])
	.default([])
	.transform((value) => (typeof value === 'string' ? [value] : value))
	.refine((ids) => ids.length <= 50 && ids.every(isPhotoId), 'photoUnknown');

const fields = {
	id: uuid,
	title: text,
	condition: z.union([z.enum(CONDITIONS), z.literal('')], 'chooseOne').default(''),
	quantity: text,
	description: text,
	yearAcquired: text,
	availableFrom: text,
	mustBeGoneBy: text,
	wouldBe: text,
	wouldBeEvidence: text,
	place: text,
	district: text,
	storageSiteId: text,
	shelf: text,
	isPlaceHidden: ticked,
	isNarrowed: ticked,
	narrowedReason: text,
	narrowedUntil: text
};

/** Fields named `attribute.<key>` as one record by key. */
function attributesIn(values: Record<string, unknown>): Record<string, unknown> {
	const named = Object.entries(values).filter(([name]) => name.startsWith(ATTRIBUTE));
	return Object.fromEntries(named.map(([name, value]) => [name.slice(ATTRIBUTE.length), value]));
}
const optionalId = z
	.union([uuid, z.literal('')])
	.optional()
	.transform((value) => value || undefined);

export const newListingForm = z
	.looseObject({
		...fields,
		unitId: optionalId,
		itemTypeId: optionalId,
		freshId: optionalId,
		photos: photoIds,
		intent: text
	})
	.transform(({ photos, intent, freshId, ...values }) => ({
		...values,
		// Something else than what stands under the first id, with the same words.
		id: freshId ?? values.id,
		photoIds: photos,
		attributes: attributesIn(values),
		asDraft: intent === 'draft'
	}));

export const editListingForm = z
	.looseObject({
		...fields,
		version: z.coerce.number('invalid').int().positive(),
		itemTypeId: optionalId,
		photos: photoIds,
		onHandWasMilli: z.coerce.number('invalid').int().nonnegative(),
		loss: z
			.union([z.enum(LOSSES), z.literal('')])
			.optional()
			.transform((value) => value || undefined)
	})
	.transform(({ photos, ...values }) => ({
		...values,
		photoIds: photos,
		attributes: attributesIn(values)
	}));

const versioned = { version: z.coerce.number('invalid').int().positive() };
export const publishForm = z.object(versioned);
export const withdrawForm = z.object({ ...versioned, reason: z.enum(WITHDRAW_REASONS, 'chooseOne') });
export const photoForm = z.object({ listingPhotoId: uuid });
