/** What an error may carry to the person: the offending form field and values for the message. */
export interface ErrorDetails {
	/** Name of the form field or JSON pointer the message belongs to. */
	field?: string;
	/** Values put into the message. */
	params?: Record<string, string | number>;
	/** Several fields at once: field → message code. */
	fields?: Record<string, string>;
	/** Values put into the message of one field. */
	fieldParams?: Record<string, Record<string, string | number>>;
}

/**
 * The one error family. `code` is a message key without its `error_` prefix (`error_notFound` → `notFound`);
 * 4xx is a sentence written for a person, 5xx becomes an id for the log.
 */
export class AppError extends Error {
	constructor(
		readonly code: string,
		readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 503,
		readonly details: ErrorDetails = {}
	) {
		super(code);
		this.name = 'AppError';
	}
}

/** Unknown and foreign ids look the same from outside. */
export const notFound = () => new AppError('notFound', 404);
export const notAllowed = () => new AppError('notAllowed', 403);
/** The request is understood but a rule refuses it: `code` says which. */
export const refused = (code: string, details?: ErrorDetails) => new AppError(code, 409, details);
export const invalid = (code: string, details?: ErrorDetails) => new AppError(code, 422, details);
