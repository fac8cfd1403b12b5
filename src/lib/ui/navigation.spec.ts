import { describe, expect, it } from 'vitest';
import { currentHref, type Destination } from './navigation';

const destinations = ['/home', '/listings', '/listings/new'].map((href): Destination => ({
	href,
	label: href,
	icon: 'box'
}));

describe('currentHref', () => {
	it('marks nothing on what is excepted', () => {
		const own = [{ href: '/listings', label: '', icon: 'box' as const, except: /^\/listings\/mine/ }];
		expect(currentHref(own, '/listings/mine')).toBeUndefined();
		expect(currentHref(own, '/listings/7')).toBe('/listings');
	});
	it.each([
		['/listings', '/listings'],
		['/listings/7', '/listings'],
		['/listings/new', '/listings/new'],
		['/listings/newer', '/listings'],
		['/listingsomething', undefined],
		['/', undefined]
	])('%s lies under %s', (path, href) => expect(currentHref(destinations, path)).toBe(href));
});
