export type LocalizedText = { nb: string; nn: string; en: string };

export const ATTRIBUTE_KINDS = [
	'integer',
	'range',
	'choice',
	'text',
	'boolean',
	'identifier',
	'dimension',
	'year'
] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];
export const ATTRIBUTE_UNITS = ['mm', 'cm', 'kg', 'GB', '%', 'dB', 'W', '″'] as const;
export type AttributeUnit = (typeof ATTRIBUTE_UNITS)[number];

/** One property of an item type. `unit: null` is a plain count (seats, drawers). */
export type AttributeDefinition = { key: string; names: LocalizedText } & (
	| { kind: 'integer' | 'range'; unit: AttributeUnit | null; min: number; max: number }
	| { kind: 'choice'; options: readonly { key: string; names: LocalizedText }[] }
	| { kind: 'text'; maxLength: number }
	| { kind: 'boolean' }
	/** Tells one item from another: only on a single item, never shown outside the owning unit. */
	| { kind: 'identifier'; format: 'serial' | 'imei' }
	/** Width × height as staff write it: a module in decimetres (`9x21`) or a section in millimetres (`48x98`). */
	| { kind: 'dimension'; unit: 'dm' | 'mm' }
	| { kind: 'year' }
);

export type Dimension = { widthMm: number; heightMm: number };
export type NumberRange = { from: number; to: number };
export type AttributeValue = number | string | boolean | NumberRange | Dimension;
export type AttributeValues = Record<string, AttributeValue>;

export type AttributeErrorCode =
	| 'unknownAttribute'
	| 'notWhole'
	| 'outOfRange'
	| 'notARange'
	| 'rangeReversed'
	| 'notAChoice'
	| 'tooLong'
	| 'notBoolean'
	| 'notAnIdentifier'
	| 'singleItemOnly'
	| 'notAModule'
	| 'notASection'
	| 'notAYear';
export type AttributeError = { code: AttributeErrorCode; min?: number; max?: number };

export type AttributeResult =
	{ ok: true; values: AttributeValues } | { ok: false; errors: Record<string, AttributeError> };

const PAIR = /^(\d{1,4})(?:[.,](\d))?\s*[x×*]\s*(\d{1,4})(?:[.,](\d))?$/i;
const MODULE_DM = { min: 1, max: 60 };
const SIZE_MM = { min: 300, max: 6000 };
const SECTION_MM = { min: 10, max: 1200 };

const within = (value: number, { min, max }: { min: number; max: number }) => value >= min && value <= max;

function parsePair(text: string): { first: number; second: number } | undefined {
	const match = PAIR.exec(text.trim());
	if (!match) return undefined;
	const tenths = (whole: string | undefined, tenth: string | undefined) =>
		Number(whole) * 10 + Number(tenth ?? '0');
	return { first: tenths(match[1], match[2]), second: tenths(match[3], match[4]) };
}

/**
 * A door or window module in decimetres, width × height: `9x21` is nominally 900 × 2100 mm. A size written
 * in millimetres (`890x2090`) is taken as it stands; anything between the two is refused, never guessed.
 */
export function parseModule(text: string): Dimension | undefined {
	const pair = parsePair(text);
	if (!pair) return undefined;
	const { first, second } = pair;
	if (within(first / 10, MODULE_DM) && within(second / 10, MODULE_DM))
		return { widthMm: first * 10, heightMm: second * 10 };
	return wholeMillimetres(first, second, SIZE_MM);
}

/** A cross-section in millimetres: `48x98`. */
export function parseSection(text: string): Dimension | undefined {
	const pair = parsePair(text);
	return pair && wholeMillimetres(pair.first, pair.second, SECTION_MM);
}

function wholeMillimetres(firstTenths: number, secondTenths: number, limit: { min: number; max: number }) {
	if (firstTenths % 10 !== 0 || secondTenths % 10 !== 0) return undefined;
	const size = { widthMm: firstTenths / 10, heightMm: secondTenths / 10 };
	return within(size.widthMm, limit) && within(size.heightMm, limit) ? size : undefined;
}

/** A dimension as staff write it: `9x21` for a module, `48x98` for a section, else millimetres. */
export function formatDimension({ widthMm, heightMm }: Dimension, unit: 'dm' | 'mm'): string {
	const asModule = unit === 'dm' && widthMm % 100 === 0 && heightMm % 100 === 0;
	return asModule ? `${widthMm / 100}x${heightMm / 100}` : `${widthMm}x${heightMm}`;
}

/** True for the fifteen digits of an IMEI whose last digit is right (Luhn). */
export function isImei(digits: string): boolean {
	if (!/^\d{15}$/.test(digits)) return false;
	const sum = [...digits].reduce((total, digit, index) => {
		const weighted = Number(digit) * (index % 2 === 1 ? 2 : 1);
		return total + (weighted > 9 ? weighted - 9 : weighted);
	}, 0);
	return sum % 10 === 0;
}

