import { timingSafeEqual } from 'node:crypto';
import type { Condition } from '$lib/catalogue/catalogue';
import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { stockRepository } from '$lib/stock/stock.repository.server';
import { lastReturnDate, type HandoverCosts } from './reservation';
import { isHazardCleared, partyTargets, type ReservationSteps } from './reservation-steps.server';
import { reservationRepository } from './reservation.repository.server';

interface HandoverEvent {
	handoverId: string;
	reservationId: string;
	listingId: string;
	/** The giver's lot. */
	lotId: string;
	/** The receiver's lot. */
	successorLotId: string;
	needId: string | null;
}
declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'handover.confirmed': HandoverEvent;
		'handover.returned': HandoverEvent & { returnId: string; quantityMilli: number };
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

/** A million codes, five tries in a quarter of an hour. */
const CODES_TRIED = 5;
const CODES_WINDOW_MS = 15 * 60_000;

const isSameCode = (given: string, expected: string): boolean => {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
};

/** A lot with storage whose erasure is not verified and released stays where it is (I4). */
const isCustodyReady = (lot: { requiresErasure: boolean; custodyState: string | null }): boolean =>
	!lot.requiresErasure || lot.custodyState === 'ready';

/** Handing over, and giving back: the two actions that move stock between units. */
export function handoverActions({ db, bus, clock }: ServiceDeps, steps: ReservationSteps) {
	const { getForUpdate, move, serveLine } = steps;
	return {
		/**
		 * The giver enters the receiver's code: the thing leaves the giver's lot and opens a lot at the receiver.
		 * The benefit is booked in the same transaction by the event's handlers.
		 * @throws AppError pickupCodeWrong, tooManyAttempts, custodyNotReady, listingToBeClarified, reservationMoved
		 */
		async confirmHandover(
			actor: Actor,
			reservationId: string,
			input: ConfirmInput
		): Promise<{ handoverId: string }> {
			const known = await reservationRepository(db).find(reservationId);
			if (!known) throw notFound();
			requireAccess(actor, 'handover.confirm', partyTargets(known).giving);
			if (known.state !== 'approved' || !known.pickupCode) throw refused('reservationMoved');
			if (!isCustodyReady(known)) throw refused('custodyNotReady');
			// Counted before the code is looked at, and outside the transaction: a refused try stays counted.
			await requireWithinLimit(db, `pickup:${reservationId}`, CODES_TRIED, CODES_WINDOW_MS, clock.now());
			if (!isSameCode(input.pickupCode, known.pickupCode))
				throw refused('pickupCodeWrong', { field: 'pickupCode' });
			return inTransaction(db, bus, async (trx, events) => {
				const { row, lot } = await getForUpdate(trx, reservationId);
				const handover = await reservationRepository(trx).findHandoverOf(row.id);
				if (!handover || handover.state !== 'prepared') throw refused('reservationMoved');
				if (!isCustodyReady(lot)) throw refused('custodyNotReady');
				if (!isHazardCleared(lot)) throw refused('listingToBeClarified');
				const now = clock.now();
				const occurredOn = osloDate(now);
				const causeEventId = await move(trx, events, row, 'collected', { actorId: actor.personId });

				const stock = stockRepository(trx);
				const movement = {
					causeEventId,
					handoverId: handover.id,
					occurredOn,
					bookedAt: now,
					bookedBy: actor.personId
				};
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
					hazardState: lot.hazardState && 'unanswered',
					createdAt: now,
					createdBy: actor.personId
				});
				const cleared = lot.hazardState && (await stock.listHazard(lot.id)).at(-1);
				if (cleared)
					await stock.insertHazard({
						id: newId(now.getTime()),
						lotId: successorLotId,
						state: cleared.state,
						ruleVersion: cleared.ruleVersion,
						answers: JSON.stringify(cleared.answers),
						note: cleared.note,
						recordedBy: cleared.recordedBy,
						recordedAt: cleared.recordedAt
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
						successorLotId,
						needId: row.needId
					}
				);
				return { handoverId: handover.id };
			});
		},

		/**
		 * The receiver gives all or a part back: it leaves their lot and is back in the giver's.
		 * @throws AppError returnTooMuch, returnTooLate, returnDuringErasure, listingToBeClarified, reservationMoved, quantity errors
		 */
		async returnHandover(actor: Actor, reservationId: string, input: ReturnInput): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view, lot, successor } = await getForUpdate(trx, reservationId);
				requireAccess(actor, 'handover.return', partyTargets(view).receiving);
				const handover = await reservationRepository(trx).findHandoverOf(row.id);
				if (!handover || handover.state !== 'confirmed' || !successor || !handover.occurredOn)
					throw refused('reservationMoved');
				const now = clock.now();
				const returnedOn = osloDate(now);
				if (returnedOn > lastReturnDate(handover.occurredOn)) throw refused('returnTooLate');
				if (input.quantityMilli <= 0) throw invalid('quantityNotPositive', { field: 'quantity' });
				if (lot.measure === 'pcs' && input.quantityMilli % 1000 !== 0)
					throw invalid('quantityNotWhole', { field: 'quantity' });
				const isTooMuch =
					input.quantityMilli > handover.quantityMilli - handover.returnedMilli ||
					input.quantityMilli > successor.onHandMilli - successor.reservedMilli;
				if (isTooMuch) throw refused('returnTooMuch', { field: 'quantity' });

				if (!isHazardCleared(successor)) throw refused('listingToBeClarified');
				// Custody starts over with what comes back, which cannot happen in the middle of erasing the rest.
				if (lot.custodyState === 'erased' || lot.custodyState === 'verified')
					throw refused('returnDuringErasure');

				const stock = stockRepository(trx);
				const returnId = newId<'HandoverReturn'>(now.getTime());
				const movement = {
					causeEventId: returnId,
					handoverId: handover.id,
					quantityMilli: input.quantityMilli,
					occurredOn: returnedOn,
					bookedAt: now,
					bookedBy: actor.personId
				};
				await stock.insertMovement({
					...movement,
					id: newId(now.getTime()),
					lotId: successor.id,
					kind: 'out'
				});
				await stock.insertMovement({
					...movement,
					id: newId(now.getTime()),
					lotId: lot.id,
					kind: 'returned'
				});
				await stock.updateLot(lot.id, {
					state: 'active',
					...(lot.onHandMilli === 0 && { condition: input.condition })
				});
				if (successor.onHandMilli === input.quantityMilli)
					await stock.updateLot(successor.id, { state: 'closed' });
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
						reservationId: row.id,
						returnId,
						quantityMilli: input.quantityMilli,
						listingId: row.listingId,
						lotId: lot.id,
						successorLotId: successor.id,
						needId: row.needId
					}
				);
				await serveLine(trx, events, lot.id);
			});
		}
	};
}
