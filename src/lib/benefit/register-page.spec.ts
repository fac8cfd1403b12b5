import { describe, expect, it } from 'vitest';
import { countMissing, missingRows } from './register-gaps';
import { matchesWords, pageOf, readRegisterQuery, registerHref, REGISTER_PAGE } from './register-page';

const read = (query: string) => readRegisterQuery(new URLSearchParams(query));

describe('the query of the register', () => {
	it('reads what makes sense and forgets the rest', () => {
		expect(read('q=+stol+&pack=it&missing=price&page=3')).toEqual({
			q: 'stol',
			pack: 'it',
			missing: 'price',
			page: 3
		});
		expect(read('pack=cars&missing=soul&page=-1')).toEqual({
			q: '',
			pack: undefined,
			missing: undefined,
			page: 1
		});
		expect(read('page=1.5').page).toBe(1);
		expect(read(`q=${'x'.repeat(500)}`).q).toHaveLength(100);
	});

	it('starts at the first page when anything else changes', () => {
		const query = read('q=stol og bord&pack=it&page=3');
		expect(registerHref('/factors', query, { page: 4 })).toBe('/factors?q=stol+og+bord&pack=it&page=4');
		expect(registerHref('/factors', query, { pack: undefined })).toBe('/factors?q=stol+og+bord');
		expect(registerHref('/factors', read(''), {})).toBe('/factors');
	});
});

it('finds rows by every word, in any order', () => {
	expect(matchesWords('STOL kontor', ['Kontorstol', 'office_chair'])).toBe(true);
	expect(matchesWords('stol skinn', ['Kontorstol'])).toBe(false);
	expect(matchesWords('', ['Kontorstol'])).toBe(true);
});

it('pages to the end and not past it', () => {
	const rows = Array.from({ length: REGISTER_PAGE + 1 }, (_, index) => index);
	expect(pageOf(rows, 1)).toMatchObject({ page: 1, last: 2, total: REGISTER_PAGE + 1 });
	expect(pageOf(rows, 9).rows).toEqual([REGISTER_PAGE]);
	expect(pageOf([], 1)).toEqual({ rows: [], page: 1, last: 1, total: 0 });
});

it('says which rows a type lacks, and how many lack each', () => {
	const none = { factorKey: null, priceKey: null, lifetimeKey: null };
	expect(missingRows(none)).toEqual(['factor', 'price', 'lifetime']);
	expect(missingRows({ ...none, factorKey: 'x', lifetimeKey: 'y' })).toEqual(['price']);
	expect(countMissing([{ missing: ['price'] }, { missing: ['price', 'factor'] }])).toEqual({
		factor: 1,
		price: 2,
		lifetime: 0
	});
});
