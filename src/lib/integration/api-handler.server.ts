import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { requireActor } from '$lib/account/require-actor.server';
import { issueCode } from '$lib/i18n/error-text';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { Actor } from '$lib/organisation/permission';
import { AppError, invalid, notFound } from '$lib/platform/errors';
import {
	problemHeaders,
	problemOf,
	problemResponse,
	unexpectedProblem
} from '$lib/platform/http/problem.server';
import { newId, type Id } from '$lib/platform/ids';
import type { Clock } from '$lib/platform/clock';
import type { Log } from '$lib/platform/log.server';
import { hashRequest, readFiles, readJson } from './api-body.server';
import type { IdempotencyService, StoredAnswer } from './idempotency.service.server';
import type { Answers, Operation } from './operation';

export interface ApiDeps {
	idempotency: IdempotencyService;
	clock: Clock;
	log: Log;
}

export interface ApiCall<Params, Query, Body> {
	actor: Actor;
	/** Token the call came with. */
	tokenId: string;
	/** The unit the token acts for. */
	tokenUnitId: string;
	params: Params;
	query: Query;
	body: Body;
	files: File[];
	/** An id for what is made; the same one when the same request is sent again with its Idempotency-Key. */
	newId<Noun extends string>(): Id<Noun>;
}

export type Answer<Given extends Answers> = {
	[Status in keyof Given & number]: { status: Status; body: z.input<Given[Status]> };
}[keyof Given & number];

const KEY = /^[\x21-\x7e]{1,200}$/;

const escaped = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${escaped(part)}`).join('');

/** What a schema found as one refusal, each issue at its field. */
function asInvalid(issues: readonly z.core.$ZodIssue[], fieldOf: (path: PropertyKey[]) => string): AppError {
	const fields: Record<string, string> = {};
	for (const issue of issues) {
		if (issue.code === 'unrecognized_keys')
			for (const key of issue.keys) fields[fieldOf([...issue.path, key])] ??= 'unknownField';
		else fields[fieldOf(issue.path)] ??= issueCode(issue);
	}
	return invalid('invalid', { fields });
}

/** A refusal of a service in the words of the API: its fields as pointers into the body. */
function inApiWords(error: AppError, { method, fieldNames = {} }: Operation): AppError {
	const named = (name: string): string => {
		if (method === 'GET') return name;
		const [first = '', ...rest] = (fieldNames[name] ?? name).split('.');
		return pointer([fieldNames[first] ?? (first === 'attribute' ? 'attributes' : first), ...rest]);
	};
	const { field, fields, fieldParams, params } = error.details;
	const renamed = <T>(row: Record<string, T>) =>
		Object.fromEntries(Object.entries(row).map(([name, value]) => [named(name), value]));
	return new AppError(error.code, error.status, {
		...(field !== undefined && { field: named(field) }),
		...(fields && { fields: renamed(fields) }),
		...(fieldParams && { fieldParams: renamed(fieldParams) }),
		...(params && { params })
	});
}

/** Query parameters as an object; one that comes several times is a list. */
function queryOf(search: URLSearchParams): Record<string, string | string[]> {
	const values: Record<string, string | string[]> = {};
	for (const name of new Set(search.keys())) {
		const all = search.getAll(name);
		values[name] = all.length > 1 ? all : (all[0] ?? '');
	}
	return values;
}

function parsed<Schema extends z.ZodType>(
	schema: Schema | undefined,
	raw: unknown,
	refuse: (issues: z.core.$ZodIssue[]) => AppError
): z.output<Schema> {
	// Without a schema the type says `undefined`, and so it is.
	if (!schema) return undefined as z.output<Schema>;
	const result = schema.safeParse(raw, { reportInput: true });
	if (!result.success) throw refuse(result.error.issues);
	return result.data;
}

function idempotencyKey(request: Request): string | undefined {
	const key = request.headers.get('idempotency-key');
	if (request.method !== 'POST' || key === null) return undefined;
	if (!KEY.test(key)) throw invalid('idempotencyKeyInvalid', { field: 'Idempotency-Key' });
	return key;
}

/** A uuid that follows from the request alone, so that a run taken over makes the same thing again, not another. */
function idFrom(...parts: string[]): string {
	const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
	// Version 8 of RFC 9562: made by a rule of our own.
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Endpoints of the API: parse by the operation's schemas, call, answer JSON. Every refusal is a problem by RFC 9457
 * with its fields; whatever else goes wrong becomes an id for the log.
 * @param deps asked for at each request, as the services are there only once the server has started
 */
export const apiHandler =
	(deps: () => ApiDeps) =>
	<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Given extends Answers>(
		operation: Operation<Params, Query, Body, Given>,
		handle: (
			call: ApiCall<z.output<Params>, z.output<Query>, z.output<Body>>
		) => Promise<Answer<NoInfer<Given>>>
	) =>
	async ({ request, locals, params: rawParams, url }: RequestEvent): Promise<Response> => {
		const { idempotency, clock, log } = deps();
		try {
			const actor = requireActor(locals);
			if (actor.via.kind !== 'token') throw new AppError('tokenRequired', 401);
			const { tokenId, unitId: tokenUnitId } = actor.via;
			const params = parsed(operation.params, rawParams, notFound);
			const query = parsed(operation.query, queryOf(url.searchParams), (issues) =>
				asInvalid(issues, (path) => String(path[0] ?? ''))
			);
			const key = idempotencyKey(request);
			const rawBody = operation.body ? await readJson(request) : undefined;
			const body = parsed(operation.body, rawBody, (issues) => asInvalid(issues, pointer));
			const files = operation.takesFiles ? await readFiles(request) : [];
			const asked = { method: request.method, path: url.pathname };
			const hash = key === undefined ? '' : await hashRequest(asked, { body: rawBody, files });

			let made = 0;
			const call = {
				actor,
				tokenId,
				tokenUnitId,
				params,
				query,
				body,
				files,
				newId: <Noun extends string>() =>
					(key === undefined
						? newId(clock.now().getTime())
						: idFrom(tokenId, key, hash, String(made++))) as Id<Noun>
			};
			const run = async (): Promise<StoredAnswer> => {
				try {
					const answer = await handle(call);
					return { status: answer.status, body: JSON.stringify(answer.body) };
				} catch (error) {
					if (!(error instanceof AppError)) throw error;
					const told = inApiWords(error, operation);
					// What passes must not be stored, and keeps its headers.
					if ([401, 429, 503].includes(told.status)) throw told;
					return { status: told.status, body: JSON.stringify(problemOf(told, locals.requestId)) };
				}
			};
			const { isReplay, ...answer } =
				key === undefined
					? { ...(await run()), isReplay: false }
					: await idempotency.run({ tokenId, key }, hash, run);
			return respond(operation, answer, isReplay);
		} catch (error) {
			const headers = { 'Content-Language': getLocale(), Vary: 'Accept-Language, Authorization' };
			if (error instanceof AppError)
				return problemResponse(problemOf(error, locals.requestId), { ...headers, ...problemHeaders(error) });
			log.error({ err: error, requestId: locals.requestId, operation: operation.id }, 'unhandled error');
			return problemResponse(unexpectedProblem(locals.requestId), headers);
		}
	};

function respond(operation: Operation, { status, body }: StoredAnswer, isReplay: boolean): Response {
	const location = status === 201 ? operation.location?.(JSON.parse(body)) : undefined;
	return new Response(body, {
		status,
		headers: {
			'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
			'Content-Language': getLocale(),
			Vary: 'Accept-Language, Authorization',
			...(location && { Location: location }),
			...(isReplay && { 'Idempotent-Replayed': 'true' })
		}
	});
}
