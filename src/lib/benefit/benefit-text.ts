import { codeText, type Words } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import {
	formatGramsExact,
	formatGramsRounded,
	formatKgCo2eRounded,
	formatKroner,
	formatKronerRounded,
	formatNumber
} from '$lib/platform/format';
import { UNIT_OF, type BenefitKind, type DataQuality } from './benefit';
import { toRatio, fromJson, type FractionJson } from './decimal';
import type { Step } from './explain';
import type { InputRow } from './inputs';

/** What a reader sees of the ledger: texts are made on the server, so that pages stay light. */
const NBSP = '\u00a0';
const texts = m as unknown as Record<string, (() => string) | undefined>;
const messageText = (key: string): string => texts[key]?.() ?? key;

/** To the gram and øre, where a figure is followed back. */
export function exactAmount(kind: BenefitKind, amount: number, locale: Locale): string {
	if (UNIT_OF[kind] === 'ore') return formatKroner(amount, locale);
	return `${formatGramsExact(amount, locale)}${UNIT_OF[kind] === 'gramsCo2e' ? `${NBSP}CO₂e` : ''}`;
}

/** Two significant digits, for headlines. */
export function roundedAmount(kind: BenefitKind, amount: number, locale: Locale): string {
	if (UNIT_OF[kind] === 'ore') return formatKronerRounded(amount, locale);
	return UNIT_OF[kind] === 'gramsCo2e'
		? formatKgCo2eRounded(amount, locale)
		: formatGramsRounded(amount, locale);
}

/** `8/15 (53 %)` */
export function shareText(share: FractionJson, locale: Locale): string {
	const { num, den } = fromJson(share);
	const percent = formatNumber((Number(num) / Number(den)) * 100, locale, 1);
	return `${toRatio({ num, den })} (${percent}${NBSP}%)`;
}

const STEP_UNIT: Record<Exclude<Step['unit'], 'share'>, string> = {
	kgCo2e: `${NBSP}kg${NBSP}CO₂e`,
	kg: `${NBSP}kg`,
	kr: `${NBSP}kr`
};
/** Points between digits as the reader writes them. */
const inWords = (expression: string, locale: Locale): string =>
	locale === 'en' ? expression : expression.replace(/(\d)\.(\d)/g, '$1,$2');

export interface ShownStep {
	label: string;
	expression: string;
	result: string | null;
}
export function stepText({ messageKey, expression, result, unit }: Step, locale: Locale): ShownStep {
	const shown =
		result === null
			? null
			: unit === 'share'
				? result
				: `${formatNumber(Number(result), locale)}${STEP_UNIT[unit]}`;
	return { label: messageText(messageKey), expression: inWords(expression, locale), result: shown };
}

export interface ShownInput {
	label: string;
	value: string | null;
	range: string | null;
	origin: string;
	quality: DataQuality | null;
	source: string | null;
}
const NUMBERS_WITHOUT_UNIT = new Set<InputRow['unit']>(['share', 'year']);
/** The words of an input that is a code, by the input's name. */
const CODES: Readonly<Record<string, Words>> = {
	EvidenceGrade: words.benefitCodeEvidenceGrade,
	PriceEvidence: words.benefitCodePriceEvidence,
	PriceKind: words.benefitCodePriceKind,
	VatBasis: words.benefitCodeVatBasis,
	WouldBe: words.benefitCodeWouldBe
};
const MEASURES = new Set<InputRow['unit']>(['pcs', 'm2', 'm', 'm3', 'kg']);

/** One input as a row. @param measure what `quantity` is counted in */
export function inputText(row: InputRow, measure: string, locale: Locale): ShownInput {
	const name = row.nameKey.replace('benefitInput', '');
	const unit = MEASURES.has(row.unit)
		? codeText(words.measure, row.unit)
		: row.unit === 'quantity'
			? codeText(words.measure, measure)
			: NUMBERS_WITHOUT_UNIT.has(row.unit)
				? ''
				: codeText(words.benefitUnit, row.unit);
	const number = (text: string) => (row.unit === 'year' ? text : formatNumber(Number(text), locale, 6));
	const withUnit = (text: string) => (unit ? `${text}${NBSP}${unit}` : text);
	const isAnswer = row.value !== null && ['yes', 'no', 'unknown'].includes(row.value) && name !== 'WouldBe';
	const value =
		row.value === null
			? null
			: row.unit === 'text'
				? row.value
				: row.unit === 'code'
					? codeText(isAnswer ? words.benefitAnswer : (CODES[name] ?? {}), row.value)
					: withUnit(number(row.value));
	const hasRange = row.low !== null && row.high !== null && row.low !== row.high;
	const { source } = row;
	return {
		label: messageText(row.nameKey),
		value,
		range: hasRange && row.low && row.high ? `${number(row.low)}–${number(row.high)}` : null,
		origin: codeText(words.benefitOrigin, row.origin),
		quality: row.quality,
		source: source && [source.title, source.year].filter(Boolean).join(', ')
	};
}
