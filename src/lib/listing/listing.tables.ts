import type { Generated } from 'kysely';

export interface ListingTable {
	id: string;
	lotId: string;
	organisationId: string;
	unitId: string;
	externalId: string | null;
	title: string;
	description: Generated<string>;
	locale: 'nb' | 'nn' | 'en';
	state: 'draft' | 'published' | 'withdrawn' | 'closed';
	visibility: Generated<'unit' | 'organisation'>;
	narrowedReason: string | null;
	narrowedUntil: string | null;
	publishedAt: Date | null;
	cooperationFrom: Date | null;
	availableFrom: string | null;
	mustBeGoneBy: string | null;
	wouldBe: Generated<'disposed' | 'stored' | 'sold' | 'givenElsewhere' | 'unknown'>;
	wouldBeEvidence: string | null;
	place: Generated<string>;
	district: string | null;
	placePrecision: Generated<'exact' | 'district'>;
	/** Where it stands, when not with its unit; then `district` is the site's. */
	storageSiteId: string | null;
	shelf: string | null;
	withdrawnReason: string | null;
	version: Generated<number>;
	searchDocument: Generated<string>;
	createdAt: Date;
	updatedAt: Date;
	createdBy: string | null;
}

export interface ListingPhotoTable {
	id: string;
	listingId: string;
	photoId: string;
	position: number;
	altText: string | null;
	createdAt: Date;
	removedAt: Date | null;
}

export interface ListingVersionTable {
	id: string;
	listingId: string;
	contentHash: string;
	content: string;
	createdAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		listing: ListingTable;
		listingPhoto: ListingPhotoTable;
		listingVersion: ListingVersionTable;
	}
}
