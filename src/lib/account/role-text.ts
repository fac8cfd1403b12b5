import { codeText } from '$lib/i18n/code-text';
import * as words from '$lib/i18n/words/index.js';
import type { Role } from '$lib/organisation/organisation';

/** What a role is called, in the reader's language. */
export const roleText = (role: Role): string => codeText(words.role, role);
