import type { Condition, Measure, Pack } from '$lib/catalogue/catalogue';
import type { Mark } from '$lib/stock/stock';

export type ListingState = 'draft' | 'published' | 'withdrawn' | 'closed';
export const WOULD_BE = ['disposed', 'stored', 'sold', 'givenElsewhere', 'unknown'] as const;
export type WouldBe = (typeof WOULD_BE)[number];

/** Why something is taken down; the last four also say where it went. */
export const WITHDRAW_REASONS = [
	'stillNeeded',
	'mistake',
	'givenElsewhere',
	'recycled',
	'wasted',
	'lost'
] as const;
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number];

const NEXT: Record<ListingState, readonly ListingState[]> = {
	draft: ['published', 'withdrawn'],
	published: ['withdrawn', 'closed'],
	withdrawn: ['published'],
	closed: ['published']
};
export const canMove = (from: ListingState, to: ListingState): boolean => NEXT[from].includes(to);

/** How the stock follows a withdrawal: what kind of movement empties the lot, if any. */
export const stockAfter = (reason: WithdrawReason): 'out' | 'recycled' | 'wasted' | 'lost' | undefined => {
	if (reason === 'givenElsewhere') return 'out';
	return reason === 'recycled' || reason === 'wasted' || reason === 'lost' ? reason : undefined;
};

const DAY_MS = 86_400_000;

/** When the cooperation may see it: after the organisation's own priority period; never outside a cooperation. */
export const cooperationFrom = (
	publishedAt: Date,
	organisation: { priorityDays: number; cooperationId: string | null }
): Date | null =>
	organisation.cooperationId ? new Date(publishedAt.getTime() + organisation.priorityDays * DAY_MS) : null;

/** A listing as lists show it; quantities in thousandths of `measure`. */
export interface ListingCardData {
	id: string;
	title: string;
	typeName: string;
	pack: Pack;
	availableMilli: number;
	measure: Measure;
	condition: Condition;
	organisationName: string;
	/** It belongs to another organisation than the reader's own. */
	isForeign: boolean;
	unitName: string;
	/** District where there is one, else the municipality. */
	place: string;
	/** `id` is the listing's photo: `/media/{id}/320`. */
	photo: { id: string; alt: string } | null;
	marks: Mark[];
	/** `YYYY-MM-DD` */
	availableFrom: string | null;
	mustBeGoneBy: string | null;
	/** It cannot be had yet. */
	isLater: boolean;
	state: ListingState;
}

/** Where a thing stands: at the giving unit's own place, or at a storage site. */
export interface Standing {
	place: string;
	/** The site's where it stands at one. */
	district: string | null;
	municipality: string;
	placePrecision: 'exact' | 'district';
	/** The giving unit's address is. */
	isAddressProtected: boolean;
	/** Null where it does not stand at a site. */
	siteName: string | null;
	siteAddress: string | null;
	/** The site's own address is, or that of the unit it belongs to. */
	isSiteProtected: boolean | null;
}

/**
 * Whether this reader may know the exact place: only when the listing says so and neither the giving unit's nor the
 * site's address is protected, or one who is of the giving unit or the site.
 */
export const knowsPlace = (
	where: Pick<Standing, 'placePrecision' | 'isAddressProtected' | 'isSiteProtected'>,
	isOwn: boolean
): boolean =>
	isOwn || (where.placePrecision === 'exact' && !where.isAddressProtected && !where.isSiteProtected);

/** Where a thing stands, as this reader may know it: the exact place or the area only. */
export function shownPlace(where: Standing, isOwn: boolean): string {
	const area = where.district || where.municipality;
	const exact = where.siteName ? [where.siteName, where.siteAddress].filter(Boolean).join(', ') : where.place;
	return knowsPlace(where, isOwn) && exact ? `${exact}, ${area}` : area;
}
