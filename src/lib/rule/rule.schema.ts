import { z } from 'zod';
import { RULE_OWNERS, type RuleOwner } from './rule';
import type { RuleTexts } from './seed/rules';

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong');
const day = z.iso.date('invalid');

/** What a version of a rule says. */
export interface RuleInput {
	ownerRole: RuleOwner;
	sourceTitle: string;
	sourceUrl: string | null;
	validFrom: string;
	reviewBy: string;
	texts: Record<'nb' | 'nn' | 'en', RuleTexts>;
}

const seen = z.coerce.number('invalid').int('invalid').min(0, 'invalid');
const scope = z.enum(['own', 'shared'], 'chooseOne');

export const writeRuleForm = z
	.object({
		scope,
		seenOwn: seen,
		seenShared: seen,
		ownerRole: z.enum(RULE_OWNERS, 'chooseOne'),
		sourceTitle: line(300),
		sourceUrl: z
			.string()
			.trim()
			.max(1000, 'tooLong')
			.default('')
			.refine((value) => !value || /^https?:$/.test(URL.parse(value)?.protocol ?? ''), 'ruleSourceInvalid')
			.transform((value) => value || null),
		validFrom: day,
		reviewBy: day,
		'title.nb': line(120),
		'title.nn': line(120),
		'title.en': line(120),
		'body.nb': line(4000),
		'body.nn': line(4000),
		'body.en': line(4000)
	})
	.transform(({ scope, seenOwn, seenShared, ...form }) => ({
		scope,
		seen: scope === 'own' ? seenOwn : seenShared,
		input: {
			ownerRole: form.ownerRole,
			sourceTitle: form.sourceTitle,
			sourceUrl: form.sourceUrl,
			validFrom: form.validFrom,
			reviewBy: form.reviewBy,
			texts: {
				nb: { title: form['title.nb'], body: form['body.nb'] },
				nn: { title: form['title.nn'], body: form['body.nn'] },
				en: { title: form['title.en'], body: form['body.en'] }
			}
		} satisfies RuleInput
	}));

export const reviewRuleForm = z.object({ scope, seen, reviewBy: day });
export const withdrawRuleForm = z.object({ seen });
