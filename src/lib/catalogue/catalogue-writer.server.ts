import { createHash } from 'node:crypto';
import { canonicalise } from '$lib/platform/canonical-json';
import { osloDate, type Clock } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { planImport, type KnownType, type PlannedType, type RegisterKeys } from './catalogue-file';
import { catalogueFileRepository } from './catalogue-file.repository.server';
import type { FileType } from './catalogue-file.schema';
import { catalogueRepository } from './catalogue.repository.server';
import { itemTypeRepository } from './item-type.repository.server';
import { storeTypes } from './store-types.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'itemType.imported': { itemTypeId: string; outcome: 'added' | 'changed'; fields: readonly string[] };
	}
}

/** What an import would do, and the mark of exactly that. */
export interface ImportPlan {
	types: PlannedType[];
	/** Changes when the file or what is stored changes: a confirmation holds for what was shown. */
	mark: string;
}

/** A type as the instance has it, with its id. */
export type StoredType = KnownType & { id: string };

export interface CatalogueWriterDeps {
	clock: Clock;
	/** The rows of the instance's register a mapping may name. */
	registerKeys(within: Db): Promise<RegisterKeys>;
}

export const NO_MAPPING: FileType['mapping'] = {
	factorKey: null,
	weightKey: null,
	priceKey: null,
	lifetimeKey: null,
	quality: 'C',
	note: 'No mapping is recorded.'
};

const NOTHING: Pick<PlannedType, 'outcome' | 'fields'> = { outcome: 'same', fields: [] };

const codeOf = (code: string | null, verified: boolean) => (code === null ? null : { code, verified });

/** A type as a catalogue file has it. */
export const asFile = ({ id: _, isRetired: __, ...type }: StoredType): FileType => type;

const markOf = (value: unknown): string => createHash('sha256').update(canonicalise(value)).digest('hex');

/** Changes when the type does: whoever changes it changes what they saw. */
export const markOfType = (type: StoredType): string => markOf(asFile(type));

/** The one way into the catalogue, for files and forms alike: planned by the same rules, stored with a version. */
export function catalogueWriter({ clock, registerKeys }: CatalogueWriterDeps) {
	/** Every type ever made, or those named by key. */
	async function listKnown(within: Db, only?: readonly string[]): Promise<StoredType[]> {
		const details = await catalogueFileRepository(within).listDetails(osloDate(clock.now()), only);
		const ids = details.map(({ id }) => id);
		if (ids.length === 0) return [];
		const types = new Map(
			(await catalogueRepository(within).listTypes({ ids })).map((type) => [type.id, type])
		);
		return details.flatMap((row) => {
			const type = types.get(row.id);
			if (!type) return [];
			const { attributes, ...rest } = type;
			return [
				{
					...rest,
					isRetired: row.retiredAt !== null,
					cpv: codeOf(row.cpvCode, row.isCpvVerified),
					unspsc: codeOf(row.unspscCode, row.isUnspscVerified),
					mapping:
						row.quality === null
							? NO_MAPPING
							: {
									factorKey: row.factorKey,
									weightKey: row.weightFactorKey,
									priceKey: row.priceKey,
									lifetimeKey: row.lifetimeKey,
									quality: row.quality,
									note: row.source ?? ''
								},
					attributes: attributes as FileType['attributes']
				} as StoredType
			];
		});
	}

	async function plan(within: Db, types: readonly FileType[]): Promise<ImportPlan> {
		const known = new Map((await listKnown(within)).map((type) => [type.key, type]));
		const planned = planImport({ types }, known, await registerKeys(within));
		return { types: planned, mark: markOf([types, planned]) };
	}

	/** What stood before the first change is kept as the first version. */
	async function recordVersion(
		trx: Trx,
		type: FileType & { id: string },
		{ before, fields, actorId }: { before: StoredType | undefined; fields: string[]; actorId: string | null }
	): Promise<void> {
		const versions = itemTypeRepository(trx);
		const now = clock.now();
		const row = { itemTypeId: type.id, changedAt: now, validFrom: osloDate(now) };
		const id = () => newId(now.getTime());
		let version = await versions.findLastVersion(type.id);
		if (version === 0 && before) {
			const { id: itemTypeId, createdAt } = await versions.getMade(type.id);
			await versions.insertVersion({
				...{ ...row, id: id(), itemTypeId, version: 1, fields: [], changedBy: null },
				...{ content: canonicalise(asFile(before)), validFrom: osloDate(createdAt), changedAt: createdAt }
			});
			version = 1;
		}
		const { id: _, ...content } = type;
		await versions.insertVersion({
			...{ ...row, id: id(), version: version + 1, fields, changedBy: actorId },
			content: canonicalise(content)
		});
	}

	/** A change of the catalogue stands in every organisation's audit log, since the catalogue is everyone's. */
	async function tellEveryone(trx: Trx, tell: (organisationId: string) => Promise<unknown>): Promise<void> {
		for (const organisationId of await catalogueFileRepository(trx).listOrganisationIds())
			await tell(organisationId);
	}

	/**
	 * Stores what the plan adds or changes. The types are the instance's own from then on, each with a version; a
	 * mapping is never rewritten: a new one takes its place from today, and of the same day the later one.
	 * @param actorId null is the machine itself
	 */
	async function take(
		trx: Trx,
		events: Emitter,
		actorId: string | null,
		types: readonly FileType[],
		planned: ImportPlan
	): Promise<void> {
		const now = clock.now();
		const planOf = new Map(planned.types.map((type) => [type.key, type]));
		const taken = types.filter(({ key }) => ['added', 'changed'].includes(planOf.get(key)?.outcome ?? ''));
		if (taken.length === 0) return;
		const before = new Map((await listKnown(trx)).map((type) => [type.key, type]));
		const stored = await storeTypes(trx, {
			types: taken,
			origin: 'imported',
			now,
			mappingsOf: ({ key }) => {
				const { outcome, fields } = planOf.get(key) ?? NOTHING;
				return outcome === 'added' || fields.includes('mapping')
					? { version: now.toISOString(), validFrom: osloDate(now) }
					: undefined;
			}
		});
		for (const type of stored) {
			const { outcome, fields } = planOf.get(type.key) ?? NOTHING;
			if (outcome !== 'added' && outcome !== 'changed') continue;
			await recordVersion(trx, type, { before: before.get(type.key), fields, actorId });
			await tellEveryone(trx, (organisationId) =>
				events.emit(
					'itemType.imported',
					{
						actorId,
						organisationId,
						subjectKind: 'itemType',
						subjectId: type.id,
						fromState: outcome === 'added' ? null : 'active',
						toState: 'active',
						reason: outcome,
						at: now
					},
					{ itemTypeId: type.id, outcome, fields }
				)
			);
		}
	}

	return { listKnown, plan, take, tellEveryone };
}
