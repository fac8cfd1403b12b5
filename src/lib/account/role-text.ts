import { codeText } from '$lib/i18n/error-text';
import type { Role } from '$lib/organisation/organisation';

/** What a role is called, in the reader's language. */
export const roleText = (role: Role): string => codeText('role', role);
