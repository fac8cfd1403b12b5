import { may, type Actor } from '$lib/organisation/permission';

/** What a storage site is; empty texts are null, opening hours and other notes for those who come are free text. */
export interface StorageSiteFacts {
	name: string;
	/** The unit it belongs to. */
	unitId: string;
	address: string | null;
	district: string | null;
	/** Others than those of its unit see the district only; so they do where the unit's own address is protected. */
	isAddressProtected: boolean;
	opening: string;
}

/** Somebody to turn to at a site. */
export interface SiteContact {
	name: string;
	email: string;
}

/** A site as one who comes to fetch there is told of it. */
export interface ShownSite {
	name: string;
	address: string | null;
	opening: string;
	contacts: SiteContact[];
}

/** What is wrong with the facts: codes by field. Where the address is protected, the district is all others see. */
export const siteProblems = (
	{ isAddressProtected, district }: Pick<StorageSiteFacts, 'isAddressProtected' | 'district'>,
	isUnitProtected: boolean
): Record<string, string> =>
	(isAddressProtected || isUnitProtected) && !district ? { district: 'unitDistrictNeeded' } : {};

/** Works in the site's unit, gives on its behalf, or keeps the site: knows a protected address. */
export const isOfSite = (
	actor: Actor,
	{ id, organisationId, unitId }: { id: string; organisationId: string; unitId: string }
): boolean =>
	actor.homeUnitId === unitId ||
	may(actor, 'listing.edit', { organisationId, unitId }) ||
	may(actor, 'handover.confirm', { organisationId, storageSiteId: id });

/** A protected site is for things of those who know it. */
export const isUsableBy = (
	actor: Actor,
	site: { id: string; organisationId: string; unitId: string; isProtected: boolean }
): boolean => !site.isProtected || isOfSite(actor, site);
