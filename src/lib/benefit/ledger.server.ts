import type { AttributeValues } from '$lib/catalogue/attribute';
import type { Conversion } from '$lib/catalogue/catalogue';
import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { lockByName, type DomainEvent, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { BenefitInputs, BenefitSide, CreditPayload, LedgerPayload, ReversalPayload } from './benefit';
import * as facts from './booking';
import {
	bookingRepository,
	type BenefitEntry,
	type HandoverFacts,
	type LiveCredit
} from './booking.repository.server';
import { add, type FractionJson, fromJson, largest, toJson, ZERO } from './decimal';
import { displacementFor, methodParameters, remainingFor } from './parameters';
import {
	correctToYearsUsed,
	droppedNeedPayloads,
	handoverPayloads,
	parsePayload,
	reversePayload,
	serialisePayload
} from './payload';
import {
	installRegister,
	readRegister,
	sha256,
	TRANSPORT_PARAMETER,
	type RegisterRows
} from './register.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		/** An earlier credit is taken back in part or whole. */
		'benefit.reversed': { entryId: string };
		/** A credit that stands instead of an earlier one. */
		'benefit.corrected': { entryId: string };
	}
}

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

type Cause = BenefitEntry['cause'];
/** What all entries of one booking have in common. */
type Line = Pick<
	BenefitEntry,
	| 'organisationId'
	| 'unitId'
	| 'unitPath'
	| 'handoverId'
	| 'needId'
	| 'lotId'
	| 'itemTypeId'
	| 'pack'
	| 'pilotId'
	| 'measure'
>;
interface Booking {
	id?: string;
	causeEventId: string;
	cause: Cause;
	occurredOn: string;
	bookedAt: Date;
	quantityMilli: number;
	reversesEntryId?: string;
}

function rowOf(payload: LedgerPayload, line: Line, booking: Booking) {
	const { amount, reason, evidenceGrade, dataQuality } = payload.result;
	const text = serialisePayload(payload);
	return {
		...line,
		id: booking.id ?? newId<'BenefitEntry'>(booking.bookedAt.getTime()),
		side: payload.side,
		kind: payload.kind,
		causeEventId: booking.causeEventId,
		cause: booking.cause,
		reversesEntryId: booking.reversesEntryId ?? null,
		quantityMilli: booking.quantityMilli,
		amountLow: amount?.low ?? null,
		amountCentral: amount?.central ?? null,
		amountHigh: amount?.high ?? null,
		missingReason: reason,
		evidenceGrade,
		dataQuality,
		formulaVersion: payload.formulaVersion,
		payload: text,
		payloadHash: sha256(text),
		occurredOn: booking.occurredOn,
		bookedAt: booking.bookedAt,
		period: osloDate(booking.bookedAt).slice(0, 7)
	};
}

const typeOf = (row: {
	countedMeasure: HandoverFacts['countedMeasure'];
	factorMeasure: HandoverFacts['factorMeasure'];
	conversion: unknown;
	isUsePhaseRelevant: boolean;
}): facts.CountedType => ({
	countedMeasure: row.countedMeasure,
	factorMeasure: row.factorMeasure,
	conversion: row.conversion as Conversion,
	usePhaseRelevant: row.isUsePhaseRelevant
});

const lineOf = (credit: LiveCredit): Line => ({
	organisationId: credit.organisationId,
	unitId: credit.unitId,
	unitPath: credit.unitPath,
	handoverId: credit.handoverId,
	needId: credit.needId,
	lotId: credit.lotId,
	itemTypeId: credit.itemTypeId,
	pack: credit.pack,
	pilotId: credit.pilotId,
	measure: credit.measure
});

