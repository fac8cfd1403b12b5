import type { CatalogueType } from './catalogue';

/** A type by the words it is known by. */
export interface SuggestableType {
	phrases: readonly string[];
}

/** Everything a type is called: what staff say, and its names in all languages. */
export const phrasesOf = ({
	words,
	names,
	plural
}: Pick<CatalogueType, 'words' | 'names' | 'plural'>): string[] => [
	...new Set([...words, ...Object.values(names), ...Object.values(plural)])
];

/** Endings that do not change what a thing is: stoler, stolane, pultene, skjermar, dører, desks. */
const ENDING = /(?:ene|ane|en|et|er|ar|a|e|r|s)$/;
const SHORTEST_STEM = 3;

const stem = (word: string): string => {
	const bare = word.replace(ENDING, '');
	return bare.length >= SHORTEST_STEM ? bare : word;
};

const tokens = (text: string): string[] =>
	text
		.normalize('NFC')
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A compound is the kind of thing its last part says: kontorstol is a stol. */
const isLastPart = (compound: string, word: string): boolean =>
	word.length >= SHORTEST_STEM && compound.length > word.length + 1 && compound.endsWith(word);

/** How well a phrase the type is known by stands in what was typed; 0 is not at all, longer is better. */
function fit(typed: readonly string[], phrase: string): number {
	const wanted = tokens(phrase).map(stem);
	const length = wanted.join('').length;
	if (wanted.length === 0) return 0;
	const at = typed.findIndex((_, start) => wanted.every((word, index) => typed[start + index] === word));
	// Norwegian says the thing last ("sort kontorstol"), so of two equal words the later one wins by a hair.
	if (at >= 0) return 100 + length * 10 + at;
	const [word] = wanted;
	if (wanted.length > 1 || word === undefined) return 0;
	const compound = typed.findIndex((token) => isLastPart(token, word));
	if (compound >= 0) return length * 10 + compound;
	// Only the last part was typed: "stol" may be any kind of chair.
	return Math.max(0, ...typed.filter((token) => isLastPart(word, token)).map((token) => token.length));
}

/** Below this only the last part of the type's word was typed. */
const STRONG = 30;

const ranked = <T extends SuggestableType>(text: string, types: readonly T[]) => {
	const typed = tokens(text).map(stem);
	if (typed.length === 0) return [];
	return types
		.map((type) => ({ type, score: Math.max(0, ...type.phrases.map((phrase) => fit(typed, phrase))) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score);
};

/**
 * Item types that what was typed may mean, best first. A whole word beats the last part of a compound, and a
 * longer word beats a shorter one; types nothing speaks for are left out.
 */
export const suggestTypes = <T extends SuggestableType>(text: string, types: readonly T[], limit = 4): T[] =>
	ranked(text, types)
		.slice(0, limit)
		.map(({ type }) => type);

/** The one type the words speak for; undefined when they fit several only loosely. */
export function guessType<T extends SuggestableType>(text: string, types: readonly T[]): T | undefined {
	const [best, next] = ranked(text, types);
	return best && (best.score >= STRONG || !next) ? best.type : undefined;
}

/**
 * The type that is meant where nobody chose one; the first of the texts that speaks for one decides.
 * @param how `sure` takes only what the words speak for, so that a person who can choose is asked; `likeliest` takes
 * the best of a loose fit too, for a sender who cannot be asked and may correct it
 */
export function typeFromWords(
	types: readonly CatalogueType[],
	texts: readonly string[],
	how: 'sure' | 'likeliest'
): CatalogueType | undefined {
	const known = types.map((type) => ({ type, phrases: phrasesOf(type) }));
	const find = (text: string) => (how === 'sure' ? guessType(text, known) : suggestTypes(text, known, 1)[0]);
	return texts.map(find).find((found) => found !== undefined)?.type;
}
