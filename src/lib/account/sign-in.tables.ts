import type { Generated } from 'kysely';
import type { Role } from '$lib/organisation/organisation';

export interface SignInProviderTable {
	id: string;
	organisationId: string;
	name: string;
	issuer: string;
	clientId: string;
	sealedClientSecret: string;
	scopes: Generated<string>;
	organisationClaim: string | null;
	organisationValue: string | null;
	trustsEmail: Generated<boolean>;
	isActive: Generated<boolean>;
	version: Generated<number>;
	createdAt: Date;
}

export interface SignInRuleTable {
	id: string;
	providerId: string;
	organisationId: string;
	claim: string;
	value: string;
	kind: 'homeUnit' | 'role';
	role: Role | null;
	unitId: string;
	createdAt: Date;
}

export interface SignInAttemptTable {
	stateHash: string;
	browserHash: string;
	providerId: string;
	nonce: string;
	codeVerifier: string;
	next: string;
	reauthenticatesAccountId: string | null;
	createdAt: Date;
	expiresAt: Date;
}

export interface SignInRequestTable {
	id: string;
	providerId: string;
	organisationId: string;
	subject: string;
	displayName: string;
	email: string;
	state: Generated<'waiting' | 'admitted' | 'refused'>;
	askedAt: Date;
	decidedAt: Date | null;
	decidedBy: string | null;
}

export interface SpentLogoutTokenTable {
	tokenHash: string;
	expiresAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		signInProvider: SignInProviderTable;
		signInRule: SignInRuleTable;
		signInAttempt: SignInAttemptTable;
		signInRequest: SignInRequestTable;
		spentLogoutToken: SpentLogoutTokenTable;
	}
}
