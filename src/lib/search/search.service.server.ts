import type { CatalogueService } from '$lib/catalogue/catalogue.service.server';
import { phrasesOf, typesOfKind } from '$lib/catalogue/suggest-types';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { ENGINE_VERSION, rankCandidates, type Candidate, type CandidateQuery } from './candidate';
import { searchRepository, type Asker, type ReadyQuery } from './search.repository.server';
import {
	COUNT_CAP,
	countFacets,
	decodeCursor,
	encodeCursor,
	isWordless,
	scoreOf,
	termQueries,
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

const NOTHING_FOUND: SearchResult = {
	listingIds: [],
	scores: [],
	total: 0,
	isTotalCapped: false,
	facets: { pack: [], type: [], condition: [], place: [], availability: [] },
	nextCursor: null
};

/** One search for the page, the reuse check and the API. */
export function searchService({
	db,
	clock,
	catalogue
}: Pick<ServiceDeps, 'db' | 'clock'> & { catalogue: Pick<CatalogueService, 'listAllTypes'> }) {
	const search = searchRepository(db);
	const askedBy = (actor: Actor): Asker => {
		const now = clock.now();
		return { actor, now, today: osloDate(now) };
	};
	/** The words of a query, each with the kinds of thing it names: "bord" is also every skrivebord. */
	async function ready(query: SearchQuery): Promise<ReadyQuery> {
		if (query.q === '') return { ...query, terms: [] };
		const types = (await catalogue.listAllTypes()).map(({ key, ...type }) => ({
			key,
			phrases: phrasesOf({ key, ...type })
		}));
		return {
			...query,
			terms: termQueries(query.q, (term) => typesOfKind(term, types).map(({ key }) => key))
		};
	}

	return {
		/** What was typed without a single word in it finds nothing. @throws AppError invalid cursor */
		async search(actor: Actor, query: SearchQuery): Promise<SearchResult> {
			const asker = askedBy(actor);
			const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
			if (query.cursor !== undefined && !cursor) throw invalid('invalid', { field: 'cursor' });
			if (isWordless(query.q)) return NOTHING_FOUND;
			const asked = await ready(query);
			const [hits, counted, facetRows] = await Promise.all([
				search.listHits(asker, asked, cursor),
				search.countCapped(asker, asked),
				search.listFacetRows(asker, asked)
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
