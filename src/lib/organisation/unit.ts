import { isOrgnr } from './organisation';

export const UNIT_KINDS = ['cityDepartment', 'agency', 'unit'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Facts of a unit that hold at once and have no history of their own. */
export interface UnitFacts {
	kind: UnitKind;
	orgnr: string | null;
	district: string | null;
	address: string | null;
	isAddressProtected: boolean;
}

/** What is wrong with the facts: codes by field. Where the address is protected, the district is all others see. */
export function factProblems({
	orgnr,
	district,
	isAddressProtected
}: Pick<UnitFacts, 'orgnr' | 'district' | 'isAddressProtected'>): Record<string, string> {
	return {
		...(orgnr !== null && !isOrgnr(orgnr) && { orgnr: 'orgnrInvalid' }),
		...(isAddressProtected && !district && { district: 'unitDistrictNeeded' })
	};
}

/** Something that holds from a day until before another; `YYYY-MM-DD`. */
export interface Dated {
	validFrom: string;
	validTo: string | null;
}

/** True on the days it holds. */
export const holdsOn = ({ validFrom, validTo }: Dated, on: string): boolean =>
	validFrom <= on && (validTo === null || on < validTo);

/**
 * What a change from a day does to a history, oldest first: it comes `after` the last one, which ends that day; or it
 * stands `instead` of one that began the very same day; or it is `tooEarly`, before the last one began.
 */
export function placeChange(
	history: readonly Dated[],
	from: string
): 'first' | 'after' | 'instead' | 'tooEarly' {
	const last = history.at(-1);
	if (!last) return 'first';
	if (from < last.validFrom) return 'tooEarly';
	return from === last.validFrom ? 'instead' : 'after';
}

/** A unit of a tree, where it hangs. */
export interface Placed {
	id: string;
	parentId: string | null;
}

/** A unit and everything below it, from a flat tree in any order. */
export function branchOf(units: readonly Placed[], topId: string): string[] {
	const below = new Map<string, string[]>();
	for (const { id, parentId } of units)
		if (parentId !== null) below.set(parentId, [...(below.get(parentId) ?? []), id]);
	const found = new Set([topId]);
	for (const id of found) for (const child of below.get(id) ?? []) found.add(child);
	return [...found];
}
