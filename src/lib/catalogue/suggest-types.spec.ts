import { describe, expect, it } from 'vitest';
import { ITEM_TYPES } from './seed/item-types';
import { guessType, phrasesOf, suggestTypes, typeFromWords } from './suggest-types';

const types = ITEM_TYPES.map((type) => ({ key: type.key, phrases: phrasesOf(type) }));
const best = (text: string) => suggestTypes(text, types)[0]?.key;

describe('suggestTypes', () => {
	it.each([
		['kontorstol', 'officeChair'],
		['8 kontorstoler, blå', 'officeChair'],
		['Bærbar PC Lenovo', 'laptop'],
		['dokkingstasjonar', 'dockingStation'],
		['fine projektorer', 'projector'],
		['brukt iPad', 'tablet']
	])('%j is a %s', (text, key) => expect(best(text)).toBe(key));

	it('reads a compound by its last part', () => {
		expect(suggestTypes('gjestestol', [{ phrases: ['stol'] }])).toHaveLength(1);
	});

	it('offers every kind when only the kind was typed, and guesses none of them', () => {
		const chairs = suggestTypes('en stol', types).map(({ key }) => key);
		expect(chairs.length).toBeGreaterThan(1);
		expect(guessType('en stol', types)).toBeUndefined();
		expect(guessType('kontorstol', types)?.key).toBe('officeChair');
	});

	it('has no answer to words it does not know', () => {
		expect(suggestTypes('diverse greier', types)).toEqual([]);
		expect(suggestTypes('', types)).toEqual([]);
	});

	it('keeps to the limit', () =>
		expect(suggestTypes('bord stol skap hylle skjerm pc', types, 3)).toHaveLength(3));
});

describe('typeFromWords', () => {
	const all = ITEM_TYPES.map((type) => ({ ...type, id: type.key }));
	const keyOf = (texts: string[], how: 'sure' | 'likeliest') => typeFromWords(all, texts, how)?.key;

	it('is the same for a screen and the API where the words speak for one', () => {
		expect(keyOf(['kontorstol'], 'sure')).toBe('officeChair');
		expect(keyOf(['kontorstol'], 'likeliest')).toBe('officeChair');
	});

	it('asks a person who wrote only the kind, and takes the likeliest from who cannot be asked', () => {
		expect(keyOf(['en stol'], 'sure')).toBeUndefined();
		expect(keyOf(['en stol'], 'likeliest')).toBeDefined();
	});

	it('reads on where the first text says nothing', () => {
		expect(keyOf(['diverse', 'en bærbar PC'], 'sure')).toBe('laptop');
		expect(keyOf(['diverse'], 'likeliest')).toBeUndefined();
	});
});
