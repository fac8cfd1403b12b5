import { z } from 'zod';
import { CONDITIONS, PACKS } from '$lib/catalogue/catalogue';
import { parseDate } from '$lib/platform/calendar-date';
import { AVAILABILITIES, decodeCursor, SORTS, tidyQuery, type SearchQuery } from './search';

/** Hits on one page of the search. */
export const PAGE_SIZE = 24;

const typeKey = z.string().regex(/^[A-Za-z0-9]{1,60}$/);
const place = z
	.string()
	.trim()
	.min(1)
	.max(100)
	.regex(/^[\p{L}\p{N} .,'’/&-]+$/u);
const date = z
	.string()
	.transform((text) => parseDate(text))
	.pipe(z.iso.date());

/** A field of an address: what cannot be understood is as if it was left out. */
const gentle = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const searchParams = z.object({
	q: z.string().transform(tidyQuery).catch(''),
	pack: gentle(z.enum(PACKS)),
	type: gentle(typeKey),
	condition: z
		.array(z.string())
		.transform((values) => CONDITIONS.filter((condition) => values.includes(condition))),
	place: gentle(place),
	availability: gentle(z.enum(AVAILABILITIES)),
	availableBy: gentle(date),
	sort: gentle(z.enum(SORTS)),
	cursor: gentle(z.string().refine((text) => decodeCursor(text) !== undefined))
});

/** The address of the search page as a query; bad values are left out, never an error. */
export function readSearchParams(params: URLSearchParams): SearchQuery {
	const parsed = searchParams.parse({
		...Object.fromEntries([...params].filter(([, value]) => value !== '')),
		q: params.get('q') ?? '',
		condition: params.getAll('condition')
	});
	return { ...parsed, limit: PAGE_SIZE };
}
