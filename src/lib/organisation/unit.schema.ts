import { z } from 'zod';
import { parseDate } from '$lib/platform/calendar-date';
import { UNIT_KINDS } from './unit';

const name = z.string().trim().min(2, 'tooShort').max(200, 'tooLong');
const textOrNull = z
	.string()
	.trim()
	.max(200, 'tooLong')
	.default('')
	.transform((value) => value || null);
const ticked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');
/** An empty choice stands for the top. */
const parent = z.union([z.uuid('chooseOne'), z.literal('')]).transform((value) => value || null);
const day = z
	.string()
	.trim()
	.min(1, 'required')
	.transform((value, context) => {
		const date = parseDate(value);
		if (date) return date;
		context.addIssue({ code: 'custom', message: 'dateInvalid' });
		return z.NEVER;
	});

const facts = {
	kind: z.enum(UNIT_KINDS, 'chooseOne'),
	/** Written with or without spaces. */
	orgnr: z
		.string()
		.default('')
		.transform((value) => value.replace(/\s/g, '') || null),
	district: textOrNull,
	address: textOrNull,
	isAddressProtected: ticked
};

export const addUnitForm = z.object({ name, parentId: parent, ...facts });
export const unitFactsForm = z.object(facts);
export const renameUnitForm = z.object({ name, validFrom: day });
export const moveUnitForm = z.object({ parentId: parent, validFrom: day });
export const mergeUnitForm = z.object({ intoId: z.uuid('chooseOne') });
export const takeBackForm = z.object({ what: z.enum(['name', 'place'], 'chooseOne') });
