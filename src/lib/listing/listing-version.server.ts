import { createHash } from 'node:crypto';
import type { AttributeValues } from '$lib/catalogue/catalogue';
import { canonicalise } from '$lib/platform/canonical-json';
import type { Trx } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import { listingRepository, type ListingDetailRow } from './listing.repository.server';

/**
 * What was offered, as evidence keeps it: no names, no serial numbers, no street address.
 * Photos by content address, so that the row proves what was shown.
 */
const contentOf = (row: ListingDetailRow) => ({
	title: row.title,
	description: row.description,
	itemTypeId: row.itemTypeId,
	condition: row.condition,
	quantityMilli: row.onHandMilli,
	measure: row.measure,
	attributes: row.attributes as AttributeValues,
	yearAcquired: row.yearAcquired,
	availableFrom: row.availableFrom,
	mustBeGoneBy: row.mustBeGoneBy,
	wouldBe: row.wouldBe,
	hasWouldBeEvidence: row.wouldBeEvidence !== null,
	district: row.district,
	...(row.storageSiteId && { storageSiteId: row.storageSiteId }),
	visibility: row.visibility,
	photoIds: row.photos.map(({ photoId }) => photoId)
});

/**
 * Writes the listing as it now stands as a version row, if it says anything else than the newest one.
 * The row's own id is part of the content: a return to earlier words is a row of its own.
 */
export async function recordVersion(trx: Trx, listingId: string, now: Date): Promise<void> {
	const listings = listingRepository(trx);
	const row = await listings.findDetail('nb', listingId);
	if (!row) return;
	const content = contentOf(row);
	const [newest] = await listings.listCurrentVersions([listingId]);
	if (newest && withoutId(newest.content) === canonicalise(content)) return;
	const id = newId(now.getTime());
	const text = canonicalise({ ...content, versionId: id });
	await listings.insertVersion({
		id,
		listingId,
		contentHash: createHash('sha256').update(text).digest('hex'),
		content: text,
		createdAt: now
	});
}

function withoutId(text: string): string {
	const content = JSON.parse(text) as Record<string, unknown>;
	delete content.versionId;
	return canonicalise(content);
}
