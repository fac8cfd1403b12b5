import { describe, expect, it } from 'vitest';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import { guessType, phrasesOf, suggestTypes } from './suggest-types';

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
