import { z } from 'zod';
import { parseQuantity, type Measure } from '$lib/catalogue/catalogue';
import { issueCode } from '$lib/i18n/error-text';
import { parseDate } from '$lib/platform/calendar-date';
import { kroner } from '$lib/reservation/reservation.schema';
import { PRICE_EVIDENCE, QUANTITY_ERRORS, statedErrors, WOULD_BUY_NEW } from './need';
import { criteriaBy, PURCHASE_KINDS } from './purchase-request';
import { AVOID_DECISIONS, REFUSALS } from './reuse-check';

const uuid = z.uuid('invalid');
const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const optionalText = (max: number) => z.string().trim().max(max, 'tooLong').default('');
/** Empty is null. */
const textOrNull = (max: number) => optionalText(max).transform((value) => value || null);
const quantity = z.string().trim().max(40, 'tooLong').default('');

type Typed = Record<string, unknown>;
const typedText = (typed: Typed, name: string): string => {
	const value = typed[name];
	return typeof value === 'string' ? value.trim() : '';
};

/**
 * A form whose fields hang together: what each field says and what the rules say is told at once.
 * @param rules error codes by field, from what was typed; a field's own error stands before them
 */
const withRules = <Schema extends z.ZodType>(
	schema: Schema,
	rules: (typed: Typed) => Record<string, string | undefined>
) =>
	z.record(z.string(), z.unknown()).transform((typed, context): z.output<Schema> => {
		const parsed = schema.safeParse(typed);
		const errors = new Map<string, string>();
		for (const issue of parsed.error?.issues ?? []) {
			const field = issue.path.join('.');
			if (!errors.has(field)) errors.set(field, issueCode(issue));
		}
		for (const [field, code] of Object.entries(rules(typed)))
			if (code && !errors.has(field)) errors.set(field, code);
		for (const [field, message] of errors) context.addIssue({ code: 'custom', path: [field], message });
		return parsed.success ? parsed.data : z.NEVER;
	});

const statedNeed = z.object({
	id: uuid,
	unitId: uuid,
	/** Empty: worked out from the words. */
	itemTypeId: z.union([uuid, z.literal('')]).default(''),
	title: text(200).refine((value) => value.length >= 2, 'tooShort'),
	quantity,
	neededBy: z
		.string()
		.transform((value) => parseDate(value))
		.refine((value): value is string => value !== undefined, 'dateInvalid'),
	reason: text(4000),
	unitPrice: kroner.optional(),
	priceEvidence: z.enum(PRICE_EVIDENCE, 'chooseOne').default('none'),
	priceReference: optionalText(300),
	wouldBuyNew: z.enum(WOULD_BUY_NEW, 'chooseOne')
});

/**
 * A new need with its rules.
 * @param measureOf what the chosen type is counted in, or the one its words mean; undefined where there is none
 */
export const stateNeedForm = (
	today: string,
	measureOf: (chosen: { itemTypeId: string; title: string }) => Measure | undefined
) =>
	withRules(statedNeed, (typed) => {
		const evidence = statedNeed.shape.priceEvidence.safeParse(typed.priceEvidence);
		const price = kroner.optional().safeParse(typed.unitPrice);
		const title = typedText(typed, 'title');
		const measure = measureOf({ itemTypeId: typedText(typed, 'itemTypeId'), title });
		return statedErrors(
			{
				quantity: typedText(typed, 'quantity'),
				neededBy: parseDate(typedText(typed, 'neededBy')),
				unitPriceOre: price.data,
				priceEvidence: evidence.data ?? 'none',
				priceReference: typedText(typed, 'priceReference')
			},
			// Without words there is nothing to read a type from: the title's own error says it.
			measure ?? (title.length < 2 ? 'kg' : undefined),
			today
		);
	});

/** The first rung: why it is needed is asked for, the rest may be left out. */
export const avoidForm = withRules(
	z.object({
		decision: z.enum(AVOID_DECISIONS, 'chooseOne'),
		usedFor: text(1000),
		howLong: optionalText(1000),
		ifNot: optionalText(1000),
		note: optionalText(1000),
		quantity
	}),
	(typed) => ({
		note: typed.decision === 'without' && !typedText(typed, 'note') ? 'dropNoteRequired' : undefined,
		quantity: typed.decision === 'less' && !typedText(typed, 'quantity') ? 'quantityMissing' : undefined
	})
);

const groupNumber = z.coerce.number('invalid').int('invalid').min(1, 'invalid').max(10, 'invalid');
const reason = z.enum(REFUSALS, 'chooseOne');
const note = optionalText(1000);

export const useGroupForm = z.object({ groupNumber, quantity });
export const refuseGroupForm = z.object({ groupNumber, reason, note });
export const refuseRestForm = z.object({ reason, note });

/** Nothing but the button. */
export const plainForm = z.object({});
export const reasonForm = z.object({ reason: text(1000).refine((value) => value.length >= 3, 'tooShort') });

const wholeOrNull = ({ min, max }: { min: number; max: number }) =>
	z
		.string()
		.trim()
		.default('')
		.refine((value) => value === '' || /^\d{1,4}$/.test(value), 'numberNotWhole')
		.refine((value) => value === '' || Number(value) >= min, 'tooSmall')
		.refine((value) => value === '' || Number(value) <= max, 'tooLarge')
		.transform((value) => (value === '' ? null : Number(value)));

const kind = z.enum(PURCHASE_KINDS, 'chooseOne');
const totalPrice = kroner.optional();

/** A draft: what is not known yet may be left out. */
export const purchaseForm = z.object({
	kind: z
		.union([kind, z.literal('')], 'chooseOne')
		.default('')
		.transform((value) => value || null),
	quantity,
	totalPrice,
	...criteriaBy(textOrNull(1000), wholeOrNull)
});

/** The same to be sent: everything that is wrong or left out is told at once. */
export const purchaseSubmitForm = (need: { measure: Measure; remainingMilli: number }) =>
	z.object({
		kind,
		quantity: quantity.superRefine((typed, context) => {
			const read = parseQuantity(typed, need.measure);
			if (!read.ok) context.addIssue({ code: 'custom', message: QUANTITY_ERRORS[read.code] });
			else if (read.quantityMilli > need.remainingMilli)
				context.addIssue({ code: 'custom', message: 'purchaseTooMuch' });
		}),
		totalPrice,
		...criteriaBy(text(1000), (limits) =>
			wholeOrNull(limits).refine((value): value is number => value !== null, 'required')
		)
	});
