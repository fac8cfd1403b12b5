import { osloDate, type Clock } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { Role } from '$lib/organisation/organisation';
import { accountRepository } from './account.repository.server';
import { signInRepository } from './sign-in.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'account.linked': { accountId: string; personId: string };
		'membership.ended': { personId: string; unitId: string; role: Role };
	}
}

interface NewPerson {
	organisationId: string;
	homeUnitId: string;
	displayName: string;
	email: string;
}

/** Writes people, accounts and roles as a provider, or a human on its behalf, says they are. */
export function signInPeople({ clock }: { clock: Clock }) {
	const id = () => newId(clock.now().getTime());

	return {
		/** @throws AppError emailTaken when somebody of any organisation has the address */
		async createPerson(
			trx: Trx,
			events: Emitter,
			person: NewPerson,
			actorId: string | null
		): Promise<string> {
			if (await signInRepository(trx).isEmailTaken(person.email)) throw refused('emailTaken');
			const personId = id();
			const at = clock.now();
			await signInRepository(trx).insertPerson({ id: personId, ...person, createdAt: at });
			await events.emit(
				'person.created',
				{ actorId, organisationId: person.organisationId, subjectKind: 'person', subjectId: personId, at },
				{ personId }
			);
			return personId;
		},

		/** Lets a person in by an identity: issuer and subject. */
		async link(
			trx: Trx,
			events: Emitter,
			{
				personId,
				organisationId,
				issuer,
				subject,
				actorId
			}: {
				personId: string;
				organisationId: string;
				issuer: string;
				subject: string;
				actorId: string | null;
			}
		): Promise<string> {
			const accountId = id();
			const at = clock.now();
			await accountRepository(trx).insert({ id: accountId, personId, issuer, subject, createdAt: at });
			await events.emit(
				'account.linked',
				{ actorId, organisationId, subjectKind: 'account', subjectId: accountId, at },
				{ accountId, personId }
			);
			return accountId;
		},

		/**
		 * Gives the roles a provider's claims give, and takes back those of its roles that they no longer give. Roles
		 * that people gave are left alone.
		 */
		async followClaims(
			trx: Trx,
			events: Emitter,
			{
				personId,
				organisationId,
				providerId,
				roles
			}: {
				personId: string;
				organisationId: string;
				providerId: string;
				roles: readonly { role: Role; unitId: string }[];
			}
		): Promise<void> {
			const at = clock.now();
			const today = osloDate(at);
			const frame = { actorId: null, organisationId, subjectKind: 'membership', at };
			const held = await signInRepository(trx).listRoles(personId, today);
			const has = (list: readonly { role: Role; unitId: string }[], one: { role: Role; unitId: string }) =>
				list.some(({ role, unitId }) => role === one.role && unitId === one.unitId);
			for (const { role, unitId } of roles) {
				if (has(held, { role, unitId })) continue;
				const membershipId = id();
				await signInRepository(trx).insertMembership({
					id: membershipId,
					personId,
					unitId,
					role,
					validFrom: today,
					providerId
				});
				await events.emit(
					'membership.granted',
					{ ...frame, subjectId: membershipId, toState: role, reason: 'signInRule' },
					{ personId, unitId, role }
				);
			}
			for (const one of held) {
				if (one.providerId !== providerId || has(roles, one)) continue;
				await signInRepository(trx).endMembership(one.id, today);
				await events.emit(
					'membership.ended',
					{ ...frame, subjectId: one.id, fromState: one.role, reason: 'signInRule' },
					{ personId, unitId: one.unitId, role: one.role }
				);
			}
		}
	};
}
