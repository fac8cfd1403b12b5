import { describe, expect, it } from 'vitest';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import { readListing, type ListingForm } from './listing-form';

const typeOf = (key: string) => {
	const type = ITEM_TYPES.find((known) => known.key === key);
	if (!type) throw new Error(key);
	return type;
};
const read = (form: Partial<ListingForm>, key = 'officeChair') =>
	readListing(
		{ title: 'Kontorstol', condition: 'good', quantity: '1', ...form },
		{ type: typeOf(key), today: '2026-11-22', isAddressProtected: false }
	);
const fields = (form: Partial<ListingForm>, key?: string) => {
	const result = read(form, key);
	return result.ok ? {} : result.fields;
};

describe('readListing', () => {
	it('needs a title, a condition and a quantity, and nothing more', () => {
		expect(read({})).toMatchObject({
			ok: true,
			content: { quantityMilli: 1000, wouldBe: 'unknown', yearAcquired: null, visibility: 'organisation' }
		});
		expect(fields({ title: ' ', condition: '', quantity: '' })).toEqual({
			title: 'listingTitleMissing',
			condition: 'listingConditionMissing',
			quantity: 'quantityError_missing'
		});
	});

	it('reads quantities with comma and point, and whole pieces only', () => {
		expect(read({ quantity: '12,5' }, 'ceramicTile')).toMatchObject({
			ok: true,
			content: { quantityMilli: 12_500 }
		});
		expect(read({ quantity: '12.5' }, 'ceramicTile')).toMatchObject({
			ok: true,
			content: { quantityMilli: 12_500 }
		});
		expect(fields({ quantity: '2,5' })).toEqual({ quantity: 'quantityError_notWhole' });
		expect(fields({ quantity: '-2' })).toEqual({ quantity: 'quantityError_notPositive' });
	});

	it.each([
		[{ yearAcquired: '2027' }, { yearAcquired: 'yearInFuture' }],
		[{ yearAcquired: '98' }, { yearAcquired: 'yearNotAYear' }],
		[{ availableFrom: '31.2.2027' }, { availableFrom: 'dateNotADate' }],
		[{ availableFrom: '2099-01-01' }, { availableFrom: 'dateTooFarAway' }],
		[{ mustBeGoneBy: '21.11.2026' }, { mustBeGoneBy: 'dateInPast' }],
		[{ availableFrom: '1.2.2027', mustBeGoneBy: '31.1.2027' }, { mustBeGoneBy: 'datesOutOfOrder' }],
		[{ wouldBe: 'disposed' }, { wouldBeEvidence: 'wouldBeEvidenceMissing' }],
		[{ wouldBe: 'eaten' }, { wouldBe: 'chooseOne' }],
		[
			{ isNarrowed: true },
			{ narrowedReason: 'narrowedReasonMissing', narrowedUntil: 'narrowedUntilMissing' }
		],
		[
			{ isNarrowed: true, narrowedReason: 'skal flytte', narrowedUntil: '1.1.2028' },
			{ narrowedUntil: 'narrowedTooLong' }
		]
	])('refuses %j', (form, expected) => expect(fields(form)).toEqual(expected));

	it('keeps the serial number apart from what everyone can search', () => {
		expect(read({ attributes: { serialNumber: 'ab 12-34', storageGb: '256' } }, 'laptop')).toMatchObject({
			ok: true,
			content: { serial: 'AB1234', attributes: { storageGb: 256 } }
		});
	});

	it('gives each attribute its own message with its limits', () => {
		expect(read({ attributes: { storageGb: '0', serialNumber: '!' } }, 'laptop')).toEqual({
			ok: false,
			fields: {
				'attribute.storageGb': 'attributeError_outOfRange',
				'attribute.serialNumber': 'attributeError_notAnIdentifier'
			},
			fieldParams: { 'attribute.storageGb': { min: 1, max: 32768 }, 'attribute.serialNumber': {} }
		});
	});

	it('stands at a storage site, or with its unit, not both', () => {
		const storageSiteId = '01930000-0000-7000-8000-000000000001';
		const own = { place: 'Rom 2', district: 'Fana' };
		expect(read({ ...own, storageSiteId, shelf: ' B3 ' })).toMatchObject({
			content: { storageSiteId, shelf: 'B3', place: '', district: null }
		});
		expect(read({ ...own, storageSiteId: '', shelf: 'B3' })).toMatchObject({
			content: { storageSiteId: null, shelf: null, ...own }
		});
		expect(fields({ storageSiteId: 'tull' })).toEqual({ storageSiteId: 'chooseOne' });
		expect(fields({ storageSiteId, shelf: 'x'.repeat(61) })).toEqual({ shelf: 'tooLong' });
	});

	it('shows the district only where the address is protected', () => {
		const result = readListing(
			{ title: 'Stol', condition: 'good', quantity: 1, place: 'Hemmelig gate 1' },
			{ type: typeOf('officeChair'), today: '2026-11-22', isAddressProtected: true }
		);
		expect(result).toMatchObject({ ok: true, content: { placePrecision: 'district' } });
	});
});
