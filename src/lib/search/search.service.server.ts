import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { ENGINE_VERSION, rankCandidates, type Candidate, type CandidateQuery } from './candidate';
import { searchRepository, type Asker } from './search.repository.server';
import {
	COUNT_CAP,
	countFacets,
	decodeCursor,
	encodeCursor,
	scoreOf,
	type Facets,
	type SearchQuery
} from './search';

export interface SearchResult {
	/** Ids in order; the cards come from the listing room. */
	listingIds: string[];
	/** How well the words fit each of them, where they are sorted by it. */
	scores: (number | null)[];
	total: number;
	/** There are more than the cap: show "1000+". */
	isTotalCapped: boolean;
	facets: Facets;
	nextCursor: string | null;
}

/** What the reuse check stores as its evidence. */
export interface CandidateResult {
	engineVersion: string;
	query: CandidateQuery;
	total: number;
	candidates: Candidate[];
}

const EVIDENCE_SIZE = 50;

/** One search for the page, the reuse check and the API. */
export function searchService({ db, clock }: Pick<ServiceDeps, 'db' | 'clock'>) {
	const search = searchRepository(db);
	const askedBy = (actor: Actor): Asker => {
		const now = clock.now();
		return { actor, now, today: osloDate(now) };
	};
	return {
		/** @throws AppError invalid cursor */
		async search(actor: Actor, query: SearchQuery): Promise<SearchResult> {
			const asker = askedBy(actor);
			const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
			if (query.cursor !== undefined && !cursor) throw invalid('invalid', { field: 'cursor' });
			const [hits, counted, facetRows] = await Promise.all([
				search.listHits(asker, query, cursor),
				search.countCapped(asker, query),
				search.listFacetRows(asker, query)
			]);
			const page = hits.slice(0, query.limit);
			const last = page.at(-1);
			return {
				listingIds: page.map((hit) => hit.id),
				scores: page.map((hit) => scoreOf(query, hit.key)),
				total: Math.min(counted, COUNT_CAP),
				isTotalCapped: counted > COUNT_CAP,
				facets: countFacets(facetRows, query),
				nextCursor: hits.length > query.limit && last ? encodeCursor(last) : null
			};
		},

		/** The things that could meet a need, best first, with why: at most 50, and how many there were. */
		async findCandidates(actor: Actor, query: CandidateQuery): Promise<CandidateResult> {
			const asker = askedBy(actor);
			const ranked = rankCandidates(await search.listCandidates(asker, query), query, asker.today);
			return {
				engineVersion: ENGINE_VERSION,
				query,
				total: ranked.length,
				candidates: ranked.slice(0, EVIDENCE_SIZE)
			};
		},

		/** Listings for the need that became available to this actor after an instant. */
		async findNewSince(actor: Actor, query: CandidateQuery, since: Date): Promise<string[]> {
			return (await search.listNewSince(askedBy(actor), query, since)).map((row) => row.id);
		}
	};
}
export type SearchService = ReturnType<typeof searchService>;
