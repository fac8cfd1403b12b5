import { z } from 'zod';

const textOrNull = (longest: number) =>
	z
		.string()
		.trim()
		.max(longest, 'tooLong')
		.default('')
		.transform((value) => value || null);

const facts = {
	name: z.string().trim().min(2, 'tooShort').max(100, 'tooLong'),
	unitId: z.uuid('chooseOne'),
	address: textOrNull(200),
	district: textOrNull(100),
	isAddressProtected: z
		.literal('on')
		.optional()
		.transform((value) => value === 'on'),
	/** Line breaks as the browser sends them count once. */
	opening: z
		.string()
		.default('')
		.transform((value) => value.replace(/\r\n/g, '\n').trim())
		.pipe(z.string().max(1000, 'tooLong'))
};

export const addSiteForm = z.object(facts);
export const changeSiteForm = z.object({
	...facts,
	version: z.coerce.number('invalid').int('invalid').positive('invalid')
});
/** One who has the role already, or anyone by address, who then gets it. */
export const addKeeperForm = z.object({
	personId: z
		.union([z.uuid('chooseOne'), z.literal('')])
		.default('')
		.transform((value) => value || null),
	email: textOrNull(200)
});
export const removeKeeperForm = z.object({ personId: z.uuid('chooseOne') });
