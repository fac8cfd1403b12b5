import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { lockByName, type DomainEvent, type Emitter } from '$lib/platform/events.server';
import type { BenefitSide } from './benefit';
import { droppedNeedInputs, handoverInputs } from './booking-inputs.server';
import { reverse, rowOf, type Line } from './booking-steps.server';
import { bookingRepository, type BenefitEntry } from './booking.repository.server';
import { restoreLineage, settleLineage } from './lineage.server';
import { droppedNeedPayloads, handoverPayloads } from './payload';
import { installRegister, readRegister, TRANSPORT_PARAMETER } from './register.server';

/** Who an entry belongs to, on the day it happened. */
export interface PilotQuestion {
	organisationId: string;
	/** The unit and its parents, root first. */
	unitPath: readonly string[];
	pack: BenefitEntry['pack'];
	/** `YYYY-MM-DD` */
	on: string;
}
export interface LedgerDeps {
	/** The one pilot an entry counts for, or null. */
	pilotOf(trx: Trx, question: PilotQuestion): Promise<string | null>;
}

/** Books what domain events are worth, in their own transaction. */
export function ledger({ pilotOf }: LedgerDeps) {
	/** The register in force; the shipped one is put in place where nobody has done so. */
	async function register(trx: Trx, itemTypeId: string, organisationId: string, on: string, at: Date) {
		const rows = await readRegister(trx, itemTypeId, { organisationId, on });
		if (rows.parameters.some((row) => row.key === TRANSPORT_PARAMETER)) return rows;
		await installRegister(trx, at.getTime());
		return readRegister(trx, itemTypeId, { organisationId, on });
	}

	async function lineFor(
		trx: Trx,
		where: { organisationId: string; unitId: string },
		what: Pick<Line, 'handoverId' | 'needId' | 'lotId' | 'itemTypeId' | 'pack' | 'measure'>,
		on: string
	): Promise<Line> {
		const unitPath = await organisationRepository(trx).listUnitPath(where.unitId, on);
		const question = { organisationId: where.organisationId, unitPath, pack: what.pack, on };
		return { ...where, ...what, unitPath, pilotId: await pilotOf(trx, question) };
	}

	return {
		/** Books both sides of a confirmed handover; the event's id is the cause of all five entries. */
		async bookHandover(trx: Trx, event: DomainEvent<'handover.confirmed'>, events: Emitter): Promise<void> {
			const handover = await bookingRepository(trx).getHandover(event.payload.handoverId);
			const occurredOn = handover.occurredOn ?? osloDate(event.at);
			const creditedBefore = await settleLineage(trx, events, event, handover, occurredOn);
			const what = {
				handoverId: handover.id,
				itemTypeId: handover.itemTypeId,
				pack: handover.pack,
				measure: handover.measure
			};
			const sides: Record<BenefitSide, { organisationId: string; unitId: string; line: Partial<Line> }> = {
				receiver: {
					organisationId: handover.receivingOrganisationId,
					unitId: handover.receivingUnitId,
					line: { lotId: handover.successorLotId, needId: handover.needId }
				},
				giver: {
					organisationId: handover.givingOrganisationId,
					unitId: handover.givingUnitId,
					line: { lotId: handover.lotId, needId: null }
				}
			};
			for (const side of ['receiver', 'giver'] as const) {
				const { organisationId, unitId, line } = sides[side];
				const rows = await register(trx, handover.itemTypeId, organisationId, occurredOn, event.at);
				const inputs = handoverInputs(handover, rows, occurredOn, creditedBefore);
				const own = await lineFor(
					trx,
					{ organisationId, unitId },
					{ ...what, lotId: line.lotId ?? null, needId: line.needId ?? null },
					occurredOn
				);
				await bookingRepository(trx).insertEntries(
					handoverPayloads(inputs)
						.filter((payload) => payload.side === side)
						.map((payload) =>
							rowOf(payload, own, {
								causeEventId: event.id,
								cause: 'handover',
								occurredOn,
								bookedAt: event.at,
								quantityMilli: handover.quantityMilli
							})
						)
				);
			}
		},

		/** Takes back what was booked for the part given back, and lets the credit before it stand again. */
		async bookReturn(trx: Trx, event: DomainEvent<'handover.returned'>, events: Emitter): Promise<void> {
			const { handoverId, returnId, quantityMilli } = event.payload;
			const bookings = bookingRepository(trx);
			const handover = await bookings.getHandover(handoverId);
			if (!handover.successorLotId) return;
			const occurredOn = await bookings.getReturnedOn(returnId);
			await lockByName(trx, `benefit ${handoverId}`);
			const left = new Map<string, number>();
			for (const credit of await bookings.listCreditsOfHandover(handoverId, [
				handover.lotId,
				handover.successorLotId
			])) {
				const open = left.get(credit.kind) ?? quantityMilli;
				if (open <= 0) continue;
				const milli = Math.min(open, credit.liveMilli);
				await reverse(trx, events, event, credit, {
					cause: 'return',
					milli,
					occurredOn,
					...(!left.has(credit.kind) && { causeEventId: event.id })
				});
				left.set(credit.kind, open - milli);
			}
			await restoreLineage(trx, events, event, handover.successorLotId, quantityMilli, occurredOn);
		},

		/** A manager confirmed that a need is dropped: the purchase that will not happen. */
		async bookDroppedNeed(
			trx: Trx,
			event: DomainEvent<'need.dropConfirmed'>,
			events: Emitter
		): Promise<void> {
			const bookings = bookingRepository(trx);
			const need = await bookings.getNeed(event.payload.needId);
			const quantityMilli = need.quantityMilli - need.coveredMilli;
			if (quantityMilli <= 0) return;
			const occurredOn = osloDate(event.at);
			await lockByName(trx, `benefit ${need.unitId} ${need.itemTypeId}`);
			const rows = await register(trx, need.itemTypeId, need.organisationId, occurredOn, event.at);
			const payloads = droppedNeedPayloads(droppedNeedInputs(need, rows, quantityMilli, event.at));
			const line = await lineFor(
				trx,
				{ organisationId: need.organisationId, unitId: need.unitId },
				{
					handoverId: null,
					needId: need.id,
					lotId: null,
					itemTypeId: need.itemTypeId,
					pack: need.pack,
					measure: need.measure
				},
				occurredOn
			);
			await bookings.insertEntries(
				payloads.map((payload) =>
					rowOf(payload, line, {
						causeEventId: event.id,
						cause: 'droppedNeed',
						occurredOn,
						bookedAt: event.at,
						quantityMilli
					})
				)
			);
			// Asked for again while the drop waited for its manager: put off already.
			if (!(await bookings.isRestated(need.id))) return;
			for (const credit of await bookings.listDroppedNeedCredits(need.unitId, need.itemTypeId, occurredOn))
				if (credit.needId === need.id)
					await reverse(trx, events, event, credit, {
						cause: 'needRestated',
						milli: credit.liveMilli,
						occurredOn
					});
		},

		/** The same unit asks for the same type within twelve months: the dropped need was put off, not avoided. */
		async bookRestatedNeed(trx: Trx, event: DomainEvent<'need.stated'>, events: Emitter): Promise<void> {
			const need = await bookingRepository(trx).getNeed(event.payload.needId);
			const occurredOn = osloDate(event.at);
			const since = `${Number(occurredOn.slice(0, 4)) - 1}${occurredOn.slice(4)}`.replace('-02-29', '-02-28');
			await lockByName(trx, `benefit ${need.unitId} ${need.itemTypeId}`);
			const credits = await bookingRepository(trx).listDroppedNeedCredits(
				need.unitId,
				need.itemTypeId,
				since
			);
			for (const credit of credits)
				await reverse(trx, events, event, credit, {
					cause: 'needRestated',
					milli: credit.liveMilli,
					occurredOn
				});
		}
	};
}
