import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '$lib/organisation/organisation';
import { PERMISSIONS, type Actor } from '$lib/organisation/permission';
import {
	accessOf,
	isLetIn,
	LAYOUT_ACCESS,
	ROUTE_ACCESS,
	type Access,
	type RouteAccess
} from '$lib/route-access';
import { TOKEN_SCOPES } from '$lib/organisation/token-scope';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { builtRoutes, pathOf, type BuiltRoute } from '../support/routes';
import { startServer, type RunningServer } from '../support/server';
import { actorOf, createTestApp, createWorld, type TestApp, type World } from '../support/world';

const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';

interface Door {
	/** As one reads it in a failure: `/(app)/home page`, `/sign-in action demo`, `/healthz GET`. */
	name: string;
	access: Access;
	routeId: string;
	method: string;
	search: string;
}

const doorsOf = ([routeId, row]: [string, RouteAccess]): Door[] => [
	...(row.page ? [{ name: `${routeId} page`, access: row.page, routeId, method: 'GET', search: '' }] : []),
	...Object.entries(row.actions ?? {}).map(([action, access]) => ({
		name: `${routeId} action ${action}`,
		access,
		routeId,
		method: 'POST',
		search: action === 'default' ? '' : `?/${action}`
	})),
	...Object.entries(row.methods ?? {}).map(([method, access]) => ({
		name: `${routeId} ${method}`,
		access,
		routeId,
		method,
		search: ''
	}))
];
const DOORS = Object.entries(ROUTE_ACCESS).flatMap(doorsOf);

let database: TestDatabase;
let test: TestApp;
let world: World;
let routes: BuiltRoute[];
let remotes: string[];
/** One person per role, one without any. */
let sessions: { role: string; personId: string; actor: Actor }[];

beforeAll(async () => {
	({ routes, remotes } = await builtRoutes());
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	const nobody = await world.make.person('Ulla Utenrolle', world.units.school, []);
	sessions = await Promise.all(
		[...ROLES.map((role) => [role, world.people[role]] as const), ['none', nobody] as const].map(
			async ([role, person]) => ({ role, personId: person.id, actor: await actorOf(test.app, person) })
		)
	);
});
afterAll(async () => {
	await test?.stop();
	await database?.drop();
});

/** What the permission matrix says about one role, said a second time and without the resolver. */
function matrixLetsIn(role: string, access: Access): boolean {
	if (access === 'public' || access === 'signedIn') return true;
	return typeof access === 'string' && role in PERMISSIONS[access];
}

describe('the table of routes', () => {
	it('has a row for every page, action and endpoint of the build', () => {
		const without = routes.flatMap(({ id, hasPage, actions, methods }) => {
			const row = ROUTE_ACCESS[id];
			return [
				...(hasPage && !row?.page ? [`${id} page`] : []),
				...actions.filter((action) => !row?.actions?.[action]).map((action) => `${id} action ${action}`),
				...methods.filter((method) => !row?.methods?.[method]).map((method) => `${id} ${method}`)
			];
		});
		expect(without).toEqual([]);
	});

	it('has a row for every layout that loads', () => {
		const loading = [...new Set(routes.flatMap(({ layouts }) => layouts))];
		expect(loading).toContain('/(app)');
		expect(loading.filter((folder) => !LAYOUT_ACCESS[folder])).toEqual([]);
		expect(Object.keys(LAYOUT_ACCESS).filter((folder) => !loading.includes(folder))).toEqual([]);
	});

	it('has no row for what is not there', () => {
		const stale = DOORS.filter(({ routeId, method, search }) => {
			const route = routes.find(({ id }) => id === routeId);
			if (!route) return true;
			if (route.methods.includes(method)) return false;
			if (method === 'GET') return !route.hasPage;
			return !route.actions.includes(search.slice(2) || 'default');
		});
		expect(stale.map(({ name }) => name)).toEqual([]);
	});

	it('is all there is: no remote functions, and no route that is page and endpoint at once', () => {
		expect(remotes).toEqual([]);
		expect(
			routes.filter(({ hasPage, methods }) => hasPage && methods.length > 0).map(({ id }) => id)
		).toEqual([]);
	});

	it('lets nobody on a page whose layouts they may not load', () => {
		const everyone = [null, ...sessions.map(({ actor }) => actor)];
		const wider = routes.flatMap(({ id, layouts }) =>
			layouts
				.filter((folder) =>
					everyone.some(
						(actor) => isLetIn(ROUTE_ACCESS[id]?.page, actor) && !isLetIn(LAYOUT_ACCESS[folder], actor)
					)
				)
				.map((folder) => `${id} in ${folder}`)
		);
		expect(wider).toEqual([]);
	});

	it('is what a request meets', () => {
		for (const { routeId, method, search, access, name } of DOORS)
			expect(accessOf(routeId, method, search), name).toBe(access);
	});

	it('finds the action that SvelteKit runs, wherever it stands in the query', () => {
		expect(accessOf('/(public)/sign-in', 'POST', '?next=%2Fhome&/demo')).toBe('public');
		expect(accessOf('/(app)/profile', 'POST', '?x=1&/endSession')).toBe('signedIn');
		expect(accessOf('/(app)/profile', 'POST', '?/nothing&/endSession')).toBeUndefined();
	});

	it.each(['constructor', '__proto__', 'toString'])('has no row for %s', (name) => {
		expect(accessOf('/(app)/profile', 'POST', `?/${name}`)).toBeUndefined();
		expect(accessOf('/healthz', name, '')).toBeUndefined();
		expect(accessOf(name, 'GET', '')).toBeUndefined();
	});
});

