import { notFound } from '$lib/platform/errors';
import type { ApproveResult } from '$lib/need/purchase-decisions.server';
import type { PurchaseRequestRow } from '$lib/need/purchase-request.repository.server';
import type { NeedSummary, NeedView } from '$lib/need/need.service.server';
import type { ReuseCheckView } from '$lib/need/reuse-check.service.server';
import type { Measure } from '$lib/catalogue/catalogue';
import type { ApiCheck } from './check-api.schema';
import { instantOf, instantOrNull, quantityOf } from './common.schema';
import type { ApiNeed, ApiNeedSummary, ApiPurchaseRequest, ApiRung } from './need-api.schema';

export const needSummaryJson = (need: NeedSummary): ApiNeedSummary => ({
	id: need.id,
	title: need.title,
	state: need.state,
	nextStep: need.nextStep,
	pack: need.pack,
	type: need.typeKey,
	quantity: quantityOf(need.quantityMilli),
	covered: quantityOf(need.coveredMilli),
	remaining: quantityOf(need.remainingMilli),
	measure: need.measure,
	neededBy: need.neededBy,
	unit: { id: need.unitId, name: need.unitName },
	statedAt: instantOf(need.statedAt)
});

const rungJson = ({ rung, outcome, reason, note }: ApiRung): ApiRung => ({ rung, outcome, reason, note });

export const purchaseRequestJson = (request: PurchaseRequestRow, measure: Measure): ApiPurchaseRequest => ({
	id: request.id,
	state: request.state,
	kind: request.kind,
	quantity: quantityOf(request.quantityMilli),
	measure,
	totalPriceOre: request.totalPriceOre,
	quality: request.quality,
	expectedLifetimeYears: request.expectedLifetimeYears,
	warrantyMonths: request.warrantyMonths,
	spareParts: request.spareParts,
	repairability: request.repairability,
	recyclability: request.recyclability,
	takeBack: request.takeBack,
	sentBackReason: request.sentBackReason,
	decisionReason: request.decisionReason,
	submittedAt: instantOrNull(request.submittedAt),
	decidedAt: instantOrNull(request.decidedAt)
});

export const needJson = (need: NeedView): ApiNeed => ({
	...needSummaryJson(need),
	reason: need.reason,
	attributes: need.attributes as Record<string, unknown>,
	reducedFrom: need.reducedFromMilli === null ? null : quantityOf(need.reducedFromMilli),
	cleared: quantityOf(need.clearedMilli),
	unitPriceOre: need.unitPriceOre,
	priceEvidence: need.priceEvidence,
	priceReference: need.priceReference,
	wouldBuyNew: need.wouldBuyNew,
	droppedReason: need.droppedReason,
	rungs: need.rungs.map(rungJson),
	reservations: need.reservations.map(({ id, listingId, title, quantityMilli, state }) => ({
		id,
		listingId,
		title,
		quantity: quantityOf(quantityMilli),
		state
	})),
	purchaseRequests: need.requests.map((request) => purchaseRequestJson(request, need.measure)),
	clearances: need.clearances.map((clearance) => ({
		number: clearance.number,
		status: clearance.status,
		quantityCleared: quantityOf(clearance.quantityClearedMilli),
		quantityConsumed: quantityOf(clearance.quantityConsumedMilli),
		validUntil: instantOf(clearance.validUntil)
	}))
});

/** The need's newest purchase request. @throws AppError notFound where there is none */
export function newestRequest(need: NeedView): PurchaseRequestRow {
	const [newest] = need.requests;
	if (!newest) throw notFound();
	return newest;
}

type Group = ReuseCheckView['groups'][number];

const groupJson = (group: Group): ApiCheck['groups'][number] => ({
	number: group.groupNumber,
	available: quantityOf(group.availableMilli),
	held: quantityOf(group.heldMilli),
	waiting: quantityOf(group.waitingMilli),
	answer: group.answer && {
		outcome: group.answer.outcome,
		quantity: group.answer.quantityMilli === null ? null : quantityOf(group.answer.quantityMilli),
		reason: group.answer.reason,
		note: group.answer.note
	},
	candidates: group.candidates.map((candidate) => ({
		listingId: candidate.listingId,
		title: candidate.title,
		unit: candidate.unitName,
		condition: candidate.condition,
		available: quantityOf(candidate.availableMilli),
		measure: candidate.measure,
		score: candidate.score,
		why: JSON.parse(candidate.why) as string[]
	}))
});

export const checkJson = (check: ReuseCheckView): ApiCheck => ({
	id: check.id,
	needId: check.needId,
	state: check.state,
	isFresh: check.isFresh,
	isUsedUp: check.isUsedUp,
	validUntil: instantOrNull(check.validUntil),
	engineVersion: check.engineVersion,
	ruleVersion: check.ruleVersion,
	total: check.total,
	rungs: check.rungs.map(rungJson),
	groups: check.groups.map(groupJson),
	rest: check.rest.map(groupJson),
	unansweredGroups: check.unansweredGroups,
	lacksRest: check.lacksRest
});

export const approvalJson = (result: ApproveResult) =>
	result.outcome === 'approved'
		? {
				outcome: result.outcome,
				reason: null,
				listingIds: [],
				clearance: {
					number: result.clearance.number,
					quantityCleared: quantityOf(result.clearance.quantityClearedMilli),
					measure: result.clearance.measure,
					validUntil: instantOf(result.clearance.validUntil)
				}
			}
		: {
				outcome: result.outcome,
				reason: result.reason,
				listingIds: result.reason === 'newSurplus' ? result.listingIds : [],
				clearance: null
			};
