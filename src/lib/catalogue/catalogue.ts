import type { AttributeDefinition, AttributeValue, AttributeValues, LocalizedText } from './attribute';
import type { HazardQuestion } from './hazard';
import { exactDecimal, type Measure } from './measure';

export {
	formatDimension,
	parseModule,
	parseSection,
	publicAttributes,
	validateAttributes,
	type AttributeContext,
	type AttributeDefinition,
	type AttributeError,
	type AttributeErrorCode,
	type AttributeKind,
	type AttributeResult,
	type AttributeValue,
	type AttributeValues,
	type Dimension,
	type LocalizedText,
	type NumberRange
} from './attribute';
export {
	assessHazard,
	type HazardAssessment,
	type HazardOutcome,
	type HazardQuestion,
	type HazardReason,
	type HazardRule
} from './hazard';
export {
	MAX_QUANTITY,
	MEASURES,
	formatQuantity,
	parseQuantity,
	quantityCode,
	quantityInputValue,
	type Measure,
	type QuantityErrorCode,
	type QuantityResult
} from './measure';

export const PACKS = ['furniture', 'it', 'building'] as const;
export type Pack = (typeof PACKS)[number];

/** Best first. */
export const CONDITIONS = ['likeNew', 'good', 'usable', 'worn', 'needsRepair'] as const;
export type Condition = (typeof CONDITIONS)[number];

/**
 * How one counted unit becomes factor units. `fixed`: thousandths of a factor unit per counted unit.
 * `attributes`: width × height in mm, from the two attributes or else from the dimension attribute; per
 * piece that is square metres, per metre of length it is cubic metres.
 */
export type Conversion =
	| { kind: 'none' }
	| { kind: 'fixed'; factorUnitsPerCountedMilli: number; note: string }
	| {
			kind: 'attributes';
			attributes: readonly ['widthMm', 'heightMm'];
			dimension: string;
			note: string;
	  };

/** A word staff count in (eske, plate) and how much of the counted measure it holds. */
export type PackSize = { names: LocalizedText; quantityMilli: number; assumed: boolean };

/** `verified`: the code was seen with this meaning in a source; else it is general knowledge. */
export type ClassificationCode = { code: string; verified: boolean };

/** An item type as the shared catalogue ships it. Register keys are null where no row fits: the figure is unknown. */
export type ItemType = {
	key: string;
	pack: Pack;
	names: LocalizedText;
	plural: LocalizedText;
	/** What staff call it, lower case: bokmål, nynorsk and dialect. */
	words: readonly string[];
	cpv: ClassificationCode;
	/** Null where nobody has found one; an unknown code blocks nothing. */
	unspsc: ClassificationCode | null;
	countedMeasure: Measure;
	/** The unit of the factor row, which also carries the weight. */
	factorMeasure: Measure;
	conversion: Conversion;
	packSizes: readonly PackSize[];
	/** Holds data: erasure and release before handover (I4). */
	hasStorage: boolean;
	/** Building items whose year decides whether they may be reused (I5). */
	hazardQuestion?: HazardQuestion;
	/** A new one uses less energy: climate credit is blocked until that difference is filled in. */
	usePhaseRelevant: boolean;
	factorKey: string | null;
	/** A price row of kind `new`; its unit is the counted or the factor measure. */
	priceKey: string | null;
	lifetimeKey: string | null;
	mappingQuality: 'A' | 'B' | 'C';
	mappingNote: string;
	attributes: readonly AttributeDefinition[];
};

/** An item type as it stands in the database: what lists, forms and rules need of it. */
export type CatalogueType = Omit<
	ItemType,
	'cpv' | 'unspsc' | 'factorKey' | 'priceKey' | 'lifetimeKey' | 'mappingQuality' | 'mappingNote'
> & { id: string };

/** The rest of a pack: what no other type fits. One per pack; words never lead to it. */
export const isOtherType = ({ key }: { key: string }): boolean => /^other[A-Z]/.test(key);

