import type { Condition, Pack } from '$lib/catalogue/catalogue';
import { isUuid } from '$lib/platform/ids';

export const SORTS = ['relevance', 'newest', 'goneBy'] as const;
export type Sort = (typeof SORTS)[number];

/** `now` free today, `later` known to become free, `taken` all reserved: one can stand in line. */
export const AVAILABILITIES = ['now', 'later', 'taken'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** What is asked for; every field is in the address of the page. */
export interface SearchQuery {
	q: string;
	pack?: Pack;
	/** Key of an item type. */
	type?: string;
	condition: Condition[];
	/** District inside the own municipality, else the municipality's name. */
	place?: string;
	/** Name of the municipality, wherever in it. */
	municipality?: string;
	availability?: Availability;
	/** `YYYY-MM-DD`: must be free by then. */
	availableBy?: string;
	sort?: Sort;
	cursor?: string;
	limit: number;
}

/** The cap of every count: more is shown as "1000+". */
export const COUNT_CAP = 1000;
export const MAX_QUERY_LENGTH = 200;
const MAX_TERMS = 12;

/**
 * The words of a query as terms a text search can take: letters and digits only, so no operator gets through.
 * Long queries keep their first 12 terms.
 */
export const termsOf = (q: string): string[] =>
	[
		...q
			.slice(0, MAX_QUERY_LENGTH)
			.normalize('NFC')
			.toLowerCase()
			.matchAll(/[\p{L}\p{N}]+/gu)
	]
		.map(([term]) => term)
		.slice(0, MAX_TERMS);

/** The word in the search document that says which type a thing is; made the same by the index. */
const typeLexeme = (key: string): string => `'omattype${key.toLowerCase()}'`;

/** One word of a query as text queries: as the start of a word as it is written, as a stem, and as a kind of thing. */
export interface TermQuery {
	prefix: string;
	stem: string;
	kinds: string | undefined;
}

/**
 * A query word by word, all of which must be met; without terms there is nothing to ask for.
 * @param kindsOf keys of the item types that a word is the kind of ("bord" of "skrivebord")
 */
export const termQueries = (
	q: string,
	kindsOf: (term: string) => readonly string[] = () => []
): TermQuery[] =>
	termsOf(q).map((term) => {
		const kinds = kindsOf(term).map(typeLexeme).join(' | ');
		return { prefix: `'${term}':*`, stem: `'${term}'`, kinds: kinds || undefined };
	});

/** Something was typed, but no word: such a query finds nothing rather than everything. */
export const isWordless = (q: string): boolean => q.trim() !== '' && termsOf(q).length === 0;

/** A query as people type or paste it, on one line and no longer than we read. */
export const tidyQuery = (q: string): string =>
	[
		...q
			.normalize('NFC')
			.toWellFormed()
			.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
			.trim()
	]
		.slice(0, MAX_QUERY_LENGTH)
		.join('')
		.trim();

/** A query as an address of the search page; `change` sets fields, undefined removes them. Paging starts over. */
export function searchAddress(query: SearchQuery, change: Partial<SearchQuery> = {}): string {
	const wanted = { ...query, cursor: undefined, limit: undefined, ...change };
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(wanted))
		for (const one of Array.isArray(value) ? value : [value]) if (one) params.append(name, String(one));
	const text = params.toString();
	return text ? `/listings?${text}` : '/listings';
}

/** The order of the hits: as asked, else by how well the words fit where there are words. */
export const sortOf = ({ sort, q }: Pick<SearchQuery, 'sort' | 'q'>): Sort =>
	sort ?? (q ? 'relevance' : 'newest');

/** How well the words fit, from the sort key of a hit; null where hits are not sorted by it. */
export const scoreOf = (query: Pick<SearchQuery, 'sort' | 'q'>, key: string): number | null =>
	sortOf(query) === 'relevance' && termsOf(query.q).length > 0 ? Number(key.slice(0, 12)) / 1_000_000 : null;

/** Where the next page starts: the sort keys of the last hit. */
export interface SearchCursor {
	isTaken: boolean;
	key: string;
	id: string;
}

export const encodeCursor = (cursor: SearchCursor): string =>
	btoa(JSON.stringify([cursor.isTaken ? 1 : 0, cursor.key, cursor.id]))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');

/** Undefined for anything that was not made by `encodeCursor`. */
export function decodeCursor(text: string): SearchCursor | undefined {
	try {
		const parsed: unknown = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
		if (!Array.isArray(parsed)) return undefined;
		const [isTaken, key, id] = parsed as unknown[];
		if (typeof key !== 'string' || !/^[0-9-]{0,60}$/.test(key) || !isUuid(id)) return undefined;
		return { isTaken: isTaken === 1, key, id };
	} catch {
		return undefined;
	}
}

/** What facets are counted over: one row per matching listing. */
export interface FacetRow {
	pack: Pack;
	typeKey: string;
	condition: Condition;
	place: string;
	availability: Availability;
}
export interface FacetValue {
	value: string;
	count: number;
}
export type Facets = Record<'pack' | 'type' | 'condition' | 'place' | 'availability', FacetValue[]>;

type Chosen = Pick<SearchQuery, 'pack' | 'type' | 'condition' | 'place' | 'availability'>;

const MATCHES: Record<keyof Facets, (row: FacetRow, chosen: Chosen) => boolean> = {
	pack: (row, { pack }) => pack === undefined || row.pack === pack,
	type: (row, { type }) => type === undefined || row.typeKey === type,
	condition: (row, { condition }) => condition.length === 0 || condition.includes(row.condition),
	place: (row, { place }) => place === undefined || row.place === place,
	availability: (row, { availability }) => availability === undefined || row.availability === availability
};
const VALUE: Record<keyof Facets, (row: FacetRow) => string> = {
	pack: (row) => row.pack,
	type: (row) => row.typeKey,
	condition: (row) => row.condition,
	place: (row) => row.place,
	availability: (row) => row.availability
};
const FACET_NAMES = Object.keys(MATCHES) as (keyof Facets)[];

/** Counts per facet value; each facet is counted with all the other choices applied but not its own. */
export function countFacets(rows: readonly FacetRow[], chosen: Chosen): Facets {
	const counted = FACET_NAMES.map((name) => {
		const counts = new Map<string, number>();
		for (const row of rows) {
			if (!FACET_NAMES.every((other) => other === name || MATCHES[other](row, chosen))) continue;
			const value = VALUE[name](row);
			if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
		}
		const values = [...counts].map(([value, count]) => ({ value, count }));
		return [name, values.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'nb'))] as const;
	});
	return Object.fromEntries(counted) as Facets;
}
