import { randomInt } from 'node:crypto';
import { requireAccess } from '$lib/organisation/access.server';
import { may, reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { handoverActions } from './handover.server';
import {
	allocate,
	ANSWER_WITHIN_DAYS,
	canMove,
	deadlineAfter,
	FETCH_WITHIN_DAYS,
	handoverKind,
	serveInOrder,
	type ReservationState
} from './reservation';
import { reservationRepository, type ReservationDetail } from './reservation.repository.server';
import type { ReservationTable } from './reservation.tables';
import type { Selectable } from 'kysely';

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

export interface ReserveInput {
	listingId: string;
	/** The receiving unit. */
	unitId: string;
	quantityMilli: number;
	/** The need it answers; without one the benefit is graded C. */
	needId?: string;
	wouldBuyNew?: 'yes' | 'no' | 'unknown';
}

/** A reservation as one of its two parties sees it. */
export interface ReservationView extends Omit<ReservationDetail, 'queueNumber'> {
	/** Place in the line while waiting, 1 is next. */
	queuePlace: number | null;
	canDecide: boolean;
	canCancel: boolean;
	canConfirm: boolean;
	canReturn: boolean;
}

const LIST_AT_MOST = 200;
const EXPIRE_AT_ONCE = 100;

export type MoveReservation = (
	trx: Trx,
	events: Emitter,
	reservation: Reservation,
	to: Exclude<ReservationState, 'waiting'>,
	change: { actorId: string | null; reason?: string; set?: Partial<Reservation> }
) => Promise<void>;

export function reservationService(deps: ServiceDeps) {
	const { db, bus, clock } = deps;
	const reservations = reservationRepository;

	/** One named step of the state machine, stored and told. @throws AppError reservationMoved */
	const move: MoveReservation = async (trx, events, reservation, to, { actorId, reason, set }) => {
		if (!canMove(reservation.state, to)) throw refused('reservationMoved');
		const now = clock.now();
		await reservations(trx).update(reservation.id, { ...set, state: to, updatedAt: now });
		await events.emit(
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
	};

	const insert = async (trx: Trx, events: Emitter, actorId: string | null, row: NewReservation) => {
		const now = clock.now();
		const reservation = await reservations(trx).insert({
			...row,
			id: newId<'Reservation'>(now.getTime()),
			expiresAt: row.state === 'requested' ? deadlineAfter(now, ANSWER_WITHIN_DAYS) : null,
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
	};

	/** Offers what is free to those who wait, in their order. The lot is locked by the caller. */
	const serveLine = async (trx: Trx, events: Emitter, lotId: string) => {
		const lot = await reservations(trx).getLotForUpdate(lotId);
		const queue = await reservations(trx).listQueue(lotId);
		for (const { id, heldMilli } of serveInOrder(lot.onHandMilli - lot.reservedMilli, queue)) {
			const waiting = queue.find((entry) => entry.id === id);
			if (!waiting) continue;
			if (heldMilli === waiting.quantityMilli) {
				const expiresAt = deadlineAfter(clock.now(), ANSWER_WITHIN_DAYS);
				await move(trx, events, waiting, 'requested', { actorId: null, reason: 'becameFree', set: { expiresAt } });
				continue;
			}
			await reservations(trx).update(id, { quantityMilli: waiting.quantityMilli - heldMilli, updatedAt: clock.now() });
			await insert(trx, events, null, { ...askOf(waiting), state: 'requested', quantityMilli: heldMilli });
		}
	};

	const getForUpdate = async (trx: Trx, id: string): Promise<{ row: Reservation; view: ReservationDetail }> => {
		const view = await reservations(trx).find(id);
		if (!view) throw notFound();
		// Always the lot first, then the reservation: everyone locks in one order.
		await reservations(trx).getLotForUpdate(view.lotId);
		const row = await reservations(trx).findForUpdate(id);
		if (!row) throw notFound();
		return { row, view };
	};

	const partyTargets = (view: ReservationDetail) => ({
		giving: { organisationId: view.givingOrganisationId, unitId: view.givingUnitId },
		receiving: { organisationId: view.organisationId, unitId: view.unitId }
	});

	const toView = async (actor: Actor, view: ReservationDetail): Promise<ReservationView> => {
		const { giving, receiving } = partyTargets(view);
		const isReceiver = may(actor, 'reservation.create', receiving);
		const isConfirmed = view.handoverState === 'confirmed';
		const { queueNumber, ...rest } = view;
		return {
			...rest,
			pickupCode: isReceiver ? view.pickupCode : null,
			queuePlace: view.state === 'waiting' ? await reservations(db).queuePlace(view.lotId, queueNumber) : null,
			canDecide: view.state === 'requested' && may(actor, 'reservation.decide', giving),
			canCancel: ['waiting', 'requested', 'approved'].includes(view.state) && isReceiver,
			canConfirm: view.state === 'approved' && may(actor, 'handover.confirm', giving),
			canReturn:
				isConfirmed && (view.returnedMilli ?? 0) < view.quantityMilli && may(actor, 'handover.return', receiving)
		};
	};

	return {
		/**
		 * Reserves up to what is free; the rest stands in line.
		 * @throws AppError notFound, listingNotOpen, listingToBeClarified, reservationOwnUnit
		 */
		async reserve(
			actor: Actor,
			input: ReserveInput
		): Promise<{ held: Reservation | null; waiting: Reservation | null }> {
			return inTransaction(db, bus, async (trx, events) => {
				const now = clock.now();
				const offer = await reservations(trx).findOfferForUpdate(actor, input.listingId, now, osloDate(now));
				if (!offer) throw notFound();
				const unit = actor.grants.find((grant) => grant.unitIds.has(input.unitId));
				const organisationId = unit?.organisationId ?? actor.organisationId;
				requireAccess(actor, 'reservation.create', { organisationId, unitId: input.unitId });
				if (offer.state !== 'published') throw refused('listingNotOpen');
				if (offer.hazardState !== null && offer.hazardState !== 'ok') throw refused('listingToBeClarified');
				if (offer.unitId === input.unitId) throw refused('reservationOwnUnit', { field: 'unitId' });
				const { heldMilli, waitingMilli } = allocate(offer.onHandMilli - offer.reservedMilli, input.quantityMilli);
				const ask = {
					listingId: offer.id,
					lotId: offer.lotId,
					needId: input.needId ?? null,
					organisationId,
					unitId: input.unitId,
					requestedBy: actor.personId,
					wouldBuyNew: input.wouldBuyNew ?? ('unknown' as const)
				};
				const take = (state: 'requested' | 'waiting', quantityMilli: number) =>
					quantityMilli > 0
						? insert(trx, events, actor.personId, { ...ask, state, quantityMilli })
						: Promise.resolve(null);
				return { held: await take('requested', heldMilli), waiting: await take('waiting', waitingMilli) };
			});
		},

		/** The giver says yes: a code to pick up with is made. @throws AppError notFound, notAllowed, reservationMoved */
		async approve(actor: Actor, id: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.decide', partyTargets(view).giving);
				const now = clock.now();
				await move(trx, events, row, 'approved', {
					actorId: actor.personId,
					set: {
						pickupCode: String(randomInt(0, 1_000_000)).padStart(6, '0'),
						expiresAt: deadlineAfter(now, FETCH_WITHIN_DAYS),
						decidedBy: actor.personId,
						decidedAt: now
					}
				});
				await reservations(trx).insertHandover({
					id: newId<'Handover'>(now.getTime()),
					reservationId: row.id,
					needId: row.needId,
					lotId: row.lotId,
					givingOrganisationId: view.givingOrganisationId,
					givingUnitId: view.givingUnitId,
					receivingOrganisationId: row.organisationId,
					receivingUnitId: row.unitId,
					kind: handoverKind(view.givingOrganisationId, row.organisationId),
					quantityMilli: row.quantityMilli,
					state: 'prepared',
					createdAt: now
				});
			});
		},

		/** The giver says no, with a reason the receiver reads. */
		async decline(actor: Actor, id: string, reason: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.decide', partyTargets(view).giving);
				await move(trx, events, row, 'declined', {
					actorId: actor.personId,
					reason: 'declinedByGiver',
					set: { endedReason: reason, decidedBy: actor.personId, decidedAt: clock.now() }
				});
				await serveLine(trx, events, row.lotId);
			});
		},

		/** The receiver no longer wants it; the next in line is served. */
		async cancel(actor: Actor, id: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.create', partyTargets(view).receiving);
				await move(trx, events, row, 'cancelled', { actorId: actor.personId });
				await serveLine(trx, events, row.lotId);
			});
		},

		...handoverActions(deps, { getForUpdate, move, serveLine }),

		/** Ends held reservations whose time is up and serves the lines. @returns how many ended */
		async expireDue(): Promise<number> {
			const due = await reservations(db).listDue(clock.now(), EXPIRE_AT_ONCE);
			for (const { id } of due)
				await inTransaction(db, bus, async (trx, events) => {
					const { row } = await getForUpdate(trx, id);
					const isStillDue = row.expiresAt !== null && row.expiresAt <= clock.now();
					if (!isStillDue || !canMove(row.state, 'expired')) return;
					await move(trx, events, row, 'expired', { actorId: null, reason: 'timeIsUp' });
					await serveLine(trx, events, row.lotId);
				});
			return due.length;
		},

		/** Ends everything open on a listing that is no longer offered; runs in the cause's transaction. */
		async endOpenOf(trx: Trx, events: Emitter, listingId: string, reason: string): Promise<void> {
			for (const { id } of await reservations(trx).listOpenOfListing(listingId)) {
				const { row } = await getForUpdate(trx, id);
				await move(trx, events, row, 'expired', { actorId: null, reason, set: { endedReason: reason } });
			}
		},

		/** One reservation, for its two parties. @throws AppError notFound */
		async get(actor: Actor, id: string): Promise<ReservationView> {
			const view = await reservations(db).find(id);
			if (!view) throw notFound();
			const { giving, receiving } = partyTargets(view);
			if (!may(actor, 'reservation.see', giving) && !may(actor, 'reservation.see', receiving)) throw notFound();
			return toView(actor, view);
		},

		/** What the actor's units fetch and what they give, newest first. */
		async list(actor: Actor): Promise<{ receiving: ReservationView[]; giving: ReservationView[] }> {
			const reach = reachOf(actor, 'reservation.see');
			const [receiving, giving] = await Promise.all([
				reservations(db).listReceiving(reach, LIST_AT_MOST),
				reservations(db).listGiving(reach, LIST_AT_MOST)
			]);
			return {
				receiving: await Promise.all(receiving.map((view) => toView(actor, view))),
				giving: await Promise.all(giving.map((view) => toView(actor, view)))
			};
		},

		/** How many asks wait for this actor's answer. */
		countToDecide: (actor: Actor) => reservations(db).countToDecide(reachOf(actor, 'reservation.decide'))
	};
}
export type ReservationService = ReturnType<typeof reservationService>;

interface NewReservation {
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

const askOf = (row: Reservation): Omit<NewReservation, 'state' | 'quantityMilli'> => ({
	listingId: row.listingId,
	lotId: row.lotId,
	needId: row.needId,
	organisationId: row.organisationId,
	unitId: row.unitId,
	requestedBy: row.requestedBy,
	wouldBuyNew: row.wouldBuyNew
});
