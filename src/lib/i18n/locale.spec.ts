import { describe, expect, it } from 'vitest';
import { localPath, parseLocale } from './locale';

describe('parseLocale', () => {
	it('knows the three languages and nothing else', () => {
		expect(['nb', 'nn', 'en'].map(parseLocale)).toEqual(['nb', 'nn', 'en']);
		expect(['se', '', null, undefined, 7].map(parseLocale)).toEqual(Array(5).fill(undefined));
	});
});

describe('localPath', () => {
	it('keeps a path on this site with its query', () => {
		expect(localPath('/listings?q=stol&pack=furniture')).toBe('/listings?q=stol&pack=furniture');
	});

	it.each([
		'https://elsewhere.example/',
		'//elsewhere.example',
		'/\\elsewhere.example',
		'/\t/elsewhere.example',
		'/..//elsewhere.example',
		'x',
		7
	])('sends %j to the front page', (value) => expect(localPath(value)).toMatch(/^\/(?!\/)/));
});
