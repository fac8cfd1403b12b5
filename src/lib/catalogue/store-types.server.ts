import type { Trx } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import type { FileType } from './catalogue-file.schema';
import { catalogueRepository } from './catalogue.repository.server';

export interface StoreTypes {
	types: readonly FileType[];
	origin: 'shipped' | 'imported';
	now: Date;
	/** Version and first day of the type's mapping; undefined where the mapping that stands is left alone. */
	mappingsOf(type: FileType): { version: string; validFrom: string } | undefined;
}

/**
 * Puts types in by key, or refreshes them: texts, words, attributes and rules; measures of a type that stands never
 * change, and a mapping of a version is never rewritten.
 * @returns the types with their ids
 */
export async function storeTypes(trx: Trx, { types, origin, now, mappingsOf }: StoreTypes) {
	const id = () => newId(now.getTime());
	const catalogue = catalogueRepository(trx);
	if (types.length === 0) return [];
	const idOf = await catalogue.upsertTypes(
		types.map((type) => ({ ...type, id: id() })),
		origin,
		now
	);
	const stored = types.map((type) => ({ ...type, id: idOf.get(type.key) ?? '' }));
	await catalogue.upsertTypeTexts(stored);
	const withAttributes = stored.filter(({ attributes }) => attributes.length > 0);
	if (withAttributes.length > 0) await catalogue.upsertAttributes(withAttributes, id);
	const mappings = stored.flatMap((type) => {
		const from = mappingsOf(type);
		if (!from) return [];
		const { factorKey, weightKey, priceKey, lifetimeKey, quality, note } = type.mapping;
		return [
			{
				id: id(),
				itemTypeId: type.id,
				...from,
				factorKey,
				weightFactorKey: weightKey,
				priceKey,
				lifetimeKey,
				quality,
				source: note
			}
		];
	});
	if (mappings.length > 0) await catalogue.insertMappings(mappings);
	return stored;
}
