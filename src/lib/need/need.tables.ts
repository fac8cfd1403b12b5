import type { Measure } from '$lib/catalogue/catalogue';
import type { Generated, GeneratedAlways } from 'kysely';
import type { ClearanceState } from './clearance';
import type { NeedState, PriceEvidence, WouldBuyNew } from './need';
import type { PurchaseKind, PurchaseRequestState } from './purchase-request';
import type { CheckState, Refusal, Rung, RungOutcome, RungReason } from './reuse-check';

export interface NeedTable {
	id: string;
	organisationId: string;
	unitId: string;
	requestedBy: string;
	itemTypeId: string;
	title: string;
	attributes: Generated<unknown>;
	quantityMilli: number;
	reducedFromMilli: number | null;
	coveredMilli: Generated<number>;
	measure: Measure;
	neededBy: string;
	reason: string;
	unitPriceOre: number | null;
	priceEvidence: Generated<PriceEvidence>;
	priceReference: string | null;
	wouldBuyNew: Generated<WouldBuyNew>;
	state: NeedState;
	droppedReason: string | null;
	dropConfirmedBy: string | null;
	dropConfirmedAt: Date | null;
	dropDeclinedReason: string | null;
	endedReason: string | null;
	statedAt: Date;
	createdAt: Date;
	updatedAt: Date;
}

export interface ReuseCheckTable {
	id: string;
	needId: string;
	state: CheckState;
	query: string;
	engineVersion: string;
	ruleVersion: string;
	total: number;
	startedAt: Date;
	completedAt: Date | null;
	completedBy: string | null;
	validUntil: Date | null;
	restReason: Refusal | null;
	restNote: string | null;
}

export interface ReuseCheckCandidateTable {
	checkId: string;
	rank: number;
	groupNumber: number;
	listingId: string;
	listingVersionId: string;
	score: number;
	why: string;
	availableMilli: number;
}

export interface ReuseCheckAnswerTable {
	checkId: string;
	groupNumber: number;
	outcome: 'used' | 'refused';
	quantityMilli: number | null;
	reason: Refusal | null;
	note: string | null;
	answeredBy: string;
	answeredAt: Date;
}

export interface RungAnswerTable {
	checkId: string;
	rung: Rung;
	position: number;
	outcome: RungOutcome;
	reason: RungReason | null;
	note: string | null;
	answers: unknown | null;
	answeredBy: string;
	answeredAt: Date;
}

export interface PurchaseRequestTable {
	id: string;
	needId: string;
	checkId: string;
	organisationId: string;
	unitId: string;
	/** Null while a draft does not say. */
	kind: PurchaseKind | null;
	quantityMilli: number;
	totalPriceOre: number | null;
	quality: string | null;
	expectedLifetimeYears: number | null;
	warrantyMonths: number | null;
	spareParts: string | null;
	repairability: string | null;
	recyclability: string | null;
	takeBack: string | null;
	state: PurchaseRequestState;
	requestedBy: string;
	makers: Generated<string[]>;
	submittedAt: Date | null;
	checkValidUntil: Date | null;
	decidedBy: string | null;
	decidedAt: Date | null;
	decisionReason: string | null;
	rerunId: string | null;
	sentBackReason: string | null;
	createdAt: Date;
	checkStateNeeded: GeneratedAlways<string | null>;
	rerunNewSurplus: GeneratedAlways<number | null>;
}

export interface ReuseCheckRerunTable {
	id: string;
	purchaseRequestId: string;
	newSurplus: number;
	ranAt: Date;
	ranBy: string;
}

export interface ClearanceTable {
	id: string;
	number: string;
	purchaseRequestId: string;
	requestState: Generated<string>;
	organisationId: string;
	unitId: string;
	itemTypeId: string;
	quantityClearedMilli: number;
	quantityConsumedMilli: Generated<number>;
	measure: Measure;
	state: ClearanceState;
	issuedAt: Date;
	issuedBy: string;
	validUntil: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		need: NeedTable;
		reuseCheck: ReuseCheckTable;
		reuseCheckCandidate: ReuseCheckCandidateTable;
		reuseCheckAnswer: ReuseCheckAnswerTable;
		rungAnswer: RungAnswerTable;
		purchaseRequest: PurchaseRequestTable;
		reuseCheckRerun: ReuseCheckRerunTable;
		clearance: ClearanceTable;
	}
}
