import type { PracticeRole } from './practice-role';

export interface AccountTable {
	id: string;
	personId: string;
	issuer: string;
	subject: string;
	createdAt: Date;
	disabledAt: Date | null;
}

export interface PasswordCredentialTable {
	accountId: string;
	passwordHash: string;
	changedAt: Date;
}

export interface SessionTable {
	id: string;
	accountId: string;
	createdAt: Date;
	expiresAt: Date;
	providerId: string | null;
	providerSession: string | null;
	authenticatedAt: Date;
	/** Whom the person of the session practises as; null for nobody. */
	practisingAs: PracticeRole | null;
}

export interface OneTimeLinkTable {
	tokenHash: string;
	accountId: string;
	purpose: string;
	createdAt: Date;
	expiresAt: Date;
	usedAt: Date | null;
}

export interface ApiTokenTable {
	id: string;
	tokenHash: string;
	personId: string;
	unitId: string;
	name: string;
	scopes: string[];
	createdAt: Date;
	expiresAt: Date;
	revokedAt: Date | null;
	lastUsedAt: Date | null;
}

export interface IdempotentRequestTable {
	tokenId: string;
	key: string;
	requestHash: string;
	status: number | null;
	body: string | null;
	createdAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		account: AccountTable;
		passwordCredential: PasswordCredentialTable;
		session: SessionTable;
		oneTimeLink: OneTimeLinkTable;
		apiToken: ApiTokenTable;
		idempotentRequest: IdempotentRequestTable;
	}
}
