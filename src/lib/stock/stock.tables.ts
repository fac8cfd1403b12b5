import type { Generated } from 'kysely';

export interface LotTable {
	id: string;
	organisationId: string;
	unitId: string;
	itemTypeId: string;
	predecessorLotId: string | null;
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	condition: 'likeNew' | 'good' | 'usable' | 'worn' | 'needsRepair';
	attributes: Generated<unknown>;
	serial: string | null;
	yearAcquired: number | null;
	onHandMilli: Generated<number>;
	reservedMilli: Generated<number>;
	requiresErasure: Generated<boolean>;
	custodyState: 'received' | 'erased' | 'verified' | 'ready' | 'failed' | null;
	hazardState: 'unanswered' | 'ok' | 'expert' | 'stop' | null;
	state: Generated<'active' | 'closed'>;
	version: Generated<number>;
	createdAt: Date;
	createdBy: string | null;
}

export interface StockMovementTable {
	id: string;
	lotId: string;
	kind: 'in' | 'out' | 'returned' | 'lost' | 'recycled' | 'wasted';
	quantityMilli: number;
	causeEventId: string;
	handoverId: string | null;
	occurredOn: string;
	bookedAt: Date;
	bookedBy: string | null;
}

export interface CustodyRecordTable {
	id: string;
	lotId: string;
	state: 'received' | 'erased' | 'verified' | 'ready' | 'failed';
	mediumType: string | null;
	sanitisation: 'clear' | 'purge' | 'destroy' | null;
	tool: string | null;
	isReleasedFromManagement: boolean | null;
	note: string | null;
	recordedBy: string | null;
	recordedAt: Date;
}

export interface HazardRecordTable {
	id: string;
	lotId: string;
	state: 'unanswered' | 'ok' | 'expert' | 'stop';
	ruleVersion: string;
	answers: unknown;
	note: string | null;
	recordedBy: string | null;
	recordedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		lot: LotTable;
		stockMovement: StockMovementTable;
		custodyRecord: CustodyRecordTable;
		hazardRecord: HazardRecordTable;
	}
}
