import type { AttributeValues } from '$lib/catalogue/attribute';
import type { Conversion } from '$lib/catalogue/catalogue';
import { osloDate } from '$lib/platform/clock';
import type { BenefitInputs } from './benefit';
import * as facts from './booking';
import type { HandoverFacts, NeedFacts } from './booking.repository.server';
import type { FractionJson } from './decimal';
import { displacementFor, methodParameters, remainingFor } from './parameters';
import type { DroppedNeedInputs } from './payload';
import { TRANSPORT_PARAMETER, type RegisterRows } from './register.server';

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

const DECLARED = { origin: 'declared', quality: 'A', source: null } as const;
const yearOf = (instant: Date): number => Number(osloDate(instant).slice(0, 4));

/** Everything a handover's entries rest on, with the register of one of its parties. */
export function handoverInputs(
	handover: HandoverFacts,
	rows: RegisterRows,
	occurredOn: string,
	creditedBefore: FractionJson
): Omit<BenefitInputs, 'cause'> {
	const type = typeOf(handover);
	const parameters = methodParameters(rows.parameters);
	const van = rows.parameters.find((row) => row.key === TRANSPORT_PARAMETER);
	if (!van) throw new RangeError('The parameter register has no transport factor');
	// What goes beyond the need kept nobody from buying it: it is evidence of no more than a walk-in.
	const isWithinNeed =
		handover.needQuantityMilli !== null && handover.needMetMilli <= handover.needQuantityMilli;
	const need =
		isWithinNeed &&
		handover.needId &&
		handover.needStatedAt &&
		handover.needPriceEvidence &&
		handover.needWouldBuyNew
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
					year: yearOf(need.statedAt)
				}
			: null;
	return {
		quantity: { milli: handover.quantityMilli, measure: handover.measure, ...DECLARED },
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
			...DECLARED
		}
	};
}

/** Everything a dropped need's entries rest on; `at` is when a manager confirmed it. */
export function droppedNeedInputs(
	need: NeedFacts,
	rows: RegisterRows,
	quantityMilli: number,
	at: Date
): DroppedNeedInputs {
	const type = typeOf(need);
	const parameters = methodParameters(rows.parameters);
	const { measure, unitPriceOre, priceEvidence } = need;
	const evidence = {
		needStatedBeforeMatch: need.statedAt <= at,
		priceEvidence,
		declaresWouldHaveBoughtNew: need.wouldBuyNew,
		walkIn: false
	};
	const price = { unitPriceOre, priceEvidence, measure, year: yearOf(need.statedAt) };
	return {
		quantity: { milli: quantityMilli, measure, ...DECLARED },
		factorQuantity: facts.factorQuantityInput(type, quantityMilli, need.attributes as AttributeValues),
		factor: facts.factorInput(type, rows),
		price: facts.priceInput(type, rows, price),
		displacement: displacementFor(evidence, [need.id], parameters.displacement),
		costs: facts.costsInput(null),
		remainingParameters: parameters.remaining
	};
}
