import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const MANIFEST = resolve('.svelte-kit/output/server/manifest-full.js');
const ROUTES = resolve('src/routes');

interface BuiltNode {
	server?: { load?: unknown; actions?: Record<string, unknown> };
	universal?: { load?: unknown };
	server_id?: string;
	universal_id?: string;
}
interface BuiltManifest {
	_: {
		nodes: (() => Promise<BuiltNode>)[];
		remotes: Record<string, unknown>;
		routes: {
			id: string;
			page: { layouts: (number | undefined)[]; leaf: number } | null;
			endpoint: (() => Promise<Record<string, unknown>>) | null;
		}[];
	};
}

/** One route as it was built. */
export interface BuiltRoute {
	id: string;
	hasPage: boolean;
	actions: string[];
	methods: string[];
	/** Folders (as in LAYOUT_ACCESS) of the layouts around the page that have a load. */
	layouts: string[];
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback']);

const folderOf = ({ server_id, universal_id }: BuiltNode): string =>
	`/${(server_id ?? universal_id ?? '').replace(/^src\/routes\/?/, '').replace(/\/?[^/]*$/, '')}`;

/** When a file that decides what can be called was last written. */
function newestRouteFile(): number {
	const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/\+(page|layout|server)(\.server)?\.(ts|svelte)$/.test(file)
	);
	return Math.max(...files.map((file) => statSync(join(ROUTES, file)).mtimeMs));
}

/**
 * Every page, layout load, action and endpoint method, from the build itself.
 * @throws when there is no build, or one that is older than the routes
 */
export async function builtRoutes(): Promise<{ routes: BuiltRoute[]; remotes: string[] }> {
	if (!existsSync(MANIFEST))
		throw new Error('The routes are read from the build, and there is none: run npm run build first.');
	if (statSync(MANIFEST).mtimeMs < newestRouteFile())
		throw new Error('The routes have changed since the build: run npm run build first.');
	const { manifest } = (await import(/* @vite-ignore */ pathToFileURL(MANIFEST).href)) as {
		manifest: BuiltManifest;
	};
	const { nodes, routes, remotes } = manifest._;
	const node = async (index: number): Promise<BuiltNode> => (await nodes[index]?.()) ?? {};

	const built = routes.map(async ({ id, page, endpoint }): Promise<BuiltRoute> => {
		const around = await Promise.all((page?.layouts ?? []).filter((index) => index !== undefined).map(node));
		const leaf = page && (await node(page.leaf));
		return {
			id,
			hasPage: page !== null,
			actions: Object.keys(leaf?.server?.actions ?? {}),
			methods: endpoint ? Object.keys(await endpoint()).filter((name) => METHODS.has(name)) : [],
			layouts: around.filter(({ server, universal }) => server?.load || universal?.load).map(folderOf)
		};
	});
	return { routes: await Promise.all(built), remotes: Object.keys(remotes) };
}

/** A path that the route answers, its parameters filled with `value`. */
export const pathOf = (routeId: string, value: string): string =>
	routeId
		.replace(/\/\([^)]+\)/g, '')
		.replace(/\[\[[^\]]+\]\]/g, '')
		.replace(/\[[^\]]+\]/g, value) || '/';
