/** What a token may be used for; a session has no scopes. */
export const TOKEN_SCOPES = [
	'listings:read',
	'listings:write',
	'needs:read',
	'needs:write',
	'clearances:read',
	'clearances:consume',
	'benefits:read',
	'reports:read',
	'admin'
] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** A scope as a code of the vocabulary `tokenScope`: `needs:write` → `needsWrite`. */
export const scopeCode = (scope: string): string =>
	scope.replace(/:(.)/, (_, letter: string) => letter.toUpperCase());