/** Types as a reader meets them in lists: pack by pack, by name, the rest of each pack last. */
export function sortTypes<T extends Pick<CatalogueType, 'key' | 'pack' | 'names'>>(
	types: readonly T[],
	locale: 'nb' | 'nn' | 'en'
): T[] {
	const { compare } = new Intl.Collator(locale, { numeric: true });
	return [...types].sort(
		(a, b) =>
			PACKS.indexOf(a.pack) - PACKS.indexOf(b.pack) ||
			Number(isOtherType(a)) - Number(isOtherType(b)) ||
			compare(a.names[locale], b.names[locale])
	);
}

type Convertible = Pick<ItemType, 'countedMeasure' | 'factorMeasure' | 'conversion'>;

/**
 * `quantityMilli` is the exact fraction `numMilli / den` of thousandths; `units` is the same in whole units
 * as an exact decimal string. The reason names the attributes that would have to be filled in.
 */
export type ConvertedQuantity =
	| { ok: true; numMilli: bigint; den: bigint; units: string }
	| { ok: false; reason: 'attributesMissing'; missing: readonly string[] }
	| { ok: false; reason: 'measureDiffers' };

const MM2_PER_M2 = 1_000_000n;

/** Width and height in mm: what was measured before what was written as module or section. */
export function sizeOf(
	attributes: AttributeValues,
	dimensionKey: string
): { widthMm: number; heightMm: number } | undefined {
	const { widthMm, heightMm } = attributes;
	if (isLength(widthMm) && isLength(heightMm)) return { widthMm, heightMm };
	const size = attributes[dimensionKey];
	if (typeof size !== 'object' || !('widthMm' in size)) return undefined;
	return isLength(size.widthMm) && isLength(size.heightMm) ? size : undefined;
}

const isLength = (value: AttributeValue | undefined): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** How many units of the factor measure a counted quantity (thousandths) is, exactly. */
export function factorQuantityMilli(
	type: Convertible,
	quantityMilli: number,
	attributes: AttributeValues
): ConvertedQuantity {
	const counted = BigInt(quantityMilli);
	switch (type.conversion.kind) {
		case 'none':
			return { ok: true, numMilli: counted, den: 1n, units: exactDecimal(counted, 3) };
		case 'fixed': {
			const product = counted * BigInt(type.conversion.factorUnitsPerCountedMilli);
			return { ok: true, ...reduced(product, 1000n), units: exactDecimal(product, 6) };
		}
		case 'attributes': {
			const { attributes: needed, dimension } = type.conversion;
			const size = sizeOf(attributes, dimension);
			if (!size) return { ok: false, reason: 'attributesMissing', missing: [dimension, ...needed] };
			const product = counted * BigInt(size.widthMm) * BigInt(size.heightMm);
			return { ok: true, ...reduced(product, MM2_PER_M2), units: exactDecimal(product, 9) };
		}
	}
}

/**
 * A counted quantity in the unit a price row is stated in: the counted measure as it is, the factor measure
 * by conversion, any other unit is refused.
 */
export function quantityInUnit(
	type: Convertible,
	quantityMilli: number,
	attributes: AttributeValues,
	unit: string
): ConvertedQuantity {
	const counted = BigInt(quantityMilli);
	if (unit === type.countedMeasure)
		return { ok: true, numMilli: counted, den: 1n, units: exactDecimal(counted, 3) };
	if (unit === type.factorMeasure) return factorQuantityMilli(type, quantityMilli, attributes);
	return { ok: false, reason: 'measureDiffers' };
}

function reduced(numMilli: bigint, den: bigint): { numMilli: bigint; den: bigint } {
	let [a, b] = [numMilli, den];
	while (b !== 0n) [a, b] = [b, a % b];
	return a === 0n ? { numMilli: 0n, den: 1n } : { numMilli: numMilli / a, den: den / a };
}