const asText = (value: unknown) =>
	typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

function asWhole(value: unknown): number | undefined {
	const text = asText(value).replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}\b)/g, '');
	return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

function asDimension(value: unknown, unit: 'dm' | 'mm'): Dimension | undefined {
	if (typeof value !== 'object' || value === null)
		return unit === 'dm' ? parseModule(asText(value)) : parseSection(asText(value));
	if (!('widthMm' in value) || !('heightMm' in value)) return undefined;
	const widthMm = asWhole(value.widthMm);
	const heightMm = asWhole(value.heightMm);
	const limit = unit === 'dm' ? { min: 100, max: SIZE_MM.max } : SECTION_MM;
	if (widthMm === undefined || heightMm === undefined) return undefined;
	return within(widthMm, limit) && within(heightMm, limit) ? { widthMm, heightMm } : undefined;
}

function asRange(value: unknown): NumberRange | undefined {
	const ends =
		typeof value === 'object' && value !== null && 'from' in value && 'to' in value
			? [value.from, value.to]
			: asText(value).split(/\s*[-–]\s*/);
	const [from, to] = ends.map(asWhole);
	return ends.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined;
}

type Read = { value: AttributeValue } | AttributeError;

function readValue(definition: AttributeDefinition, raw: unknown, context: AttributeContext): Read {
	switch (definition.kind) {
		case 'integer': {
			const value = asWhole(raw);
			if (value === undefined) return { code: 'notWhole' };
			return within(value, definition)
				? { value }
				: { code: 'outOfRange', min: definition.min, max: definition.max };
		}
		case 'range': {
			const value = asRange(raw);
			if (!value) return { code: 'notARange' };
			if (value.from > value.to) return { code: 'rangeReversed' };
			return within(value.from, definition) && within(value.to, definition)
				? { value }
				: { code: 'outOfRange', min: definition.min, max: definition.max };
		}
		case 'choice': {
			const option = definition.options.find(({ key }) => key === raw);
			return option ? { value: option.key } : { code: 'notAChoice' };
		}
		case 'text': {
			const value = asText(raw).replace(/\s+/g, ' ');
			return value.length <= definition.maxLength
				? { value }
				: { code: 'tooLong', max: definition.maxLength };
		}
		case 'boolean':
			if (raw === true || raw === 'true' || raw === 'on') return { value: true };
			return raw === false || raw === 'false' ? { value: false } : { code: 'notBoolean' };
		case 'identifier': {
			if (context.quantityMilli !== 1000) return { code: 'singleItemOnly' };
			const value = asText(raw)
				.toUpperCase()
				.replace(/[\s/-]/g, '');
			const fits = definition.format === 'imei' ? isImei(value) : /^[A-Z0-9.]{3,40}$/.test(value);
			return fits ? { value } : { code: 'notAnIdentifier' };
		}
		case 'dimension': {
			const value = asDimension(raw, definition.unit);
			return value ? { value } : { code: definition.unit === 'dm' ? 'notAModule' : 'notASection' };
		}
		case 'year': {
			const value = asWhole(raw);
			if (value === undefined) return { code: 'notAYear' };
			const limits = { min: 1800, max: context.currentYear };
			return within(value, limits) ? { value } : { code: 'outOfRange', ...limits };
		}
	}
}

/** What the rules need to know beside the values: how many (an identifier needs exactly one) and today's year. */
export type AttributeContext = { quantityMilli: number; currentYear: number };

const isBlank = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Turns raw form or API values into typed ones. Every attribute may be left out; blank values are skipped.
 * Errors are codes for `attributeError_<code>`, by attribute key. A range is `{from, to}` or `650-1250`.
 */
export function validateAttributes(
	type: { attributes: readonly AttributeDefinition[] },
	input: Readonly<Record<string, unknown>>,
	context: AttributeContext
): AttributeResult {
	const values: AttributeValues = {};
	const errors: Record<string, AttributeError> = {};
	for (const [key, raw] of Object.entries(input)) {
		if (isBlank(raw)) continue;
		const definition = type.attributes.find((attribute) => attribute.key === key);
		const read: Read = definition ? readValue(definition, raw, context) : { code: 'unknownAttribute' };
		if ('code' in read) errors[key] = read;
		else values[key] = read.value;
	}
	return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}

/** The attributes others than the owning unit may see: identifiers are left out. */
export function publicAttributes(
	type: { attributes: readonly AttributeDefinition[] },
	values: AttributeValues
): AttributeValues {
	const shown = type.attributes.filter(({ kind }) => kind !== 'identifier').map(({ key }) => key);
	return Object.fromEntries(Object.entries(values).filter(([key]) => shown.includes(key)));
}
