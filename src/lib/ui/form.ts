/** What a form action hands back when something must be corrected; the texts are already in the reader's language. */
export interface FormResult {
	/** Which form on the page it belongs to, where there are several. */
	formId?: string;
	/** What was typed, by field name; a list where the name was sent several times. */
	values?: Record<string, string | string[]>;
	/** What is wrong, by field name; `form` is for the whole. */
	errors?: Record<string, string>;
	/** What is wrong with the whole. */
	message?: string;
	/** Its code, where the page offers a way on. */
	code?: string;
}

/** Any `form` prop of a page; fields pick out what concerns them. */
export type AnyFormResult = object | null | undefined;

/** One alternative of a select or a group of radio buttons. */
export interface Option {
	value: string;
	label: string;
	hint?: string;
}

/** The part of a page's form result that belongs to the form `formId` (all of it where forms are not named). */
export function resultFor(form: AnyFormResult, formId?: string): FormResult {
	const result = (form ?? {}) as FormResult;
	return formId === undefined || result.formId === undefined || result.formId === formId ? result : {};
}

/** The id of a field's control, the same for the field and for the summary that links to it. */
export const fieldId = (name: string, formId?: string): string => (formId ? `${formId}-${name}` : name);

/** What stood in the field when the form came back, else `otherwise`. */
export function valueOf(
	form: AnyFormResult,
	name: string,
	formId: string | undefined,
	otherwise: string
): string {
	const value = resultFor(form, formId).values?.[name];
	return typeof value === 'string' ? value : otherwise;
}

/** Whether a box named `name` that sends `value` was ticked when the form came back; undefined when none did. */
export function wasTicked(form: AnyFormResult, name: string, formId: string | undefined, value: string) {
	const values = resultFor(form, formId).values;
	if (!values) return undefined;
	const sent = values[name.replace(/\[\]$/, '')];
	return Array.isArray(sent) ? sent.includes(value) : sent === value;
}

export const errorOf = (form: AnyFormResult, name: string, formId?: string): string | undefined =>
	resultFor(form, formId).errors?.[name];
