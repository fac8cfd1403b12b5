import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { AppError, invalid } from '$lib/platform/errors';
import { inTransaction, lockByName, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { requireAccess } from './access.server';
import type { Actor } from './permission';
import { factProblems, type UnitFacts } from './unit';
import { unitRepository } from './unit.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'unit.added': { unitId: string; parentId: string | null };
	}
}

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

/** Writing the tree of an organisation. */
export function unitService({ db, bus, clock }: ServiceDeps) {
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
		const today = osloDate(now);
		await lockTree(trx, organisationId);
		const fields = factProblems({ orgnr, district, isAddressProtected });
		const parent = parentId === null ? null : await units.findForUpdate(parentId);
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
		addWithin,

		/** Adds a unit to the actor's organisation from today. @throws AppError as `addWithin`; notFound */
		async add(actor: Actor, unit: NewUnit): Promise<{ unitId: string }> {
			const { organisationId, personId: actorId } = actor;
			requireAccess(actor, 'unit.manage', { organisationId });
			return inTransaction(db, bus, (trx, events) =>
				addWithin(trx, events, { organisationId, actorId }, unit)
			);
		}
	};
}
export type UnitService = ReturnType<typeof unitService>;

/** One change of an organisation's tree at a time: two that are fine alone may make a circle together. */
const lockTree = (trx: Trx, organisationId: string) => lockByName(trx, `unitTree:${organisationId}`);

/** @throws AppError with the fields, the one field where it is one */
function throwProblems(fields: Record<string, string>): void {
	const [first, ...others] = Object.entries(fields);
	if (!first) return;
	throw others.length === 0
		? invalid(first[1], { field: first[0] })
		: new AppError('invalid', 422, { fields });
}
