import { z } from 'zod';
import { ROLES } from '$lib/organisation/organisation';

export const tourForm = z.object({ role: z.enum(ROLES, 'chooseOne') });
