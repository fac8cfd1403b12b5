import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countFacets,
	decodeCursor,
	encodeCursor,
	MAX_QUERY_LENGTH,
	searchAddress,
	isWordless,
	termQueries,
	termsOf,
	tidyQuery,
	type FacetRow
} from './search';
import { readSearchParams } from './search.schema';

/** Any UTF-16, halves of pairs and control characters among them. */
const anything = fc
	.array(fc.nat({ max: 0xffff }), { maxLength: 300 })
	.map((units) => String.fromCharCode(...units));

describe('termQueries', () => {
	it('takes every word as the start of one, as a stem and as a kind of thing', () =>
		expect(
			termQueries('Kontor  stoler', (term) => (term === 'stoler' ? ['officeChair', 'sofa'] : []))
		).toEqual([
			{ prefix: "'kontor':*", stem: "'kontor'", kinds: undefined },
			{ prefix: "'stoler':*", stem: "'stoler'", kinds: "'omattypeofficechair' | 'omattypesofa'" }
		]));
	it.each(['', '   ', '🪑', '!&|():*<->', "'", '%%%'])('has nothing to ask for in %j', (q) =>
		expect(termQueries(q)).toEqual([])
	);
	it('tells no words from nothing typed', () => {
		expect(['%', '🪑', ' ?! '].map(isWordless)).toEqual([true, true, true]);
		expect(['', '  ', 'stol', '%stol'].map(isWordless)).toEqual([false, false, false, false]);
	});
	it('lets letters and digits through and nothing else', () =>
		fc.assert(
			fc.property(anything, (q) => {
				expect(termsOf(q).every((term) => /^[\p{L}\p{N}]+$/u.test(term))).toBe(true);
			})
		));
});

describe('the address of a search', () => {
	it('reads back what it wrote', () => {
		const query = readSearchParams(
			new URLSearchParams(
				'q=stol+%26+bord&pack=furniture&type=officeChair&condition=good&condition=likeNew&place=Årstad&availability=now&availableBy=2027-01-15&sort=newest'
			)
		);
		expect(query).toMatchObject({
			q: 'stol & bord',
			pack: 'furniture',
			type: 'officeChair',
			condition: ['likeNew', 'good'],
			place: 'Årstad',
			availability: 'now',
			availableBy: '2027-01-15',
			sort: 'newest'
		});
		expect(readSearchParams(new URLSearchParams(searchAddress(query).split('?')[1]))).toEqual(query);
	});
	it('leaves out what cannot be understood', () =>
		expect(
			readSearchParams(
				new URLSearchParams(
					'pack=x&type=%27%3B&condition=x&condition=&place=%00&availability=x&availableBy=31.02.2027&sort=x'
				)
			)
		).toMatchObject({
			q: '',
			condition: [],
			pack: undefined,
			type: undefined,
			place: undefined,
			availability: undefined,
			availableBy: undefined,
			sort: undefined
		}));
	it('takes any words on one line and no longer than we read', () =>
		fc.assert(
			fc.property(anything, (typed) => {
				const q = tidyQuery(typed);
				expect([...q].length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
				expect(q).not.toMatch(/[\n\0]/);
				expect(() => searchAddress(readSearchParams(new URLSearchParams({ q: typed })))).not.toThrow();
			})
		));
});

describe('cursor', () => {
	const id = '0192b8c0-0000-7000-8000-000000000000';
	it('reads back what it wrote', () => {
		const cursor = { isTaken: true, key: '00000120261122', id };
		expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
	});
	it.each([
		'',
		'x',
		'%',
		btoa('[]'),
		btoa(`[0,"a\\u0000","${id}"]`),
		btoa('[0,"1","------------------------------------"]')
	])('is refused when made up: %j', (text) => expect(decodeCursor(text)).toBeUndefined());
});

describe('countFacets', () => {
	const row = (change: Partial<FacetRow>): FacetRow => ({
		pack: 'furniture',
		typeKey: 'officeChair',
		condition: 'good',
		place: 'Nordnes',
		availability: 'now',
		...change
	});
	it('counts each facet with the other choices but not its own', () => {
		const rows = [row({}), row({ condition: 'worn' }), row({ pack: 'it', typeKey: 'laptop' })];
		const facets = countFacets(rows, { pack: 'furniture', condition: ['good'] });
		expect(facets.condition).toEqual([
			{ value: 'good', count: 1 },
			{ value: 'worn', count: 1 }
		]);
		expect(facets.pack).toEqual([
			{ value: 'furniture', count: 1 },
			{ value: 'it', count: 1 }
		]);
		expect(facets.type).toEqual([{ value: 'officeChair', count: 1 }]);
	});
});
