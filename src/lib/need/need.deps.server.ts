import type { CatalogueService } from '$lib/catalogue/catalogue.service.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Actor } from '$lib/organisation/permission';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { ReservationService } from '$lib/reservation/reservation.service.server';
import type { CandidateResult, SearchService } from '$lib/search/search.service.server';
import type { CandidateQuery } from '$lib/search/candidate';

export type { CandidateQuery, CandidateResult };

/** What the services of this room are built from. */
export interface NeedDeps extends ServiceDeps {
	organisation: Pick<OrganisationService, 'findActor' | 'getUnit'>;
	catalogue: Pick<CatalogueService, 'getOfferedType' | 'getType' | 'listTypes'>;
	search: Pick<SearchService, 'findCandidates' | 'findNewSince'>;
	reservation: Pick<ReservationService, 'reserve'>;
}

/** What there is now for a need, seen with one person's eyes, and what came after an instant. */
export async function lookAgain(
	{ search }: Pick<NeedDeps, 'search'>,
	actor: Actor,
	query: CandidateQuery,
	since: Date
): Promise<{ found: CandidateResult; publishedSinceIds: string[] }> {
	const [found, publishedSinceIds] = await Promise.all([
		search.findCandidates(actor, query),
		search.findNewSince(actor, query, since)
	]);
	return { found, publishedSinceIds };
}
