import * as words from '$lib/i18n/words/index.js';
import type { Db } from '$lib/platform/db.server';
import { invalid } from '$lib/platform/errors';
import type { Reasons, ReasonVocabulary, ShownReason } from './reason';
import { reasonRepository, type ReasonTexts } from './reason.repository.server';

type Locale = keyof ReasonTexts;
type Word = (params: object, options: { locale: Locale }) => string;

/** The words of a vocabulary as they are shipped. */
const shippedWords = (vocabulary: ReasonVocabulary): Readonly<Record<string, Word>> => words[vocabulary];

/** What a reason is called where nobody has called it anything else. */
export function shippedTexts(vocabulary: ReasonVocabulary, code: string): ReasonTexts | undefined {
	const all = shippedWords(vocabulary);
	const word = Object.hasOwn(all, code) ? all[code] : undefined;
	if (!word) return undefined;
	const of = (locale: Locale) => ({ title: word({}, { locale }), help: null });
	return { nb: of('nb'), nn: of('nn'), en: of('en') };
}

/**
 * The reasons of a vocabulary in one language, as they were called at an instant: the one way they are shown.
 * @param at for evidence when it was given; else now
 */
export async function readReasons(
	db: Db,
	vocabulary: ReasonVocabulary,
	locale: Locale,
	at: Date
): Promise<Reasons> {
	const shown: Record<string, ShownReason> = {};
	for (const [code, word] of Object.entries(shippedWords(vocabulary)))
		shown[code] = { text: word({}, { locale }), help: null, isHidden: false };
	for (const { code, isHidden, texts } of await reasonRepository(db).listHeld([vocabulary], at))
		shown[code] = { text: texts[locale].title, help: texts[locale].help, isHidden };
	return shown;
}

/**
 * What is hidden is not chosen, whichever way it comes.
 * @param field the form field the refusal belongs to
 * @throws AppError reasonHidden (422)
 */
export async function requireOffered(
	db: Db,
	vocabulary: ReasonVocabulary,
	code: string,
	{ at, field }: { at: Date; field: string }
): Promise<void> {
	const held = await reasonRepository(db).listHeld([vocabulary], at);
	if (held.some((row) => row.code === code && row.isHidden)) throw invalid('reasonHidden', { field });
}
