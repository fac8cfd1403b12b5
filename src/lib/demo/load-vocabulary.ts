import { parseCsvRecords } from '$lib/benefit/seed/csv';
import { HANDOVERS, THINGS } from './data';
import synonyms from './seed/synonyms-nb.csv?raw';

/** Slots a choice by chance is made among; the share of the slots is the chance. */
export const SLOTS = 4096;

const listed = (text: string | undefined): string[] => (text ?? '').split('|').filter(Boolean);
const GROUPS = parseCsvRecords(synonyms).map((row) => [
	row.canonical_nb ?? '',
	...listed(row.variants),
	...listed(row.nynorsk)
]);

/**
 * What people call things of a type: its own words, and every group of synonyms that has one of them.
 * @param words of the catalogue
 */
export function wordsOf(words: readonly string[]): string[] {
	const known = new Set(words.map((word) => word.toLowerCase()));
	const more = GROUPS.filter((group) => group.some((word) => known.has(word.toLowerCase()))).flat();
	return [...new Set([...words, ...more].map((word) => word.trim()).filter((word) => word.length > 1))];
}

/** What stands before and after the word of a title, as often as not nothing. */
export const BEFORE = [
	'',
	'',
	'',
	'',
	'',
	'',
	'brukt ',
	'Pen ',
	'ulike ',
	'noen ',
	'Fin ',
	'eldre ',
	'ny ',
	'lite brukt '
];
export const AFTER = [
	...Array.from({ length: 8 }, () => ''),
	' hvit',
	' sort',
	' grå',
	' i bjørk',
	' eik',
	' blå',
	' 160x80',
	' 120x60',
	' Kinnarps',
	' HÅG',
	' fra møterom',
	' til henting',
	' litt slitt',
	' med skade',
	' - må bort',
	', nesten ny',
	' frå kjellaren',
	' etter flytting',
	' 2 stk',
	' m/ tilbehør'
];
export const TEXTS = [
	'',
	'',
	'',
	'Hentes på stedet.',
	'Til overs etter flytting.',
	'litt merker ellers fin',
	'Må ut før ombygging.'
];

/** Deals slots to things in falling order, each with the share 1/rank (Zipf); the first has the most. */
export function zipfSlots<Thing>(things: readonly Thing[]): Thing[] {
	const whole = things.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
	const slots: Thing[] = [];
	let passed = 0;
	for (const [index, thing] of things.entries()) {
		passed += 1 / (index + 1) / whole;
		while (slots.length < Math.round(passed * SLOTS)) slots.push(thing);
	}
	return slots;
}

/** How often a type occurs among the demo's things: the order in which load has the most of. */
export function byDemoUse<Type extends { key: string }>(types: readonly Type[]): Type[] {
	const uses = Map.groupBy([...THINGS, ...HANDOVERS], ({ type }) => type);
	const count = ({ key }: Type) => uses.get(key)?.length ?? 0;
	return types.toSorted((a, b) => count(b) - count(a) || (a.key < b.key ? -1 : 1));
}
