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
