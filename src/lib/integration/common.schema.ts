import { z } from 'zod';
import { CONDITIONS, MEASURES, PACKS } from '$lib/catalogue/catalogue';

export const id = z.uuid('notFound').meta({ examples: ['0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b'] });
export const instant = z.iso.datetime({ offset: true }).meta({ examples: ['2026-11-23T08:00:00.000Z'] });
export const businessDate = z.iso.date('dateInvalid').meta({ examples: ['2027-02-01'] });
/** What comes in; how many decimals it may have follows from the measure and is decided by the rule of the screens. */
export const quantityIn = z
	.number()
	.meta({ description: 'At most three decimals; whole for pieces.', examples: [8] });
export const quantity = z.number().meta({ description: 'At most three decimals.', examples: [8] });
export const pack = z.enum(PACKS, 'chooseOne');
export const measure = z.enum(MEASURES, 'chooseOne');
export const condition = z.enum(CONDITIONS, 'chooseOne');
export const typeKey = z
	.string()
	.regex(/^[A-Za-z0-9]{1,60}$/, 'typeUnknown')
	.meta({ description: 'Key of an item type.', examples: ['officeChair'] });
export const attributes = z
	.record(z.string().max(60), z.unknown())
	.meta({ description: 'By attribute key of the type.', examples: [{ widthMm: 1600 }] });
export const cursor = z
	.string()
	.min(1, 'invalid')
	.max(300, 'invalid')
	.meta({ description: '`nextCursor` of the page before.' });
export const nextCursor = z
	.string()
	.nullable()
	.meta({ description: 'Ask again with it as `cursor` for the next page; null on the last.' });
export const ore = z.int().meta({ description: 'Øre, ex VAT.', examples: [450_000] });
export const limit = (usual: number, most: number) =>
	z.coerce.number('invalid').int('invalid').min(1, 'tooSmall').max(most, 'tooLarge').default(usual);

/** RFC 9457, with the fields the refusal is about. */
export const problemSchema = z
	.strictObject({
		type: z.string(),
		title: z.string().meta({ description: 'A sentence for a person, in the language asked for.' }),
		status: z.int(),
		code: z.string().meta({ description: 'Stable; build on this one.' }),
		instance: z.string().meta({ description: 'Id of the request, also in our log.' }),
		errors: z
			.array(
				z.strictObject({
					field: z.string().meta({
						description: 'JSON pointer into the body, or the name of a query parameter or header.'
					}),
					code: z.string(),
					detail: z.string()
				})
			)
			.optional()
	})
	.meta({
		id: 'Problem',
		examples: [
			{
				type: 'urn:omatt:problem:invalid',
				title: 'We cannot use this. Check what you have written.',
				status: 422,
				code: 'invalid',
				instance: 'urn:uuid:0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
				errors: [
					{ field: '/quantity', code: 'quantityNotWhole', detail: 'Pieces are counted in whole numbers.' }
				]
			}
		]
	});

/** Thousandths as the decimal number the API speaks; exact up to the largest quantity there is. */
export const quantityOf = (milli: number): number => milli / 1000;
export const instantOf = (at: Date): string => at.toISOString();
export const instantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

type Defined<T> = T extends unknown
	? { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
			[Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
		}
	: never;

/** Without the members that were left out: the services tell "not there" from `undefined`. */
export const definedOnly = <T extends object>(given: T): Defined<T> =>
	Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
