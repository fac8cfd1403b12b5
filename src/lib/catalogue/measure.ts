/** Units of measure; `pcs` is whole pieces, the others take up to three decimals. */
export const MEASURES = ['pcs', 'm2', 'm', 'm3', 'kg'] as const;
export type Measure = (typeof MEASURES)[number];

export type QuantityErrorCode =
	'missing' | 'notANumber' | 'notPositive' | 'notWhole' | 'tooManyDecimals' | 'tooLarge';

export type QuantityResult = { ok: true; quantityMilli: number } | { ok: false; code: QuantityErrorCode };

/** Largest quantity of one line, in whole units. */
export const MAX_QUANTITY = 1_000_000;

const GROUPED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d*)?$/;
const PLAIN = /^([+-]?)(\d*)(?:[.,](\d*))?$/;

/**
 * Reads a quantity as a person types it: comma or point before the decimals, spaces between thousands.
 * Answers whole thousandths of the measure, or the code of a message (`quantityError_<code>`).
 */
export function parseQuantity(input: string | number | null | undefined, measure: Measure): QuantityResult {
	const typed = String(input ?? '').trim();
	if (typed === '') return { ok: false, code: 'missing' };
	const text = GROUPED.test(typed) ? typed.replace(/[ \u00a0\u202f]/g, '') : typed;
	const match = PLAIN.exec(text);
	const whole = match?.[2] ?? '';
	const decimals = (match?.[3] ?? '').replace(/0+$/, '');
	if (!match || (whole === '' && !match[3])) return { ok: false, code: 'notANumber' };
	if (match[1] === '-' || /^0*$/.test(whole + decimals)) return { ok: false, code: 'notPositive' };
	if (measure === 'pcs' && decimals !== '') return { ok: false, code: 'notWhole' };
	if (decimals.length > 3) return { ok: false, code: 'tooManyDecimals' };
	// Longer numbers would lose digits before the limit is tested.
	if (whole.replace(/^0+/, '').length > 7) return { ok: false, code: 'tooLarge' };
	const quantityMilli = Number(whole || '0') * 1000 + Number(decimals.padEnd(3, '0'));
	if (quantityMilli > MAX_QUANTITY * 1000) return { ok: false, code: 'tooLarge' };
	return { ok: true, quantityMilli };
}

/** The message of a quantity that cannot be read: pieces are exemplified whole. */
export const quantityCode = (code: QuantityErrorCode, measure: Measure): string =>
	code === 'notANumber' && measure === 'pcs' ? 'quantityError_notAWholeNumber' : `quantityError_${code}`;

const LOCALE_TAGS = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' } as const;

/** Thousandths as a number to read, grouped and with the decimals it has; the unit comes from messages. */
export function formatQuantity(quantityMilli: number, locale: 'nb' | 'nn' | 'en'): string {
	return new Intl.NumberFormat(LOCALE_TAGS[locale], { maximumFractionDigits: 3 }).format(
		quantityMilli / 1000
	);
}

/** Thousandths as the value of an input field: no grouping, comma; `parseQuantity` reads it back unchanged. */
export function quantityInputValue(quantityMilli: number): string {
	return exactDecimal(BigInt(quantityMilli), 3).replace('.', ',');
}

/** `units` × 10^-places as an exact decimal string with a point and no trailing zeros. */
export function exactDecimal(units: bigint, places: number): string {
	const sign = units < 0n ? '-' : '';
	const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
	return sign + (fraction ? `${whole}.${fraction}` : whole);
}
