import type { Trx } from '$lib/platform/db.server';
import { lockByName, type DomainEvent, type Emitter } from '$lib/platform/events.server';
import * as facts from './booking';
import { correct, netOf, reverse } from './booking-steps.server';
import { bookingRepository, type HandoverFacts } from './booking.repository.server';
import { add, type FractionJson, fromJson, largest, toJson, ZERO } from './decimal';
import { correctToYearsUsed } from './payload';

/**
 * When a thing that carries a credit is handed on, the earlier credit is brought down to the years used.
 * @returns the r credited to all earlier owners of this line, after their corrections
 */
export async function settleLineage(
	trx: Trx,
	events: Emitter,
	event: DomainEvent,
	handover: HandoverFacts,
	occurredOn: string
): Promise<FractionJson> {
	const bookings = bookingRepository(trx);
	const [nearest, ...older] = await bookings.listLineage(handover.lotId);
	if (!nearest || !handover.successorLotId) return toJson(ZERO);
	let credited = ZERO;
	let left = handover.quantityMilli;
	const yearsUsed = facts.yearsBetween(nearest.occurredOn, occurredOn);
	await lockByName(trx, `benefit ${nearest.id}`);
	for (const credit of await bookings.listOwnNetCredits(nearest.id, nearest.successorLotId)) {
		if (left <= 0) break;
		const quantityMilli = Math.min(left, credit.liveMilli);
		left -= quantityMilli;
		const payload = netOf(credit);
		credited = largest(credited, fromJson(facts.creditedAfter(payload, yearsUsed)));
		const corrected = correctToYearsUsed(payload, { yearsUsed, quantityMilli });
		if (!corrected) continue;
		const on = { occurredOn, lotId: handover.successorLotId };
		await reverse(trx, events, event, credit, { cause: 'correction', milli: quantityMilli, ...on });
		await correct(trx, events, event, credit, corrected, on);
	}
	let next = nearest;
	for (const earlier of older) {
		const first = await bookings.findFirstNetCredit(earlier.id);
		const used = facts.yearsBetween(earlier.occurredOn, next.occurredOn);
		if (first) credited = add(credited, fromJson(facts.creditedAfter(netOf(first), used)));
		next = earlier;
	}
	return toJson(credited);
}

/** What was corrected because things went on into this lot stands again as far as they come back. */
export async function restoreLineage(
	trx: Trx,
	events: Emitter,
	event: DomainEvent,
	ontoLotId: string,
	quantityMilli: number,
	occurredOn: string
): Promise<void> {
	const bookings = bookingRepository(trx);
	let left = quantityMilli;
	for (const correction of await bookings.listCorrectionsFor(ontoLotId)) {
		if (left <= 0) break;
		const milli = Math.min(left, correction.liveMilli);
		left -= milli;
		if (!correction.originalId) continue;
		const original = await bookings.getEntry(correction.originalId);
		const restored = facts.partOfCredit(netOf(original), milli);
		await reverse(trx, events, event, correction, { cause: 'correction', milli, occurredOn });
		await correct(trx, events, event, correction, restored, { occurredOn, lotId: original.lotId });
	}
}
