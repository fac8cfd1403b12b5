import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCsv, parseCsvRecords } from './csv';

it('reads quotes, doubled quotes, commas and line breaks inside quotes, both line ends', () => {
	expect(parseCsv('a,"b ""c"", d"\r\n"e\nf",\n')).toEqual([
		['a', 'b "c", d'],
		['e\nf', '']
	]);
	expect(parseCsv('\uFEFFa,b')).toEqual([['a', 'b']]);
	expect(parseCsv('')).toEqual([]);
	expect(parseCsv('a,')).toEqual([['a', '']]);
});

it('says where the text is broken', () => {
	expect(() => parseCsv('a\n"b')).toThrow('line 2');
	expect(() => parseCsv('a"b')).toThrow('line 1');
	expect(() => parseCsv('"a"b')).toThrow('line 1');
	expect(() => parseCsvRecords('a,b\n1')).toThrow('record 1');
});

it('reads back everything that is written by the rules', () => {
	const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
	const cells = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), {
		minLength: 1,
		maxLength: 5
	});
	fc.assert(
		fc.property(cells, fc.constantFrom('\n', '\r\n'), (rows, end) => {
			expect(parseCsv(rows.map((row) => row.map(quote).join(',')).join(end))).toEqual(rows);
		})
	);
});
