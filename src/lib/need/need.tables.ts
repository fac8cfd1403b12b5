import type { Generated, GeneratedAlways } from 'kysely';

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
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	neededBy: string;
	reason: string;
	unitPriceOre: number | null;
	priceEvidence: Generated<'none' | 'quote' | 'agreement' | 'budgetLine'>;
	priceReference: string | null;
	wouldBuyNew: Generated<'yes' | 'no' | 'unknown'>;
	state:
		| 'draft'
		| 'checking'
		| 'covered'
		| 'partlyCovered'
		| 'purchaseRequested'
		| 'cleared'
		| 'dropped'
		| 'cancelled'
		| 'closed';
	droppedReason: string | null;
	dropConfirmedBy: string | null;
	dropConfirmedAt: Date | null;
	statedAt: Date;
	createdAt: Date;
	updatedAt: Date;
}

export interface ReuseCheckTable {
	id: string;
	needId: string;
	state: 'open' | 'completed' | 'stale';
	query: string;
	engineVersion: string;
	ruleVersion: string;
	total: number;
	startedAt: Date;
	completedAt: Date | null;
	completedBy: string | null;
	validUntil: Date | null;
	restReason:
		| 'measure'
		| 'condition'
		| 'quantity'
		| 'tooLate'
		| 'tooFar'
		| 'function'
		| 'accessibility'
		| 'other'
		| null;
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
	reason:
		| 'measure'
		| 'condition'
		| 'quantity'
		| 'tooLate'
		| 'tooFar'
		| 'function'
		| 'accessibility'
		| 'other'
		| null;
	note: string | null;
	answeredBy: string;
	answeredAt: Date;
}

export interface RungAnswerTable {
	checkId: string;
	rung: 'avoid' | 'reuse' | 'share' | 'repair' | 'cooperate';
	position: number;
	outcome: 'used' | 'partly' | 'none' | 'notAvailable';
	reason:
		| 'measure'
		| 'condition'
		| 'quantity'
		| 'tooLate'
		| 'tooFar'
		| 'function'
		| 'accessibility'
		| 'other'
		| 'notApplicable'
		| 'noOffer'
		| 'tooExpensive'
		| null;
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
	kind: 'new' | 'usedFromSupplier' | 'lease';
	quantityMilli: number;
	totalPriceOre: number | null;
	quality: string | null;
	expectedLifetimeYears: number | null;
	warrantyMonths: number | null;
	spareParts: string | null;
	repairability: string | null;
	recyclability: string | null;
	takeBack: string | null;
	state: 'draft' | 'submitted' | 'approved' | 'rejected';
	requestedBy: string;
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
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	state: 'valid' | 'consumed' | 'expired' | 'withdrawn';
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
