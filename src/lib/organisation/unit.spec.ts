import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchOf, factProblems, holdsOn, placeChange } from './unit';

describe('facts', () => {
	const plain = { orgnr: null, district: null, isAddressProtected: false };
	it('need a number that holds, where there is one', () => {
		expect(factProblems(plain)).toEqual({});
		expect(factProblems({ ...plain, orgnr: '974760673' })).toEqual({});
		expect(factProblems({ ...plain, orgnr: '974760674' })).toEqual({ orgnr: 'orgnrInvalid' });
	});
	it('need a district where the address is protected: it is all that others see', () => {
		expect(factProblems({ ...plain, isAddressProtected: true })).toEqual({ district: 'unitDistrictNeeded' });
		expect(factProblems({ ...plain, isAddressProtected: true, district: 'Årstad' })).toEqual({});
	});
});

describe('a change with a date', () => {
	const history = [
		{ validFrom: '2025-01-01', validTo: '2026-01-01' },
		{ validFrom: '2026-01-01', validTo: null }
	];
	it.each([
		['2026-01-02', 'after'],
		['2026-01-01', 'instead'],
		['2025-12-31', 'tooEarly']
	])('from %s comes %s', (from, expected) => {
		expect(placeChange(history, from)).toBe(expected);
	});
	it('is the first where there is no history', () => {
		expect(placeChange([], '2026-01-01')).toBe('first');
	});
	it('holds from its first day until before the next begins', () => {
		expect(history.map((one) => holdsOn(one, '2025-12-31'))).toEqual([true, false]);
		expect(history.map((one) => holdsOn(one, '2026-01-01'))).toEqual([false, true]);
	});
});

describe('a branch', () => {
	it('is the unit and what hangs below it, in whatever order the tree comes', () => {
		const parents = fc.array(fc.nat(), { maxLength: 40 }).chain((numbers) => {
			const units = numbers.map((number, index) => ({
				id: String(index),
				parentId: index === 0 ? null : String(number % index)
			}));
			return fc.shuffledSubarray(units, { minLength: units.length, maxLength: units.length });
		});
		fc.assert(
			fc.property(parents, fc.nat(), (units, pick) => {
				const top = units[pick % Math.max(1, units.length)]?.id ?? 'alone';
				const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]));
				const climbs = (id: string): boolean => {
					for (let at: string | null | undefined = id; at; at = parentOf.get(at)) if (at === top) return true;
					return false;
				};
				const expected = [...new Set([top, ...units.map(({ id }) => id).filter(climbs)])].sort();
				expect(branchOf(units, top).sort()).toEqual(expected);
			})
		);
	});
});
