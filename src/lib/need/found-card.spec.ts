import { expect, it } from 'vitest';
import type { ListingCardData } from '$lib/listing/listing';
import { cardAsFound } from './found-card';

const today: ListingCardData = {
	id: 'listing',
	title: 'Krakk, ommøblert',
	typeName: 'Kontorstol',
	pack: 'furniture',
	availableMilli: 2000,
	measure: 'pcs',
	condition: 'worn',
	organisationName: 'Fjordvik',
	isForeign: false,
	unitName: 'Nordnes skole',
	place: 'Nordnes',
	photo: { id: 'photo', alt: 'Krakk, ommøblert' },
	marks: [],
	availableFrom: null,
	mustBeGoneBy: null,
	isLater: false,
	state: 'published'
};

it('shows what was found as it was then, the photo’s text too, and where it is today', () => {
	expect(cardAsFound(today, { title: 'Kontorstol', condition: 'good' })).toEqual({
		...today,
		title: 'Kontorstol',
		condition: 'good',
		photo: { id: 'photo', alt: 'Kontorstol' }
	});
	const described = { ...today, photo: { id: 'photo', alt: 'Blå, sett forfra' } };
	expect(cardAsFound(described, today).photo).toEqual(described.photo);
	expect(cardAsFound({ ...today, photo: null }, today).photo).toBeNull();
});
