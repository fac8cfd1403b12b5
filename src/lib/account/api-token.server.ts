import type { Clock } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import type { Actor } from '$lib/organisation/permission';
import { apiTokenRepository } from './api-token.repository.server';
import { newSecret, sha256 } from './secret.server';

/** Marks our tokens, so that one that leaked is recognised by scanners. */
const TOKEN_PREFIX = 'omatt_';
const TOKEN = /^omatt_[A-Za-z0-9_-]{43}$/;
const NOTED_EVERY_MS = 60_000;

/** A new token and what is stored of it. */
export function newApiToken(): { token: string; tokenHash: string } {
	const token = TOKEN_PREFIX + newSecret();
	return { token, tokenHash: sha256(token) };
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
