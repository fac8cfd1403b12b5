import type { EventBus } from '$lib/platform/events.server';
import { auditRepository } from './audit.repository.server';

/** I7: every domain event becomes an audit entry in the transaction that caused it, under the event's own id. */
export function recordEveryEvent(bus: EventBus): void {
	bus.onEvery(async (trx, event) => {
		await auditRepository(trx).insert({
			id: event.id,
			event: event.name,
			organisationId: event.organisationId,
			actorId: event.actorId,
			subjectKind: event.subjectKind,
			subjectId: event.subjectId,
			fromState: event.fromState ?? null,
			toState: event.toState ?? null,
			reason: event.reason ?? null,
			occurredAt: event.at
		});
	});
}
