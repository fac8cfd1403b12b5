import { describe, expect, it } from 'vitest';
import { isUuid, newId } from './ids';

describe('newId', () => {
	it('is a uuid of version 7 that carries its instant', () => {
		const id = newId(Date.UTC(2026, 10, 22));
		expect(isUuid(id)).toBe(true);
		expect(id[14]).toBe('7');
		expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 22));
	});

	it('sorts in the order of making, also within one instant that others come in between', () => {
		const ids = Array.from({ length: 5000 }, () => {
			newId(1_600_000_000_000);
			return newId(1_700_000_000_000);
		});
		expect(ids.toSorted()).toEqual(ids);
		expect(new Set(ids).size).toBe(ids.length);
		expect(newId(1_700_000_000_001) > (ids.at(-1) ?? '')).toBe(true);
	});
});
