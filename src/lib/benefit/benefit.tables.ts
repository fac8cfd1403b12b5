import type { Generated } from 'kysely';

export interface FactorTable {
	id: string;
	organisationId: string | null;
	key: string;
	version: string;
	name: string;
	category: string;
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	gramsCo2eLow: string;
	gramsCo2eCentral: string;
	gramsCo2eHigh: string;
	weightGrams: string | null;
	scope: string;
	sourceTitle: string;
	sourceYear: number;
	sourceRef: string;
	sourceAccess: string;
	derivation: string;
	confidence: 'A' | 'B' | 'C';
	weightConfidence: 'A' | 'B' | 'C';
	validFrom: string;
	rowHash: string;
}

export interface PriceTable {
	id: string;
	organisationId: string | null;
	key: string;
	version: string;
	name: string;
	measure: string;
	kind: string;
	priceOreLow: string | null;
	priceOreCentral: string | null;
	priceOreHigh: string | null;
	priceYear: number;
	vatBasis: string;
	sourceTitle: string;
	sourceYear: number;
	sourceRef: string;
	derivation: string;
	confidence: 'A' | 'B' | 'C';
	validFrom: string;
	rowHash: string;
}

export interface LifetimeTable {
	id: string;
	organisationId: string | null;
	key: string;
	version: string;
	name: string;
	yearsLow: string;
	yearsCentral: string;
	yearsHigh: string;
	sourceTitle: string;
	sourceYear: number;
	sourceRef: string;
	derivation: string;
	confidence: 'A' | 'B' | 'C';
	validFrom: string;
	rowHash: string;
}

export interface ParameterTable {
	id: string;
	organisationId: string | null;
	key: string;
	version: string;
	valueLow: string;
	valueCentral: string;
	valueHigh: string;
	unitSymbol: string;
	sourceTitle: string;
	sourceRef: string;
	derivation: string;
	confidence: 'A' | 'B' | 'C';
	isAssumed: boolean;
	ownerRole: string;
	validFrom: string;
	rowHash: string;
}

export interface BenefitEntryTable {
	id: string;
	sequence: Generated<number>;
	organisationId: string;
	unitId: string;
	unitPath: string[];
	side: 'receiver' | 'giver';
	kind: 'co2Gross' | 'co2Net' | 'money' | 'massKept' | 'disposalFee';
	causeEventId: string;
	cause: 'handover' | 'return' | 'correction' | 'loan' | 'repair' | 'droppedNeed' | 'needRestated';
	reversesEntryId: string | null;
	handoverId: string | null;
	needId: string | null;
	lotId: string | null;
	itemTypeId: string;
	pack: 'furniture' | 'it' | 'building';
	pilotId: string | null;
	quantityMilli: number;
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	amountLow: number | null;
	amountCentral: number | null;
	amountHigh: number | null;
	missingReason: string | null;
	evidenceGrade: 'A' | 'B' | 'C' | 'none';
	dataQuality: 'A' | 'B' | 'C' | null;
	formulaVersion: string;
	payload: string;
	payloadHash: string;
	occurredOn: string;
	bookedAt: Date;
	period: string;
}

declare module '$lib/platform/db.server' {
	interface Database {
		factor: FactorTable;
		price: PriceTable;
		lifetime: LifetimeTable;
		parameter: ParameterTable;
		benefitEntry: BenefitEntryTable;
	}
}
