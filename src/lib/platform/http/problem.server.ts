import type { AppError } from '$lib/platform/errors';
import { errorText } from '$lib/i18n/error-text';

/** RFC 9457: the refusal as `application/problem+json`, with the field(s) it is about. */
export function problem(error: AppError, requestId: string): Response {
	const { field, fields, fieldParams, params } = error.details;
	const errors = [
		...(field ? [{ field, code: error.code, detail: errorText(error.code, params) }] : []),
		...Object.entries(fields ?? {}).map(([name, code]) => ({ field: name, code, detail: errorText(code, fieldParams?.[name] ?? params) }))
	];
	return new Response(
		JSON.stringify({
			type: `urn:omatt:problem:${error.code}`,
			title: errorText(error.code, params),
			status: error.status,
			code: error.code,
			instance: `urn:uuid:${requestId}`,
			...(errors.length && { errors })
		}),
		{ status: error.status, headers: { 'Content-Type': 'application/problem+json' } }
	);
}
