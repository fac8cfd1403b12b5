import type { Selectable } from 'kysely';
import type { Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import type { Emitter, EventId } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { stockRepository } from '$lib/stock/stock.repository.server';
import { readSetting } from '$lib/setting/read-setting.server';
import { canMove, deadlineAfter, serveInOrder, type ReservationState } from './reservation';
import { reservationRepository, type ReservationDetail } from './reservation.repository.server';
import type { ReservationTable } from './reservation.tables';

export type Reservation = Selectable<ReservationTable>;

export interface ReservationEvent {
	reservationId: string;
	needId: string | null;
}
declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'reservation.waiting': ReservationEvent;
		'reservation.requested': ReservationEvent;
		'reservation.approved': ReservationEvent;
		'reservation.declined': ReservationEvent;
		'reservation.cancelled': ReservationEvent;
		'reservation.expired': ReservationEvent;
		'reservation.collected': ReservationEvent;
	}
}

export interface NewReservation {
	listingId: string;
	lotId: string;
	needId: string | null;
	organisationId: string;
	unitId: string;
	requestedBy: string;
	wouldBuyNew: 'yes' | 'no' | 'unknown';
	quantityMilli: number;
	state: 'requested' | 'waiting';
}

/** Both parties as targets of the permission matrix. */
export const partyTargets = (
	view: Pick<
		ReservationDetail,
		'givingOrganisationId' | 'givingUnitId' | 'storageSiteId' | 'organisationId' | 'unitId'
	>
) => ({
	giving: {
		organisationId: view.givingOrganisationId,
		unitId: view.givingUnitId,
		storageSiteId: view.storageSiteId
	},
	receiving: { organisationId: view.organisationId, unitId: view.unitId }
});

/** A lot whose hazard question is open or failed is neither promised nor handed over (I5). */
export const isHazardCleared = (lot: { hazardState: string | null }): boolean =>
	lot.hazardState === null || lot.hazardState === 'ok';

/** The steps every reservation is moved by; all run inside the caller's transaction. */
export function reservationSteps({ clock }: Pick<ServiceDeps, 'clock'>) {
	/**
	 * One named step of the state machine, stored and told.
	 * @returns the id of the event, to be the cause of what follows from it
	 * @throws AppError reservationMoved
	 */
	async function move(
		trx: Trx,
		events: Emitter,
		reservation: Reservation,
		to: Exclude<ReservationState, 'waiting'>,
		{ actorId, reason, set }: { actorId: string | null; reason?: string; set?: Partial<Reservation> }
	): Promise<EventId> {
		if (!canMove(reservation.state, to)) throw refused('reservationMoved');
		const now = clock.now();
		await reservationRepository(trx).update(reservation.id, { ...set, state: to, updatedAt: now });
		return events.emit(
			`reservation.${to}`,
			{
				actorId,
				organisationId: reservation.organisationId,
				subjectKind: 'reservation',
				subjectId: reservation.id,
				fromState: reservation.state,
				toState: to,
				reason: reason ?? null,
				at: now
			},
			{ reservationId: reservation.id, needId: reservation.needId }
		);
	}

	/** The last moment for the giver to answer what is asked for now. */
	const answerBy = async (trx: Trx): Promise<Date> =>
		deadlineAfter(clock.now(), await readSetting(trx, 'reservationAnswerDays'));

	/** A new reservation, held with a time to answer or standing in line. */
	async function insert(trx: Trx, events: Emitter, actorId: string | null, row: NewReservation) {
		const now = clock.now();
		const reservation = await reservationRepository(trx).insert({
			...row,
			id: newId<'Reservation'>(now.getTime()),
			expiresAt: row.state === 'requested' ? await answerBy(trx) : null,
			createdAt: now,
			updatedAt: now
		});
		await events.emit(
			`reservation.${row.state}`,
			{
				actorId,
				organisationId: row.organisationId,
				subjectKind: 'reservation',
				subjectId: reservation.id,
				toState: row.state,
				at: now
			},
			{ reservationId: reservation.id, needId: reservation.needId }
		);
		return reservation;
	}

	/**
	 * Locks lots with their listings and the needs that may move with them, in the order of `stockRepository`, until
	 * the transaction ends.
	 * @returns the lots as they are now
	 * @throws AppError notFound when one of them is not there
	 */
	async function hold(trx: Trx, lotIds: readonly string[], needIds: readonly string[] = []) {
		const lots = await stockRepository(trx).listLotsForUpdate(lotIds);
		await reservationRepository(trx).lockListings(lotIds);
		await reservationRepository(trx).lockNeeds(lotIds, needIds);
		return (lotId: string) => {
			const lot = lots.find(({ id }) => id === lotId);
			if (!lot) throw notFound();
			return lot;
		};
	}

	/** Offers what is free to those who wait, in their order; nobody while the hazard lock is on. */
	async function serveLine(trx: Trx, events: Emitter, lotId: string): Promise<void> {
		const lot = (await hold(trx, [lotId]))(lotId);
		const freeMilli = lot.onHandMilli - lot.reservedMilli;
		if (freeMilli <= 0 || !isHazardCleared(lot)) return;
		const queue = await reservationRepository(trx).listQueue(lotId);
		const byId = new Map(queue.map((waiting) => [waiting.id, waiting]));
		for (const { id, heldMilli } of serveInOrder(freeMilli, queue)) {
			const waiting = byId.get(id);
			if (!waiting) continue;
			if (heldMilli === waiting.quantityMilli) {
				const expiresAt = await answerBy(trx);
				await move(trx, events, waiting, 'requested', {
					actorId: null,
					reason: 'becameFree',
					set: { expiresAt }
				});
				continue;
			}
			// The rest keeps its place in the line.
			const { listingId, needId, organisationId, unitId, requestedBy, wouldBuyNew } = waiting;
			await reservationRepository(trx).update(id, {
				quantityMilli: waiting.quantityMilli - heldMilli,
				updatedAt: clock.now()
			});
			await insert(trx, events, null, {
				listingId,
				lotId,
				needId,
				organisationId,
				unitId,
				requestedBy,
				wouldBuyNew,
				state: 'requested',
				quantityMilli: heldMilli
			});
		}
	}

	/** The reservation with both parties and its lot, and the receiver's lot where it was handed over; all locked. */
	async function getForUpdate(trx: Trx, id: string) {
		const view = await reservationRepository(trx).find(id);
		if (!view) throw notFound();
		const { lotId, successorLotId, needId } = view;
		const lotOf = await hold(trx, successorLotId ? [lotId, successorLotId] : [lotId], needId ? [needId] : []);
		const row = await reservationRepository(trx).findForUpdate(id);
		if (!row) throw notFound();
		return { row, view, lot: lotOf(lotId), successor: successorLotId ? lotOf(successorLotId) : undefined };
	}

	return { move, insert, serveLine, getForUpdate, hold };
}
export type ReservationSteps = ReturnType<typeof reservationSteps>;
