import type { Role } from './organisation';
import { PERMISSIONS, type Actor } from './permission';
import { branchOf } from './unit';
import type { Blocker, UnitHoldings } from './unit-holdings';
import { getOwn, todayOf, type Problem, type UnitDeps } from './unit.deps.server';
import { unitRepository } from './unit.repository.server';
import type { UnitMoves } from './unit-moves.server';
import { placedAnew, reachChange, treeOn, unitsAbove, type Move, type Placement } from './unit-tree';

/** Roles that reach down the tree from where they are held. */
export const REACHING_ROLES = [
	...new Set(
		Object.values(PERMISSIONS).flatMap((row) =>
			Object.entries(row).flatMap(([role, scope]) => (scope === 'subtree' ? [role as Role] : []))
		)
	)
];

/** Somebody who comes to reach units, or no longer does. */
export interface Reach {
	personId: string;
	displayName: string;
	role: Role;
	/** Where the role is held. */
	unitName: string;
	/** How many units it is about. */
	units: number;
}

/** What a change of the tree would do. */
export interface Effects {
	/** Units that change place. */
	units: number;
	people: number;
	gains: Reach[];
	losses: Reach[];
	holdings: UnitHoldings;
}

/** What would happen; nothing is changed by looking. */
export function unitLooks({ db, clock, holdings }: UnitDeps, moves: UnitMoves) {
	const units = unitRepository(db);
	const today = () => todayOf(clock);

	/** Whose roles come to reach a unit's branch, and whose no longer do, when others stand above it. */
	async function reachOver(
		placements: readonly Placement[],
		unitId: string,
		above: { before: readonly string[]; after: readonly string[] },
		on: string
	) {
		const asked = [unitId, ...above.before, ...above.after];
		const held = await units.listHeld(asked, REACHING_ROLES, on);
		const { gains, losses } = reachChange(held, unitId, above);
		const count = branchOf(treeOn(placements, on), unitId).length;
		const told = (rows: typeof held): Reach[] =>
			rows.map(({ personId, displayName, role, unitName }) => ({
				personId,
				displayName,
				role,
				unitName,
				units: count
			}));
		return { gains: told(gains), losses: told(losses) };
	}

	async function contentsOf(branch: readonly string[]) {
		return {
			units: branch.length,
			people: await units.countPeople(branch),
			holdings: await holdings.count(db, branch, clock.now())
		};
	}

	return {
		/** What a move would do on its day. @throws AppError notFound */
		async lookAtMove(
			actor: Actor,
			unitId: string,
			to: Omit<Move, 'unitId'>
		): Promise<{ problem: Problem | null; effects: Effects | null }> {
			const unit = await getOwn(actor, db, unitId);
			const move = { unitId, ...to };
			const problem = await moves.moveProblem(db, unit, move);
			if (problem) return { problem, effects: null };
			const before = await units.listAllPlacements(unit.organisationId);
			const after = placedAnew(before, move);
			const aboveIn = (placements: readonly Placement[]) =>
				unitsAbove(treeOn(placements, move.validFrom), unitId);
			const above = { before: aboveIn(before), after: aboveIn(after) };
			return {
				problem,
				effects: {
					...(await contentsOf(branchOf(treeOn(before, today()), unitId))),
					...(await reachOver(before, unitId, above, move.validFrom))
				}
			};
		},

		/** What merging would do, and what must be settled first. @throws AppError notFound */
		async lookAtMerge(
			actor: Actor,
			unitId: string,
			intoId: string
		): Promise<{ problem: Problem | null; blockers: Blocker[]; effects: Effects | null }> {
			const unit = await getOwn(actor, db, unitId);
			const { problem, blockers } = await moves.weighMerge(db, unit, intoId);
			if (problem) return { problem, blockers: [], effects: null };
			const placements = await units.listAllPlacements(unit.organisationId);
			const tree = treeOn(placements, today());
			const aboveInto = unitsAbove(tree, intoId);
			const above = { before: unitsAbove(tree, unitId), after: [intoId, ...aboveInto] };
			const moved = await reachOver(placements, unitId, above, today());
			// The unit's own people take their roles along: they come to reach what hangs at the other.
			const own = await reachOver(
				placements,
				intoId,
				{ before: aboveInto, after: [unitId, ...aboveInto] },
				today()
			);
			return {
				problem,
				blockers,
				effects: {
					...(await contentsOf([unitId])),
					gains: [...moved.gains, ...own.gains],
					losses: moved.losses
				}
			};
		}
	};
}
