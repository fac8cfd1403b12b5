import { z } from 'zod';
import type { ReasonTexts } from './reason.repository.server';

const title = z.string().trim().min(1, 'required').max(80, 'tooLong');
const help = z
	.string()
	.trim()
	.max(200, 'tooLong')
	.default('')
	.transform((value) => value || null);

export const writeReasonForm = z
	.object({
		/** The newest version that was shown; 0 where nobody had written. */
		seen: z.coerce.number('invalid').int('invalid').min(0, 'invalid'),
		isHidden: z
			.string()
			.optional()
			.transform((value) => value !== undefined),
		'title.nb': title,
		'title.nn': title,
		'title.en': title,
		'help.nb': help,
		'help.nn': help,
		'help.en': help
	})
	.transform(({ seen, isHidden, ...form }) => ({
		seen,
		isHidden,
		texts: {
			nb: { title: form['title.nb'], help: form['help.nb'] },
			nn: { title: form['title.nn'], help: form['help.nn'] },
			en: { title: form['title.en'], help: form['help.en'] }
		} satisfies ReasonTexts
	}));