describe.each(DOORS)('$name', ({ access }) => {
	it('lets in exactly the roles of the matrix', () => {
		const letIn = sessions.filter(({ actor }) => isLetIn(access, actor)).map(({ role }) => role);
		expect(letIn).toEqual(sessions.filter(({ role }) => matrixLetsIn(role, access)).map(({ role }) => role));
	});

	it('lets nobody in without signing in unless it is public', () => {
		expect(isLetIn(access, null)).toBe(access === 'public');
	});

	it('lets a token in only by its scope and what its person may', () => {
		for (const { role, actor } of sessions)
			for (const scopes of [[], ...TOKEN_SCOPES.map((scope) => [scope])]) {
				const via = { kind: 'token', tokenId: UNKNOWN_ID, unitId: actor.homeUnitId, scopes } as const;
				const isByScope =
					typeof access === 'object' &&
					(scopes as readonly string[]).includes(access.scope) &&
					role in PERMISSIONS[access.action];
				expect(isLetIn(access, { ...actor, via }), `${role} with ${scopes.join()}`).toBe(
					access === 'public' || isByScope
				);
			}
	});
});

describe('the running server', () => {
	let server: RunningServer;
	const cookies = new Map<string, string>();
	beforeAll(async () => {
		server = await startServer({ database });
		for (const { role, personId } of sessions) cookies.set(role, await server.signInAs(personId));
	}, 120_000);
	afterAll(() => server?.stop());

	const knock = ({ routeId, method, search }: Door, cookie?: string) =>
		server.request(pathOf(routeId, UNKNOWN_ID) + search, {
			method,
			...(cookie && { cookie }),
			...(method === 'POST' && { form: {} })
		});
	const isApi = ({ routeId }: Door) => routeId.startsWith('/api/');
	const isPhoto = ({ routeId }: Door) => routeId.startsWith('/media/');

	it('asks whoever is not signed in to do so, at every door that is not public', async () => {
		for (const door of DOORS.filter(({ access }) => access !== 'public')) {
			const response = await knock(door);
			if (isApi(door)) expect(response.status, door.name).toBe(401);
			else if (isPhoto(door)) expect(response.status, door.name).toBe(404);
			else {
				expect(response.status, door.name).toBe(303);
				expect(response.headers.get('location'), door.name).toMatch(/^\/sign-in(\?next=|$)/);
			}
		}
	});

	it('refuses every role what the matrix does not give it, as if it were not there', async () => {
		for (const door of DOORS.filter((one) => !isApi(one)))
			for (const { role } of sessions.filter((session) => !matrixLetsIn(session.role, door.access))) {
				const response = await knock(door, cookies.get(role));
				expect(response.status, `${door.name} as ${role}`).toBe(404);
			}
	}, 120_000);

	it('never takes a session for an API token', async () => {
		for (const door of DOORS.filter((one) => isApi(one) && one.access !== 'public')) {
			const response = await knock(door, cookies.get('orgAdmin'));
			expect(response.status, door.name).toBe(401);
		}
	});

	it('shows every page without parameters to whom the matrix lets in', async () => {
		const pages = DOORS.filter(
			({ name, routeId }) =>
				// What answers 404 is drawn there, for everyone.
				name.endsWith(' page') && !routeId.includes('[') && routeId !== '/(public)/not-found'
		);
		for (const page of pages)
			for (const { role } of sessions.filter((session) => matrixLetsIn(session.role, page.access))) {
				const response = await knock(page, cookies.get(role));
				expect(response.status, `${page.name} as ${role}`).toBeLessThan(400);
				expect(response.headers.get('location') ?? '', `${page.name} as ${role}`).not.toMatch(/^\/sign-in/);
			}
	}, 120_000);

	it('answers an unknown id with a calm 404 on every page that takes one', async () => {
		const pages = DOORS.filter(
			({ name, routeId }) => name.endsWith(' page') && routeId.startsWith('/(app)') && routeId.includes('[')
		);
		for (const page of pages)
			for (const { role } of sessions)
				expect((await knock(page, cookies.get(role))).status, `${page.name} as ${role}`).toBe(404);
	}, 120_000);

	it('takes no form from another site', async () => {
		const response = await fetch(new URL('/sign-out', server.origin), {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: 'https://elsewhere.example', cookie: cookies.get('buyer') ?? '' },
			body: new URLSearchParams()
		});
		expect(response.status).toBe(403);
	});

	it('sends nobody to another site after signing in', async () => {
		for (const next of ['//elsewhere.example', '/..//elsewhere.example', 'https://elsewhere.example']) {
			const form = { personId: world.people.buyer.id, next };
			const response = await server.request('/sign-in?/demo', { form });
			expect(response.headers.get('location')).toBe('/home');
		}
	});
});
