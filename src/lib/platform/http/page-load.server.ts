import { error } from '@sveltejs/kit';
import { AppError } from '$lib/platform/errors';
import { errorText } from '$lib/i18n/error-text';

/** An `AppError` as the response SvelteKit understands; anything else as it came. */
export function asHttpError(thrown: unknown): unknown {
	if (!(thrown instanceof AppError)) return thrown;
	try {
		error(thrown.status, { message: errorText(thrown.code, thrown.details.params), code: thrown.code });
	} catch (httpError) {
		return httpError;
	}
}

/**
 * Wraps a `load` or an endpoint so that a refusal (`AppError`) becomes its own status and sentence instead of a 500.
 */
export const guarded =
	<Event, Result>(run: (event: Event) => Promise<Result> | Result) =>
	async (event: Event): Promise<Result> => {
		try {
			return await run(event);
		} catch (thrown) {
			throw asHttpError(thrown);
		}
	};
