import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** Bounds of an uploaded file: what a spreadsheet of some thousand lines takes, many times over. */
export const CSV_LIMITS = { bytes: 2_000_000, rows: 2_000, cell: 2_000 };

export interface CsvRow {
	/** Where the row ends in the file, the first line being 1. */
	line: number;
	/** Trimmed. */
	cells: string[];
}

export interface CsvProblem {
	/** `csvEmpty`, `csvTooLarge`, `csvTooManyRows`, `csvNotText`, `csvCellTooLong` or `csvBroken`. */
	code: string;
	line: number | null;
}

export type CsvRead = { ok: true; rows: CsvRow[] } | { ok: false; problem: CsvProblem };

const DELIMITERS = [';', ',', '\t'] as const;
const BINARY = /[\u0000-\u0008\u000e-\u001f]/;
/** What a spreadsheet takes for the start of a formula; our own files put an apostrophe before it. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

/** The text of bytes in UTF-8 or UTF-16 with their marks, UTF-8 without, or else as older Excel saves (Windows-1252). */
function decode(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** The separator of which the header has most; what stands in quotes does not count. */
function delimiterOf(header: string): string {
	const bare = header.replace(/"[^"]*"/g, '');
	const count = (delimiter: string) => bare.split(delimiter).length;
	return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ';';
}

/**
 * Reads a file a person made in a spreadsheet: semicolon, comma or tab, any of the usual encodings, `sep=;` on the
 * first line or not. Empty rows are left out; nothing is guessed about what the cells mean.
 */
export function readCsv(bytes: Uint8Array): CsvRead {
	const refuse = (code: string, line: number | null = null): CsvRead => ({
		ok: false,
		problem: { code, line }
	});
	if (bytes.length > CSV_LIMITS.bytes) return refuse('csvTooLarge');
	const text = decode(bytes);
	if (BINARY.test(text)) return refuse('csvNotText');
	const said = /^sep=(.)\r?\n/.exec(text);
	const body = said ? text.slice(said[0].length) : text;
	if (!body.trim()) return refuse('csvEmpty');
	const firstLine = said ? 2 : 1;
	try {
		const records = parse(body, {
			delimiter: said?.[1] ?? delimiterOf(/^.*/.exec(body.trimStart())?.[0] ?? ''),
			trim: true,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
			max_record_size: 20 * CSV_LIMITS.cell
		}) as unknown as { record: string[]; info: { lines: number } }[];
		const rows = records.map(({ record, info }) => ({
			line: info.lines + firstLine - 1,
			cells: record.map((cell) => cell.replace(GUARDED, ''))
		}));
		if (rows.length - 1 > CSV_LIMITS.rows) return refuse('csvTooManyRows');
		const long = rows.find(({ cells }) => cells.some((cell) => cell.length > CSV_LIMITS.cell));
		return long ? refuse('csvCellTooLong', long.line) : { ok: true, rows };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = 'lines' in error && typeof error.lines === 'number' ? error.lines + firstLine - 1 : null;
		return refuse(error.code === 'CSV_MAX_RECORD_SIZE' ? 'csvCellTooLong' : 'csvBroken', line);
	}
}

type CsvRows = readonly (readonly string[])[];

const asCsv = (rows: CsvRows, isFirst: boolean): string =>
	stringify(
		rows.map((row) => [...row]),
		{ delimiter: ';', bom: isFirst, escape_formulas: true, record_delimiter: 'windows' }
	);

/**
 * A file that a Norwegian Excel opens with a double click: semicolons, a byte order mark, and no cell that it would
 * take for a formula.
 */
export const writeCsv = (rows: CsvRows): string => asCsv(rows, true);

const fileHeaders = (fileName: string) => ({
	'Content-Type': 'text/csv; charset=utf-8',
	'Content-Disposition': `attachment; filename="${fileName}"`,
	'Cache-Control': 'no-store'
});

/** The answer that lets the browser save such a file. @param fileName plain ASCII */
export const csvResponse = (fileName: string, rows: CsvRows): Response =>
	new Response(writeCsv(rows), { headers: fileHeaders(fileName) });

/**
 * The same for a file too large to be held at once: the next batch is asked for when the one before is on its way.
 * @param fileName plain ASCII
 */
export function csvStreamResponse(fileName: string, batches: AsyncGenerator<CsvRows>): Response {
	const encoder = new TextEncoder();
	let isFirst = true;
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { value, done } = await batches.next();
			if (done) return controller.close();
			controller.enqueue(encoder.encode(asCsv(value, isFirst)));
			isFirst = false;
		},
		async cancel() {
			await batches.return(undefined);
		}
	});
	return new Response(body, { headers: fileHeaders(fileName) });
}
