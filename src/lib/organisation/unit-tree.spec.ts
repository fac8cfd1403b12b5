import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makesCircle, placedAnew, reachChange, treeOn, unitsAbove, type Placement } from './unit-tree';

const FROM = '2025-01-01';
const under = (unitId: string, parentId: string | null, validFrom = FROM): Placement => ({
	unitId,
	parentId,
	validFrom,
	validTo: null
});
/** A city department with an agency with two schools, and another department. */
const TOWN = [
	under('learning', null),
	under('agency', 'learning'),
	under('school', 'agency'),
	under('library', 'agency'),
	under('culture', null)
];
const parentOn = (placements: readonly Placement[], unitId: string, on: string) =>
	treeOn(placements, on).find(({ id }) => id === unitId)?.parentId;

describe('a move', () => {
	it('holds from its day; the day before, the unit hangs where it hung', () => {
		const moved = placedAnew(TOWN, { unitId: 'library', parentId: 'culture', validFrom: '2027-01-01' });
		expect(parentOn(moved, 'library', '2026-12-31')).toBe('agency');
		expect(parentOn(moved, 'library', '2027-01-01')).toBe('culture');
		expect(unitsAbove(treeOn(moved, '2027-01-01'), 'school')).toEqual(['agency', 'learning']);
	});

	it('of the same day stands instead of the one before it', () => {
		const once = placedAnew(TOWN, { unitId: 'library', parentId: 'culture', validFrom: '2027-01-01' });
		const twice = placedAnew(once, { unitId: 'library', parentId: 'learning', validFrom: '2027-01-01' });
		expect(twice.filter(({ unitId }) => unitId === 'library')).toHaveLength(2);
		expect(parentOn(twice, 'library', '2027-01-01')).toBe('learning');
	});
});

describe('a circle', () => {
	const circles = (unitId: string, parentId: string, placements = TOWN) => {
		const validFrom = '2026-06-01';
		return makesCircle(placedAnew(placements, { unitId, parentId, validFrom }), [unitId], validFrom);
	};
	it.each([
		['agency', 'agency', true],
		['agency', 'school', true],
		['learning', 'library', true],
		['agency', 'culture', false],
		['school', 'library', false]
	])('%s under %s: %s', (unitId, parentId, expected) => {
		expect(circles(unitId, parentId)).toBe(expected);
	});

	it('is seen where it would first close on a later day, by a move that is planned', () => {
		const planned = placedAnew(TOWN, { unitId: 'culture', parentId: 'agency', validFrom: '2027-01-01' });
		expect(circles('agency', 'culture', planned)).toBe(true);
	});

	it('never comes of moves that were let through, whatever their order and days', () => {
		const ids = ['a', 'b', 'c', 'd', 'e'];
		const move = fc.record({
			unitId: fc.constantFrom(...ids),
			parentId: fc.constantFrom(...ids, null),
			day: fc.integer({ min: 1, max: 28 })
		});
		fc.assert(
			fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
				let placements = ids.map((id) => under(id, null));
				for (const { unitId, parentId, day } of moves) {
					const validFrom = `2026-06-${String(day).padStart(2, '0')}`;
					const last = placements.findLast((one) => one.unitId === unitId && one.validTo === null);
					if (last && validFrom < last.validFrom) continue;
					const anew = placedAnew(placements, { unitId, parentId, validFrom });
					if (!makesCircle(anew, [unitId], validFrom)) placements = anew;
				}
				for (let day = 1; day <= 28; day++) {
					const tree = treeOn(placements, `2026-06-${String(day).padStart(2, '0')}`);
					expect(tree).toHaveLength(ids.length);
					for (const id of ids) expect(unitsAbove(tree, id)).not.toContain(id);
				}
			})
		);
	});
});

describe('reach', () => {
	const held = [
		{ personId: 'kari', role: 'manager', unitId: 'agency' },
		{ personId: 'per', role: 'manager', unitId: 'culture' },
		{ personId: 'siri', role: 'manager', unitId: 'learning' },
		{ personId: 'siri', role: 'manager', unitId: 'culture' },
		{ personId: 'anne', role: 'requester', unitId: 'library' },
		{ personId: 'anne', role: 'requester', unitId: 'culture' }
	];
	it('goes with the units above; who has it from elsewhere neither gains nor loses', () => {
		const above = { before: ['agency', 'learning'], after: ['culture'] };
		const { gains, losses } = reachChange(held, 'library', above);
		expect(gains.map(({ personId }) => personId)).toEqual(['per']);
		expect(losses.map(({ personId }) => personId)).toEqual(['kari']);
	});
});