const creditOf = (credit: { payload: string }): CreditPayload => {
	const payload = parsePayload(credit.payload);
	if (payload.type !== 'credit') throw new RangeError('A reversal is not a credit');
	return payload;
};
const netOf = (credit: { payload: string }) => creditOf(credit) as CreditPayload<'co2Net'>;

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

	/** Takes back part of a credit, under an event of its own unless one is given. */
	async function reverse(
		trx: Trx,
		events: Emitter,
		cause: DomainEvent,
		credit: LiveCredit,
		how: {
			cause: ReversalPayload['cause'];
			milli: number;
			occurredOn: string;
			causeEventId?: string;
			lotId?: string;
		}
	): Promise<void> {
		const id = newId<'BenefitEntry'>(cause.at.getTime());
		const payload = reversePayload(creditOf(credit), {
			cause: how.cause,
			reversesEntryId: credit.id,
			reversedMilli: how.milli,
			alreadyReversedMilli: credit.quantityMilli - credit.liveMilli
		});
		const causeEventId =
			how.causeEventId ??
			(await events.emit('benefit.reversed', frameOf(cause, credit, id, how.cause), { entryId: id }));
		const line = { ...lineOf(credit), ...(how.lotId && { lotId: how.lotId }) };
		await bookingRepository(trx).insertEntries([
			rowOf(payload, line, {
				id,
				causeEventId,
				cause: how.cause,
				occurredOn: how.occurredOn,
				bookedAt: cause.at,
				quantityMilli: -how.milli,
				reversesEntryId: credit.id
			})
		]);
	}

	/** Books a credit instead of one that was taken back, under an event of its own. */
	async function correct(
		trx: Trx,
		events: Emitter,
		cause: DomainEvent,
		earlier: LiveCredit,
		payload: CreditPayload<'co2Net'>,
		{ occurredOn, lotId }: { occurredOn: string; lotId: string | null }
	): Promise<void> {
		const id = newId<'BenefitEntry'>(cause.at.getTime());
		const frame = frameOf(cause, earlier, id, 'correction');
		const causeEventId = await events.emit('benefit.corrected', frame, { entryId: id });
		await bookingRepository(trx).insertEntries([
			rowOf(
				payload,
				{ ...lineOf(earlier), lotId },
				{
					id,
					causeEventId,
					cause: 'correction',
					occurredOn,
					bookedAt: cause.at,
					quantityMilli: payload.inputs.quantity.milli
				}
			)
		]);
	}

	/**
	 * When a thing that carries a credit is handed on, the earlier credit is brought down to the years used.
	 * @returns the r credited to all earlier owners of this line, after their corrections
	 */
	async function settleLineage(
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

	function handoverInputs(
		handover: HandoverFacts,
		rows: RegisterRows,
		occurredOn: string,
		creditedBefore: FractionJson
	): Omit<BenefitInputs, 'cause'> {
		const type = typeOf(handover);
		const parameters = methodParameters(rows.parameters);
		const van = rows.parameters.find((row) => row.key === TRANSPORT_PARAMETER);
		if (!van) throw new RangeError('The parameter register has no transport factor');
		const need =
			handover.needId && handover.needStatedAt && handover.needPriceEvidence && handover.needWouldBuyNew
				? {
						id: handover.needId,
						statedAt: handover.needStatedAt,
						priceEvidence: handover.needPriceEvidence,
						wouldBuyNew: handover.needWouldBuyNew
					}
				: null;
		const evidence = facts.evidenceOfHandover(need, {
			createdAt: handover.reservedAt,
			wouldBuyNew: handover.wouldBuyNew
		});
		const price: facts.NeedPrice | null =
			need && handover.needMeasure
				? {
						unitPriceOre: handover.needUnitPriceOre,
						priceEvidence: need.priceEvidence,
						measure: handover.needMeasure,
						year: Number(osloDate(need.statedAt).slice(0, 4))
					}
				: null;
		const declared = { origin: 'declared', quality: 'A', source: null } as const;
		return {
			quantity: { milli: handover.quantityMilli, measure: handover.measure, ...declared },
			portion: { num: '1', den: '1' },
			reuseAllowed: handover.hazardState !== 'stop',
			factorQuantity: facts.factorQuantityInput(
				type,
				handover.quantityMilli,
				handover.attributes as AttributeValues
			),
			factor: facts.factorInput(type, rows),
			weight: facts.weightInput(type, rows),
			price: facts.priceInput(type, rows, price),
			fee: facts.feeInput(rows),
			displacement: displacementFor(evidence, need ? [need.id] : [], parameters.displacement),
			remaining: remainingFor(
				facts.ageOn(handover.yearAcquired, occurredOn),
				facts.referenceLifetime(rows),
				parameters.remaining,
				creditedBefore
			),
			transport: facts.transportInput(handover.distanceKmMilli, parameters, van),
			repairParts: facts.repairPartsInput(handover.partsGramsCo2e),
			storage: null,
			usePhase: facts.usePhaseInput(type),
			costs: facts.costsInput(handover.costsOre as facts.RecordedCosts | null),
			alternative: {
				wouldBe: handover.wouldBe,
				evidence: handover.wouldBeEvidence ? [handover.listingVersionId ?? handover.listingId] : [],
				...declared
			}
		};
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
		async bookDroppedNeed(trx: Trx, event: DomainEvent<'need.dropConfirmed'>): Promise<void> {
			const need = await bookingRepository(trx).getNeed(event.payload.needId);
			const quantityMilli = need.quantityMilli - need.coveredMilli;
			if (quantityMilli <= 0) return;
			const occurredOn = osloDate(event.at);
			const rows = await register(trx, need.itemTypeId, need.organisationId, occurredOn, event.at);
			const parameters = methodParameters(rows.parameters);
			const type = typeOf(need);
			const { measure, unitPriceOre, priceEvidence, wouldBuyNew } = need;
			const evidence = {
				needStatedBeforeMatch: need.statedAt <= event.at,
				priceEvidence,
				declaresWouldHaveBoughtNew: wouldBuyNew,
				walkIn: false
			};
			const year = Number(osloDate(need.statedAt).slice(0, 4));
			const payloads = droppedNeedPayloads({
				quantity: { milli: quantityMilli, measure, origin: 'declared', quality: 'A', source: null },
				factorQuantity: facts.factorQuantityInput(type, quantityMilli, need.attributes as AttributeValues),
				factor: facts.factorInput(type, rows),
				price: facts.priceInput(type, rows, { unitPriceOre, priceEvidence, measure, year }),
				displacement: displacementFor(evidence, [need.id], parameters.displacement),
				costs: facts.costsInput(null),
				remainingParameters: parameters.remaining
			});
			const line = await lineFor(
				trx,
				{ organisationId: need.organisationId, unitId: need.unitId },
				{
					handoverId: null,
					needId: need.id,
					lotId: null,
					itemTypeId: need.itemTypeId,
					pack: need.pack,
					measure
				},
				occurredOn
			);
			await bookingRepository(trx).insertEntries(
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

	/** What was corrected because things went on into this lot stands again as far as they come back. */
	async function restoreLineage(
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
}
export type Ledger = ReturnType<typeof ledger>;

const frameOf = (
	cause: DomainEvent,
	{ organisationId }: { organisationId: string },
	entryId: string,
	reason: string
) => ({
	actorId: cause.actorId,
	organisationId,
	subjectKind: 'benefitEntry',
	subjectId: entryId,
	reason,
	at: cause.at
});
