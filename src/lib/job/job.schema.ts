import { z } from 'zod';

export const deadLetterForm = z.object({ jobId: z.uuid('invalid') });
export const discardAllForm = z.object({ queue: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/, 'invalid') });
