import type { CatalogueService } from '$lib/catalogue/catalogue.service.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Db } from '$lib/platform/db.server';
import type { EventFrame } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'listing.created': { listingId: string };
		'listing.published': { listingId: string };
		'listing.edited': { listingId: string };
		'listing.photosChanged': { listingId: string };
		'listing.withdrawn': { listingId: string };
	}
}

export type ListingDeps = ServiceDeps & {
	catalogue: CatalogueService;
	organisation: OrganisationService;
	/** Whether a lot is reserved, waited for or was handed over. */
	isAskedFor(db: Db, lotId: string): Promise<boolean>;
};

/** What the audit log keeps of a change of a listing. */
export const framed = (
	actorId: string | null,
	listing: { id: string; organisationId: string },
	at: Date
): EventFrame => ({
	actorId,
	organisationId: listing.organisationId,
	subjectKind: 'listing',
	subjectId: listing.id,
	at
});
