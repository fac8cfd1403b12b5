import { m } from '$lib/i18n/paraglide/messages.js';
import { locales, type Locale } from '$lib/i18n/paraglide/runtime.js';
import { normalWord } from './import-file';

type Message = (params: Record<string, never>, options: { locale: Locale }) => string;
const texts = m as unknown as Record<string, Message | undefined>;

/** The codes of a vocabulary by everything they are called: the code itself and its text in every language. */
export const wordsOf = <Code extends string>(
	vocabulary: string,
	codes: readonly Code[]
): ReadonlyMap<string, Code> =>
	new Map(
		codes.flatMap((code) =>
			[code, ...locales.map((locale) => texts[`${vocabulary}_${code}`]?.({}, { locale }) ?? code)].map(
				(word) => [normalWord(word), code] as const
			)
		)
	);

const YES = new Set(['ja', 'j', 'yes', 'y', 'x', 'sant', 'true', '1']);
const NO = new Set(['nei', 'n', 'no', 'usant', 'false', '0']);

/** What a cell says to a question of yes or no; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
	const word = normalWord(text);
	return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

const LANGUAGES = new Map<string, Locale>(
	Object.entries({
		nb: 'nb',
		bokmål: 'nb',
		norsk: 'nb',
		nn: 'nn',
		nynorsk: 'nn',
		en: 'en',
		engelsk: 'en',
		english: 'en'
	})
);
/** The language a cell names. */
export const languageOf = (text: string): Locale | undefined => LANGUAGES.get(normalWord(text));
