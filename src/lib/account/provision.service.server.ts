import { osloDate } from '$lib/platform/clock';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { invalid, refused } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { isOrgnr, type Role } from '$lib/organisation/organisation';
import { normalEmail } from './account';
import { accountRepository } from './account.repository.server';
import { apiTokenRepository } from './api-token.repository.server';
import { newApiToken } from './api-token.server';
import { provisionRepository } from './provision.repository.server';
import { newSecret, sha256 } from './secret.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'organisation.created': { organisationId: string };
		'person.created': { personId: string };
		'membership.granted': { personId: string; unitId: string; role: Role };
		'account.invited': { accountId: string };
		'apiToken.created': { tokenId: string; scopes: readonly string[] };
	}
}

const LINK_MS = 48 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The first administrator is an employee like any other, too. */
const ADMIN_ROLES: readonly Role[] = ['orgAdmin', 'requester'];

export interface AdminInvitation {
	email: string;
	name: string;
	/** The organisation, by number; may be left out where there is exactly one. */
	organisation?: { orgnr: string; name?: string; municipality?: string };
}

export interface NewToken {
	email: string;
	scopes: readonly string[];
	name: string;
	days: number;
}

/** What is done at the machine itself, before anyone can sign in: there is no actor, the audit log says so. */
export function provisionService({ db, bus, clock }: ServiceDeps) {
	return {
		/**
		 * Creates what is missing of organisation, root unit, person, account and roles, and a one-time link (48 hours)
		 * on which the person sets a password; earlier links of the account stop working. Passwords are on from then.
		 * @returns the secret part of the link
		 * @throws AppError orgnrInvalid, organisationUnclear, organisationNameMissing, personElsewhere, personDeactivated
		 */
		inviteAdmin: ({ email, name, organisation }: AdminInvitation): Promise<{ secret: string }> =>
			inTransaction(db, bus, async (trx, events) => {
				const provisions = provisionRepository(trx);
				const accounts = accountRepository(trx);
				const now = clock.now();
				const today = osloDate(now);
				const id = () => newId(now.getTime());
				await lockByName(trx, 'inviteAdmin');

				async function findOrCreateOrganisation(): Promise<string> {
					if (!organisation) {
						const [only, other] = await provisions.listSomeOrganisations();
						if (!only || other) throw invalid('organisationUnclear', { field: 'orgnr' });
						return only.id;
					}
					const { orgnr, name: organisationName } = organisation;
					if (!isOrgnr(orgnr)) throw invalid('orgnrInvalid', { field: 'orgnr' });
					const known = await provisions.findOrganisation(orgnr);
					if (known) return known.id;
					if (!organisationName) throw invalid('organisationNameMissing', { field: 'organisation' });
					const organisationId = id();
					await provisions.insertOrganisation({
						id: organisationId,
						cooperationId: null,
						orgnr,
						name: organisationName,
						kind: 'municipality',
						municipality: organisation.municipality ?? organisationName.replace(/ kommune$/, ''),
						createdAt: now
					});
					await provisions.insertRoot(
						{ id: id(), organisationId, kind: 'unit', name: organisationName, createdAt: now },
						id(),
						today
					);
					await events.emit(
						'organisation.created',
						{
							actorId: null,
							organisationId,
							subjectKind: 'organisation',
							subjectId: organisationId,
							at: now
						},
						{ organisationId }
					);
					return organisationId;
				}

				const organisationId = await findOrCreateOrganisation();
				const root = await provisions.findRoot(organisationId, today);
				if (!root) throw invalid('organisationUnclear', { field: 'orgnr' });
				const subject = normalEmail(email);
				const frame = { actorId: null, organisationId, at: now };

				// The way in when a provider is gone: whoever is at the machine may open for passwords again.
				await provisions.allowPasswords(organisationId);

				const known = await provisions.findPerson(subject);
				if (known?.deactivatedAt) throw refused('personDeactivated');
				if (known && known.organisationId !== organisationId) throw refused('personElsewhere');
				const personId = known?.id ?? id();
				if (!known) {
					await provisions.insertPerson({
						id: personId,
						organisationId,
						homeUnitId: root.id,
						displayName: name,
						email: subject,
						createdAt: now
					});
					await events.emit(
						'person.created',
						{ ...frame, subjectKind: 'person', subjectId: personId },
						{ personId }
					);
				}
				for (const role of ADMIN_ROLES) {
					if (await provisions.hasMembership(personId, root.id, role, today)) continue;
					const membershipId = id();
					await provisions.insertMembership({
						id: membershipId,
						personId,
						unitId: root.id,
						role,
						validFrom: today
					});
					await events.emit(
						'membership.granted',
						{ ...frame, subjectKind: 'membership', subjectId: membershipId, toState: role },
						{ personId, unitId: root.id, role }
					);
				}
				const account = await accounts.findOfPerson(personId, 'password');
				const accountId = account?.id ?? id();
				if (!account)
					await accounts.insert({ id: accountId, personId, issuer: 'password', subject, createdAt: now });
				const secret = newSecret();
				await accounts.deleteLinksOf(accountId);
				await accounts.insertLink({
					tokenHash: sha256(secret),
					accountId,
					purpose: 'setPassword',
					createdAt: now,
					expiresAt: new Date(now.getTime() + LINK_MS)
				});
				await events.emit(
					'account.invited',
					{ ...frame, subjectKind: 'account', subjectId: accountId },
					{ accountId }
				);
				return { secret };
			}),

		/**
		 * Makes a token that acts for the person, from the unit the person is at home in.
		 * @returns the token: it is stored as a hash only and never shown again
		 * @throws AppError personUnknown
		 */
		createToken: ({ email, scopes, name, days }: NewToken): Promise<{ token: string; expiresAt: Date }> =>
			inTransaction(db, bus, async (trx, events) => {
				const person = await provisionRepository(trx).findPerson(normalEmail(email));
				if (!person || person.deactivatedAt) throw invalid('personUnknown', { field: 'user' });
				const now = clock.now();
				const tokenId = newId<'ApiToken'>(now.getTime());
				const expiresAt = new Date(now.getTime() + days * DAY_MS);
				const { token, tokenHash } = newApiToken();
				await apiTokenRepository(trx).insert({
					id: tokenId,
					tokenHash,
					personId: person.id,
					unitId: person.homeUnitId,
					name,
					scopes: [...scopes],
					createdAt: now,
					expiresAt
				});
				await events.emit(
					'apiToken.created',
					{
						actorId: null,
						organisationId: person.organisationId,
						subjectKind: 'apiToken',
						subjectId: tokenId,
						at: now
					},
					{ tokenId, scopes }
				);
				return { token, expiresAt };
			})
	};
}
