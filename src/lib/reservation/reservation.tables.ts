import type { Generated } from 'kysely';

export interface ReservationTable {
	id: string;
	listingId: string;
	lotId: string;
	needId: string | null;
	organisationId: string;
	unitId: string;
	requestedBy: string;
	quantityMilli: number;
	state: 'waiting' | 'requested' | 'approved' | 'declined' | 'collected' | 'cancelled' | 'expired';
	queueNumber: Generated<number>;
	pickupCode: string | null;
	expiresAt: Date | null;
	decidedBy: string | null;
	decidedAt: Date | null;
	endedReason: string | null;
	wouldBuyNew: Generated<'yes' | 'no' | 'unknown'>;
	createdAt: Date;
	updatedAt: Date;
}

export interface HandoverTable {
	id: string;
	reservationId: string;
	needId: string | null;
	lotId: string;
	successorLotId: string | null;
	givingOrganisationId: string;
	givingUnitId: string;
	receivingOrganisationId: string;
	receivingUnitId: string;
	kind: 'internalTransfer' | 'gift' | 'sale' | 'loan';
	quantityMilli: number;
	returnedMilli: Generated<number>;
	state: 'prepared' | 'confirmed' | 'returned';
	distanceKmMilli: number | null;
	costsOre: unknown | null;
	partsGramsCo2e: number | null;
	occurredOn: string | null;
	confirmedAt: Date | null;
	confirmedBy: string | null;
	createdAt: Date;
}

export interface HandoverReturnTable {
	id: string;
	handoverId: string;
	quantityMilli: number;
	condition: 'likeNew' | 'good' | 'usable' | 'worn' | 'needsRepair';
	reason: string;
	returnedOn: string;
	recordedBy: string;
	recordedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		reservation: ReservationTable;
		handover: HandoverTable;
		handoverReturn: HandoverReturnTable;
	}
}
