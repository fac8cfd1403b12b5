import { inTransaction, lockByName } from '$lib/platform/events.server';
import type { Trx } from '$lib/platform/db.server';
import { invalid } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import type { Seal } from '$lib/platform/seal.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { isOrgnr } from '$lib/organisation/organisation';
import { normalEmail } from './account';
import { writeApiToken, type NewToken } from './api-token.server';
import { organisationWriter } from './organisation-writer.server';
import { peopleRepository } from './people.repository.server';
import type { Invitation } from './person-writer.server';
import { provisionRepository } from './provision.repository.server';
import { signInRepository } from './sign-in.repository.server';
import { secretContext } from './sign-in.service.server';

export interface AdminInvitation {
	email: string;
	name: string;
	/** The organisation, by number; may be left out where there is exactly one. */
	organisation?: { orgnr: string; name?: string; municipality?: string };
}

export interface ProviderAtMachine {
	issuer: string;
	clientId: string;
	clientSecret: string;
	name: string;
	/** May be left out where there is exactly one organisation. */
	orgnr?: string;
}

export type TokenAtMachine = Omit<NewToken, 'person'> & { email: string };

/** What is done at the machine itself, before anyone can sign in: there is no actor, the audit log says so. */
export function provisionService({ db, bus, clock, seal }: ServiceDeps & { seal: Seal }) {
	const writer = organisationWriter({ clock });

	/** @throws AppError organisationUnclear (422) where there is none, or more than one */
	async function findOnlyOrganisation(trx: Trx): Promise<string> {
		const [only, other] = await provisionRepository(trx).listSomeOrganisations();
		if (!only || other) throw invalid('organisationUnclear', { field: 'orgnr' });
		return only.id;
	}
	/** The secret a row holds; null where it was sealed with another installation's key. */
	function openSecret({ id, sealedClientSecret }: { id: string; sealedClientSecret: string }): string | null {
		try {
			return seal.open(sealedClientSecret, secretContext(id));
		} catch {
			return null;
		}
	}
	return {
		/**
		 * Creates what is missing of organisation, root unit, person, account and roles, and a one-time link on
		 * which the person sets a password; earlier links of the account stop working. Passwords are on from then.
		 * @throws AppError orgnrInvalid, organisationUnclear, organisationNameMissing, personElsewhere, personDeactivated
		 */
		inviteAdmin: ({ email, name, organisation }: AdminInvitation): Promise<Invitation> =>
			inTransaction(db, bus, async (trx, events) => {
				const provisions = provisionRepository(trx);
				await lockByName(trx, 'inviteAdmin');

				async function findOrCreateOrganisation(): Promise<string> {
					if (!organisation) return findOnlyOrganisation(trx);
					const { orgnr, name: organisationName } = organisation;
					if (!isOrgnr(orgnr)) throw invalid('orgnrInvalid', { field: 'orgnr' });
					const known = await provisions.findOrganisation(orgnr);
					if (known) return known.id;
					if (!organisationName) throw invalid('organisationNameMissing', { field: 'organisation' });
					return writer.create(trx, events, null, {
						orgnr,
						name: organisationName,
						kind: 'municipality',
						municipality: organisation.municipality ?? organisationName.replace(/ kommune$/, ''),
						cooperationId: null
					});
				}

				const author = { actorId: null, organisationId: await findOrCreateOrganisation() };
				return writer.inviteAdmin(trx, events, author, { email, name });
			}),

		/**
		 * Makes the environment's provider one of an organisation's: it is added the first time, later its secret follows
		 * the environment and everything else stays as an administrator left it.
		 * @returns what was done
		 * @throws AppError organisationUnclear (422)
		 */
		connectProvider: ({
			orgnr,
			clientSecret,
			...provider
		}: ProviderAtMachine): Promise<'added' | 'changed' | 'kept'> =>
			inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, 'connectProvider');
				const named = orgnr ? await provisionRepository(trx).findOrganisation(orgnr) : undefined;
				if (orgnr && !named) throw invalid('organisationUnclear', { field: 'orgnr' });
				const organisationId = named?.id ?? (await findOnlyOrganisation(trx));
				const at = clock.now();
				const frame = { actorId: null, organisationId, subjectKind: 'signInProvider', at };
				const all = await signInRepository(trx).listOfOrganisations([organisationId]);
				const known = all.find(
					({ issuer, clientId }) => issuer === provider.issuer && clientId === provider.clientId
				);
				const id = known?.id ?? newId<'SignInProvider'>(at.getTime());
				const sealedClientSecret = seal.close(clientSecret, secretContext(id));
				if (!known) {
					const row = { ...provider, id, organisationId, sealedClientSecret, createdAt: at };
					await signInRepository(trx).insertProvider(row);
					await events.emit('signInProvider.added', { ...frame, subjectId: id }, { providerId: id });
					return 'added';
				}
				if (openSecret(known) === clientSecret) return 'kept';
				await signInRepository(trx).updateProvider(id, known.version, { sealedClientSecret });
				await events.emit('signInProvider.changed', { ...frame, subjectId: id }, { providerId: id });
				return 'changed';
			}),

		/**
		 * Makes a token that acts for the person, from the unit the person is at home in.
		 * @returns the token: it is stored as a hash only and never shown again
		 * @throws AppError personUnknown
		 */
		createToken: ({ email, ...rest }: TokenAtMachine): Promise<{ token: string; expiresAt: Date }> =>
			inTransaction(db, bus, async (trx, events) => {
				const person = await peopleRepository(trx).findByEmail(normalEmail(email));
				if (!person || person.deactivatedAt) throw invalid('personUnknown', { field: 'user' });
				return writeApiToken(trx, events, { clock, actorId: null }, { person, ...rest });
			})
	};
}
