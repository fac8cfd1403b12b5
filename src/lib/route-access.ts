import { mayAnywhere, type Action, type Actor } from './organisation/permission';

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

/** Who may call: anyone, anyone signed in, whoever may do the action somewhere, or a token with a scope. */
export type Access = 'public' | 'signedIn' | Action | { scope: TokenScope; action: Action };

export interface RouteAccess {
	/** The page and its load. */
	page?: Access;
	actions?: Record<string, Access>;
	methods?: Record<string, Access>;
}

/** Who may run the loads of layouts, by the folder they stand in. */
export const LAYOUT_ACCESS: Record<string, Access> = {
	'/': 'public',
	'/(app)': 'signedIn'
};

/** One row for every page, action and endpoint; a route without a row answers nobody. */
export const ROUTE_ACCESS: Record<string, RouteAccess> = {
	'/': { page: 'public' },
	'/healthz': { methods: { GET: 'public' } },
	'/readyz': { methods: { GET: 'public' } },
	'/(public)/about': { page: 'public' },
	'/(public)/accessibility': { page: 'public' },
	'/(public)/offline': { page: 'public' },
	'/(public)/locale': { methods: { POST: 'public' } }
};

/** True when the row lets this actor (or nobody) in; the services still decide about the single thing. */
export function isLetIn(access: Access | undefined, actor: Actor | null): boolean {
	if (access === undefined) return false;
	if (access === 'public') return true;
	if (!actor) return false;
	if (typeof access === 'object')
		return (
			actor.via.kind === 'token' &&
			actor.via.scopes.includes(access.scope) &&
			mayAnywhere(actor, access.action)
		);
	if (actor.via.kind === 'token') return false;
	return access === 'signedIn' || mayAnywhere(actor, access);
}

/** The row for a request: page load, named action or endpoint method; undefined where there is none. */
export function accessOf(routeId: string, method: string, search: string): Access | undefined {
	const row = ROUTE_ACCESS[routeId];
	if (row?.methods?.[method]) return row.methods[method];
	if (row?.methods?.GET && method === 'HEAD') return row.methods.GET;
	if (method === 'GET' || method === 'HEAD') return row?.page;
	if (method !== 'POST') return undefined;
	const name = /^\?\/([A-Za-z]+)/.exec(search)?.[1] ?? 'default';
	return row?.actions?.[name];
}
