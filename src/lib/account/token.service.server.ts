import { requireAccess } from '$lib/organisation/access.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import { scopeCode, type TokenScope } from '$lib/organisation/token-scope';
import type { Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, type EventFrame } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { apiTokenRepository } from './api-token.repository.server';
import { writeApiToken } from './api-token.server';
import { findColleague } from './colleague.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'apiToken.revoked': { tokenId: string };
		'apiToken.narrowed': { tokenId: string; scope: string };
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
	/** Held until the transaction ends. @throws AppError notFound */
	async function hold(actor: Actor, trx: Trx, tokenId: string) {
		const found = await apiTokenRepository(trx).findOwner(tokenId);
		if (!found || !reachOf(actor, 'token.create').organisationIds.includes(found.organisationId))
			throw notFound();
		const { organisationId } = found;
		const frame: EventFrame = {
			...{ actorId: actor.personId, organisationId, at: clock.now() },
			...{ subjectKind: 'apiToken', subjectId: tokenId }
		};
		return { ...found, frame };
	}

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
				const { revokedAt, frame } = await hold(actor, trx, tokenId);
				if (revokedAt) return;
				await apiTokenRepository(trx).revoke(tokenId, frame.at);
				await events.emit('apiToken.revoked', frame, { tokenId });
			});
		},

		/**
		 * Takes one thing away that the token was good for, from now; the rest still works.
		 * @throws AppError notFound, lastScope (409): a token that is good for nothing is revoked instead
		 */
		async removeScope(actor: Actor, tokenId: string, scope: TokenScope): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { revokedAt, scopes, frame } = await hold(actor, trx, tokenId);
				if (revokedAt || !scopes.includes(scope)) return;
				const left = scopes.filter((one) => one !== scope);
				if (left.length === 0) throw refused('lastScope');
				await apiTokenRepository(trx).narrow(tokenId, left);
				const reason = scopeCode(scope);
				await events.emit('apiToken.narrowed', { ...frame, reason }, { tokenId, scope });
			});
		}
	};
}
