import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import type { CandidateQuery, CandidateRow } from './candidate';
import {
	COUNT_CAP,
	sortOf,
	termQueries,
	type Availability,
	type FacetRow,
	type SearchCursor,
	type SearchQuery,
	type Sort,
	type TermQuery
} from './search';

/** Who asks, and when: today's date is Europe/Oslo. */
export interface Asker {
	actor: Actor;
	now: Date;
	today: string;
}

/** A query with its words made ready to ask. */
export interface ReadyQuery extends SearchQuery {
	terms: readonly TermQuery[];
}

/** Candidates ranked at most; beyond that a query says too little to rank by. */
const RANKED_AT_MOST = 2000;
const CANDIDATES_AT_MOST = 500;

/**
 * The text query: every word as the start of a word as written, as a stem or as a kind of thing. A stem is never cut
 * into a start: "skriver" would find "skrivebord". Undefined matches everything.
 */
const textQuery = (terms: readonly TermQuery[]): RawBuilder<string> | undefined => {
	if (terms.length === 0) return undefined;
	const parts = terms.map(({ prefix, stem, kinds }) => {
		const words = sql`to_tsquery('simple', ${prefix}) || to_tsquery('norwegian', ${stem})`;
		return kinds ? sql`(${words} || to_tsquery('simple', ${kinds}))` : sql`(${words})`;
	});
	return sql<string>`(${sql.join(parts, sql` && `)})`;
};

const isTaken = sql<boolean>`(lot.on_hand_milli <= lot.reserved_milli)`;
const placeOf = sql<string>`coalesce(listing.district, organisation.municipality)`;
const availabilityOn = (today: string) => sql<Availability>`case
	when lot.on_hand_milli <= lot.reserved_milli then 'taken'
	when listing.available_from > ${today}::date then 'later' else 'now' end`;

/** Sort key as text that sorts like the thing itself; larger comes first. */
const sortKey = (sort: Sort, text: RawBuilder<string> | undefined): RawBuilder<string> => {
	const newest = sql`to_char(listing.published_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`;
	if (sort === 'goneBy')
		return sql<string>`coalesce(to_char(99999999 - to_char(listing.must_be_gone_by, 'YYYYMMDD')::int, 'FM00000000'), '00000000') || ${newest}`;
	if (sort === 'relevance' && text)
		return sql<string>`to_char((ts_rank_cd(listing.search_document, ${text}) * 1000000)::bigint, 'FM000000000000') || ${newest}`;
	return sql<string>`${newest}`;
};

