import { app } from '$lib/app.server';
import { openApiDocument } from '$lib/integration/openapi';
import { OPERATIONS } from '$lib/integration/operations';
import { accessOf } from '$lib/route-access';

/** The document holds no data, so anyone may read it. */
export const GET = (): Response =>
	Response.json(
		openApiDocument({
			operations: OPERATIONS,
			origin: app.origin,
			accessOf: ({ routeId, method }) => accessOf(routeId, method, '')
		}),
		{ headers: { 'Cache-Control': 'public, max-age=300' } }
	);
