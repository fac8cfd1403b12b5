import { requireAccess, requireOpenUnit } from '$lib/organisation/access.server';
import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { invalid, refused } from '$lib/platform/errors';
import {
	inTransaction,
	lockByName,
	type DomainEvent,
	type Emitter,
	type EventFrame
} from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { frameOf, getOwnSite, holdOwnSite, type StorageDeps } from './storage-deps.server';
import { storageKeepers } from './storage-keepers.server';
import { isUsableBy, siteProblems, type StorageSiteFacts } from './storage-site';
import { storageRepository } from './storage.repository.server';

/** The administrator's room for storage sites, and which of them a thing may be put at. */
export function storageService(deps: StorageDeps) {
	const { db, bus, clock, standing } = deps;
	const today = () => osloDate(clock.now());
	const frame = (actor: Actor, siteId: string, more: Partial<EventFrame> = {}) =>
		frameOf(clock, actor, siteId, more);
	const getOwn = (actor: Actor, within: Db, siteId: string) => getOwnSite(actor, within, siteId, today());
	const holdOwn = (actor: Actor, trx: Trx, siteId: string) => holdOwnSite(actor, trx, siteId, today());

	/** One writer of an organisation's sites at a time: two of the same name are refused, not broken off. */
	const lockNames = (trx: Trx, organisationId: string) => lockByName(trx, `storageSites:${organisationId}`);

	/** @throws AppError (422, by field) chooseOne, storageSiteNameTaken, unitDistrictNeeded */
	async function requireSound(
		trx: Trx,
		organisationId: string,
		facts: StorageSiteFacts,
		siteId?: string
	): Promise<boolean> {
		const unit = await organisationRepository(trx).findUnit(facts.unitId);
		if (unit?.organisationId !== organisationId) throw invalid('chooseOne', { field: 'unitId' });
		await requireOpenUnit(trx, facts.unitId);
		const twin = await storageRepository(trx).findOpenByName(organisationId, facts.name);
		const fields = {
			...(twin && twin.id !== siteId && { name: 'storageSiteNameTaken' }),
			...siteProblems(facts, unit.isAddressProtected)
		};
		if (Object.keys(fields).length > 0) throw invalid('invalid', { fields });
		return facts.isAddressProtected || unit.isAddressProtected;
	}

	const standingAt = async (within: Db, siteId: string): Promise<number> =>
		(await standing.count(within, [siteId])).get(siteId) ?? 0;

	return {
		...storageKeepers(deps),

		/** The organisation's sites with the words in them, by name, and how many things stand at each. */
		async list(actor: Actor, { words = '' }: { words?: string } = {}) {
			const { organisationId } = actor;
			requireAccess(actor, 'storageSite.manage', { organisationId });
			const sites = await storageRepository(db).list(organisationId, words.trim(), today());
			const counts = await standing.count(
				db,
				sites.map(({ id }) => id)
			);
			const counted = sites.map((site) => ({ ...site, listings: counts.get(site.id) ?? 0 }));
			return {
				open: counted.filter(({ closedAt }) => closedAt === null),
				closed: counted.filter(({ closedAt }) => closedAt !== null)
			};
		},

		/** One site, how many things stand there, and who else could keep it. @throws AppError notFound */
		async get(actor: Actor, siteId: string) {
			const site = await getOwn(actor, db, siteId);
			const [listings, candidates] = await Promise.all([
				standingAt(db, siteId),
				storageRepository(db).listCandidates(actor.organisationId, siteId, today())
			]);
			return { ...site, listings, candidates };
		},

		/** @throws AppError notFound; (422, by field) chooseOne, unitClosed, storageSiteNameTaken, unitDistrictNeeded */
		async add(actor: Actor, facts: StorageSiteFacts): Promise<{ siteId: string }> {
			const { organisationId } = actor;
			requireAccess(actor, 'storageSite.manage', { organisationId });
			return inTransaction(db, bus, async (trx, events) => {
				await lockNames(trx, organisationId);
				await requireSound(trx, organisationId, facts);
				const now = clock.now();
				const siteId = newId<'StorageSite'>(now.getTime());
				await storageRepository(trx).insert({ ...facts, id: siteId, organisationId, createdAt: now });
				await events.emit('storageSite.added', frame(actor, siteId, { toState: 'open' }), {
					storageSiteId: siteId
				});
				return { siteId };
			});
		},

		/** Changes an open site; what stands there follows. @throws AppError as `add`; changedMeanwhile, storageSiteClosed (409) */
		async change(
			actor: Actor,
			siteId: string,
			{ version, ...facts }: StorageSiteFacts & { version: number }
		): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				await getOwn(actor, trx, siteId);
				await lockNames(trx, actor.organisationId);
				await standing.hold(trx, siteId);
				const site = await holdOwn(actor, trx, siteId);
				if (site.closedAt) throw refused('storageSiteClosed');
				if (site.version !== version) throw refused('changedMeanwhile');
				const isProtected = await requireSound(trx, actor.organisationId, facts, siteId);
				const changed = (Object.keys(facts) as (keyof StorageSiteFacts)[]).filter(
					(key) => facts[key] !== site[key]
				);
				if (changed.length === 0) return;
				await storageRepository(trx).change(siteId, { ...facts, version: version + 1 });
				await events.emit('storageSite.changed', frame(actor, siteId, { reason: changed.sort().join(',') }), {
					storageSiteId: siteId,
					district: facts.district,
					isProtected
				});
			});
		},

		/** Nothing new is put there from now on. @throws AppError notFound, storageSiteNotEmpty (409) with how many */
		async close(actor: Actor, siteId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const site = await holdOwn(actor, trx, siteId);
				if (site.closedAt) return;
				const count = await standingAt(trx, siteId);
				if (count > 0) throw refused('storageSiteNotEmpty', { params: { count } });
				await storageRepository(trx).change(siteId, { closedAt: clock.now(), version: site.version + 1 });
				await events.emit(
					'storageSite.closed',
					frame(actor, siteId, { fromState: 'open', toState: 'closed' }),
					{ storageSiteId: siteId }
				);
			});
		},

		/** @throws AppError notFound, storageSiteNameTaken, storageSiteUnitClosed (409) */
		async reopen(actor: Actor, siteId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				await getOwn(actor, trx, siteId);
				await lockNames(trx, actor.organisationId);
				const site = await holdOwn(actor, trx, siteId);
				if (!site.closedAt) return;
				if (await storageRepository(trx).findOpenByName(actor.organisationId, site.name))
					throw refused('storageSiteNameTaken');
				if (!(await organisationRepository(trx).findOpenAndHold(site.unitId)))
					throw refused('storageSiteUnitClosed');
				await storageRepository(trx).change(siteId, { closedAt: null, version: site.version + 1 });
				await events.emit(
					'storageSite.reopened',
					frame(actor, siteId, { fromState: 'closed', toState: 'open' }),
					{ storageSiteId: siteId }
				);
			});
		},

		/** Open sites of the actor's organisation where a thing of theirs may stand. */
		async listChoices(actor: Actor): Promise<{ id: string; name: string; district: string | null }[]> {
			if (!mayAnywhere(actor, 'listing.create')) return [];
			const sites = await storageRepository(db).listOpen(actor.organisationId);
			return sites
				.filter((site) => isUsableBy(actor, site))
				.map(({ id, name, district }) => ({ id, name, district }));
		},

		/** A unit is merged into another: its sites are the other's. */
		async followMergedUnit(
			trx: Trx,
			{ payload: { unitId, intoId }, actorId, at }: DomainEvent<'unit.merged'>,
			events: Emitter
		): Promise<void> {
			for (const { id, organisationId } of await storageRepository(trx).handOver(unitId, intoId))
				await events.emit(
					'storageSite.takenOver',
					{
						actorId,
						organisationId,
						subjectKind: 'storageSite',
						subjectId: id,
						fromState: unitId,
						toState: intoId,
						reason: 'merged',
						at
					},
					{ storageSiteId: id, unitId: intoId }
				);
		}
	};
}
export type StorageService = ReturnType<typeof storageService>;
