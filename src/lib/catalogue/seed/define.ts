import type { ItemType, Pack } from '../catalogue';

type Given = Pick<
	ItemType,
	'key' | 'names' | 'plural' | 'words' | 'cpv' | 'mappingQuality' | 'mappingNote' | 'attributes'
> &
	Partial<
		Pick<
			ItemType,
			| 'countedMeasure'
			| 'factorMeasure'
			| 'conversion'
			| 'packSizes'
			| 'hasStorage'
			| 'hazardQuestion'
			| 'usePhaseRelevant'
			| 'unspsc'
		>
	> & { factor: string | null; price: string | null; lifetime: string | null };

/** Fills in what most types share: counted in pieces, factor per piece, no data inside, no use phase. */
export function itemType(pack: Pack, given: Given): ItemType {
	const { factor, price, lifetime, countedMeasure = 'pcs', ...rest } = given;
	return {
		pack,
		countedMeasure,
		factorMeasure: countedMeasure,
		conversion: { kind: 'none' },
		packSizes: [],
		hasStorage: false,
		usePhaseRelevant: false,
		unspsc: null,
		...rest,
		factorKey: factor,
		priceKey: price,
		lifetimeKey: lifetime
	};
}

/** The code was seen with this meaning in a source named in the domain brief. */
export const seenCpv = (code: string) => ({ code, verified: true });
/** General knowledge: to be checked against the official list. */
export const uncheckedCpv = (code: string) => ({ code, verified: false });

export const wordList = (words: string): string[] => words.split(',').map((word) => word.trim());
