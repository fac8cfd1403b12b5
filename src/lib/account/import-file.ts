import type { CsvRow } from '$lib/platform/csv.server';

export const IMPORT_KINDS = ['units', 'people'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What the columns are called in bokmål, nynorsk and English, and otherwise; capitals, spaces and hyphens do not count. */
const UNIT_COLUMNS = {
	key: ['nøkkel', 'nykel', 'key'],
	name: ['navn', 'namn', 'name'],
	parent: ['overordnet', 'overordna', 'parent'],
	kind: ['type', 'type', 'kind'],
	orgnr: ['orgnr', 'orgnr', 'orgnr', 'organisasjonsnummer'],
	district: ['bydel', 'bydel', 'district'],
	address: ['adresse', 'adresse', 'address'],
	protected: ['skjermet', 'skjerma', 'protected']
} as const;
const PERSON_COLUMNS = {
	email: ['e-post', 'e-post', 'email', 'e-postadresse'],
	name: ['navn', 'namn', 'name'],
	unit: ['enhet', 'eining', 'unit'],
	roles: ['roller', 'roller', 'roles', 'rolle', 'role'],
	language: ['språk', 'språk', 'language'],
	from: ['fra', 'frå', 'from'],
	to: ['til', 'til', 'to']
} as const;
export type UnitColumn = keyof typeof UNIT_COLUMNS;
export type PersonColumn = keyof typeof PERSON_COLUMNS;

const COLUMNS: Record<ImportKind, Record<string, readonly string[]>> = {
	units: UNIT_COLUMNS,
	people: PERSON_COLUMNS
};
const NEEDED: Record<ImportKind, readonly string[]> = { units: ['name'], people: ['email', 'name', 'unit'] };
const LOCALES = ['nb', 'nn', 'en'] as const;

/** One spelling of a word that people write in several ways. */
export const normalWord = (text: string): string =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s\-_.*:]+/g, '');

/** A key of the organisation's own systems as it is told from others: only capitals do not count, as in the database. */
export const sameKey = (key: string): string => key.trim().toLowerCase();

/** The columns in order, with their headings in a language. */
export const columnsOf = (kind: ImportKind, locale: (typeof LOCALES)[number]) =>
	Object.entries(COLUMNS[kind]).map(([column, names]) => ({
		column,
		heading: names[LOCALES.indexOf(locale)] ?? column,
		isNeeded: NEEDED[kind].includes(column)
	}));

/** A row as it was written; a cell that is empty says nothing about what is there. */
export interface ImportRow<Column extends string> {
	line: number;
	cells: Partial<Record<Column, string>>;
	/** More cells than the heading has: a separator too many. */
	isTooWide: boolean;
}

/** What is wrong with the file as a whole, or with one row of it. */
export interface ImportProblem {
	code: string;
	params?: Record<string, string | number>;
}

export type ImportFile =
	| { ok: true; kind: 'units'; rows: ImportRow<UnitColumn>[] }
	| { ok: true; kind: 'people'; rows: ImportRow<PersonColumn>[] }
	| { ok: false; problem: ImportProblem };

/** Tells by the heading what kind of file it is, and puts the cells under their columns. */
export function readImportFile([header, ...rows]: readonly CsvRow[]): ImportFile {
	if (!header || rows.length === 0) return { ok: false, problem: { code: 'importNoRows' } };
	const words = header.cells.map(normalWord);
	const has = (kind: ImportKind, column: string) =>
		(COLUMNS[kind][column] ?? []).some((name) => words.includes(normalWord(name)));
	const kind: ImportKind = has('people', 'email') ? 'people' : 'units';
	const missing = NEEDED[kind].filter((column) => !has(kind, column));
	if (missing.length > 0)
		return {
			ok: false,
			problem: {
				code: 'importColumnsMissing',
				params: { columns: missing.map((column) => COLUMNS[kind][column]?.[0] ?? column).join(', ') }
			}
		};
	const columns = words.map((word) =>
		Object.keys(COLUMNS[kind]).find((column) =>
			COLUMNS[kind][column]?.some((name) => normalWord(name) === word)
		)
	);
	const strange = header.cells.find((cell, index) => cell !== '' && columns[index] === undefined);
	if (strange !== undefined)
		return {
			ok: false,
			problem: { code: 'importColumnUnknown', params: { column: strange.slice(0, 60) } }
		};
	if (new Set(columns.filter(Boolean)).size < columns.filter(Boolean).length)
		return { ok: false, problem: { code: 'importColumnTwice' } };
	const read = rows.map(({ line, cells }) => ({
		line,
		cells: Object.fromEntries(
			cells.flatMap((cell, index) => {
				const column = columns[index];
				return column && cell ? [[column, cell]] : [];
			})
		),
		isTooWide: cells.some((cell, index) => cell !== '' && columns[index] === undefined)
	}));
	return { ok: true, kind, rows: read } as ImportFile;
}

/** What happens to a row: the verdict, what changes, and what is wrong with it. */
export type ImportOutcome = 'added' | 'changed' | 'same' | 'refused';
export const IMPORT_OUTCOMES: readonly ImportOutcome[] = ['refused', 'added', 'changed', 'same'];
export interface PlannedRow {
	line: number;
	/** The unit's or person's name, as far as the row has one. */
	name: string;
	outcome: ImportOutcome;
	/** Columns that change. */
	fields: string[];
	problems: ImportProblem[];
}

/** The verdict that follows from what is wrong, whether it is there already, and what would change. */
export const verdict = (
	problems: readonly ImportProblem[],
	isThere: boolean,
	fields: readonly string[]
): ImportOutcome =>
	problems.length > 0 ? 'refused' : !isThere ? 'added' : fields.length > 0 ? 'changed' : 'same';

/** Lines that say the same thing, by what they say; those that stand alone are left out. */
export function linesTwice<Row extends { line: number }>(
	rows: readonly Row[],
	keyOf: (row: Row) => string | null
): Map<number, number> {
	const byKey = new Map<string, number[]>();
	for (const row of rows) {
		const key = keyOf(row);
		if (key) byKey.set(key, [...(byKey.get(key) ?? []), row.line]);
	}
	const others = new Map<number, number>();
	for (const lines of byKey.values())
		for (const line of lines) {
			const other = lines.find((one) => one !== line);
			if (other !== undefined) others.set(line, other);
		}
	return others;
}
