import type { Db, Trx } from '$lib/platform/db.server';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { Actor } from './permission';
import { branchOf, placeChange } from './unit';
import { closeBlockers, mergeBlockers, type Blocker } from './unit-holdings';
import {
	asCode,
	frameOf,
	getOwn,
	holdOwn,
	isTooFar,
	throwProblem,
	todayOf,
	type OwnUnit,
	type Problem,
	type UnitDeps
} from './unit.deps.server';
import { unitRepository } from './unit.repository.server';
import { makesCircle, placedAnew, treeOn, type Move } from './unit-tree';

export type { Problem } from './unit.deps.server';

/** Units that change place: moved, merged into another, or closed. */
export function unitMoves({ db, bus, clock, holdings }: UnitDeps) {
	const today = () => todayOf(clock);

	/** What speaks against a move; null where nothing does. */
	async function moveProblem(within: Db, unit: OwnUnit, move: Move): Promise<Problem | null> {
		const units = unitRepository(within);
		const placements = await units.listAllPlacements(unit.organisationId);
		const history = await units.listPlacements(unit.id);
		const parent = move.parentId === null ? null : await units.find(move.parentId);
		if (unit.closedOn) return { code: 'unitClosed' };
		if (
			parent === undefined ||
			(parent && (parent.organisationId !== unit.organisationId || parent.closedOn))
		)
			return { code: 'chooseOne', field: 'parentId' };
		if (move.validFrom < today()) return { code: 'unitMoveInPast', field: 'validFrom' };
		if (isTooFar(move.validFrom, today())) return { code: 'dateTooFar', field: 'validFrom' };
		if (placeChange(history, move.validFrom) === 'tooEarly') return { code: 'unitHasPlanned' };
		if (history.at(-1)?.parentId === move.parentId) return { code: 'unitAlreadyThere', field: 'parentId' };
		const twin = await units.findSibling(unit.organisationId, move.parentId, unit.name, move.validFrom);
		if (twin && twin.id !== unit.id) return { code: 'unitNameTaken', field: 'parentId' };
		if (makesCircle(placedAnew(placements, move), [unit.id], move.validFrom))
			return { code: 'unitUnderItself', field: 'parentId' };
		return null;
	}

	/** Writes one change of place; the unit's last placement must not begin after it. */
	async function place(trx: Trx, { unitId, parentId, validFrom }: Move): Promise<string | null> {
		const units = unitRepository(trx);
		const history = await units.listPlacements(unitId);
		const last = history.at(-1);
		if (last && placeChange(history, validFrom) === 'instead')
			await units.changePlacement(last.id, { parentId });
		else {
			if (last) await units.changePlacement(last.id, { validTo: validFrom });
			await units.insertPlacement({ id: newId(clock.now().getTime()), unitId, parentId, validFrom });
		}
		return last?.parentId ?? null;
	}

	/** What speaks against merging two units as such, and what must be settled first. */
	async function weighMerge(within: Db, unit: OwnUnit, intoId: string) {
		const units = unitRepository(within);
		const into = await units.find(intoId);
		const tree = await units.listAllPlacements(unit.organisationId);
		const days = [today(), ...tree.map(({ validFrom }) => validFrom).filter((day) => day > today())];
		const isBelow = days.some((day) => branchOf(treeOn(tree, day), unit.id).includes(intoId));
		const children = childrenOf(tree, unit.id);
		const problem: Problem | null = unit.closedOn
			? { code: 'unitClosed' }
			: intoId === unit.id
				? { code: 'unitIntoItself', field: 'intoId' }
				: into?.organisationId !== unit.organisationId || into.closedOn
					? { code: 'chooseOne', field: 'intoId' }
					: isBelow
						? { code: 'unitIntoOwnBranch', field: 'intoId' }
						: null;
		const held = await holdings.count(within, [unit.id], clock.now());
		const planned = await units.countPlanned(unit.id, children, today());
		return { problem, blockers: mergeBlockers(held, planned), children, into };
	}

	const childrenOf = (tree: Parameters<typeof treeOn>[0], unitId: string): string[] =>
		treeOn(tree, today())
			.filter(({ parentId }) => parentId === unitId)
			.map(({ id }) => id);

	/** What is left in a unit that is to be closed. */
	async function weighClose(within: Db, unit: OwnUnit): Promise<Blocker[]> {
		const units = unitRepository(within);
		const { approvals: _, ...held } = await holdings.count(within, [unit.id], clock.now());
		const tree = await units.listAllPlacements(unit.organisationId);
		const open = new Set(await units.listOpenIds(unit.organisationId));
		const children = childrenOf(tree, unit.id).filter((id) => open.has(id));
		const tops = treeOn(tree, today()).filter(({ id, parentId }) => parentId === null && open.has(id));
		return closeBlockers(held, {
			planned: await units.countPlanned(unit.id, [], today()),
			children: children.length,
			people: await units.countPeople([unit.id]),
			roles: await units.countRoles(unit.id, today()),
			lastTop: tops.length === 1 && tops[0]?.id === unit.id ? 1 : 0
		});
	}

	return {
		moveProblem,
		weighMerge,

		/**
		 * Hangs a unit, with all below it, under another from a day on; null is the top. Rights follow on that day.
		 * @throws AppError notFound, unitClosed, unitHasPlanned (409); chooseOne, unitMoveInPast, dateTooFar,
		 * unitAlreadyThere, unitNameTaken, unitUnderItself by field
		 */
		async move(actor: Actor, unitId: string, to: Omit<Move, 'unitId'>): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const unit = await holdOwn(actor, trx, unitId);
				const move = { unitId, ...to };
				throwProblem(await moveProblem(trx, unit, move));
				const fromId = await place(trx, move);
				await events.emit(
					'unit.moved',
					frameOf(clock, actor, unitId, {
						fromState: fromId,
						toState: to.parentId,
						reason: asCode(to.validFrom)
					}),
					move
				);
			});
		},

		/**
		 * Merges a unit into another, today: what hangs below it, its people, roles, things and tokens follow. The unit
		 * is closed and hangs below the other, so that what it did is found there in today's tree, and nothing that was
		 * booked changes.
		 * @throws AppError notFound, unitClosed, unitMergeBlocked (409); chooseOne, unitIntoItself, unitIntoOwnBranch by field
		 */
		async merge(actor: Actor, unitId: string, intoId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const units = unitRepository(trx);
				const unit = await holdOwn(actor, trx, unitId);
				await units.findForUpdate(intoId);
				await holdings.hold(trx, unitId);
				const { problem, blockers, children } = await weighMerge(trx, unit, intoId);
				throwProblem(problem);
				if (blockers.length > 0) throwProblem({ code: 'unitMergeBlocked' });
				for (const childId of children) {
					const move = { unitId: childId, parentId: intoId, validFrom: today() };
					await place(trx, move);
					const frame = { fromState: unitId, toState: intoId, reason: 'merged' };
					await events.emit('unit.moved', frameOf(clock, actor, childId, frame), move);
				}
				await place(trx, { unitId, parentId: intoId, validFrom: today() });
				await units.change(unitId, { closedOn: today(), mergedIntoId: intoId });
				await events.emit(
					'unit.merged',
					frameOf(clock, actor, unitId, { fromState: unitId, toState: intoId }),
					{ unitId, intoId }
				);
			});
		},

		/** Closes a unit nobody and nothing is left in, today. @throws AppError notFound, unitClosed, unitNotEmpty (409) */
		async close(actor: Actor, unitId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const unit = await holdOwn(actor, trx, unitId);
				await holdings.hold(trx, unitId);
				if ((await weighClose(trx, unit)).length > 0) throwProblem({ code: 'unitNotEmpty' });
				await unitRepository(trx).change(unitId, { closedOn: today() });
				await events.emit(
					'unit.closed',
					frameOf(clock, actor, unitId, { fromState: 'open', toState: 'closed' }),
					{ unitId }
				);
			});
		},

		/** What is left in a unit before it can be closed. @throws AppError notFound */
		lookAtClose: async (actor: Actor, unitId: string): Promise<Blocker[]> =>
			weighClose(db, await getOwn(actor, db, unitId))
	};
}
export type UnitMoves = ReturnType<typeof unitMoves>;
