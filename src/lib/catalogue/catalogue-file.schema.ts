import { z } from 'zod';
import { ATTRIBUTE_UNITS } from './attribute';
import { MEASURES, PACKS } from './catalogue';
import { HAZARD_OUTCOMES, HAZARD_REASONS } from './hazard';

/** What every catalogue file says it is, and the one version of its shape there is so far. */
export const FILE_FORMAT = 'omatt-catalogue';
export const FORMAT_VERSION = 1;

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const texts = z.strictObject({ nb: line(120), nn: line(120), en: line(120) });
const key = z.string().regex(/^[a-z][a-zA-Z0-9]{1,59}$/, 'catalogueKey');
const registerKey = z
	.string()
	.regex(/^[a-zA-Z0-9_]{1,80}$/, 'catalogueKey')
	.nullable();
const number = z.int().min(-1_000_000).max(1_000_000);
const code = (pattern: RegExp) =>
	z.strictObject({ code: z.string().regex(pattern, 'catalogueCode'), verified: z.boolean() }).nullable();

const conversion = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('none') }),
	z.strictObject({
		kind: z.literal('fixed'),
		factorUnitsPerCountedMilli: z.int().min(1).max(1_000_000_000),
		note: line(300)
	}),
	z.strictObject({
		kind: z.literal('attributes'),
		attributes: z.tuple([z.literal('widthMm'), z.literal('heightMm')]),
		dimension: key,
		note: line(300)
	})
]);

const year = z.int().min(1000).max(3000).nullable();
const hazardQuestion = z.strictObject({
	kind: z.literal('yearDependent'),
	unknownYear: z.enum(['expert', 'stop']),
	rules: z
		.array(
			z.strictObject({
				fromYear: year,
				toYear: year,
				outcome: z.enum(HAZARD_OUTCOMES),
				reason: z.enum(HAZARD_REASONS),
				source: line(300),
				when: z.strictObject({ attribute: key, option: key }).optional()
			})
		)
		.min(1)
		.max(50)
});

const named = { key, names: texts };
const numeric = { unit: z.enum(ATTRIBUTE_UNITS).nullable(), min: number, max: number };
export const attributeShape = z.discriminatedUnion('kind', [
	z.strictObject({ ...named, kind: z.literal('integer'), ...numeric }),
	z.strictObject({ ...named, kind: z.literal('range'), ...numeric }),
	z.strictObject({
		...named,
		kind: z.literal('choice'),
		options: z.array(z.strictObject(named)).min(1).max(100)
	}),
	z.strictObject({ ...named, kind: z.literal('text'), maxLength: z.int().min(1).max(2000) }),
	z.strictObject({ ...named, kind: z.literal('boolean') }),
	z.strictObject({ ...named, kind: z.literal('identifier'), format: z.enum(['serial', 'imei']) }),
	z.strictObject({ ...named, kind: z.literal('dimension'), unit: z.enum(['dm', 'mm']) }),
	z.strictObject({ ...named, kind: z.literal('year') })
]);

const typeShape = z.strictObject({
	key,
	pack: z.enum(PACKS),
	names: texts,
	plural: texts,
	words: z.array(line(60).lowercase('catalogueLowerCase')).max(100),
	cpv: code(/^\d{8}-\d$/),
	unspsc: code(/^\d{8}$/),
	countedMeasure: z.enum(MEASURES),
	factorMeasure: z.enum(MEASURES),
	conversion,
	packSizes: z
		.array(
			z.strictObject({ names: texts, quantityMilli: z.int().min(1).max(1_000_000_000), assumed: z.boolean() })
		)
		.max(20),
	hasStorage: z.boolean(),
	hazardQuestion: hazardQuestion.optional(),
	usePhaseRelevant: z.boolean(),
	mapping: z.strictObject({
		factorKey: registerKey,
		weightKey: registerKey,
		priceKey: registerKey,
		lifetimeKey: registerKey,
		quality: z.enum(['A', 'B', 'C']),
		note: line(1000)
	}),
	attributes: z.array(attributeShape).max(60)
});
type TypeShape = z.infer<typeof typeShape>;

const twice = (keys: readonly string[]) => keys.findIndex((one, index) => keys.indexOf(one) !== index);

/** What one field alone cannot tell: the first contradiction of a type, by the field it stands in. */
function contradiction(type: TypeShape): { path: (string | number)[]; message: string } | undefined {
	const { attributes, conversion: by, hazardQuestion: question } = type;
	const keys = attributes.map((one) => one.key);
	if (twice(keys) >= 0) return { path: ['attributes', twice(keys), 'key'], message: 'catalogueTwice' };
	for (const [index, one] of attributes.entries()) {
		if (one.kind === 'choice' && twice(one.options.map((option) => option.key)) >= 0)
			return { path: ['attributes', index, 'options'], message: 'catalogueTwice' };
		if ((one.kind === 'integer' || one.kind === 'range') && one.min > one.max)
			return { path: ['attributes', index, 'min'], message: 'catalogueLimits' };
	}
	if ((by.kind === 'none') !== (type.countedMeasure === type.factorMeasure))
		return { path: ['conversion'], message: 'catalogueConversion' };
	if (by.kind === 'attributes' && [...by.attributes, by.dimension].some((one) => !keys.includes(one)))
		return { path: ['conversion'], message: 'catalogueConversionAttributes' };
	if (question && type.pack !== 'building')
		return { path: ['hazardQuestion'], message: 'catalogueHazardPack' };
	for (const [index, { when, fromYear, toYear }] of (question?.rules ?? []).entries()) {
		if (fromYear !== null && toYear !== null && fromYear > toYear)
			return { path: ['hazardQuestion', 'rules', index, 'fromYear'], message: 'catalogueLimits' };
		const about = attributes.find((one) => one.key === when?.attribute);
		const options = about?.kind === 'choice' ? about.options.map((option) => option.key) : [];
		if (when && !options.includes(when.option))
			return { path: ['hazardQuestion', 'rules', index, 'when'], message: 'catalogueHazardChoice' };
	}
	return undefined;
}

/** One type; what its fields do not tell one by one is told by `contradiction`. */
export const fileType = typeShape.superRefine((type, context) => {
	const found = contradiction(type);
	if (found) context.addIssue({ code: 'custom', ...found });
});

/** The whole file. The head is read first by `catalogueHead`, so that a foreign or newer file is told as such. */
export const catalogueFileSchema = z
	.strictObject({
		format: z.literal(FILE_FORMAT),
		formatVersion: z.literal(FORMAT_VERSION),
		catalogueVersion: line(60),
		exportedAt: z.iso.datetime(),
		attribution: line(2000),
		types: z.array(fileType).min(1).max(2000)
	})
	.superRefine(({ types }, context) => {
		const index = twice(types.map((type) => type.key));
		if (index >= 0)
			context.addIssue({ code: 'custom', path: ['types', index, 'key'], message: 'catalogueTwice' });
	});

export const catalogueHead = z.looseObject({ format: z.literal(FILE_FORMAT), formatVersion: z.int() });

export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
export type FileType = CatalogueFile['types'][number];