/** SQL of the search. Every query goes through `visibleTo`: hits, counts and facets alike. */
export const searchRepository = (db: Db) => {
	const matching = (
		{ actor, now, today }: Asker,
		terms: readonly TermQuery[],
		availableBy: string | undefined,
		municipality?: string
	) => {
		const text = textQuery(terms);
		return db
			.selectFrom('listing')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.innerJoin('lot', 'lot.id', 'listing.lotId')
			.innerJoin('itemType', 'itemType.id', 'lot.itemTypeId')
			.where('listing.state', '=', 'published')
			.where('lot.onHandMilli', '>', 0)
			.where((eb) => eb.or([eb('lot.hazardState', 'is', null), eb('lot.hazardState', '<>', 'stop')]))
			.where((eb) => visibleTo(actor, now, today)(eb))
			.$if(text !== undefined, (qb) => qb.where(sql<boolean>`listing.search_document @@ ${text}`))
			.$if(municipality !== undefined, (qb) => qb.where('organisation.municipality', '=', municipality ?? ''))
			.$if(availableBy !== undefined, (qb) =>
				qb.where((eb) =>
					eb.or([
						eb('listing.availableFrom', 'is', null),
						eb('listing.availableFrom', '<=', availableBy ?? '')
					])
				)
			);
	};
	const filtered = (asker: Asker, query: ReadyQuery) =>
		matching(asker, query.terms, query.availableBy, query.municipality)
			.$if(query.pack !== undefined, (qb) => qb.where('itemType.pack', '=', query.pack ?? 'furniture'))
			.$if(query.type !== undefined, (qb) => qb.where('itemType.key', '=', query.type ?? ''))
			.$if(query.condition.length > 0, (qb) => qb.where('lot.condition', 'in', query.condition))
			.$if(query.place !== undefined, (qb) => qb.where(placeOf, '=', query.place ?? ''))
			.$if(query.availability !== undefined, (qb) =>
				qb.where(availabilityOn(asker.today), '=', query.availability ?? 'now')
			);

	return {
		/** One page of ids with their sort keys, one more than asked for when there is a next page. */
		listHits: (asker: Asker, query: ReadyQuery, cursor: SearchCursor | undefined) => {
			const sort = sortOf(query);
			const text = textQuery(query.terms);
			// Ranking reads the rows it ranks, so the set is bounded before it is ranked.
			const bounded = filtered(asker, query)
				.select(['listing.id', isTaken.as('isTaken'), sortKey(sort, text).as('key')])
				.$if(sort === 'relevance' && text !== undefined, (qb) => qb.limit(RANKED_AT_MOST));
			return db
				.selectFrom(bounded.as('hit'))
				.select(['hit.id', 'hit.isTaken', 'hit.key'])
				.$if(cursor !== undefined, (qb) =>
					qb.where(
						sql<boolean>`(not hit.is_taken, hit.key, hit.id) < (${!cursor?.isTaken}, ${cursor?.key ?? ''}, ${cursor?.id ?? ''}::uuid)`
					)
				)
				.orderBy('hit.isTaken', 'asc')
				.orderBy('hit.key', 'desc')
				.orderBy('hit.id', 'desc')
				.limit(query.limit + 1)
				.execute();
		},

		/** How many match, counted up to the cap and one. */
		countCapped: async (asker: Asker, query: ReadyQuery): Promise<number> => {
			const { count } = await db
				.selectFrom(
					filtered(asker, query)
						.select('listing.id')
						.limit(COUNT_CAP + 1)
						.as('hit')
				)
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return count;
		},

		/** What the facets are counted over: the words and the date applied, the choices not yet. */
		listFacetRows: (asker: Asker, query: ReadyQuery): Promise<FacetRow[]> =>
			matching(asker, query.terms, query.availableBy, query.municipality)
				.select([
					'itemType.pack',
					'itemType.key as typeKey',
					'lot.condition',
					placeOf.as('place'),
					availabilityOn(asker.today).as('availability')
				])
				.limit(RANKED_AT_MOST)
				.execute(),

		/** Things of the type that are free before the date, with how well the words fit. */
		listCandidates: async (asker: Asker, query: CandidateQuery): Promise<CandidateRow[]> => {
			const text = textQuery(termQueries(query.words.split(/\s+/).slice(0, 6).join(' ')));
			const words = text ? sql<number>`ts_rank(listing.search_document, ${text}, 32)` : sql<number>`0`;
			const rows = await matching(asker, [], query.neededBy)
				.where('lot.itemTypeId', '=', query.itemTypeId)
				.where(sql<boolean>`lot.on_hand_milli > lot.reserved_milli`)
				.where((eb) =>
					eb.or([eb('listing.mustBeGoneBy', 'is', null), eb('listing.mustBeGoneBy', '>=', asker.today)])
				)
				.select([
					'listing.id as listingId',
					'listing.title',
					'listing.unitId',
					'listing.organisationId',
					'listing.availableFrom',
					'lot.condition',
					'lot.attributes',
					sql<number>`lot.on_hand_milli - lot.reserved_milli`.as('availableMilli'),
					words.as('wordRank')
				])
				.orderBy('wordRank', 'desc')
				.orderBy('listing.publishedAt', 'desc')
				.limit(CANDIDATES_AT_MOST)
				.execute();
			return rows.map((row) => ({ ...row, attributes: row.attributes as Record<string, unknown> }));
		},

		/** Ids among the candidates' type that became available after an instant. */
		listNewSince: (asker: Asker, query: CandidateQuery, since: Date) =>
			matching(asker, [], query.neededBy)
				.where('lot.itemTypeId', '=', query.itemTypeId)
				.where(sql<boolean>`lot.on_hand_milli > lot.reserved_milli`)
				.where((eb) =>
					eb.or([
						eb('listing.publishedAt', '>', since),
						eb.and([
							eb('listing.organisationId', '<>', asker.actor.organisationId),
							eb('listing.cooperationFrom', '>', since)
						])
					])
				)
				.select('listing.id')
				.limit(50)
				.execute()
	};
};
