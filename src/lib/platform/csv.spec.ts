import { describe, expect, it } from 'vitest';
import { CSV_LIMITS, readCsv, writeCsv } from './csv.server';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const cellsOf = (bytes: Uint8Array) => {
	const read = readCsv(bytes);
	return read.ok ? read.rows.map(({ cells }) => cells) : read.problem;
};

describe('a file from a spreadsheet', () => {
	it.each([
		['semicolons and Windows line ends', utf8('navn;bydel\r\nÅse;Årstad\r\n')],
		['a byte order mark', utf8('\uFEFFnavn;bydel\nÅse;Årstad')],
		['Latin-1', latin1('navn;bydel\r\nÅse;Årstad')],
		['commas', utf8('navn,bydel\nÅse,Årstad')],
		['tabs in UTF-16', Uint8Array.from(Buffer.from('\uFEFFnavn\tbydel\nÅse\tÅrstad', 'utf16le'))],
		['quotes', utf8('"navn";"bydel"\n"Åse";"Årstad"')],
		['empty lines and spaces', utf8('navn ; bydel\n\n Åse ;Årstad\n;\n')],
		['the separator said first', utf8('sep=;\nnavn;bydel\nÅse;Årstad')]
	])('is read with %s', (_, bytes) => {
		expect(cellsOf(bytes)).toEqual([
			['navn', 'bydel'],
			['Åse', 'Årstad']
		]);
	});

	it('says on which line a row stands', () => {
		const read = readCsv(utf8('a;b\n1;2\n\n3;4\n'));
		expect(read.ok && read.rows.map(({ line }) => line)).toEqual([1, 2, 4]);
	});

	it.each([
		['nothing', utf8(''), 'csvEmpty'],
		['spaces only', utf8('\uFEFF \r\n '), 'csvEmpty'],
		['a photo', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), 'csvNotText'],
		['an Excel workbook', latin1('PK\u0003\u0004 and more'), 'csvNotText'],
		['a quote that is never closed', utf8('a;b\n"1;2\n3;4\n'), 'csvBroken'],
		['a cell of a megabyte', utf8(`a;b\n${'x'.repeat(1_000_000)};2\n`), 'csvCellTooLong'],
		['a quoted cell of a megabyte', utf8(`a;b\n"${'x'.repeat(1_000_000)}";2\n`), 'csvCellTooLong'],
		['a cell that is a little too long', utf8(`a;b\n${'x'.repeat(2_001)};2\n`), 'csvCellTooLong'],
		['too many rows', utf8(`a;b\n${'1;2\n'.repeat(CSV_LIMITS.rows + 1)}`), 'csvTooManyRows'],
		['too much', new Uint8Array(CSV_LIMITS.bytes + 1).fill(97), 'csvTooLarge']
	])('is refused with %s', (_, bytes, code) => {
		expect(cellsOf(bytes)).toMatchObject({ code });
	});
});

describe('a file for a spreadsheet', () => {
	it('has no cell that starts a formula, and comes back as it was', () => {
		const rows = [
			['navn', 'note'],
			['=HYPERLINK("http://x.example")', '+47 55 55 55 55'],
			['@SUM(A1)', '-1; "to"\nlinjer']
		];
		const text = writeCsv(rows);
		expect(text.startsWith('\uFEFFnavn;note\r\n')).toBe(true);
		expect(text).toContain("'+47");
		expect(text).not.toMatch(/(^|[;\n"])[=+@-]/);
		expect(cellsOf(utf8(text))).toEqual(rows);
	});
});
