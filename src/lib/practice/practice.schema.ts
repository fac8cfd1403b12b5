import { z } from 'zod';
import { PRACTICE_ROLES } from '$lib/account/practice-role';

export const becomeForm = z.object({ role: z.enum(PRACTICE_ROLES, 'chooseOne') });
/** Nothing but the button. */
export const plainForm = z.object({});
