import { z } from 'zod';
import { ATTRIBUTE_KINDS, ATTRIBUTE_UNITS } from './attribute';
import { isOtherType, MEASURES, PACKS, parseQuantity } from './catalogue';
import type { FileType } from './catalogue-file.schema';
import { hazardUntil, keyFrom, optionsFrom, wordsFrom, type FileAttribute } from './item-type';

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const optional = (max: number) => z.string().trim().max(max, 'tooLong').default('');
const ticked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');
const code = (pattern: RegExp) =>
	optional(20).refine((value) => !value || pattern.test(value), 'catalogueCode');
const rowKey = optional(80).transform((value) => value || null);
const key = optional(60).refine((value) => !value || /^[a-z][a-zA-Z0-9]{1,59}$/.test(value), 'catalogueKey');
const year = optional(4)
	.refine((value) => !value || /^(1[89]|20)\d\d$/.test(value), 'yearInvalid')
	.transform((value) => (value ? Number(value) : null));

const names = { 'names.nb': line(120), 'names.nn': line(120), 'names.en': line(120) };

const basics = {
	...names,
	'plural.nb': line(120),
	'plural.nn': line(120),
	'plural.en': line(120),
	words: optional(4000),
	cpv: code(/^\d{8}-\d$/),
	cpvVerified: ticked,
	unspsc: code(/^\d{8}$/),
	unspscVerified: ticked,
	hasStorage: ticked,
	usePhaseRelevant: ticked,
	hazardUntilYear: year,
	/** How many units of the factor one counted unit is, as typed. */
	factorUnits: optional(20),
	factorNote: optional(300)
};
type Basics = z.output<z.ZodObject<typeof basics>>;

const namesOf = (form: { 'names.nb': string; 'names.nn': string; 'names.en': string }) => ({
	nb: form['names.nb'],
	nn: form['names.nn'],
	en: form['names.en']
});

/** What a form says of a type, put over what is known of it. */
function applied(form: Basics, type: FileType): FileType {
	const units = parseQuantity(form.factorUnits, 'kg');
	return {
		...type,
		names: namesOf(form),
		plural: { nb: form['plural.nb'], nn: form['plural.nn'], en: form['plural.en'] },
		words: wordsFrom(form.words),
		cpv: form.cpv ? { code: form.cpv, verified: form.cpvVerified } : null,
		unspsc: form.unspsc ? { code: form.unspsc, verified: form.unspscVerified } : null,
		hasStorage: form.hasStorage,
		usePhaseRelevant: form.usePhaseRelevant,
		...(!type.hazardQuestion &&
			form.hazardUntilYear !== null && { hazardQuestion: hazardUntil(form.hazardUntilYear) }),
		...(units.ok && {
			conversion: {
				kind: 'fixed' as const,
				factorUnitsPerCountedMilli: units.quantityMilli,
				note: form.factorNote || 'Set by the operator of this instance'
			}
		})
	};
}

/** Not told apart from nothing typed by the type itself. */
function checkUnits({ factorUnits }: { factorUnits: string }, context: z.RefinementCtx): void {
	if (factorUnits && !parseQuantity(factorUnits, 'kg').ok)
		context.addIssue({ code: 'custom', path: ['factorUnits'], message: 'invalid' });
}

/** A new type; its mapping is made when it stands, since rows hang on pack and measure. */
export const newTypeForm = z
	.object({
		...basics,
		key,
		pack: z.enum(PACKS, 'chooseOne'),
		countedMeasure: z.enum(MEASURES, 'chooseOne'),
		factorMeasure: z.enum(['', ...MEASURES], 'chooseOne').default('')
	})
	.superRefine(checkUnits)
	.superRefine((form, context) => {
		if (!form.key && keyFrom(form['names.en']).length < 2)
			context.addIssue({ code: 'custom', path: ['key'], message: 'required' });
		const key = form.key || keyFrom(form['names.en']);
		// The rest of a pack is one type, and its page would stand where new ones are made.
		if (isOtherType({ key }) || key === 'new')
			context.addIssue({ code: 'custom', path: ['key'], message: 'catalogueKeyTaken' });
	})
	.transform(({ key: typed, pack, countedMeasure, factorMeasure, ...form }): FileType =>
		applied(form, {
			key: typed || keyFrom(form['names.en']),
			pack,
			names: namesOf(form),
			plural: namesOf(form),
			words: [],
			cpv: null,
			unspsc: null,
			countedMeasure,
			factorMeasure: factorMeasure || countedMeasure,
			conversion: { kind: 'none' },
			packSizes: [],
			hasStorage: false,
			usePhaseRelevant: false,
			mapping: {
				...{ factorKey: null, weightKey: null, priceKey: null, lifetimeKey: null },
				quality: 'C',
				note: 'No mapping is recorded.'
			},
			attributes: []
		})
	);

