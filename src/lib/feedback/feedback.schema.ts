import { z } from 'zod';

const MAX = 4000;
const written = z.string().trim().min(1, 'required').max(MAX, 'tooLong');

export const giveFeedbackForm = z.object({
	body: written,
	page: z.string().trim().max(500, 'tooLong').default(''),
	email: z
		.string()
		.trim()
		.max(254, 'tooLong')
		.default('')
		.refine((value) => value === '' || z.email().safeParse(value).success, 'emailInvalid')
		.transform((value) => value || null)
});
const feedbackId = z.uuid('invalid');
export const answerFeedbackForm = z.object({ feedbackId, answer: written });
export const eraseFeedbackForm = z.object({ feedbackId });
