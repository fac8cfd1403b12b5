import { issueCode } from '$lib/i18n/error-text';
import { canonicalise } from '$lib/platform/canonical-json';
import type { Pack } from './catalogue';
import {
	catalogueFileSchema,
	catalogueHead,
	FORMAT_VERSION,
	type CatalogueFile,
	type FileType
} from './catalogue-file.schema';
import { lineOfPath } from './json-line';

export type { CatalogueFile, FileType };

/** Larger files are refused before anything is read. */
export const MAX_FILE_BYTES = 5_000_000;
const MAX_PROBLEMS = 20;

/** What is wrong where: `code` is a message `error_<code>`, `field` the way to the value (`types[3].names.nn`). */
export interface FileProblem {
	code: string;
	line: number | null;
	field: string;
}
export type ReadFile = { ok: true; file: CatalogueFile } | { ok: false; problems: FileProblem[] };

const fieldOf = (path: readonly PropertyKey[]): string =>
	path.reduce<string>(
		(text, part) =>
			typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
		''
	);

/** V8 says where it stopped for most broken texts; a text that just ends is broken on its last line. */
function syntaxLine(error: unknown, text: string): number | null {
	const { message } = error as SyntaxError;
	const position = /at position (\d+)/.exec(message)?.[1];
	if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
	return /end of JSON/.test(message) ? text.split('\n').length : null;
}

/** Reads a catalogue file; never throws. At most twenty problems are named. */
export function readCatalogueFile(bytes: Uint8Array): ReadFile {
	const one = (code: string, line: number | null = null, field = ''): ReadFile => ({
		ok: false,
		problems: [{ code, line, field }]
	});
	if (bytes.byteLength > MAX_FILE_BYTES) return one('catalogueTooLarge');
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return one('catalogueNotText');
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return one('catalogueDamaged', syntaxLine(error, text));
	}
	const head = catalogueHead.safeParse(json);
	if (!head.success) return one('catalogueForeign', 1, 'format');
	if (head.data.formatVersion !== FORMAT_VERSION)
		return one('catalogueFormatVersion', lineOfPath(text, ['formatVersion']), 'formatVersion');
	const parsed = catalogueFileSchema.safeParse(json);
	if (parsed.success) return { ok: true, file: parsed.data };
	const problems = parsed.error.issues.slice(0, MAX_PROBLEMS).map((issue) => {
		const isUnknown = issue.code === 'unrecognized_keys';
		const path = isUnknown ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
		return {
			code: isUnknown ? 'catalogueUnknownField' : issueCode(issue),
			line: lineOfPath(text, path),
			field: fieldOf(path)
		};
	});
	return { ok: false, problems };
}

/** The rows of the register a file may point at: factors, prices of kind `new`, lifetimes. */
export interface RegisterKeys {
	factors: ReadonlyMap<string, { name: string; measure: string; pack: string }>;
	prices: ReadonlyMap<string, { name: string; measure: string }>;
	lifetimes: ReadonlyMap<string, { name: string }>;
}

/** A type as the instance has it. */
export type KnownType = FileType & { isRetired: boolean };

export interface PlannedType {
	key: string;
	names: FileType['names'];
	pack: Pack;
	outcome: 'added' | 'changed' | 'same' | 'refused';
	/** Fields that will be other than today. */
	fields: string[];
	/** Why the type is refused: field and message code. */
	refusals: { field: string; code: string }[];
}

const FIELDS = [
	'names',
	'plural',
	'words',
	'cpv',
	'unspsc',
	'conversion',
	'packSizes',
	'hasStorage',
	'hazardQuestion',
	'usePhaseRelevant',
	'mapping'
] as const;

const isSame = (one: unknown, other: unknown) => canonicalise(one ?? null) === canonicalise(other ?? null);

function refusalsOf(type: FileType, known: KnownType | undefined, register: RegisterKeys) {
	const refusals: { field: string; code: string }[] = [];
	const refuse = (field: string, code: string) => void refusals.push({ field, code });
	const { factorKey, weightKey, priceKey, lifetimeKey } = type.mapping;
	for (const [field, key] of [
		['mapping.factorKey', factorKey],
		['mapping.weightKey', weightKey]
	] as const) {
		if (key === null) continue;
		const row = register.factors.get(key);
		if (!row) refuse(field, 'catalogueNoRow');
		else if (row.measure !== type.factorMeasure) refuse(field, 'catalogueRowMeasure');
		else if (row.pack !== type.pack) refuse(field, 'catalogueRowPack');
	}
	if (priceKey !== null) {
		const row = register.prices.get(priceKey);
		const measures: readonly string[] = [type.countedMeasure, type.factorMeasure];
		if (!row) refuse('mapping.priceKey', 'catalogueNoRow');
		else if (!measures.includes(row.measure)) refuse('mapping.priceKey', 'catalogueRowMeasure');
	}
	if (lifetimeKey !== null && !register.lifetimes.has(lifetimeKey))
		refuse('mapping.lifetimeKey', 'catalogueNoRow');
	if (!known) return refusals;
	if (known.isRetired) refuse('key', 'catalogueRetired');
	if (known.pack !== type.pack) refuse('pack', 'cataloguePackFixed');
	for (const field of ['countedMeasure', 'factorMeasure'] as const)
		if (known[field] !== type[field]) refuse(field, 'catalogueMeasureFixed');
	// The locks on data and hazards are loosened by nobody's file.
	if (known.hasStorage && !type.hasStorage) refuse('hasStorage', 'catalogueStorageKept');
	if (known.hazardQuestion && !type.hazardQuestion) refuse('hazardQuestion', 'catalogueHazardKept');
	for (const attribute of type.attributes) {
		const old = known.attributes.find(({ key }) => key === attribute.key);
		const field = `attributes.${attribute.key}`;
		if (old && old.kind !== attribute.kind) refuse(field, 'catalogueKindFixed');
		if (old?.kind !== 'choice' || attribute.kind !== 'choice') continue;
		const options = attribute.options.map(({ key }) => key);
		if (old.options.some(({ key }) => !options.includes(key))) refuse(field, 'catalogueOptionKept');
	}
	return refusals;
}

function changedFields(type: FileType, known: KnownType): string[] {
	const fields: string[] = FIELDS.filter((field) => !isSame(type[field], known[field]));
	// What the file leaves out stays as it is.
	const isChanged = type.attributes.some((attribute) => {
		const old = known.attributes.find(({ key }) => key === attribute.key);
		return !isSame(attribute, old);
	});
	return isChanged ? [...fields, 'attributes'] : fields;
}

/**
 * What a file would do here, type by type in the order of the file. Types and attributes that the file does not
 * name stay as they are; nothing is ever removed.
 */
export function planImport(
	file: { types: readonly FileType[] },
	known: ReadonlyMap<string, KnownType>,
	register: RegisterKeys
): PlannedType[] {
	return file.types.map((type) => {
		const { key, names, pack } = type;
		const old = known.get(key);
		const refusals = refusalsOf(type, old, register);
		const fields = old ? changedFields(type, old) : [];
		const outcome = refusals.length > 0 ? 'refused' : !old ? 'added' : fields.length > 0 ? 'changed' : 'same';
		return { key, names, pack, outcome, fields, refusals };
	});
}
