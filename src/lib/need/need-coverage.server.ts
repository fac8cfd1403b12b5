import { notFound, refused } from '$lib/platform/errors';
import type { Trx } from '$lib/platform/db.server';
import type { DomainEvent, Emitter, EventBus } from '$lib/platform/events.server';
import { needRepository } from './need.repository.server';
import { settle } from './need-steps.server';

const FOLLOWED = [
	'reservation.requested',
	'reservation.approved',
	'reservation.declined',
	'reservation.cancelled',
	'reservation.expired',
	'reservation.collected',
	'handover.confirmed',
	'handover.returned'
] as const;
type Followed = (typeof FOLLOWED)[number] | 'reservation.waiting';

const ENDED = new Set(['draft', 'dropped', 'cancelled', 'closed']);

/** What a need is covered by follows what is reserved for it, handed over and given back. */
export function followReservations(bus: EventBus): void {
	for (const name of FOLLOWED) bus.on(name, follow);
	bus.on('reservation.waiting', follow);
}

/**
 * Someone who reserves for a need takes no more than it misses, for the unit that has it. What the line is served
 * with later was asked for then, and only counts.
 * @throws AppError notFound, needIsOver, needNothingMissing
 */
async function requireWanted(trx: Trx, needId: string, reservationId: string): Promise<void> {
	const need = await needRepository(trx).findForUpdate(needId);
	const reservation = await needRepository(trx).findReservation(reservationId);
	if (!need || reservation?.unitId !== need.unitId) throw notFound();
	if (ENDED.has(need.state)) throw refused('needIsOver');
	const { coveredMilli, clearedMilli } = await needRepository(trx).readTotals(needId);
	const asked =
		coveredMilli + clearedMilli + (reservation.state === 'waiting' ? reservation.quantityMilli : 0);
	if (asked > need.quantityMilli) throw refused('needNothingMissing');
}

async function follow(trx: Trx, event: DomainEvent<Followed>, events: Emitter): Promise<void> {
	const { needId } = event.payload;
	if (needId === null) return;
	const isAsk = event.name === 'reservation.requested' || event.name === 'reservation.waiting';
	if (isAsk && event.actorId !== null && !event.fromState && 'reservationId' in event.payload)
		await requireWanted(trx, needId, event.payload.reservationId);
	const need = await needRepository(trx).findForUpdate(needId);
	if (!need) return;
	await settle(trx, events, need, { actorId: event.actorId, reason: event.name, at: event.at });
}
