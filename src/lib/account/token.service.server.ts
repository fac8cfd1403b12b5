import { requireAccess } from '$lib/organisation/access.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import { notFound } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { apiTokenRepository } from './api-token.repository.server';
import { writeApiToken } from './api-token.server';
import { findColleague } from './colleague.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'apiToken.revoked': { tokenId: string };
	}
}

export interface TokenInput {
	/** Whom it acts for. */
	email: string;
	name: string;
	scopes: readonly string[];
	days: number;
}

/** The administrator's room for API tokens: what other systems may do, for whom and how long. */
export function tokenService({ db, bus, clock }: ServiceDeps) {
	return {
		/** Tokens of the actor's organisation, the ones that work first, newest first. */
		async list(actor: Actor) {
			requireAccess(actor, 'token.create', { organisationId: actor.organisationId });
			const now = clock.now();
			const rows = await apiTokenRepository(db).listOfOrganisation(actor.organisationId);
			const withState = rows.map((row) => ({
				...row,
				state: row.revokedAt
					? ('revoked' as const)
					: row.expiresAt <= now
						? ('expired' as const)
						: ('active' as const)
			}));
			return [
				...withState.filter(({ state }) => state === 'active'),
				...withState.filter(({ state }) => state !== 'active')
			];
		},

		/**
		 * Makes a token that acts for a person of the organisation, from the unit the person is at home in.
		 * @returns the token, shown this once: only its hash is stored
		 * @throws AppError notAllowed, personUnknown (422) for somebody who is out or of another organisation
		 */
		async create(actor: Actor, { email, ...rest }: TokenInput): Promise<{ token: string }> {
			requireAccess(actor, 'token.create', { organisationId: actor.organisationId });
			return inTransaction(db, bus, async (trx, events) => {
				const person = await findColleague(trx, actor.organisationId, email, 'email');
				const { token } = await writeApiToken(
					trx,
					events,
					{ clock, actorId: actor.personId },
					{ person, ...rest }
				);
				return { token };
			});
		},

		/** The token works no more, from now. @throws AppError notFound */
		async revoke(actor: Actor, tokenId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const found = await apiTokenRepository(trx).findOwner(tokenId);
				if (!found || !reachOf(actor, 'token.create').organisationIds.includes(found.organisationId))
					throw notFound();
				if (found.revokedAt) return;
				const at = clock.now();
				await apiTokenRepository(trx).revoke(tokenId, at);
				await events.emit(
					'apiToken.revoked',
					{
						actorId: actor.personId,
						organisationId: found.organisationId,
						subjectKind: 'apiToken',
						subjectId: tokenId,
						at
					},
					{ tokenId }
				);
			});
		}
	};
}
