import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { Db } from '$lib/platform/db.server';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { invalid, notFound } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { catalogueRepository } from './catalogue.repository.server';
import { sortTypes, type CatalogueType, type ItemType } from './catalogue';
import { asFileType } from './as-file-type';
import { CATALOGUE_VERSION, ITEM_TYPES } from './seed/item-types';
import { storeTypes } from './store-types.server';

/** From when the shipped mappings hold: the day their version was made. */
const MAPPING_VALID_FROM = CATALOGUE_VERSION.slice(0, 10);

/** Reading item types; types are data that everyone signed in may read. */
export function catalogueService({ db, bus, clock }: ServiceDeps) {
	const catalogue = catalogueRepository(db);
	return {
		/**
		 * Puts the shipped catalogue into the database, type by key; running it again only refreshes texts, words,
		 * attributes and rules. Mappings of a version are never rewritten, and types the instance has imported stand.
		 */
		installCatalogue: (types: readonly ItemType[] = ITEM_TYPES): Promise<void> =>
			inTransaction(db, bus, async (trx) => {
				await lockByName(trx, 'catalogue');
				const own = new Set(await catalogueRepository(trx).listImportedKeys());
				await storeTypes(trx, {
					types: types.filter(({ key }) => !own.has(key)).map(asFileType),
					origin: 'shipped',
					now: clock.now(),
					mappingsOf: () => ({ version: CATALOGUE_VERSION, validFrom: MAPPING_VALID_FROM })
				});
			}),

		/** Every type in use, in the order the reader finds them: pack by pack, by name, the rest of each pack last. */
		listTypes: async (): Promise<CatalogueType[]> => sortTypes(await catalogue.listTypes(), getLocale()),

		/** Every type there ever was, for what already is of one. */
		listAllTypes: (): Promise<CatalogueType[]> => catalogue.listTypes({ isOffered: false }),

		/** Types by id, in no order; unknown ids are left out. */
		listTypesById: (ids: readonly string[]): Promise<CatalogueType[]> =>
			ids.length ? catalogue.listTypes({ ids: [...new Set(ids)] }) : Promise.resolve([]),

		/**
		 * Inside a transaction pass it as `within`: asking the pool for a second connection can starve it.
		 * @throws AppError notFound
		 */
		async getType(id: string, within: Db = db): Promise<CatalogueType> {
			const [type] = await catalogueRepository(within).listTypes({ ids: [id] });
			if (!type) throw notFound();
			return type;
		},

		/**
		 * A type for something new.
		 * @throws AppError typeClosed (422) on `itemTypeId` when the type is unknown or no longer offered
		 */
		async getOfferedType(id: string, within: Db = db): Promise<CatalogueType> {
			const [type] = await catalogueRepository(within).listTypes({ ids: [id], isOffered: true });
			if (!type) throw invalid('typeClosed', { field: 'itemTypeId' });
			return type;
		},

		/** The type with this key, or undefined. */
		async findTypeByKey(key: string): Promise<CatalogueType | undefined> {
			const [type] = await catalogue.listTypes({ keys: [key] });
			return type;
		}
	};
}
export type CatalogueService = ReturnType<typeof catalogueService>;
