import { timingSafeEqual } from 'node:crypto';
import type { Condition } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { rateLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { transferRepository } from '$lib/stock/transfer.repository.server';
import { lastReturnDate, type HandoverCosts } from './reservation';
import { reservationRepository, type ReservationDetail } from './reservation.repository.server';
import type { MoveReservation, Reservation } from './reservation.service.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'handover.confirmed': { handoverId: string; reservationId: string; listingId: string; lotId: string; needId: string | null };
		'handover.returned': { handoverId: string; returnId: string; quantityMilli: number; listingId: string; lotId: string; needId: string | null };
	}
}

export interface ConfirmInput {
	/** Six digits shown by the receiver. */
	pickupCode: string;
	/** Kilometres there and back, in thousandths, if known. */
	distanceKmMilli?: number;
	/** Undefined when nobody recorded any cost. */
	costsOre?: HandoverCosts;
	/** CO2e of parts and materials used, in grams. */
	partsGramsCo2e?: number;
}

export interface ReturnInput {
	quantityMilli: number;
	condition: Condition;
	reason: string;
}

interface Steps {
	getForUpdate(trx: Trx, id: string): Promise<{ row: Reservation; view: ReservationDetail }>;
	move: MoveReservation;
	serveLine(trx: Trx, events: Emitter, lotId: string): Promise<void>;
}

const WRONG_CODES_ALLOWED = 5;
const WRONG_CODE_WINDOW_MS = 15 * 60_000;

const isSameCode = (given: string, expected: string): boolean =>
	given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/** Handing over, and giving back: the two actions that move stock between units. */
