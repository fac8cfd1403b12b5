import type { ItemType } from './catalogue';
import type { FileType } from './catalogue-file.schema';

/** A shipped type in the form files and the database know; its weight is always that of its factor row. */
export function asFileType({
	factorKey,
	priceKey,
	lifetimeKey,
	mappingQuality,
	mappingNote,
	...type
}: ItemType): FileType {
	return {
		...type,
		mapping: {
			factorKey,
			weightKey: factorKey,
			priceKey,
			lifetimeKey,
			quality: mappingQuality,
			note: mappingNote
		}
	} as FileType;
}
