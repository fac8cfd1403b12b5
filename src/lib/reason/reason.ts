import type { Option } from '$lib/ui/form';

/** Reasons people choose from, by what they are asked about. */
export const REASON_VOCABULARIES = ['refusal', 'withdrawReason', 'loss'] as const;
export type ReasonVocabulary = (typeof REASON_VOCABULARIES)[number];
export const isReasonVocabulary = (word: string): word is ReasonVocabulary =>
	(REASON_VOCABULARIES as readonly string[]).includes(word);

/** The way out where nothing else fits; always there to be chosen. */
export const OTHER = 'other';

/** A reason in the reader's language. */
export interface ShownReason {
	text: string;
	help: string | null;
	/** Not to be chosen any more; it still says why where it was. */
	isHidden: boolean;
}
/** The reasons of one vocabulary, by code. */
export type Reasons = Readonly<Record<string, ShownReason>>;

/** What a reason is called; the code itself where nobody has words for it. */
export const reasonText = (reasons: Reasons, code: string): string =>
	Object.hasOwn(reasons, code) ? (reasons[code]?.text ?? code) : code;

/** Those of the codes that may be chosen today. */
export const offeredCodes = <Code extends string>(reasons: Reasons, codes: readonly Code[]): Code[] =>
	codes.filter((code) => !reasons[code]?.isHidden);

/** What may be chosen today as options of a field, in the order the codes are given. */
export const reasonOptions = (reasons: Reasons, codes: readonly string[]): Option[] =>
	offeredCodes(reasons, codes).map((value) => {
		const help = reasons[value]?.help;
		return { value, label: reasonText(reasons, value), ...(help && { hint: help }) };
	});

/**
 * Why a reason cannot be hidden: the way out never is, and one must be left to choose.
 * @param hidden codes of the vocabulary that are hidden already
 */
export function hidingRefusal(
	code: string,
	codes: readonly string[],
	hidden: ReadonlySet<string>
): 'reasonOtherStays' | 'reasonLastStays' | undefined {
	if (code === OTHER) return 'reasonOtherStays';
	return codes.some((one) => one !== code && !hidden.has(one)) ? undefined : 'reasonLastStays';
}
