import { osloDate, type Clock } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import type { DomainEvent, Emitter } from '$lib/platform/events.server';
import { peopleRepository } from './people.repository.server';
import { personWriter } from './person-writer.server';

/** A unit is merged into another: its people, roles, sign-in rules and tokens are the other's from that day. */
export const followMergedUnit =
	({ clock }: { clock: Clock }) =>
	async (
		trx: Trx,
		{ payload: { unitId, intoId }, actorId, organisationId, at }: DomainEvent<'unit.merged'>,
		events: Emitter
	): Promise<void> => {
		const people = peopleRepository(trx);
		const writer = personWriter({ clock });
		const author = { actorId, organisationId };
		const reason = 'merged';
		const today = osloDate(at);

		for (const personId of await people.listAtHome(unitId)) {
			await people.moveHome(personId, intoId);
			await events.emit(
				'person.moved',
				{ ...author, subjectKind: 'person', subjectId: personId, reason, at },
				{ personId, unitId: intoId }
			);
		}
		for (const { id, validFrom, ...held } of await people.listRolesIn(unitId, today)) {
			const from = validFrom > today ? validFrom : today;
			await writer.giveRole(trx, events, author, { ...held, unitId: intoId, validFrom: from, reason });
			await writer.endRole(trx, events, author, { ...held, membershipId: id, unitId, reason });
		}
		await people.followUnit(unitId, intoId);
	};
