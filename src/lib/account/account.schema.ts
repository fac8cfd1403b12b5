import { z } from 'zod';
import { isUuid } from '$lib/platform/ids';
import { PASSWORD_LENGTH } from './account';

/** An e-mail address as somebody types it. */
export const emailField = z
	.string()
	.trim()
	.min(1, 'required')
	.pipe(z.email('emailInvalid').max(254, 'tooLong'));
const next = z.string().max(2000).optional();

export const signInSchema = z.object({
	email: z.string().trim().min(1, 'required').max(254),
	password: z.string().min(1, 'required').max(1000),
	next
});

export const demoSignInSchema = z.object({ personId: z.string().refine(isUuid, 'chooseOne'), next });

export const setPasswordSchema = z.object({
	newPassword: z
		.string()
		.min(1, 'required')
		.min(PASSWORD_LENGTH.min, 'passwordTooShort')
		.max(PASSWORD_LENGTH.max)
});

export const endSessionSchema = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/, 'invalid') });

export const confirmPasswordSchema = z.object({ password: z.string().min(1, 'required').max(1000), next });
