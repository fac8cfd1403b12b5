import { holdsOn, placeChange, type Dated, type Placed } from './unit';

/** Under which unit another hangs, and on which days; null is the top. */
export interface Placement extends Dated {
	unitId: string;
	parentId: string | null;
}

/** A change of the tree from a day on. */
export interface Move {
	unitId: string;
	parentId: string | null;
	validFrom: string;
}

/** The tree of a day: every unit placed then. */
export const treeOn = (placements: readonly Placement[], on: string): Placed[] =>
	placements.filter((one) => holdsOn(one, on)).map(({ unitId, parentId }) => ({ id: unitId, parentId }));

/** The units above one, nearest first; a circle ends where it closes. */
export function unitsAbove(tree: readonly Placed[], unitId: string): string[] {
	const parentOf = new Map(tree.map(({ id, parentId }) => [id, parentId]));
	const above = new Set<string>();
	for (let at = parentOf.get(unitId); at && !above.has(at); at = parentOf.get(at)) above.add(at);
	return [...above];
}

/** The placements as a move would leave them; it must not come before the unit's last one. */
export function placedAnew(placements: readonly Placement[], move: Move): Placement[] {
	const history = placements
		.filter(({ unitId }) => unitId === move.unitId)
		.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
	const others = placements.filter(({ unitId }) => unitId !== move.unitId);
	const last = history.at(-1);
	const kept = history.slice(0, -1);
	if (last && placeChange(history, move.validFrom) === 'after')
		kept.push({ ...last, validTo: move.validFrom });
	return [...others, ...kept, { ...move, validTo: null }];
}

/** True when on some day from `from` on one of the units would hang below itself: also by what is planned later. */
export function makesCircle(
	placements: readonly Placement[],
	unitIds: readonly string[],
	from: string
): boolean {
	const later = placements.map(({ validFrom }) => validFrom).filter((day) => day > from);
	return [...new Set([from, ...later])].some((day) => {
		const tree = treeOn(placements, day);
		return unitIds.some((unitId) => unitsAbove(tree, unitId).includes(unitId));
	});
}

/** A role somebody holds in a unit. */
export interface HeldRole {
	personId: string;
	role: string;
	unitId: string;
}

/** Who comes to reach a branch, and who no longer does. */
export interface ReachChange<Held extends HeldRole> {
	gains: Held[];
	losses: Held[];
}

/**
 * Whose roles come to reach a unit and everything below it when other units stand above it: a role reaches down from
 * where it is held, and nobody gains or loses what the same role gives in another place above, or in the unit itself.
 */
export function reachChange<Held extends HeldRole>(
	held: readonly Held[],
	unitId: string,
	above: { before: readonly string[]; after: readonly string[] }
): ReachChange<Held> {
	const keyOf = ({ personId, role }: HeldRole) => `${personId} ${role}`;
	const reaching = (unitIds: readonly string[]) => {
		const found = new Map<string, Held>();
		for (const id of [unitId, ...unitIds])
			for (const one of held) if (one.unitId === id && !found.has(keyOf(one))) found.set(keyOf(one), one);
		return found;
	};
	const [before, after] = [reaching(above.before), reaching(above.after)];
	return {
		gains: [...after].filter(([key]) => !before.has(key)).map(([, one]) => one),
		losses: [...before].filter(([key]) => !after.has(key)).map(([, one]) => one)
	};
}
