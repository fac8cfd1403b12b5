import { TONE } from './subject';

/** Colours as they are typed, bokmål and nynorsk, and as the catalogue codes them. */
const TONES: readonly (readonly [tone: string, ...words: string[]])[] = [
	[TONE.white, 'white', 'hvit', 'hvite', 'hvitt', 'kvit', 'kvite'],
	[TONE.black, 'black', 'svart', 'svarte', 'sort', 'sorte'],
	[TONE.grey, 'grey', 'grå', 'grått', 'gråe'],
	[TONE.blue, 'blue', 'blå', 'blått'],
	[TONE.green, 'green', 'grønn', 'grønne', 'grønt', 'grøn', 'grøne'],
	[TONE.red, 'red', 'rød', 'røde', 'rødt', 'raud', 'raude'],
	[TONE.yellow, 'yellow', 'gul', 'gule', 'gult'],
	[TONE.walnut, 'brown', 'brun', 'brune', 'brunt'],
	[TONE.birch, 'birch', 'bjørk'],
	[TONE.oak, 'oak', 'eik', 'eikeparkett'],
	[TONE.beech, 'beech', 'bøk']
];
const TONE_OF: ReadonlyMap<string, string> = new Map(
	TONES.flatMap(([tone, ...words]) => words.map((word) => [word, tone] as const))
);

/** The first colour a text names, as a tone to draw with; undefined where it names none. */
export function colourNamed(text: string): string | undefined {
	for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
		const tone = TONE_OF.get(word);
		if (tone) return tone;
	}
	return undefined;
}
