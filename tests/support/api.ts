import type { z } from 'zod';
import type { App } from '$lib/app.server';
import { problemSchema } from '$lib/integration/common.schema';
import { OPERATIONS } from '$lib/integration/operations';
import type { TokenScope } from '$lib/organisation/token-scope';
import type { RunningServer } from './server';
import type { TestPerson } from './world';

export type Problem = z.output<typeof problemSchema>;

export interface ApiRequest {
	json?: unknown;
	/** Sent as it stands, as JSON. */
	text?: string;
	form?: FormData;
	key?: string;
	headers?: Record<string, string>;
}
export interface ApiAnswer {
	status: number;
	headers: Headers;
	// Every test says itself what it expects inside.
	body: Record<string, unknown>;
}

/** A token of the person with these scopes. */
export async function aToken(app: App, person: TestPerson, ...scopes: TokenScope[]): Promise<string> {
	const { token } = await app.provision.createToken({ email: person.email, scopes, name: 'test', days: 30 });
	return token;
}

const matches = (routeId: string, path: string): boolean =>
	new RegExp(`^${routeId.replace(/\[[^\]]+\]/g, '[^/]+')}$`).test(path);

/** The operation behind a request; the one with the fewest parameters, as the router chooses. */
const operationOf = (method: string, path: string) =>
	OPERATIONS.filter((one) => one.method === method && matches(one.routeId, path)).toSorted(
		(a, b) => a.routeId.split('[').length - b.routeId.split('[').length
	)[0];

/**
 * A client that holds every answer against the schema of its operation, to the last member: what the document does
 * not say is an error here.
 */
export const apiClient =
	(server: RunningServer, token?: string) =>
	async (method: 'GET' | 'POST', path: string, request: ApiRequest = {}): Promise<ApiAnswer> => {
		const { json, text, form, key, headers } = request;
		const url = new URL(`/api/v1${path}`, server.origin);
		const content = text ?? (json === undefined ? undefined : JSON.stringify(json));
		const response = await fetch(url, {
			method,
			redirect: 'manual',
			headers: {
				'accept-language': 'en',
				...(token && { authorization: `Bearer ${token}` }),
				...(content !== undefined && { 'content-type': 'application/json' }),
				...(key && { 'idempotency-key': key }),
				...headers
			},
			...((content ?? form) !== undefined && { body: content ?? form ?? null })
		});
		const told: unknown = await response.json();
		const operation = operationOf(method, url.pathname);
		const schema = response.status < 400 ? operation?.answers[response.status] : problemSchema;
		const type = response.status < 400 ? 'application/json' : 'application/problem+json';
		if (!response.headers.get('content-type')?.startsWith(type))
			throw new Error(`${method} ${path} answered ${response.headers.get('content-type')}`);
		if (!schema) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(told)}`);
		const body = schema.parse(told) as Record<string, unknown>;
		return { status: response.status, headers: response.headers, body };
	};
export type ApiClient = ReturnType<typeof apiClient>;

/** The fields a problem names, with their codes. */
export const fieldsOf = ({ body }: ApiAnswer): Record<string, string> =>
	Object.fromEntries(((body as Problem).errors ?? []).map(({ field, code }) => [field, code]));

/** A problem without what is its own to one request. */
export const withoutInstance = ({ status, body }: ApiAnswer) => ({ status, ...body, instance: '' });
