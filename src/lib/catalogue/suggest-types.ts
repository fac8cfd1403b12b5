import { isOtherType, type CatalogueType } from './catalogue';

/** A type by the words it is known by. */
export interface SuggestableType {
	phrases: readonly string[];
}

/**
 * Everything a type is called: what staff say, and its names in all languages. What is left for "other" is called
 * nothing: words never lead to it, only a person does.
 */
export const phrasesOf = (type: Pick<CatalogueType, 'key' | 'words' | 'names' | 'plural'>): string[] =>
	isOtherType(type)
		? []
		: [...new Set([...type.words, ...Object.values(type.names), ...Object.values(type.plural)])];

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

/** Words that bind the others together and name nothing. */
const BINDING = new Set('og eller i av en ei et ein eit den det de and or of a an the'.split(' '));
/** What follows these is something the thing has: "pult med hev og senk" is a pult. */
const HAVING = new Set('med på with on'.split(' '));
/** What follows these is what the thing belongs to, not what it is: "skjerm til bærbar PC". */
const BELONGING = new Set('til for fra frå to from'.split(' '));

/** What a text names, in stems. */
interface Naming {
	words: readonly string[];
	/** The thing itself is among the first so many; the rest is what it has. */
	things: number;
}

function namingOf(text: string): Naming {
	const all = tokens(text);
	const end = all.findIndex((word, index) => index > 0 && BELONGING.has(word));
	const kept = end < 0 ? all : all.slice(0, end);
	const having = kept.findIndex((word, index) => index > 0 && HAVING.has(word));
	const stems = (words: readonly string[]) =>
		words.filter((word) => !BINDING.has(word) && !HAVING.has(word)).map(stem);
	return { words: stems(kept), things: stems(having < 0 ? kept : kept.slice(0, having)).length };
}

/** How a type's phrase stands in what was typed. */
interface Fit {
	/** Places of the typed words the phrase is made of, where all of it stands there; else empty. */
	covered: readonly number[];
	/** Larger fits better. */
	score: number;
}
const NO_FIT: Fit = { covered: [], score: 0 };

function fit({ words: typed, things }: Naming, phrase: string): Fit {
	const named = namingOf(phrase);
	const wanted = [...new Set(named.words)];
	const head = named.words[named.things - 1];
	if (head === undefined) return NO_FIT;
	const places = wanted.map((word) => typed.indexOf(word));
	const at = typed.indexOf(head);
	if (at < things && places.every((place) => place >= 0))
		// Norwegian says the thing last ("sort kontorstol"), so of two equal words the later one wins by a hair.
		return { covered: places, score: 1000 + wanted.join('').length * 10 + at };
	if (wanted.length > 1) return NO_FIT;
	const candidates = typed.slice(0, things);
	const compound = candidates.findIndex((token) => isLastPart(token, head));
	if (compound >= 0) return { covered: [], score: 100 + head.length * 10 + compound };
	// Only the last part was typed: "stol" may be any kind of chair.
	const part = Math.max(
		0,
		...candidates.filter((token) => isLastPart(head, token)).map(({ length }) => length)
	);
	return { covered: [], score: part };
}

const ranked = <T extends SuggestableType>(text: string, types: readonly T[]) => {
	const typed = namingOf(text);
	if (typed.words.length === 0) return [];
	return types
		.map((type) => ({
			type,
			fits: type.phrases.map((phrase) => fit(typed, phrase)).sort((a, b) => b.score - a.score)
		}))
		.map(({ type, fits }) => ({ type, ...(fits[0] ?? NO_FIT) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.covered.length - a.covered.length || b.score - a.score);
};

/**
 * Item types that what was typed may mean, best first. Whole words beat the last part of a compound, and more
 * words beat fewer; types nothing speaks for are left out.
 */
export const suggestTypes = <T extends SuggestableType>(text: string, types: readonly T[], limit = 4): T[] =>
	ranked(text, types)
		.slice(0, limit)
		.map(({ type }) => type);

/**
 * Types for someone who is typing the name of one: first those with a name or word that begins with what stands
 * there, then what the words may mean. Nothing typed is every type.
 */
export function typesLike<T extends SuggestableType & { name: string }>(
	text: string,
	types: readonly T[],
	limit = 8
): T[] {
	const typed = tokens(text).join(' ');
	if (typed === '') return [...types];
	const begins = (phrase: string) => ` ${tokens(phrase).join(' ')}`.includes(` ${typed}`);
	const named = types.filter(({ name }) => begins(name));
	const called = types.filter(({ phrases }) => phrases.some(begins));
	return [...new Set([...named, ...called, ...suggestTypes(text, types, limit)])].slice(0, limit);
}

/**
 * The one type the words speak for: a phrase of it stands there whole, and it says more than any other type's
 * ("pult med hev og senk" is no ordinary pult). The last part of a compound proves nothing (kjøleskap is no skap), and
 * two things named side by side are two: then it is undefined, and a person chooses.
 */
export function guessType<T extends SuggestableType>(text: string, types: readonly T[]): T | undefined {
	const [best, ...others] = ranked(text, types).filter(({ covered }) => covered.length > 0);
	if (!best) return undefined;
	const isWithin = ({ covered }: Fit) =>
		covered.length < best.covered.length && covered.every((place) => best.covered.includes(place));
	return others.every(isWithin) ? best.type : undefined;
}

/**
 * Types that a single search word is the kind of: one of their names ends with it, as a word ("office chair") or as
 * the last part of one ("skrivebord" for "bord").
 */
export const typesOfKind = <T extends SuggestableType>(word: string, types: readonly T[]): T[] => {
	const [kind] = tokens(word).map(stem);
	if (kind === undefined) return [];
	return types.filter(({ phrases }) =>
		phrases.some((phrase) => {
			const { words, things } = namingOf(phrase);
			const head = words[things - 1];
			return head !== undefined && (head === kind || isLastPart(head, kind));
		})
	);
};

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
