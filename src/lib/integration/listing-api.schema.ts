import { z } from 'zod';
import { AVAILABILITIES, MAX_QUERY_LENGTH, SORTS } from '$lib/search/search';
import * as common from './common.schema';
import { operation } from './operation';

const photo = z
	.strictObject({
		id: common.id,
		alt: z.string(),
		width: z.int(),
		height: z.int(),
		sizes: z
			.array(z.strictObject({ width: z.int(), href: z.string() }))
			.meta({ description: 'Pages of people who are signed in: a token does not open them.' })
	})
	.meta({ id: 'ListingPhoto' });

const WHY = [
	'sameType',
	'words',
	'enough',
	'ownUnit',
	'ownOrganisation',
	'goodCondition',
	'freeLater'
] as const;

const listing = {
	id: common.id,
	externalId: z
		.string()
		.nullable()
		.meta({ description: 'Known to the organisation that gave it, else null.' }),
	title: z.string(),
	pack: common.pack,
	type: common.typeKey,
	quantity: common.quantity,
	available: common.quantity.meta({ description: 'What nobody has reserved.' }),
	measure: common.measure,
	condition: common.condition,
	unit: z.strictObject({ id: common.id, name: z.string(), organisation: z.string() }),
	place: z.string().meta({ description: 'As exact as the reader may know it.' }),
	availableFrom: common.businessDate.nullable(),
	mustGoBy: common.businessDate.nullable(),
	state: z.enum(['draft', 'published', 'withdrawn', 'closed']),
	marks: z.array(z.enum(['preparing', 'toBeClarified', 'notForReuse'])),
	photos: z.array(photo)
};
const detailSchema = z
	.strictObject({
		...listing,
		description: z.string(),
		yearAcquired: z.int().nullable(),
		attributes: z
			.array(z.strictObject({ key: z.string(), label: z.string(), text: z.string() }))
			.meta({ description: 'What is known, ready to read in the language asked for.' })
	})
	.meta({ id: 'Listing' });
const hitSchema = z
	.strictObject({
		...listing,
		score: z.number().nullable().meta({
			description: 'How well the words fit, where hits are sorted by it; comparable within one answer.'
		}),
		why: z.array(z.enum(WHY))
	})
	.meta({ id: 'ListingHit' });
export type ApiListing = z.input<typeof detailSchema>;
export type ApiListingHit = z.input<typeof hitSchema>;

const facet = z.array(z.strictObject({ value: z.string(), count: z.int() }));
/** A parameter that may come several times; one alone is a list of one. */
const several = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess(
		(value) => (value === undefined || Array.isArray(value) ? value : [value]),
		z.array(schema).default([])
	);

export const listListings = operation({
	routeId: '/api/v1/listings',
	method: 'GET',
	id: 'searchListings',
	tag: 'listings',
	summary: 'Is there something?',
	description: 'The search of the screens: what this token may see, nothing else is counted either.',
	query: z.strictObject({
		q: z
			.string()
			.max(MAX_QUERY_LENGTH, 'tooLong')
			.default('')
			.meta({ examples: ['kontorstol'] }),
		pack: common.pack.optional(),
		type: common.typeKey.optional(),
		condition: several(common.condition),
		municipality: z.string().trim().min(1, 'invalid').max(100, 'tooLong').optional(),
		place: z.string().trim().min(1, 'invalid').max(100, 'tooLong').optional().meta({
			description: 'A value of the facet `place`: a district, or a municipality where none is known.'
		}),
		availability: z.enum(AVAILABILITIES, 'chooseOne').optional(),
		availableBy: common.businessDate.optional(),
		sort: z.enum(SORTS, 'chooseOne').optional(),
		limit: common.limit(24, 100),
		cursor: common.cursor.optional()
	}),
	answers: {
		200: z
			.strictObject({
				items: z.array(hitSchema),
				near: z
					.array(hitSchema)
					.meta({ description: 'Only similar, so that empty `items` is an honest no.' }),
				total: z.int().meta({ description: 'Counted up to 1000; see `explanation.isTotalCapped`.' }),
				facets: z.strictObject({
					pack: facet,
					type: facet,
					condition: facet,
					place: facet,
					availability: facet
				}),
				explanation: z.strictObject({
					engineVersion: z.string(),
					terms: z.array(z.string()).meta({ description: 'The words that were searched for.' }),
					sort: z.enum(SORTS),
					isTotalCapped: z.boolean()
				}),
				nextCursor: common.nextCursor
			})
			.meta({ id: 'ListingSearch' })
	},
	refusals: [422]
});

const newListing = z
	.strictObject({
		externalId: z
			.string()
			.trim()
			.min(1, 'required')
			.max(200, 'tooLong')
			.meta({
				description: 'Your own id, unique in the organisation: sent again, it is the same listing.',
				examples: ['FDV-2211']
			}),
		title: z.string().meta({ examples: ['Hev- og senkbar pult'] }),
		description: z.string().optional(),
		pack: common.pack,
		type: common.typeKey.optional().meta({ description: 'Worked out from the words when left out.' }),
		attributes: common.attributes.optional(),
		quantity: common.quantityIn,
		measure: common.measure.optional().meta({ description: 'Must be the one the type is counted in.' }),
		condition: common.condition.default('usable'),
		place: z.string().optional(),
		yearAcquired: z.int('yearNotAYear').optional(),
		availableFrom: common.businessDate.optional(),
		mustGoBy: common.businessDate.optional()
	})
	.meta({ id: 'NewListing' });
export type NewListing = z.output<typeof newListing>;

const idOf = (answer: unknown): string | undefined =>
	typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : undefined;

export const createListing = operation({
	routeId: '/api/v1/listings',
	method: 'POST',
	id: 'createListing',
	tag: 'listings',
	summary: 'Put something out, from the unit of the token',
	body: newListing,
	answers: { 200: detailSchema, 201: detailSchema },
	refusals: [409, 422],
	fieldNames: { itemTypeId: 'type', mustBeGoneBy: 'mustGoBy', serial: 'attributes' },
	location: (answer) => `/api/v1/listings/${idOf(answer)}`
});

const one = z.strictObject({ id: common.id });

export const getListing = operation({
	routeId: '/api/v1/listings/[id]',
	method: 'GET',
	id: 'getListing',
	tag: 'listings',
	summary: 'One listing',
	params: one,
	answers: { 200: detailSchema },
	refusals: [404]
});

const photoResult = z.strictObject({
	file: z.int().meta({ description: 'Its place among the files sent, from 0.' }),
	name: z.string(),
	status: z.enum(['stored', 'refused']),
	error: z.strictObject({ code: z.string(), detail: z.string() }).nullable()
});
const photosAnswer = z
	.strictObject({
		results: z.array(photoResult),
		photos: z.array(photo).meta({ description: 'Every photo the listing has now, in order.' })
	})
	.meta({ id: 'PhotosAnswer' });
export type ApiPhotoResult = z.input<typeof photoResult>;

export const addListingPhotos = operation({
	routeId: '/api/v1/listings/[id]/photos',
	method: 'POST',
	id: 'addListingPhotos',
	tag: 'listings',
	summary: 'Add photos; what cannot be used is refused by itself',
	description:
		'Each file at most 25 MB and 100 megapixels, all together at most 30 MB. 207 when some were kept and some refused; where none could be kept it is a problem that names each.',
	params: one,
	takesFiles: true,
	answers: { 201: photosAnswer, 207: photosAnswer },
	refusals: [404, 413, 422, 429]
});
