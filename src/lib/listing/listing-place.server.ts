import type { Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { invalid } from '$lib/platform/errors';
import { isUsableBy } from '$lib/storage/storage-site';
import { storageRepository } from '$lib/storage/storage.repository.server';
import type { ListingContent } from './listing-form';

/**
 * Where a thing is to stand: the content as it was read, with what the chosen storage site says of its place. The site
 * stays open and as it is until the transaction ends; it is locked after the thing itself.
 * @param was the site it stands at already
 * @throws AppError (422, field `storageSiteId`) chooseOne for a site that is not the organisation's or not for this actor,
 * storageSiteClosed
 */
export async function placed<
	Content extends Pick<ListingContent, 'storageSiteId' | 'district' | 'placePrecision'>
>(
	trx: Trx,
	actor: Actor,
	content: Content,
	{ organisationId, was = null }: { organisationId: string; was?: string | null }
): Promise<Content> {
	if (!content.storageSiteId) return content;
	const site = await storageRepository(trx).findAndHold(content.storageSiteId);
	const isForThem = site?.organisationId === organisationId && (site.id === was || isUsableBy(actor, site));
	if (!site || !isForThem) throw invalid('chooseOne', { field: 'storageSiteId' });
	if (site.closedAt) throw invalid('storageSiteClosed', { field: 'storageSiteId' });
	return {
		...content,
		district: site.district,
		...(site.isProtected && { placePrecision: 'district' as const })
	};
}

/** Whether what comes back to a listing can stand where it did. */
export async function isSiteOpen(trx: Trx, storageSiteId: string | null): Promise<boolean> {
	if (storageSiteId === null) return true;
	return (await storageRepository(trx).findAndHold(storageSiteId))?.closedAt === null;
}
