import type { Clock } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import type { Emitter } from '$lib/platform/events.server';
import type { UnitService } from '$lib/organisation/unit.service.server';
import { unitRepository } from '$lib/organisation/unit.repository.server';
import { parentsFirst, type PlannedUnit } from './import-units';
import type { PlannedPerson } from './import-people';
import { importRepository } from './import.repository.server';
import type { PeopleImportRowTable } from './import.tables';
import { personWriter, type Author } from './person-writer.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'unit.imported': { unitId: string; fields: readonly string[] };
		'person.changed': { personId: string; fields: readonly string[] };
		'membership.limited': { membershipId: string };
	}
}

export interface ApplyContext {
	trx: Trx;
	events: Emitter;
	author: Author;
	clock: Clock;
}
type Done = Omit<PeopleImportRowTable, 'importId'>;

const REASON = 'import';
const frameOf = ({ author, clock }: ApplyContext) => ({ ...author, at: clock.now(), reason: REASON });

/** Writes planned units, parents before what hangs below them. */
export async function applyUnits(
	context: ApplyContext,
	unit: UnitService,
	planned: readonly PlannedUnit[]
): Promise<Done[]> {
	const { trx, events, author } = context;
	const units = unitRepository(trx);
	const done: Done[] = [];
	const idOf = new Map(planned.flatMap(({ line, id }) => (id ? [[line, id] as const] : [])));
	for (const { line, parent, facts } of parentsFirst(planned)) {
		const { externalKey, ...newUnit } = facts;
		const parentId = parent === null ? null : 'id' in parent ? parent.id : (idOf.get(parent.line) ?? null);
		const { unitId } = await unit.addWithin(trx, events, author, { ...newUnit, parentId });
		if (externalKey !== null) await units.change(unitId, { externalKey });
		idOf.set(line, unitId);
		done.push({ subjectKind: 'unit', subjectId: unitId, wasMade: true, before: null, after: { ...facts } });
	}
	for (const { id, outcome, facts, fields } of planned) {
		if (outcome !== 'changed' || id === null) continue;
		const is = await units.findForUpdate(id);
		if (!is) continue;
		const { name: _, ...changing } = facts;
		await units.change(id, changing);
		const { kind, orgnr, district, address, isAddressProtected, externalKey } = is;
		const before = { kind, orgnr, district, address, isAddressProtected, externalKey };
		await events.emit(
			'unit.imported',
			{ ...frameOf(context), subjectKind: 'unit', subjectId: id },
			{ unitId: id, fields }
		);
		done.push({ subjectKind: 'unit', subjectId: id, wasMade: false, before, after: changing });
	}
	return done;
}

/** Writes planned people and their roles. */
export async function applyPeople(context: ApplyContext, planned: readonly PlannedPerson[]): Promise<Done[]> {
	const { trx, events, author, clock } = context;
	const writer = personWriter({ clock });
	const imports = importRepository(trx);
	const done: Done[] = [];
	const rows = planned.filter(({ outcome }) => outcome === 'added' || outcome === 'changed');
	const before = await imports.listNow(
		'person',
		rows.flatMap(({ id }) => id ?? [])
	);
	for (const { id, name: displayName, email, homeUnitId, locale, fields, newRoles, endedRoles } of rows) {
		const after = { displayName, homeUnitId, locale };
		const personId = id ?? (await writer.create(trx, events, author, { ...after, email }));
		if (id === null)
			done.push({ subjectKind: 'person', subjectId: personId, wasMade: true, before: null, after });
		else if (fields.some((field) => ['name', 'unit', 'language'].includes(field))) {
			const was = before.get(id);
			await imports.changePerson(id, after);
			const frame = { ...frameOf(context), subjectKind: 'person', subjectId: id };
			if (fields.includes('unit'))
				await events.emit('person.moved', frame, { personId: id, unitId: homeUnitId });
			if (fields.includes('name') || fields.includes('language'))
				await events.emit('person.changed', frame, { personId: id, fields });
			done.push({
				subjectKind: 'person',
				subjectId: id,
				wasMade: false,
				before: {
					displayName: was?.displayName,
					homeUnitId: was?.homeUnitId,
					locale: was?.locale
				},
				after
			});
		}
		for (const { role, validFrom, validTo } of newRoles) {
			const given = await writer.giveRole(trx, events, author, {
				personId,
				role,
				unitId: homeUnitId,
				validFrom,
				validTo,
				reason: REASON
			});
			for (const one of given)
				done.push({
					subjectKind: 'membership',
					subjectId: one.membershipId,
					wasMade: true,
					before: null,
					after: { validTo: one.validTo }
				});
		}
		for (const { membershipId, role, validFrom, validTo } of endedRoles) {
			const was = (await imports.listNow('membership', [membershipId])).get(membershipId);
			await imports.changeRoleEnd(membershipId, validTo);
			const frame = { ...frameOf(context), subjectKind: 'membership', subjectId: membershipId };
			await (validTo <= validFrom
				? events.emit(
						'membership.ended',
						{ ...frame, fromState: role },
						{ personId, role, unitId: homeUnitId }
					)
				: events.emit('membership.limited', { ...frame, toState: role }, { membershipId }));
			done.push({
				subjectKind: 'membership',
				subjectId: membershipId,
				wasMade: false,
				before: { validTo: was?.validTo ?? null },
				after: { validTo }
			});
		}
	}
	return done;
}
