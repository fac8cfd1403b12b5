import { describe, expect, it } from 'vitest';
import { canMove, cooperationFrom, shownPlace, stockAfter } from './listing';

describe('canMove', () => {
	it('publishes drafts and what was taken down, and never makes a draft of them again', () => {
		expect(canMove('draft', 'published')).toBe(true);
		expect(canMove('withdrawn', 'published')).toBe(true);
		expect(canMove('published', 'draft')).toBe(false);
		expect(canMove('closed', 'withdrawn')).toBe(false);
	});
});

describe('cooperationFrom', () => {
	const publishedAt = new Date('2026-11-22T10:00:00Z');
	it('is the priority period later', () =>
		expect(cooperationFrom(publishedAt, { priorityDays: 14, cooperationId: 'x' })).toEqual(
			new Date('2026-12-06T10:00:00Z')
		));
	it('never comes outside a cooperation', () =>
		expect(cooperationFrom(publishedAt, { priorityDays: 14, cooperationId: null })).toBeNull());
});

describe('shownPlace', () => {
	const where = {
		place: 'Kaigaten 4',
		district: 'Bergenhus',
		municipality: 'Bergen',
		placePrecision: 'exact',
		isAddressProtected: false,
		siteName: null,
		siteAddress: null,
		isSiteProtected: null
	} as const;
	it('is exact unless someone wants it otherwise', () => {
		expect(shownPlace(where, false)).toBe('Kaigaten 4, Bergenhus');
		expect(shownPlace({ ...where, placePrecision: 'district' }, false)).toBe('Bergenhus');
		expect(shownPlace({ ...where, isAddressProtected: true }, false)).toBe('Bergenhus');
		expect(shownPlace({ ...where, isAddressProtected: true }, true)).toBe('Kaigaten 4, Bergenhus');
		expect(shownPlace({ ...where, district: null, place: '' }, false)).toBe('Bergen');
	});

	it('is the storage site where the thing stands at one, as guarded as an address', () => {
		const at = {
			...where,
			place: '',
			district: 'Ytrebygda',
			siteName: 'Kokstad',
			siteAddress: 'Kokstadveien 50',
			isSiteProtected: false
		} as const;
		expect(shownPlace(at, false)).toBe('Kokstad, Kokstadveien 50, Ytrebygda');
		expect(shownPlace({ ...at, siteAddress: null }, false)).toBe('Kokstad, Ytrebygda');
		for (const hidden of [
			{ isSiteProtected: true },
			{ isAddressProtected: true },
			{ placePrecision: 'district' as const }
		]) {
			expect(shownPlace({ ...at, ...hidden }, false)).toBe('Ytrebygda');
			expect(shownPlace({ ...at, ...hidden }, true)).toBe('Kokstad, Kokstadveien 50, Ytrebygda');
		}
	});
});

it('knows which reasons empty the lot', () => {
	expect(stockAfter('wasted')).toBe('wasted');
	expect(stockAfter('givenElsewhere')).toBe('out');
	expect(stockAfter('stillNeeded')).toBeUndefined();
});
