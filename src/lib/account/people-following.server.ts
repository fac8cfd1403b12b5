import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import type { DomainEvent, Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { peopleRepository } from './people.repository.server';
import { signInRepository } from './sign-in.repository.server';

/** A unit is merged into another: its people, roles, sign-in rules and tokens are the other's from that day. */
export async function followMergedUnit(
	trx: Trx,
	{ payload: { unitId, intoId }, actorId, organisationId, at }: DomainEvent<'unit.merged'>,
	events: Emitter
): Promise<void> {
	const people = peopleRepository(trx);
	const today = osloDate(at);
	const frame = { actorId, organisationId, reason: 'merged', at };

	for (const personId of await people.listAtHome(unitId)) {
		await people.moveHome(personId, intoId);
		await events.emit(
			'person.moved',
			{ ...frame, subjectKind: 'person', subjectId: personId },
			{ personId, unitId: intoId }
		);
	}
	for (const { id, personId, role, validFrom, validTo, providerId } of await people.listRolesIn(
		unitId,
		today
	)) {
		const isThere = await people.hasRoleIn(personId, role, intoId, today);
		const endsOn = validFrom > today ? validFrom : today;
		await signInRepository(trx).endMembership(id, endsOn);
		await events.emit(
			'membership.ended',
			{ ...frame, subjectKind: 'membership', subjectId: id, fromState: role },
			{ personId, unitId, role }
		);
		if (isThere) continue;
		const membershipId = newId<'Membership'>(at.getTime());
		await signInRepository(trx).insertMembership({
			id: membershipId,
			personId,
			unitId: intoId,
			role,
			validFrom: endsOn,
			validTo,
			providerId
		});
		await events.emit(
			'membership.granted',
			{ ...frame, subjectKind: 'membership', subjectId: membershipId, toState: role },
			{ personId, unitId: intoId, role }
		);
	}
	await people.followUnit(unitId, intoId);
}
