import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { FILE_FORMAT, FORMAT_VERSION, type CatalogueFile } from './catalogue-file.schema';
import {
	asFile,
	catalogueWriter,
	type CatalogueWriterDeps,
	type ImportPlan
} from './catalogue-writer.server';
import { CATALOGUE_VERSION } from './seed/item-types';

export interface CatalogueFileDeps extends ServiceDeps, Pick<CatalogueWriterDeps, 'registerKeys'> {
	/** Must stand wherever the register's figures go. */
	attribution: string;
}

/**
 * The catalogue as a file. Types belong to the whole instance (a type has no organisation of its own), so the file
 * goes in by the operator, or at the machine itself; an organisation's own mappings stay out of it.
 */
export function catalogueFileService({ db, bus, clock, registerKeys, attribution }: CatalogueFileDeps) {
	const { listKnown, plan, take } = catalogueWriter({ clock, registerKeys });

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
				types: known.filter(({ isRetired }) => !isRetired).map(asFile)
			};
		},

		/**
		 * What the file would add, change and refuse; nothing is written. `actor` null is the machine itself.
		 * @throws AppError notAllowed
		 */
		async tryFile(actor: Actor | null, file: CatalogueFile): Promise<ImportPlan> {
			if (actor) requireAccess(actor, 'catalogue.import', { organisationId: actor.organisationId });
			return plan(db, file.types);
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
				const planned = await plan(trx, file.types);
				if (mark !== undefined && mark !== planned.mark) throw refused('catalogueMoved');
				await take(trx, events, actor?.personId ?? null, file.types, planned);
				return planned;
			})
	};
}
export type CatalogueFileService = ReturnType<typeof catalogueFileService>;
