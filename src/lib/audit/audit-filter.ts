import { z } from 'zod';
import { may, type Actor } from '$lib/organisation/permission';
import { parseDate } from '$lib/platform/calendar-date';

/** An empty field of a form is no filter. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const date = z.string().transform((text, context) => {
	const read = parseDate(text);
	if (!read) context.addIssue({ code: 'custom', message: 'dateNotADate' });
	return read ?? '';
});

/** What of the log is read; the same words in addresses and services. Days are Oslo's, both included. */
export const auditFilterSchema = z.object({
	from: optional(date),
	to: optional(date),
	/** Part of a name, or the id of a person. */
	who: optional(z.string().trim().max(200)),
	event: optional(z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'invalid')),
	/** Kind of thing. */
	kind: optional(z.string().regex(/^[a-zA-Z]+$/, 'invalid')),
	/** Id of the thing. */
	subject: optional(z.uuid('invalid')),
	/** A unit and everything below it today. */
	unit: optional(z.uuid('invalid'))
});
export type AuditFilter = z.output<typeof auditFilterSchema>;
const FILTER_KEYS = Object.keys(auditFilterSchema.shape) as (keyof AuditFilter)[];

/** Reads a filter out of an address; what cannot be understood is no filter. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
	const filter: AuditFilter = {};
	for (const key of FILTER_KEYS) {
		const read = auditFilterSchema.shape[key].safeParse(query.get(key));
		if (read.success && read.data !== undefined) filter[key] = read.data;
	}
	return filter;
}

/** The address of what a filter picks, optionally with one part changed or (undefined) taken away. */
export function auditHref(
	path: string,
	filter: AuditFilter,
	change: Partial<AuditFilter & { before: string }> = {}
) {
	const all: Record<string, string | undefined> = { ...filter, ...change };
	const query = new URLSearchParams(
		Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
	);
	return query.size > 0 ? `${path}?${query}` : path;
}

/** The log of one thing, for those who read the log of whoever it belongs to. */
export const historyHref = (actor: Actor, thing: { id: string; organisationId: string }): string | null =>
	may(actor, 'audit.see', thing) ? auditHref('/admin/audit', { subject: thing.id }) : null;
