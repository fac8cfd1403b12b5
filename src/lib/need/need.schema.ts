import { z } from 'zod';
import { parseQuantity, type Measure } from '$lib/catalogue/catalogue';
import { parseDate } from '$lib/platform/calendar-date';
import { kroner } from '$lib/reservation/reservation.schema';
import { PRICE_EVIDENCE, QUANTITY_ERRORS, WOULD_BUY_NEW } from './need';
import { criteriaBy, PURCHASE_KINDS } from './purchase-request';
import { AVOID_DECISIONS, REFUSALS } from './reuse-check';

const uuid = z.uuid('invalid');
const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const optionalText = (max: number) => z.string().trim().max(max, 'tooLong').default('');
/** Empty is null. */
const textOrNull = (max: number) => optionalText(max).transform((value) => value || null);
const quantity = z.string().trim().max(40, 'tooLong').default('');

export const stateNeedForm = z.object({
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

export const avoidForm = z.object({
	decision: z.enum(AVOID_DECISIONS, 'chooseOne'),
	usedFor: text(1000),
	howLong: text(1000),
	ifNot: text(1000),
	note: optionalText(1000),
	quantity
});

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
		.refine((value) => value === '' || /^\d{1,4}$/.test(value), 'quantityNotWhole')
		.refine((value) => value === '' || Number(value) >= min, 'tooSmall')
		.refine((value) => value === '' || Number(value) <= max, 'tooLarge')
		.transform((value) => (value === '' ? null : Number(value)));

const kind = z.enum(PURCHASE_KINDS, 'chooseOne');
const totalPrice = kroner.optional();

/** A draft: what is not known yet may be left out. */
export const purchaseForm = z.object({
	kind,
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
