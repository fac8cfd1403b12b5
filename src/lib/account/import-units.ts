import { factProblems, UNIT_KINDS, type UnitFacts, type UnitKind } from '$lib/organisation/unit';
import { yesOrNo, wordsOf } from './import-words';
import {
	linesTwice,
	normalWord,
	sameKey,
	verdict,
	type ImportProblem,
	type ImportRow,
	type PlannedRow,
	type UnitColumn
} from './import-file';

/** An open unit of the organisation, where it hangs today. */
export interface KnownUnit extends UnitFacts {
	id: string;
	/** What the organisation's own systems call it. */
	externalKey: string | null;
	name: string;
	parentId: string | null;
}

export interface PlannedUnit extends PlannedRow {
	/** The unit that is there already. */
	id: string | null;
	/** Where a new one hangs: a unit that is there, another line of the file, or the top. */
	parent: { id: string } | { line: number } | null;
	facts: UnitFacts & { name: string; externalKey: string | null };
}

const LONGEST = { key: 100, name: 200, parent: 200, district: 200, address: 200 } as const;
const FACTS = [
	['kind', 'kind'],
	['orgnr', 'orgnr'],
	['district', 'district'],
	['address', 'address'],
	['protected', 'isAddressProtected'],
	['key', 'externalKey']
] as const;

type Row = ImportRow<UnitColumn>;
type Parent = PlannedUnit['parent'];

/** Finds units by key first, then by a name only one has; `several` when more than one has it. */
function finder<Unit extends { name: string; key: string | null }>(units: readonly Unit[]) {
	const byKey = new Map(units.flatMap((unit) => (unit.key ? [[sameKey(unit.key), unit] as const] : [])));
	const byName = new Map<string, Unit[]>();
	for (const unit of units) {
		const word = normalWord(unit.name);
		byName.set(word, [...(byName.get(word) ?? []), unit]);
	}
	return {
		byKey: (text: string) => byKey.get(sameKey(text)),
		named: (text: string) => byName.get(normalWord(text)) ?? []
	};
}

/** Finds the one unit a cell means. */
export function unitFinder(known: readonly KnownUnit[]) {
	const units = finder(known.map((unit) => ({ ...unit, key: unit.externalKey })));
	return (text: string): KnownUnit | 'several' | undefined => {
		const byKey = units.byKey(text);
		if (byKey) return byKey;
		const [only, other] = units.named(text);
		return other ? 'several' : only;
	};
}

/**
 * What a file of units would do. Facts of units that are there are changed; what they are called and where they hang
 * is changed on their own page, with a day and what follows from it. Rows that hang below a refused row are refused.
 */
