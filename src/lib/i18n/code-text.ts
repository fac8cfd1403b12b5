/** The texts of one vocabulary by its codes: a module of `words/`. */
export type Words = Readonly<Record<string, (params: never) => string>>;

/** The text of a code of a vocabulary, e.g. `codeText(words.condition, 'likeNew')`; the code itself where none stands. */
export const codeText = (words: Words, code: string, params: Record<string, string | number> = {}): string =>
	(Object.hasOwn(words, code) ? words[code]?.(params as never) : undefined) ?? code;

/** The codes of a vocabulary as options of a field, in the order they are given. */
export const optionsOf = <Code extends string>(
	words: Words,
	codes: readonly Code[]
): { value: Code; label: string }[] => codes.map((value) => ({ value, label: codeText(words, value) }));
