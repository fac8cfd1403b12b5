import { createHash } from 'node:crypto';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { canonicalise } from '$lib/platform/canonical-json';
import { osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import {
	planImport,
	type FileType,
	type KnownType,
	type PlannedType,
	type RegisterKeys
} from './catalogue-file';
import { catalogueFileRepository } from './catalogue-file.repository.server';
import { FILE_FORMAT, FORMAT_VERSION, type CatalogueFile } from './catalogue-file.schema';
import { catalogueRepository } from './catalogue.repository.server';
import { CATALOGUE_VERSION } from './seed/item-types';
import { storeTypes } from './store-types.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'itemType.imported': { itemTypeId: string; outcome: 'added' | 'changed'; fields: readonly string[] };
	}
}

export interface CatalogueFileDeps extends ServiceDeps {
	/** The rows of the instance's register a mapping may name. */
	registerKeys(within: Db): Promise<RegisterKeys>;
	/** Must stand wherever the register's figures go. */
	attribution: string;
}

/** What an import would do, and the mark of exactly that. */
export interface ImportPlan {
	types: PlannedType[];
	/** Changes when the file or what is stored changes: a confirmation holds for what was shown. */
	mark: string;
}

const NO_MAPPING = {
	factorKey: null,
	weightKey: null,
	priceKey: null,
	lifetimeKey: null,
	quality: 'C',
	note: 'No mapping is recorded.'
} as const;

const NOTHING: Pick<PlannedType, 'outcome' | 'fields'> = { outcome: 'same', fields: [] };

const codeOf = (code: string | null, verified: boolean) => (code === null ? null : { code, verified });

/**
 * The catalogue as a file. Types belong to the whole instance (a type has no organisation of its own), so the file
 * goes in by the operator, or at the machine itself; an organisation's own mappings stay out of it.
 */
export function catalogueFileService({ db, bus, clock, registerKeys, attribution }: CatalogueFileDeps) {
	async function listKnown(within: Db): Promise<KnownType[]> {
		const details = await catalogueFileRepository(within).listDetails(osloDate(clock.now()));
		const ids = details.map(({ id }) => id);
		if (ids.length === 0) return [];
		const types = new Map(
			(await catalogueRepository(within).listTypes({ ids })).map((type) => [type.id, type])
		);
		return details.flatMap((row) => {
			const type = types.get(row.id);
			if (!type) return [];
			const { id: _, attributes, ...rest } = type;
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
				} as KnownType
			];
		});
	}

	async function plan(within: Db, file: CatalogueFile): Promise<ImportPlan> {
		const known = new Map((await listKnown(within)).map((type) => [type.key, type]));
		const types = planImport(file, known, await registerKeys(within));
		const mark = createHash('sha256')
			.update(canonicalise([file.types, types]))
			.digest('hex');
		return { types, mark };
	}

	return {
		/**
		 * The types in use with their mappings in force today.
		 * @throws AppError notAllowed
		 */
		async exportFile(actor: Actor): Promise<CatalogueFile> {
			requireAccess(actor, 'catalogue.export', { organisationId: actor.organisationId });
			const known = await listKnown(db);
			return {
				format: FILE_FORMAT,
				formatVersion: FORMAT_VERSION,
				catalogueVersion: CATALOGUE_VERSION,
				exportedAt: clock.now().toISOString(),
				attribution,
				types: known.filter(({ isRetired }) => !isRetired).map(({ isRetired: _, ...type }) => type)
			};
		},

		/**
		 * What the file would add, change and refuse; nothing is written. `actor` null is the machine itself.
		 * @throws AppError notAllowed
		 */
		async tryFile(actor: Actor | null, file: CatalogueFile): Promise<ImportPlan> {
			if (actor) requireAccess(actor, 'catalogue.import', { organisationId: actor.organisationId });
			return plan(db, file);
		},

		/**
		 * Takes in what is not refused. The types are the instance's own from then on. Every organisation's audit log
		 * says which were added and changed, since the catalogue is everyone's.
		 * @param mark of the plan that was confirmed; left out, whatever the plan is now is done
		 * @throws AppError notAllowed, catalogueMoved when the plan is no longer the one that was shown
		 */
		importFile: (actor: Actor | null, file: CatalogueFile, mark?: string): Promise<ImportPlan> =>
			inTransaction(db, bus, async (trx, events) => {
				if (actor) requireAccess(actor, 'catalogue.import', { organisationId: actor.organisationId });
				await lockByName(trx, 'catalogue');
				const now = clock.now();
				const planned = await plan(trx, file);
				if (mark !== undefined && mark !== planned.mark) throw refused('catalogueMoved');
				const planOf = new Map(planned.types.map((type) => [type.key, type]));
				const taken = file.types.filter(({ key }) =>
					['added', 'changed'].includes(planOf.get(key)?.outcome ?? '')
				);
				if (taken.length === 0) return planned;
				const stored = await storeTypes(trx, {
					types: taken,
					origin: 'imported',
					now,
					// A mapping is never rewritten: a new one takes its place from today, and of the same day the later one.
					mappingsOf: ({ key }) => {
						const { outcome, fields } = planOf.get(key) ?? NOTHING;
						return outcome === 'added' || fields.includes('mapping')
							? { version: now.toISOString(), validFrom: osloDate(now) }
							: undefined;
					}
				});
				const organisationIds = await catalogueFileRepository(trx).listOrganisationIds();
				for (const { key, id } of stored) {
					const { outcome, fields } = planOf.get(key) ?? NOTHING;
					if (outcome !== 'added' && outcome !== 'changed') continue;
					for (const organisationId of organisationIds)
						await events.emit(
							'itemType.imported',
							{
								actorId: actor?.personId ?? null,
								organisationId,
								subjectKind: 'itemType',
								subjectId: id,
								fromState: outcome === 'added' ? null : 'active',
								toState: 'active',
								reason: outcome,
								at: now
							},
							{ itemTypeId: id, outcome, fields }
						);
				}
				return planned;
			})
	};
}
export type CatalogueFileService = ReturnType<typeof catalogueFileService>;
