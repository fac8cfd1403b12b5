import { z } from 'zod';
import { CONDITIONS } from '$lib/catalogue/catalogue';

const uuid = z.uuid('invalid');
/** An amount of kroner as people write it (`1 234,50`), in øre; empty is undefined. */
export const kroner = z
	.string()
	.trim()
	.transform((text) => text.replace(/[\s\u00a0\u202f]|kr\.?/gi, '').replace(',', '.'))
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

export const returnForm = z.object({
	quantity: z.string().trim().min(1, 'required'),
	condition: z.enum(CONDITIONS, 'chooseOne'),
	reason: z.string().trim().min(3, 'tooShort').max(500, 'tooLong')
});
