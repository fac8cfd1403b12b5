import { describe, expect, it } from 'vitest';
import { PRACTICE_ROLES } from '$lib/account/practice-role';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import { drawingOf } from '$lib/demo/pictures/draw';
import { practiceTitle } from './practice-world.server';
import { EXERCISES, PRACTICE_ASKED_FOR, PRACTICE_THINGS, PRACTICE_WANTED } from './practice';

describe('what one practises on', () => {
	it('is a dozen things with a picture and words in each language', () => {
		expect(PRACTICE_THINGS).toHaveLength(12);
		for (const { type } of PRACTICE_THINGS) {
			expect(drawingOf(type), type).toBeDefined();
			for (const locale of ['nb', 'nn', 'en'] as const) expect(practiceTitle(type, locale)).not.toBe(type);
		}
	});

	it('can be reserved and handed over without an expert', () => {
		const types = new Map(ITEM_TYPES.map((type) => [type.key, type]));
		for (const { type } of [...PRACTICE_THINGS, PRACTICE_WANTED]) expect(types.has(type), type).toBe(true);
		for (const { type } of PRACTICE_THINGS)
			expect(types.get(type), type).not.toMatchObject({ hasStorage: true });
	});

	it('has something of one’s own that a colleague wants, and nothing of what they want to buy', () => {
		expect(PRACTICE_THINGS.find(({ type }) => type === PRACTICE_ASKED_FOR.type)?.at).toBe('office');
		expect(PRACTICE_THINGS.map(({ type }): string => type)).not.toContain(PRACTICE_WANTED.type);
	});

	it('gives each of those one may be something to try', () => {
		for (const role of PRACTICE_ROLES) expect(EXERCISES[role].length).toBeGreaterThan(1);
	});
});
