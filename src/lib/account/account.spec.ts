import { describe, expect, it } from 'vitest';
import { normalEmail, safeNext, subscriberOf } from './account';

describe('safeNext', () => {
	it('keeps a page on this site', () => expect(safeNext('/needs/1?step=2')).toBe('/needs/1?step=2'));

	it.each([
		undefined,
		'',
		'/',
		'https://elsewhere.example/',
		'//elsewhere.example',
		'/..//elsewhere.example',
		'/\\elsewhere.example',
		'/sign-in?next=/sign-in',
		'/sign-out',
		'/set-password/secret'
	])('sends %j to the start page', (next) => expect(safeNext(next)).toBe('/home'));
});

describe('normalEmail', () => {
	it('has one spelling', () => expect(normalEmail(' Kari@Bergen.NO ')).toBe('kari@bergen.no'));
});

describe('subscriberOf', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:DB8:1:2::1', '2001:db8:1:2'],
		['2001:db8::1', '2001:db8:0:0'],
		['::1', '0:0:0:0']
	])('%s belongs to %s', (address, subscriber) => expect(subscriberOf(address)).toBe(subscriber));
});
