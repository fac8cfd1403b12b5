import type { Generated } from 'kysely';
import type { Role } from './organisation';
import type { UnitKind } from './unit';

export interface CooperationTable {
	id: string;
	name: string;
	createdAt: Date;
}

export interface OrganisationTable {
	id: string;
	cooperationId: string | null;
	orgnr: string;
	name: string;
	kind: 'municipality' | 'stateAgency' | 'churchCouncil';
	municipality: string;
	priorityDays: Generated<number>;
	allowsPassword: Generated<boolean>;
	reauthenticateMinutes: Generated<number>;
	createdAt: Date;
}

export interface UnitTable {
	id: string;
	organisationId: string;
	kind: UnitKind;
	name: string;
	orgnr: string | null;
	externalKey: string | null;
	district: string | null;
	address: string | null;
	isAddressProtected: Generated<boolean>;
	createdAt: Date;
	closedOn: string | null;
	/** The unit that took over when this one was merged into it. */
	mergedIntoId: string | null;
}

/** Names of a unit that has been renamed or will be; one that never was has none here. */
export interface UnitNameTable {
	id: string;
	unitId: string;
	name: string;
	validFrom: string;
	validTo: string | null;
}

export interface UnitParentTable {
	id: string;
	unitId: string;
	parentId: string | null;
	validFrom: string;
	validTo: string | null;
}

export interface PersonTable {
	id: string;
	organisationId: string;
	homeUnitId: string;
	displayName: string;
	email: string;
	locale: Generated<'nb' | 'nn' | 'en'>;
	createdAt: Date;
	deactivatedAt: Date | null;
}

export interface MembershipTable {
	id: string;
	personId: string;
	unitId: string;
	role: Role;
	validFrom: string;
	validTo: string | null;
	providerId: string | null;
}

/** A decision of how long an organisation has its own listings to itself. */
export interface SharingDecisionTable {
	id: string;
	organisationId: string;
	priorityDays: number;
	coversPublished: boolean;
	decidedBy: string | null;
	decidedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		cooperation: CooperationTable;
		organisation: OrganisationTable;
		sharingDecision: SharingDecisionTable;
		unit: UnitTable;
		unitParent: UnitParentTable;
		unitName: UnitNameTable;
		person: PersonTable;
		membership: MembershipTable;
	}
}
