import { z } from 'zod';
import { ORGANISATION_KINDS } from './organisation';

const MAX_DAYS = 365;
const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');

const facts = {
	name: text(200),
	kind: z.enum(ORGANISATION_KINDS, 'chooseOne'),
	municipality: text(100),
	/** A cooperation there is, `new`, or none. */
	cooperation: z.union([z.uuid('chooseOne'), z.enum(['', 'new'], 'chooseOne')]),
	newCooperation: z.string().trim().max(100, 'tooLong').default('')
};
const isNamed = (value: { cooperation: string; newCooperation: string }) =>
	value.cooperation !== 'new' || value.newCooperation !== '';
const named = { path: ['newCooperation'], message: 'required' };
const admin = { adminName: text(200), adminEmail: z.email('emailInvalid').max(254, 'tooLong') };

export const addOrganisationForm = z
	.object({
		...facts,
		/** Written with or without spaces. */
		orgnr: text(20).transform((value) => value.replace(/\s/g, '')),
		...admin
	})
	.refine(isNamed, named);
export const organisationFactsForm = z.object(facts).refine(isNamed, named);
export const firstAdminForm = z.object(admin);

export const sharingForm = z.object({
	daysWere: z.coerce.number('invalid').int('invalid'),
	priorityDays: z.coerce
		.number('priorityDaysRange')
		.int('priorityDaysRange')
		.min(0, 'priorityDaysRange')
		.max(MAX_DAYS, 'priorityDaysRange'),
	covers: z.enum(['newOnly', 'alsoPublished'], 'chooseOne')
});
