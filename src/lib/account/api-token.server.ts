import type { Clock } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Actor } from '$lib/organisation/permission';
import { apiTokenRepository } from './api-token.repository.server';
import { newSecret, sha256 } from './secret.server';

/** Marks our tokens, so that one that leaked is recognised by scanners. */
const TOKEN_PREFIX = 'omatt_';
const TOKEN = /^omatt_[A-Za-z0-9_-]{43}$/;
const NOTED_EVERY_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'apiToken.created': { tokenId: string; scopes: readonly string[] };
	}
}

export interface NewToken {
	/** Whom it acts for, from the unit the person is at home in. */
	person: { id: string; organisationId: string; homeUnitId: string };
	name: string;
	scopes: readonly string[];
	days: number;
}

/**
 * The one writer of tokens.
 * @param actorId nobody when it is made at the machine itself
 * @returns the token: it is stored as a hash only and never shown again
 */
export async function writeApiToken(
	trx: Trx,
	events: Emitter,
	{ clock, actorId }: { clock: Clock; actorId: string | null },
	{ person, name, scopes, days }: NewToken
): Promise<{ token: string; expiresAt: Date }> {
	const now = clock.now();
	const token = TOKEN_PREFIX + newSecret();
	const tokenId = newId<'ApiToken'>(now.getTime());
	const expiresAt = new Date(now.getTime() + days * DAY_MS);
	await apiTokenRepository(trx).insert({
		id: tokenId,
		tokenHash: sha256(token),
		personId: person.id,
		unitId: person.homeUnitId,
		name,
		scopes: [...scopes],
		createdAt: now,
		expiresAt
	});
	const { organisationId } = person;
	await events.emit(
		'apiToken.created',
		{ actorId, organisationId, subjectKind: 'apiToken', subjectId: tokenId, at: now },
		{ tokenId, scopes }
	);
	return { token, expiresAt };
}

/** The person a bearer token acts for, with its scopes; null when it is unknown, expired, revoked or theirs no more. */
export async function findActorOfToken(
	{ db, clock, organisation }: { db: Db; clock: Clock; organisation: OrganisationService },
	bearer: string
): Promise<Actor | null> {
	if (!TOKEN.test(bearer)) return null;
	const tokens = apiTokenRepository(db);
	const now = clock.now();
	const token = await tokens.findLive(sha256(bearer), now);
	if (!token) return null;
	const { id, personId, unitId, scopes, lastUsedAt } = token;
	const unless = new Date(now.getTime() - NOTED_EVERY_MS);
	if (!lastUsedAt || lastUsedAt <= unless) await tokens.markUsed(id, now, unless);
	return (await organisation.findActor(personId, { kind: 'token', tokenId: id, unitId, scopes })) ?? null;
}
