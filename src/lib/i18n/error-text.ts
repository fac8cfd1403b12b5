import type { z } from 'zod';
import { m } from './paraglide/messages.js';

type Params = Record<string, string | number>;
const texts = m as unknown as Record<string, ((params?: Params) => string) | undefined>;

/**
 * The sentence for an error code: `error_<code>` in the message files, or the code itself where a vocabulary has its
 * own errors (`quantityError_notWhole`); unknown codes get the general one.
 */
export const errorText = (code: string, params?: Params): string =>
	(texts[`error_${code}`] ?? (/^[a-z]+Error_/.test(code) ? texts[code] : undefined) ?? m.error_invalid)(
		params
	);

/** The code of a zod issue: the schema's own where it names one, else by the kind of issue. */
export function issueCode(issue: z.core.$ZodIssue): string {
	if (texts[`error_${issue.message}`]) return issue.message;
	switch (issue.code) {
		case 'invalid_type':
			return issue.input === undefined ? 'required' : 'invalid';
		case 'too_small':
			return issue.origin === 'string' ? (Number(issue.minimum) <= 1 ? 'required' : 'tooShort') : 'tooSmall';
		case 'too_big':
			return issue.origin === 'string' ? 'tooLong' : 'tooLarge';
		case 'invalid_value':
			return 'chooseOne';
		default:
			return 'invalid';
	}
}
