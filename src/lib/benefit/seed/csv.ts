/**
 * Reads comma-separated text as RFC 4180 describes it: quoted fields, doubled quotes, line breaks inside
 * quotes, LF or CRLF line ends. A byte order mark is dropped.
 * Throws an Error with the line number when a quote is not closed or stands inside an unquoted field.
 */
export function parseCsv(text: string): string[][] {
	const input = text.replace(/^\uFEFF/, '');
	const rows: string[][] = [];
	let row: string[] = [];
	let line = 1;
	let at = 0;
	const endRow = () => {
		rows.push(row);
		row = [];
	};
	while (at < input.length) {
		let field: string;
		if (input[at] === '"') {
			const openedOn = line;
			field = '';
			for (;;) {
				const close = input.indexOf('"', at + 1);
				if (close < 0) throw new Error(`CSV: the quote opened on line ${openedOn} is never closed`);
				const part = input.slice(at + 1, close);
				line += part.split('\n').length - 1;
				field += part;
				at = close + 1;
				if (input[at] !== '"') break;
				field += '"';
			}
		} else {
			const start = at;
			while (at < input.length && !/[,\r\n]/.test(input.charAt(at))) at++;
			field = input.slice(start, at);
			if (field.includes('"')) throw new Error(`CSV: a quote inside an unquoted field on line ${line}`);
		}
		row.push(field);
		if (at >= input.length) break;
		if (input[at] === ',') {
			at++;
			// A comma at the very end still opens one more, empty field.
			if (at === input.length) row.push('');
			continue;
		}
		if (input[at] === '\r' && input[at + 1] === '\n') at++;
		if (input[at] !== '\n') throw new Error(`CSV: text after a closing quote on line ${line}`);
		at++;
		line++;
		endRow();
	}
	if (row.length > 0) endRow();
	return rows;
}

/** One record per line under the header row, keyed by column name. Throws when a line has another width. */
export function parseCsvRecords(text: string): Record<string, string>[] {
	const [header, ...lines] = parseCsv(text);
	if (!header) return [];
	return lines.map((cells, index) => {
		if (cells.length !== header.length)
			throw new Error(`CSV: record ${index + 1} has ${cells.length} fields, the header has ${header.length}`);
		return Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']));
	});
}
