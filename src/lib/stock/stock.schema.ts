import { z } from 'zod';
import { CUSTODY_STATES, MEDIUM_TYPES, SANITISATIONS } from './stock';

const text = z.string().trim().max(2000, 'tooLong').default('');
/** An empty choice is one not made: the service says which are needed. */
const choiceOf = <T extends readonly [string, ...string[]]>(values: T) =>
	z
		.union([z.enum(values), z.literal('')], 'chooseOne')
		.optional()
		.transform((value) => (value === '' || value === undefined ? undefined : (value as T[number])));
const ticked = z
	.string()
	.optional()
	.transform((value) => value !== undefined);

export const custodyForm = z.object({
	step: z.enum(CUSTODY_STATES, 'chooseOne'),
	mediumType: choiceOf(MEDIUM_TYPES),
	sanitisation: choiceOf(SANITISATIONS),
	tool: text,
	isReleased: ticked,
	note: text
});

const ATTRIBUTE = 'attribute.';
export const hazardForm = z
	.looseObject({ yearFrom: text, yearTo: text, isUnknown: ticked })
	.transform(({ yearFrom, yearTo, isUnknown, ...rest }) => ({
		yearFrom,
		yearTo,
		isUnknown,
		attributes: Object.fromEntries(
			Object.entries(rest).flatMap(([name, value]) =>
				name.startsWith(ATTRIBUTE) && typeof value === 'string' && value !== '' && value.length < 100
					? [[name.slice(ATTRIBUTE.length), value]]
					: []
			)
		)
	}));

export const hazardDecisionForm = z.object({ outcome: z.enum(['ok', 'stop'], 'chooseOne'), note: text });
