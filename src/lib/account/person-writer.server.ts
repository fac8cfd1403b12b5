import type { Role } from '$lib/organisation/organisation';
import { osloDate, type Clock } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { readSetting } from '$lib/setting/read-setting.server';
import { normalEmail } from './account';
import { accountRepository } from './account.repository.server';
import { peopleRepository } from './people.repository.server';
import { openSpans, type Span } from './role-span';
import { newSecret, sha256 } from './secret.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'person.created': { personId: string };
		'membership.granted': RoleInUnit & { personId: string };
		'membership.ended': RoleInUnit & { personId: string };
		'account.linked': { accountId: string; personId: string };
		'account.invited': { accountId: string };
	}
}

const HOUR_MS = 60 * 60 * 1000;

/** Who writes, and for which organisation; nobody when a provider or someone at the machine itself does. */
export interface Author {
	actorId: string | null;
	organisationId: string;
}

export interface RoleInUnit {
	role: Role;
	unitId: string;
}

export interface Invitation {
	/** The secret part of a one-time link, shown this once. */
	secret: string;
	expiresAt: Date;
}

interface Reasoned {
	/** A code for the audit log. */
	reason?: string;
}

/** The one writer of people, their roles and their ways in, within the transaction of whoever asks. */
export function personWriter({ clock }: { clock: Clock }) {
	const id = () => newId(clock.now().getTime());
	const today = () => osloDate(clock.now());
	const frame = (author: Author, subjectKind: string, subjectId: string) => ({
		...author,
		subjectKind,
		subjectId,
		at: clock.now()
	});

	return {
		/**
		 * @param person the address may be written in any case
		 * @throws AppError emailTaken (409) when somebody of any organisation has the address
		 */
		async create(
			trx: Trx,
			events: Emitter,
			author: Author,
			person: { homeUnitId: string; displayName: string; email: string; locale?: 'nb' | 'nn' | 'en' }
		): Promise<string> {
			const email = normalEmail(person.email);
			if (await peopleRepository(trx).findByEmail(email)) throw refused('emailTaken');
			const personId = id();
			const { organisationId } = author;
			await peopleRepository(trx).insert({
				...person,
				id: personId,
				organisationId,
				email,
				createdAt: clock.now()
			});
			await events.emit('person.created', frame(author, 'person', personId), { personId });
			return personId;
		},

		/**
		 * Gives a role from a date (today) until a date (open), for the days the person does not have it anyhow.
		 * @param providerId the provider whose claims give it: it ends with them
		 * @returns the memberships that were made
		 */
		async giveRole(
			trx: Trx,
			events: Emitter,
			author: Author,
			{
				personId,
				role,
				unitId,
				validFrom = today(),
				validTo = null,
				providerId = null,
				reason
			}: RoleInUnit &
				Reasoned & {
					personId: string;
					validFrom?: string;
					validTo?: string | null;
					providerId?: string | null;
				}
		): Promise<(Span & { membershipId: string })[]> {
			const held = (await peopleRepository(trx).listRoles(personId, today())).filter(
				(one) => one.role === role && one.unitId === unitId
			);
			const given = openSpans({ validFrom, validTo }, held).map((span) => ({ ...span, membershipId: id() }));
			for (const { membershipId, ...span } of given) {
				await peopleRepository(trx).insertMembership({
					id: membershipId,
					personId,
					unitId,
					role,
					...span,
					providerId
				});
				await events.emit(
					'membership.granted',
					{ ...frame(author, 'membership', membershipId), toState: role, reason: reason ?? null },
					{ personId, unitId, role }
				);
			}
			return given;
		},

		/** The role is gone from today. */
		async endRole(
			trx: Trx,
			events: Emitter,
			author: Author,
			{
				membershipId,
				personId,
				role,
				unitId,
				reason
			}: RoleInUnit & Reasoned & { membershipId: string; personId: string }
		): Promise<void> {
			await peopleRepository(trx).endMembership(membershipId, today());
			await events.emit(
				'membership.ended',
				{ ...frame(author, 'membership', membershipId), fromState: role, reason: reason ?? null },
				{ personId, unitId, role }
			);
		},

		/**
		 * Makes the provider's roles the ones its claims give: new ones are given, those they no longer give end. Roles
		 * that people gave are left alone.
		 */
		async followClaims(
			trx: Trx,
			events: Emitter,
			author: Author,
			{ personId, providerId, roles }: { personId: string; providerId: string; roles: readonly RoleInUnit[] }
		): Promise<void> {
			const reason = 'signInRule';
			for (const one of roles)
				await this.giveRole(trx, events, author, { ...one, personId, providerId, reason });
			for (const held of await peopleRepository(trx).listRoles(personId, today())) {
				const isGiven = roles.some(({ role, unitId }) => role === held.role && unitId === held.unitId);
				if (held.providerId !== providerId || isGiven) continue;
				await this.endRole(trx, events, author, { ...held, membershipId: held.id, personId, reason });
			}
		},

		/** Lets a person in by an identity: issuer and subject. @returns the account's id */
		async link(
			trx: Trx,
			events: Emitter,
			author: Author,
			{ personId, issuer, subject }: { personId: string; issuer: string; subject: string }
		): Promise<string> {
			const accountId = id();
			const createdAt = clock.now();
			await accountRepository(trx).insert({ id: accountId, personId, issuer, subject, createdAt });
			await events.emit('account.linked', frame(author, 'account', accountId), { accountId, personId });
			return accountId;
		},

		/**
		 * A one-time link on which a person sets a password, good for the hours of the setting; earlier ones stop working.
		 */
		async invite(
			trx: Trx,
			events: Emitter,
			author: Author,
			{ personId, email }: { personId: string; email: string }
		): Promise<Invitation> {
			const accounts = accountRepository(trx);
			const createdAt = clock.now();
			const known = await accounts.findOfPerson(personId, 'password');
			const accountId = known?.id ?? id();
			const subject = normalEmail(email);
			if (!known) await accounts.insert({ id: accountId, personId, issuer: 'password', subject, createdAt });
			const secret = newSecret();
			const expiresAt = new Date(createdAt.getTime() + (await readSetting(trx, 'invitationHours')) * HOUR_MS);
			await accounts.deleteLinksOf(accountId);
			await accounts.insertLink({
				tokenHash: sha256(secret),
				accountId,
				purpose: 'setPassword',
				createdAt,
				expiresAt
			});
			await events.emit('account.invited', frame(author, 'account', accountId), { accountId });
			return { secret, expiresAt };
		}
	};
}
