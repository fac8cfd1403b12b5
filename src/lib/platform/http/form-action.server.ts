import { fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { AppError } from '$lib/platform/errors';
import { errorText, issueCode } from '$lib/i18n/error-text';
import { asHttpError } from './page-load.server';

/** What a form gets back when something was wrong: what was typed, and texts by field and for the whole form. */
export interface FormFailure {
	formId?: string;
	values: Record<string, string | string[]>;
	errors: Record<string, string>;
	message?: string;
	/** Code of `message`, where a page offers a way on. */
	code?: string;
}

const NEVER_ECHOED = new Set(['password', 'newPassword', 'pickupCode', 'clientSecret']);

/** Form data as a plain object; a name that ends in `[]` or comes more than once becomes a list. Files are left out. */
export function formValues(data: FormData): Record<string, string | string[]> {
	const values: Record<string, string | string[]> = {};
	for (const name of new Set(data.keys())) {
		const all = data.getAll(name).filter((value) => typeof value === 'string');
		const isList = name.endsWith('[]') || all.length > 1;
		const key = name.replace(/\[\]$/, '');
		if (isList) values[key] = all;
		else if (all[0] !== undefined) values[key] = all[0];
	}
	return values;
}

/**
 * A form action that parses with `schema` (one made for the thing it is about, where limits hang on it), calls `handle`, and turns bad input and refusals into messages beside
 * the fields, with everything typed kept (save passwords and codes).
 * `prepare` sees what was sent first: it may store files and put their ids beside them, and answers texts by field.
 * An `AppError` of 4xx becomes the form's message; 401 and 404 and all else pass on to the error page.
 */
export const formAction =
	<Schema extends z.ZodType, Event extends RequestEvent, Result>(
		schema: Schema | ((event: Event) => Promise<Schema>),
		handle: (context: { input: z.output<Schema>; locals: App.Locals; event: Event }) => Promise<Result>,
		prepare?: (data: FormData, event: Event) => Promise<Record<string, string>>
	) =>
	async (event: Event) => {
		const data = await event.request.formData();
		const early = (await prepare?.(data, event)) ?? {};
		const raw = formValues(data);
		const values = Object.fromEntries(Object.entries(raw).filter(([name]) => !NEVER_ECHOED.has(name)));
		const formId = typeof raw.formId === 'string' ? { formId: raw.formId } : {};
		try {
			const parsed = (typeof schema === 'function' ? await schema(event) : schema).safeParse(raw);
			if (!parsed.success || Object.keys(early).length > 0) {
				const errors = { ...early };
				for (const issue of parsed.error?.issues ?? []) {
					const field = issue.path.join('.') || 'form';
					errors[field] ??= errorText(issueCode(issue));
				}
				return fail(422, { ...formId, values, errors } satisfies FormFailure);
			}
			return await handle({ input: parsed.data, locals: event.locals, event });
		} catch (error) {
			if (isRedirect(error) || isHttpError(error) || !(error instanceof AppError)) throw error;
			if (error.status === 401 || error.status === 404) throw asHttpError(error);
			const { field, fields = {}, fieldParams = {}, params } = error.details;
			const errors = Object.fromEntries(
				Object.entries(fields).map(([name, code]) => [name, errorText(code, fieldParams[name] ?? params)])
			);
			if (field) errors[field] = errorText(error.code, params);
			return fail(error.status, {
				...formId,
				values,
				errors,
				...(!field &&
					!Object.keys(fields).length && { message: errorText(error.code, params), code: error.code })
			} satisfies FormFailure);
		}
	};