export function handoverActions({ db, bus, clock }: ServiceDeps, { getForUpdate, move, serveLine }: Steps) {
	return {
		/**
		 * The giver enters the receiver's code: the thing leaves the giver's lot and opens a lot at the receiver.
		 * The benefit is booked in the same transaction by the event's handlers.
		 * @throws AppError pickupCodeWrong, tooManyAttempts, custodyNotReady, listingToBeClarified, reservationMoved
		 */
		async confirmHandover(actor: Actor, reservationId: string, input: ConfirmInput): Promise<{ handoverId: string }> {
			// Counted outside the transaction: a refused try must stay counted.
			const known = await reservationRepository(db).find(reservationId);
			if (!known) throw notFound();
			requireAccess(actor, 'handover.confirm', {
				organisationId: known.givingOrganisationId,
				unitId: known.givingUnitId
			});
			if (known.state !== 'approved' || !known.pickupCode) throw refused('reservationMoved');
			if (!isSameCode(input.pickupCode, known.pickupCode)) {
				await rateLimit(db, `pickup:${reservationId}`, WRONG_CODES_ALLOWED, WRONG_CODE_WINDOW_MS, clock.now());
				throw refused('pickupCodeWrong', { field: 'pickupCode' });
			}
			return inTransaction(db, bus, async (trx, events) => {
				const { row } = await getForUpdate(trx, reservationId);
				const lot = await reservationRepository(trx).getLotForUpdate(row.lotId);
				const handover = await reservationRepository(trx).findHandoverOf(row.id);
				if (!handover || handover.state !== 'prepared') throw refused('reservationMoved');
				if (lot.requiresErasure && lot.custodyState !== 'ready') throw refused('custodyNotReady');
				if (lot.hazardState !== null && lot.hazardState !== 'ok') throw refused('listingToBeClarified');
				const now = clock.now();
				const occurredOn = osloDate(now);
				const causeEventId = newId<'Event'>(now.getTime());
				await move(trx, events, row, 'collected', { actorId: actor.personId });

				const stock = transferRepository(trx);
				const movement = { causeEventId, handoverId: handover.id, occurredOn, bookedAt: now, bookedBy: actor.personId };
				const successorLotId = newId<'Lot'>(now.getTime());
				await stock.insertMovement({
					...movement,
					id: newId(now.getTime()),
					lotId: lot.id,
					kind: 'out',
					quantityMilli: row.quantityMilli
				});
				await stock.insertLot({
					id: successorLotId,
					organisationId: row.organisationId,
					unitId: row.unitId,
					itemTypeId: lot.itemTypeId,
					predecessorLotId: lot.id,
					measure: lot.measure,
					condition: lot.condition,
					attributes: JSON.stringify(lot.attributes),
					serial: lot.serial,
					yearAcquired: lot.yearAcquired,
					requiresErasure: lot.requiresErasure,
					custodyState: lot.requiresErasure ? 'received' : null,
					hazardState: lot.hazardState,
					createdAt: now,
					createdBy: actor.personId
				});
				await stock.insertMovement({
					...movement,
					id: newId(now.getTime()),
					lotId: successorLotId,
					kind: 'in',
					quantityMilli: row.quantityMilli
				});
				if (lot.onHandMilli === row.quantityMilli) await stock.updateLot(lot.id, { state: 'closed' });
				await reservationRepository(trx).updateHandover(handover.id, {
					state: 'confirmed',
					successorLotId,
					distanceKmMilli: input.distanceKmMilli ?? null,
					costsOre: input.costsOre ? JSON.stringify(input.costsOre) : null,
					partsGramsCo2e: input.partsGramsCo2e ?? null,
					occurredOn,
					confirmedAt: now,
					confirmedBy: actor.personId
				});
				await events.emit(
					'handover.confirmed',
					{
						actorId: actor.personId,
						organisationId: handover.givingOrganisationId,
						subjectKind: 'handover',
						subjectId: handover.id,
						fromState: 'prepared',
						toState: 'confirmed',
						at: now
					},
					{
						handoverId: handover.id,
						reservationId: row.id,
						listingId: row.listingId,
						lotId: lot.id,
						needId: row.needId
					}
				);
				return { handoverId: handover.id };
			});
		},

		/**
		 * The receiver gives all or a part back: it leaves their lot and is back in the giver's.
		 * @throws AppError returnTooMuch, returnTooLate, reservationMoved
		 */
		async returnHandover(actor: Actor, reservationId: string, input: ReturnInput): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, reservationId);
				requireAccess(actor, 'handover.return', { organisationId: view.organisationId, unitId: view.unitId });
				const handover = await reservationRepository(trx).findHandoverOf(row.id);
				if (!handover || handover.state !== 'confirmed' || !handover.successorLotId || !handover.occurredOn)
					throw refused('reservationMoved');
				const now = clock.now();
				const returnedOn = osloDate(now);
				if (returnedOn > lastReturnDate(handover.occurredOn)) throw refused('returnTooLate');
				const successor = await reservationRepository(trx).getLotForUpdate(handover.successorLotId);
				const isTooMuch =
					input.quantityMilli > handover.quantityMilli - handover.returnedMilli ||
					input.quantityMilli > successor.onHandMilli - successor.reservedMilli;
				if (isTooMuch) throw refused('returnTooMuch', { field: 'quantity' });

				const lot = await reservationRepository(trx).getLotForUpdate(handover.lotId);
				const stock = transferRepository(trx);
				const returnId = newId<'HandoverReturn'>(now.getTime());
				const movement = {
					causeEventId: returnId,
					handoverId: handover.id,
					quantityMilli: input.quantityMilli,
					occurredOn: returnedOn,
					bookedAt: now,
					bookedBy: actor.personId
				};
				await stock.insertMovement({ ...movement, id: newId(now.getTime()), lotId: successor.id, kind: 'out' });
				await stock.insertMovement({ ...movement, id: newId(now.getTime()), lotId: lot.id, kind: 'returned' });
				await stock.updateLot(lot.id, {
					state: 'active',
					...(lot.onHandMilli === 0 && { condition: input.condition })
				});
				if (successor.onHandMilli === input.quantityMilli) await stock.updateLot(successor.id, { state: 'closed' });
				if (lot.requiresErasure)
					await stock.insertCustody({
						id: newId(now.getTime()),
						lotId: lot.id,
						state: 'received',
						recordedBy: actor.personId,
						recordedAt: now
					});
				const returnedMilli = handover.returnedMilli + input.quantityMilli;
				await reservationRepository(trx).insertReturn({
					id: returnId,
					handoverId: handover.id,
					quantityMilli: input.quantityMilli,
					condition: input.condition,
					reason: input.reason,
					returnedOn,
					recordedBy: actor.personId,
					recordedAt: now
				});
				await reservationRepository(trx).updateHandover(handover.id, {
					returnedMilli,
					...(returnedMilli === handover.quantityMilli && { state: 'returned' as const })
				});
				await events.emit(
					'handover.returned',
					{
						actorId: actor.personId,
						organisationId: handover.receivingOrganisationId,
						subjectKind: 'handover',
						subjectId: handover.id,
						fromState: 'confirmed',
						toState: returnedMilli === handover.quantityMilli ? 'returned' : 'confirmed',
						at: now
					},
					{
						handoverId: handover.id,
						returnId,
						quantityMilli: input.quantityMilli,
						listingId: row.listingId,
						lotId: lot.id,
						needId: row.needId
					}
				);
				await serveLine(trx, events, lot.id);
			});
		}
	};
}
