import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Clock } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import type { EventFrame } from '$lib/platform/events.server';
import { isUuid } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { storageRepository } from './storage.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'storageSite.added': { storageSiteId: string };
		/** What stands there is where the site now is. */
		'storageSite.changed': { storageSiteId: string; district: string | null; isProtected: boolean };
		'storageSite.closed': { storageSiteId: string };
		'storageSite.reopened': { storageSiteId: string };
		'storageSite.takenOver': { storageSiteId: string; unitId: string };
		'storageSite.keeperAdded': { storageSiteId: string; personId: string };
		'storageSite.keeperRemoved': { storageSiteId: string; personId: string };
	}
}

export interface StorageDeps extends ServiceDeps {
	/** What stands at sites, known by the room of listings. */
	standing: {
		/** Drafts and published ones, by site; a site without is not among them. */
		count(within: Db, siteIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
		/** Nobody changes what stands there until the transaction ends. */
		hold(trx: Trx, siteId: string): Promise<void>;
	};
}

/** A site of the actor's own organisation. @param on today, `YYYY-MM-DD` @throws AppError notFound */
export async function getOwnSite(actor: Actor, within: Db, siteId: string, on: string) {
	const { organisationId } = actor;
	requireAccess(actor, 'storageSite.manage', { organisationId });
	const site = isUuid(siteId) ? await storageRepository(within).find(siteId, on) : undefined;
	if (site?.organisationId !== organisationId) throw notFound();
	return site;
}

/** The same, held until the transaction ends. @throws AppError notFound */
export async function holdOwnSite(actor: Actor, trx: Trx, siteId: string, on: string) {
	await getOwnSite(actor, trx, siteId, on);
	await storageRepository(trx).findForUpdate(siteId);
	return getOwnSite(actor, trx, siteId, on);
}

/** The audit's frame of a change of a site. */
export const frameOf = (
	clock: Clock,
	{ personId, organisationId }: Pick<Actor, 'personId' | 'organisationId'>,
	siteId: string,
	more: Partial<EventFrame> = {}
): EventFrame => ({
	actorId: personId,
	organisationId,
	subjectKind: 'storageSite',
	subjectId: siteId,
	at: clock.now(),
	...more
});
