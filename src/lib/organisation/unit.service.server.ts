import type { Trx } from '$lib/platform/db.server';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { requireAccess } from './access.server';
import { organisationRepository } from './organisation.repository.server';
import type { Actor } from './permission';
import { factProblems, holdsOn, type UnitFacts } from './unit';
import { unitChanges } from './unit-changes.server';
import { unitLooks } from './unit-looks.server';
import { unitMoves } from './unit-moves.server';
import { getOwn, lockTree, throwProblems, todayOf, type UnitDeps } from './unit.deps.server';
import { unitRepository } from './unit.repository.server';

/** A unit to be; the name is free among its siblings, the number in the organisation. */
export interface NewUnit extends Partial<Omit<UnitFacts, 'kind'>> {
	kind: UnitFacts['kind'];
	name: string;
	/** Null for a unit at the top. */
	parentId: string | null;
}

/** Whose tree is written, and who writes; nobody where the machine itself does. */
export interface UnitWriter {
	organisationId: string;
	actorId: string | null;
}

/** The administrator's room for units: the tree as it is, was and will be, and all that changes it. */
export function unitService(deps: UnitDeps) {
	const { db, bus, clock } = deps;
	const moves = unitMoves(deps);

	/**
	 * Adds a unit from today, within a transaction of the caller, who has seen to it that it may.
	 * @throws AppError (422, by field) chooseOne for a parent that is not an open unit of the organisation,
	 * unitNameTaken among siblings, orgnrInvalid, unitOrgnrTaken, unitDistrictNeeded
	 */
	async function addWithin(
		trx: Trx,
		events: Emitter,
		{ organisationId, actorId }: UnitWriter,
		{
			name,
			parentId,
			kind,
			orgnr = null,
			district = null,
			address = null,
			isAddressProtected = false
		}: NewUnit
	): Promise<{ unitId: string }> {
		const units = unitRepository(trx);
		const now = clock.now();
		const today = todayOf(clock);
		await lockTree(trx, organisationId);
		const fields = factProblems({ orgnr, district, isAddressProtected });
		const parent = parentId === null ? null : await units.find(parentId);
		if (parent === undefined || (parent && (parent.organisationId !== organisationId || parent.closedOn)))
			fields.parentId = 'chooseOne';
		else if (await units.findSibling(organisationId, parentId, name, today)) fields.name = 'unitNameTaken';
		if (orgnr !== null && !fields.orgnr && (await units.findByOrgnr(organisationId, orgnr)))
			fields.orgnr = 'unitOrgnrTaken';
		throwProblems(fields);

		const unitId = newId<'Unit'>(now.getTime());
		await units.insert({
			id: unitId,
			organisationId,
			kind,
			name,
			orgnr,
			district,
			address,
			isAddressProtected,
			createdAt: now
		});
		await units.insertPlacement({ id: newId(now.getTime()), unitId, parentId, validFrom: today });
		await events.emit(
			'unit.added',
			{ actorId, organisationId, subjectKind: 'unit', subjectId: unitId, toState: kind, at: now },
			{ unitId, parentId }
		);
		return { unitId };
	}

	return {
		...unitChanges(deps),
		...unitLooks(deps, moves),
		move: moves.move,
		merge: moves.merge,
		close: moves.close,
		lookAtClose: moves.lookAtClose,
		addWithin,

		/** Adds a unit to the actor's organisation from today. @throws AppError as `addWithin`; notFound */
		async add(actor: Actor, unit: NewUnit): Promise<{ unitId: string }> {
			const { organisationId, personId: actorId } = actor;
			requireAccess(actor, 'unit.manage', { organisationId });
			return inTransaction(db, bus, (trx, events) =>
				addWithin(trx, events, { organisationId, actorId }, unit)
			);
		},

		/** Today's tree, parents before children, with how many people are at home in each; closed ones apart. */
		async tree(actor: Actor) {
			const { organisationId } = actor;
			requireAccess(actor, 'unit.manage', { organisationId });
			const [all, people] = await Promise.all([
				organisationRepository(db).listAllUnits(organisationId, todayOf(clock)),
				unitRepository(db).countPeopleByUnit(organisationId)
			]);
			const peopleIn = new Map(people.map((row) => [row.unitId, row.people]));
			const today = todayOf(clock);
			const isOpen = ({ closedOn }: { closedOn: string | null }) => closedOn === null || closedOn > today;
			return {
				units: all.filter(isOpen).map((unit) => ({ ...unit, people: peopleIn.get(unit.id) ?? 0 })),
				closed: all.filter((unit) => !isOpen(unit))
			};
		},

		/** A unit with what it was, is and will be called and where it has hung. @throws AppError notFound */
		async get(actor: Actor, unitId: string) {
			const unit = await getOwn(actor, db, unitId);
			const units = unitRepository(db);
			const [names, placements, people] = await Promise.all([
				units.listNames(unitId),
				units.listPlacementsNamed(unitId),
				units.countPeople([unitId])
			]);
			const today = todayOf(clock);
			const into = unit.mergedIntoId ? await units.find(unit.mergedIntoId) : undefined;
			return {
				...unit,
				names,
				placements,
				people,
				today,
				parentId: placements.find((one) => holdsOn(one, today))?.parentId ?? null,
				plannedName: names.find(({ validFrom }) => validFrom > today) ?? null,
				plannedPlace: placements.find(({ validFrom }) => validFrom > today) ?? null,
				mergedInto: into ? { id: into.id, name: into.name } : null
			};
		}
	};
}
export type UnitService = ReturnType<typeof unitService>;
