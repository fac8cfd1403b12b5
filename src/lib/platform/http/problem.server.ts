import type { AppError } from '$lib/platform/errors';
import { errorText } from '$lib/i18n/error-text';

/** RFC 9457, with the field(s) it is about. */
export interface Problem {
	type: string;
	/** A sentence in the language of the request. */
	title: string;
	status: number;
	code: string;
	instance: string;
	errors?: { field: string; code: string; detail: string }[];
}

const CONTENT_TYPE = 'application/problem+json';
const SOON_SECONDS = 5;

export function problemOf({ code, status, details }: AppError, requestId: string): Problem {
	const { field, fields, fieldParams, params } = details;
	const errors = [
		...(field !== undefined ? [{ field, code, detail: errorText(code, params) }] : []),
		...Object.entries(fields ?? {}).map(([name, fieldCode]) => ({
			field: name,
			code: fieldCode,
			detail: errorText(fieldCode, fieldParams?.[name] ?? params)
		}))
	];
	return {
		type: `urn:omatt:problem:${code}`,
		title: errorText(code, params),
		status,
		code,
		instance: `urn:uuid:${requestId}`,
		...(errors.length && { errors })
	};
}

/** A fault of ours: an id that leads to the log, and nothing else. */
export const unexpectedProblem = (requestId: string): Problem => ({
	type: 'urn:omatt:problem:unexpected',
	title: errorText('unexpected'),
	status: 500,
	code: 'unexpected',
	instance: `urn:uuid:${requestId}`
});

export const problemResponse = (problem: Problem, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: { 'Content-Type': CONTENT_TYPE, ...headers }
	});

/** What the client is told beside the problem: how to sign in, or when to come back. */
export function problemHeaders({ status, details }: AppError): Record<string, string> {
	if (status === 401) return { 'WWW-Authenticate': 'Bearer' };
	if (status !== 429 && status !== 503) return {};
	const minutes = Number(details.params?.minutes ?? 0);
	return { 'Retry-After': String(minutes ? minutes * 60 : SOON_SECONDS) };
}

/** RFC 9457: the refusal as `application/problem+json`, with the field(s) it is about. */
export const problem = (error: AppError, requestId: string): Response =>
	problemResponse(problemOf(error, requestId), problemHeaders(error));