export function planUnits(rows: readonly Row[], known: readonly KnownUnit[]): PlannedUnit[] {
	const there = finder(known.map((unit) => ({ ...unit, key: unit.externalKey })));
	const fileUnits = finder(
		rows.map(({ line, cells }) => ({ line, name: cells.name ?? '', key: cells.key ?? null }))
	);
	const kinds = wordsOf('unitKind', UNIT_KINDS);

	function matchOf({ cells }: Row): KnownUnit | 'several' | undefined {
		const byKey = cells.key ? there.byKey(cells.key) : undefined;
		if (byKey) return byKey;
		// A key nobody has yet may be the first one of a unit that is there.
		const parent = cells.parent ? parentOfText(cells.parent) : undefined;
		const named = there
			.named(cells.name ?? '')
			.filter((unit) => !cells.key || unit.externalKey === null)
			.filter(
				(unit) =>
					parent === undefined ||
					(parent !== null && typeof parent === 'object' && 'id' in parent && parent.id === unit.parentId)
			);
		return named.length > 1 ? 'several' : named[0];
	}

	function parentOfText(text: string): Parent | 'several' | 'unknown' {
		const byKey = there.byKey(text);
		if (byKey) return { id: byKey.id };
		const inFile = fileUnits.byKey(text);
		if (inFile) return { line: inFile.line };
		const named = there.named(text);
		const written = fileUnits.named(text);
		if (named.length > 1 || (named.length === 0 && written.length > 1)) return 'several';
		if (named[0]) return { id: named[0].id };
		return written[0] ? { line: written[0].line } : 'unknown';
	}

	const keyTwice = linesTwice(rows, ({ cells }) => (cells.key ? sameKey(cells.key) : null));
	const matches = new Map(rows.map((row) => [row.line, matchOf(row)]));
	const sameUnit = linesTwice(rows, ({ line, cells }) => {
		const match = matches.get(line);
		if (typeof match === 'object') return match.id;
		const parent = cells.parent ? parentOfText(cells.parent) : null;
		return `${normalWord(cells.name ?? '')}|${typeof parent === 'string' ? sameKey(cells.parent ?? '') : JSON.stringify(parent)}`;
	});
	const sameOrgnr = linesTwice(rows, ({ cells }) => cells.orgnr?.replace(/\s/g, '') ?? null);
	const orgnrs = new Map(known.map(({ id, orgnr }) => [orgnr, id]));

	function planRow(row: Row): PlannedUnit {
		const { line, cells } = row;
		const problems: ImportProblem[] = [];
		const refuse = (code: string, params?: ImportProblem['params']) =>
			problems.push({ code, ...(params && { params }) });
		if (row.isTooWide) refuse('importRowTooWide');
		for (const [column, longest] of Object.entries(LONGEST))
			if ((cells[column as UnitColumn]?.length ?? 0) > longest) refuse('importTooLong', { column, longest });
		const match = matches.get(line);
		if (match === 'several') refuse('importUnitSeveral', { name: cells.name ?? '' });
		const is = typeof match === 'object' ? match : undefined;
		const name = cells.name ?? is?.name ?? '';
		if (name.length < 2) refuse('importNameMissing');
		const twice = keyTwice.get(line) ?? sameUnit.get(line);
		if (twice !== undefined) refuse('importTwice', { line: twice });

		const kind: UnitKind | undefined = cells.kind ? kinds.get(normalWord(cells.kind)) : (is?.kind ?? 'unit');
		if (!kind) refuse('importKindUnknown', { text: cells.kind ?? '' });
		const isProtected = cells.protected ? yesOrNo(cells.protected) : (is?.isAddressProtected ?? false);
		if (isProtected === undefined) refuse('importYesNo', { text: cells.protected ?? '' });
		const facts = {
			name,
			externalKey: cells.key ?? is?.externalKey ?? null,
			kind: kind ?? 'unit',
			orgnr: cells.orgnr?.replace(/\s/g, '') ?? is?.orgnr ?? null,
			district: cells.district ?? is?.district ?? null,
			address: cells.address ?? is?.address ?? null,
			isAddressProtected: isProtected ?? true
		};
		if (isProtected !== undefined) for (const code of Object.values(factProblems(facts))) refuse(code);
		const owner = orgnrs.get(facts.orgnr);
		if (facts.orgnr !== null && (sameOrgnr.has(line) || (owner !== undefined && owner !== is?.id)))
			refuse('unitOrgnrTaken');

		const parent = cells.parent ? parentOfText(cells.parent) : (is?.parentId && { id: is.parentId }) || null;
		if (parent === 'unknown') refuse('importParentUnknown', { text: cells.parent ?? '' });
		if (parent === 'several') refuse('importUnitSeveral', { name: cells.parent ?? '' });
		const fields = is
			? FACTS.filter(([, fact]) => is[fact] !== facts[fact]).map(([column]) => column as string)
			: [];
		if (is && normalWord(is.name) !== normalWord(name)) refuse('importRenameElsewhere', { name: is.name });
		return {
			line,
			name,
			id: is?.id ?? null,
			parent: typeof parent === 'string' ? null : parent,
			facts,
			fields,
			problems,
			outcome: 'same'
		};
	}

	const planned = rows.map(planRow);
	refuseCircles(planned, known);
	for (const unit of planned) {
		const is = known.find(({ id }) => id === unit.id);
		const isMoved = is && unit.parent && (!('id' in unit.parent) || unit.parent.id !== is.parentId);
		if (isMoved && unit.problems.length === 0)
			unit.problems.push({ code: 'importMoveElsewhere', params: { name: is.name } });
		const hasSibling = known.some(
			(one) =>
				one.parentId === (unit.parent && 'id' in unit.parent ? unit.parent.id : null) &&
				!(unit.parent && 'line' in unit.parent) &&
				normalWord(one.name) === normalWord(unit.name)
		);
		if (!is && hasSibling && unit.problems.length === 0) unit.problems.push({ code: 'unitNameTaken' });
	}
	refuseBelowRefused(planned);
	return planned.map((unit) => ({ ...unit, outcome: verdict(unit.problems, unit.id !== null, unit.fields) }));
}

/** A unit that would hang below itself, through the file and through what is there. */
function refuseCircles(planned: readonly PlannedUnit[], known: readonly KnownUnit[]): void {
	const byLine = new Map(planned.map((unit) => [unit.line, unit]));
	const byId = new Map(planned.flatMap((unit) => (unit.id ? [[unit.id, unit] as const] : [])));
	const parentsOf = new Map(known.map(({ id, parentId }) => [id, parentId]));
	const nodeOf = (parent: Parent): string | null =>
		parent === null
			? null
			: 'line' in parent
				? (byLine.get(parent.line)?.id ?? `line ${parent.line}`)
				: parent.id;
	const above = (node: string): string | null => {
		const unit = node.startsWith('line ') ? byLine.get(Number(node.slice(5))) : byId.get(node);
		return unit ? nodeOf(unit.parent) : (parentsOf.get(node) ?? null);
	};
	for (const unit of planned) {
		const start = unit.id ?? `line ${unit.line}`;
		const seen = new Set([start]);
		for (let node = above(start); node !== null; node = above(node)) {
			if (node === start) unit.problems.push({ code: 'importBelowItself' });
			if (seen.has(node)) break;
			seen.add(node);
		}
	}
}

/** What hangs below a row that is not taken in, has nowhere to hang. */
function refuseBelowRefused(planned: readonly PlannedUnit[]): void {
	const byLine = new Map(planned.map((unit) => [unit.line, unit]));
	for (let hasMore = true; hasMore;) {
		hasMore = false;
		for (const unit of planned) {
			if (unit.problems.length > 0 || !unit.parent || !('line' in unit.parent)) continue;
			if ((byLine.get(unit.parent.line)?.problems.length ?? 0) === 0) continue;
			unit.problems.push({ code: 'importParentRefused', params: { line: unit.parent.line } });
			hasMore = true;
		}
	}
}

/** New units in an order in which the parent is there before what hangs below it; refused rows may go in circles. */
export function parentsFirst(planned: readonly PlannedUnit[]): PlannedUnit[] {
	const added = planned.filter(({ outcome }) => outcome === 'added');
	const byLine = new Map(added.map((unit) => [unit.line, unit]));
	const ordered = new Set<PlannedUnit>();
	const put = (unit: PlannedUnit): void => {
		if (ordered.has(unit)) return;
		const parent = unit.parent && 'line' in unit.parent ? byLine.get(unit.parent.line) : undefined;
		if (parent) put(parent);
		ordered.add(unit);
	};
	for (const unit of added) put(unit);
	return [...ordered];
}