/** A change of a type; answers what to make of it as it stands. */
export const changeTypeForm = z
	.object({
		...basics,
		mark: line(64),
		factorKey: rowKey,
		weightKey: rowKey,
		priceKey: rowKey,
		lifetimeKey: rowKey,
		quality: z.enum(['A', 'B', 'C'], 'chooseOne'),
		note: line(1000)
	})
	.superRefine(checkUnits)
	.transform(({ mark, factorKey, weightKey, priceKey, lifetimeKey, quality, note, ...form }) => ({
		mark,
		change: (type: FileType): FileType => ({
			...applied(form, type),
			mapping: { factorKey, weightKey, priceKey, lifetimeKey, quality, note }
		})
	}));

const whole = z
	.string()
	.trim()
	.default('')
	.refine((value) => /^-?\d{0,7}$/.test(value), 'invalid');

/** An attribute with its texts; `option.<key>.<locale>` rename the choices there are. */
export const attributeForm = z
	.looseObject({
		mark: line(64),
		key,
		...names,
		kind: z.enum(ATTRIBUTE_KINDS, 'chooseOne'),
		unit: z.enum(['', ...ATTRIBUTE_UNITS], 'chooseOne').default(''),
		min: whole,
		max: whole,
		maxLength: whole,
		dimensionUnit: z.enum(['dm', 'mm'], 'chooseOne').default('mm'),
		format: z.enum(['serial', 'imei'], 'chooseOne').default('serial'),
		newOptions: optional(8000)
	})
	.transform((form, context): { mark: string; attribute: FileAttribute } => {
		const named = { key: form.key || keyFrom(form['names.en']), names: namesOf(form) };
		if (named.key.length < 2) context.addIssue({ code: 'custom', path: ['key'], message: 'required' });
		const number = (text: string, otherwise: number) => (text === '' ? otherwise : Number(text));
		const { mark, kind } = form;
		switch (kind) {
			case 'integer':
			case 'range':
				return {
					mark,
					attribute: {
						...{ ...named, kind, unit: form.unit || null },
						...{ min: number(form.min, 0), max: number(form.max, 100_000) }
					}
				};
			case 'choice': {
				const added = optionsFrom(form.newOptions);
				if (!added) context.addIssue({ code: 'custom', path: ['newOptions'], message: 'optionLine' });
				const options = [...renamedOptions(form, context), ...(added ?? [])];
				if (added && options.length === 0)
					context.addIssue({ code: 'custom', path: ['newOptions'], message: 'required' });
				return { mark, attribute: { ...named, kind, options } };
			}
			case 'text':
				return { mark, attribute: { ...named, kind, maxLength: number(form.maxLength, 200) } };
			case 'identifier':
				return { mark, attribute: { ...named, kind, format: form.format } };
			case 'dimension':
				return { mark, attribute: { ...named, kind, unit: form.dimensionUnit } };
			default:
				return { mark, attribute: { ...named, kind } };
		}
	});

function renamedOptions(form: Record<string, unknown>, context: z.RefinementCtx) {
	const keys = Object.keys(form).flatMap((name) => /^option\.(\w+)\.nb$/.exec(name)?.[1] ?? []);
	const read = (name: string) => {
		const value = form[name];
		const text = typeof value === 'string' ? value.trim().slice(0, 120) : '';
		if (!text) context.addIssue({ code: 'custom', path: [name], message: 'required' });
		return text;
	};
	return keys.map((option) => ({
		key: option,
		names: {
			nb: read(`option.${option}.nb`),
			nn: read(`option.${option}.nn`),
			en: read(`option.${option}.en`)
		}
	}));
}
