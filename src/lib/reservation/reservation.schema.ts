import { z } from 'zod';
import { CONDITIONS, parseQuantity, type Measure } from '$lib/catalogue/catalogue';
import { quantityError } from './reservation';

const uuid = z.uuid('invalid');
/** `kr 3 500,-`, `3.500` and `1 234,50 kr` as a number with a point. */
const plainAmount = (text: string): string => {
	const bare = text.replace(/[\s\u00a0\u202f]|kr\.?/gi, '').replace(/[,.][-–—]+$/, '');
	return /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(bare)
		? bare.replaceAll('.', '').replace(',', '.')
		: bare.replace(',', '.');
};

/** An amount of kroner as people write it (`1 234,50`, `3 500,-`), in øre; empty is undefined. */
export const kroner = z
	.string()
	.trim()
	.transform(plainAmount)
	.refine((text) => text === '' || /^\d{1,9}(\.\d{1,2})?$/.test(text), 'amountInvalid')
	.transform((text) => (text === '' ? undefined : Math.round(Number(text) * 100)));

/** Kilometres with at most one decimal, in thousandths; empty is undefined. */
const kilometres = z
	.string()
	.trim()
	.transform((text) => text.replace(',', '.'))
	.refine((text) => text === '' || (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) <= 3000), 'distanceInvalid')
	.transform((text) => (text === '' ? undefined : Math.round(Number(text) * 1000)));

export const reserveForm = z.object({
	unitId: uuid,
	quantity: z.string().trim().min(1, 'required'),
	wouldBuyNew: z.enum(['yes', 'no', 'unknown'], 'chooseOne').default('unknown')
});

export const declineForm = z.object({ reason: z.string().trim().min(3, 'tooShort').max(500, 'tooLong') });

export const confirmForm = z.object({
	pickupCode: z
		.string()
		.transform((text) => text.replace(/\s/g, ''))
		.refine((text) => /^\d{6}$/.test(text), 'pickupCodeSixDigits'),
	distance: kilometres.optional(),
	freight: kroner.optional(),
	repair: kroner.optional()
});

/** The return of something of which so much is left; everything that is wrong is told at once. */
export const returnForm = ({ measure, leftMilli }: { measure: Measure; leftMilli: number }) =>
	z.object({
		quantity: z
			.string()
			.trim()
			.default('')
			.superRefine((typed, context) => {
				const read = parseQuantity(typed, measure);
				if (!read.ok) context.addIssue({ code: 'custom', message: quantityError(read.code) });
				else if (read.quantityMilli > leftMilli)
					context.addIssue({ code: 'custom', message: 'returnTooMuch' });
			}),
		condition: z.enum(CONDITIONS, 'chooseOne'),
		reason: z.string().trim().min(3, 'tooShort').max(500, 'tooLong')
	});
