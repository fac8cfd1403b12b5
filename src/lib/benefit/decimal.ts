/**
 * Exact arithmetic for the ledger: every number is a ratio of two BigInts, so that nothing is rounded
 * before the one rounding at the end (`roundHalfUp`).
 */

/** A ratio in lowest terms; `den` is always positive. */
export interface Fraction {
	readonly num: bigint;
	readonly den: bigint;
}

/** A fraction as it stands in a ledger payload: both parts are strings of digits. */
export interface FractionJson {
	readonly num: string;
	readonly den: string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
const WHOLE = /^-?\d+$/;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	let [left, right] = [absolute(a), absolute(b)];
	while (right !== 0n) [left, right] = [right, left % right];
	return left;
}

/** Makes a fraction in lowest terms. @throws RangeError when `den` is 0. */
export function fraction(num: bigint, den = 1n): Fraction {
	if (den === 0n) throw new RangeError('A fraction cannot have 0 below the line');
	const sign = den < 0n ? -1n : 1n;
	const divisor = greatestCommonDivisor(num, den) * sign;
	return { num: num / divisor, den: den / divisor };
}

export const ZERO = fraction(0n);
export const ONE = fraction(1n);
const THOUSAND = fraction(1000n);

/** Reads a whole number. @throws RangeError unless it is a safe integer. */
export function whole(value: number): Fraction {
	if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`);
	return fraction(BigInt(value));
}

/** Reads thousandths (`quantityMilli`) as the quantity they stand for: 1500 → 3/2. */
export const fromMilli = (milli: number): Fraction => divide(whole(milli), THOUSAND);

/** Reads `12`, `-0.5`, `0.6313`: a point, no exponent, no spaces. @throws RangeError for anything else. */
export function parseDecimal(text: string): Fraction {
	if (!DECIMAL.test(text)) throw new RangeError(`Not a decimal number: ${text}`);
	const [before = '', after = ''] = text.split('.');
	return fraction(BigInt(before + after), 10n ** BigInt(after.length));
}

export const add = (a: Fraction, b: Fraction): Fraction =>
	fraction(a.num * b.den + b.num * a.den, a.den * b.den);

export const subtract = (a: Fraction, b: Fraction): Fraction =>
	fraction(a.num * b.den - b.num * a.den, a.den * b.den);

/** The product of all the factors; 1 when there are none. */
export const multiply = (...factors: readonly Fraction[]): Fraction =>
	factors.reduce((product, factor) => fraction(product.num * factor.num, product.den * factor.den), ONE);

/** @throws RangeError when `b` is 0. */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num);

/** The sum of all the terms; 0 when there are none. */
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce(add, ZERO);

/** Negative when `a` is the smaller, 0 when equal, positive when `a` is the larger. */
export function compare(a: Fraction, b: Fraction): number {
	const difference = a.num * b.den - b.num * a.den;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const smallest = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);
export const largest = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b);
export const isZero = (value: Fraction): boolean => value.num === 0n;

function floor(value: Fraction): bigint {
	const quotient = value.num / value.den;
	return value.num < 0n && value.num % value.den !== 0n ? quotient - 1n : quotient;
}

/**
 * The one rounding of the ledger: to the nearest whole gram or øre, a half goes up (towards +∞, so −0.5 → 0).
 * @throws RangeError when the result is too large to be stored exactly.
 */
export function roundHalfUp(value: Fraction): number {
	const rounded = Number(floor(add(value, fraction(1n, 2n))));
	if (!Number.isSafeInteger(rounded)) throw new RangeError('The amount is too large');
	return rounded;
}

/**
 * Writes a number with a point and at most `places` decimals, without trailing zeros: 34/100 → `0.34`.
 * Rounds half up when it does not end by itself.
 */
export function toDecimal(value: Fraction, places: number): string {
	const scaled = floor(add(multiply(value, fraction(10n ** BigInt(places))), fraction(1n, 2n)));
	const digits = absolute(scaled)
		.toString()
		.padStart(places + 1, '0');
	const before = digits.slice(0, digits.length - places);
	const after = digits.slice(digits.length - places).replace(/0+$/, '');
	return `${scaled < 0n ? '-' : ''}${before}${after === '' ? '' : `.${after}`}`;
}

/** Writes `8/15`, or `2` when nothing stands below the line. */
export const toRatio = (value: Fraction): string =>
	value.den === 1n ? value.num.toString() : `${value.num}/${value.den}`;

export const toJson = (value: Fraction): FractionJson => ({
	num: value.num.toString(),
	den: value.den.toString()
});

/** @throws RangeError when a part is not a whole number or `den` is 0. */
export function fromJson({ num, den }: FractionJson): Fraction {
	if (!WHOLE.test(num) || !WHOLE.test(den)) throw new RangeError(`Not a fraction: ${num}/${den}`);
	return fraction(BigInt(num), BigInt(den));
}

/**
 * A whole amount as reports show it: two significant digits, a half away from zero (338 248 → 340 000).
 * The ledger keeps the full amount.
 */
export function roundTwoSignificant(amount: number): number {
	const size = absolute(whole(amount).num);
	const step = 10n ** BigInt(Math.max(0, size.toString().length - 2));
	const rounded = Number(((size + step / 2n) / step) * step);
	return amount < 0 ? -rounded : rounded;
}
