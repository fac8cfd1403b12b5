import { findColleague } from '$lib/account/colleague.server';
import { personWriter } from '$lib/account/person-writer.server';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, type DomainEvent, type Emitter } from '$lib/platform/events.server';
import { frameOf, holdOwnSite, type StorageDeps } from './storage-deps.server';
import { storageRepository, type StorageSiteRow } from './storage.repository.server';

/** Who is to keep a site: one who has the role, or anyone of the organisation by address, who then gets it. */
export interface NewKeeper {
	personId: string | null;
	email: string | null;
}

/** Who keeps which site. */
export function storageKeepers({ db, bus, clock }: StorageDeps) {
	const writer = personWriter({ clock });
	const today = () => osloDate(clock.now());

	/** Gives a colleague the role where they belong, which is no more than keeping the site asks for. @throws AppError personUnknown (422) */
	async function colleagueWithRole(actor: Actor, trx: Trx, events: Emitter, email: string): Promise<string> {
		const { organisationId, personId: actorId } = actor;
		requireAccess(actor, 'person.manage', { organisationId });
		const { id, homeUnitId } = await findColleague(trx, organisationId, email, 'email');
		const role = { personId: id, role: 'storageKeeper' as const, unitId: homeUnitId };
		await writer.giveRole(trx, events, { actorId, organisationId }, role);
		return id;
	}

	/** Somebody who has the role. @throws AppError chooseOne (422) */
	async function holderOf(trx: Trx, personId: string | null, site: StorageSiteRow): Promise<string> {
		const holders = await storageRepository(trx).listCandidates(site.organisationId, site.id, today());
		if (personId === null || ![...holders, ...site.keepers].some(({ id }) => id === personId))
			throw invalid('chooseOne', { field: 'personId' });
		return personId;
	}

	return {
		/**
		 * Sets somebody to keep the site; nothing happens where they do already.
		 * @throws AppError notFound, storageSiteClosed (409); (422, by field) chooseOne, personUnknown
		 */
		async addKeeper(actor: Actor, siteId: string, { personId, email }: NewKeeper): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const site = await holdOwnSite(actor, trx, siteId, today());
				if (site.closedAt) throw refused('storageSiteClosed');
				const keeper = {
					storageSiteId: siteId,
					organisationId: site.organisationId,
					personId:
						email === null
							? await holderOf(trx, personId, site)
							: await colleagueWithRole(actor, trx, events, email)
				};
				const isNew = await storageRepository(trx).insertKeeper({ ...keeper, createdAt: clock.now() });
				if (!isNew) return;
				const frame = frameOf(clock, actor, siteId, { toState: keeper.personId });
				await events.emit('storageSite.keeperAdded', frame, keeper);
			});
		},

		/** The person no longer keeps the site; the role stays. @throws AppError notFound */
		async removeKeeper(actor: Actor, siteId: string, personId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				await holdOwnSite(actor, trx, siteId, today());
				if (!(await storageRepository(trx).deleteKeeper(siteId, personId))) throw notFound();
				const frame = frameOf(clock, actor, siteId, { fromState: personId });
				await events.emit('storageSite.keeperRemoved', frame, { storageSiteId: siteId, personId });
			});
		},

		/** Who is out is followed by the deputy, who has the role by then. */
		async followDeactivated(
			trx: Trx,
			{ payload: { personId, deputyId }, actorId, organisationId, at }: DomainEvent<'person.deactivated'>,
			events: Emitter
		): Promise<void> {
			if (deputyId === null) return;
			const sites = storageRepository(trx);
			for (const storageSiteId of await sites.listKept(personId)) {
				const keeper = { storageSiteId, personId: deputyId, organisationId };
				if (!(await sites.insertKeeper({ ...keeper, createdAt: at }))) continue;
				await events.emit(
					'storageSite.keeperAdded',
					{
						actorId,
						organisationId,
						subjectKind: 'storageSite',
						subjectId: storageSiteId,
						fromState: personId,
						toState: deputyId,
						reason: 'deputy',
						at
					},
					keeper
				);
			}
		}
	};
}
