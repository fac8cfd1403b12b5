import { requireAccess } from '$lib/organisation/access.server';
import type { Role } from '$lib/organisation/organisation';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { findColleague } from './colleague.server';
import { keepingAnAdmin } from './last-admin.server';
import { peopleRepository } from './people.repository.server';
import { personWriter, type Invitation } from './person-writer.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'person.moved': { personId: string; unitId: string };
		'person.deactivated': { personId: string; deputyId: string | null };
		'person.reactivated': { personId: string };
	}
}

const PAGE = 50;

export interface NewPersonInput {
	name: string;
	email: string;
	unitId: string;
	roles: readonly Role[];
}

/** The administrator's room for people: who works where, what they may do, and who is out. */
export function peopleService({
	db,
	bus,
	clock,
	organisation
}: ServiceDeps & { organisation: OrganisationService }) {
	const writer = personWriter({ clock });
	const today = () => osloDate(clock.now());
	const frame = (actor: Actor, kind: string, id: string) => ({
		actorId: actor.personId,
		organisationId: actor.organisationId,
		subjectKind: kind,
		subjectId: id,
		at: clock.now()
	});

	const authorOf = ({ personId, organisationId }: Actor) => ({ actorId: personId, organisationId });

	const isReached = (actor: Actor, organisationId: string | undefined): boolean =>
		organisationId !== undefined && reachOf(actor, 'person.manage').organisationIds.includes(organisationId);

	async function hold(actor: Actor, trx: Trx, personId: string) {
		const person = await peopleRepository(trx).findForUpdate(personId);
		if (!person || !isReached(actor, person.organisationId)) throw notFound();
		return person;
	}

	/** Holds a person whose right to administer may end by this. @throws AppError notFound, lastAdministrator (409) */
	async function holdKeepingAnAdmin(
		actor: Actor,
		trx: Trx,
		personId: string,
		change: (person: Awaited<ReturnType<typeof hold>>) => Promise<void>
	): Promise<void> {
		const person = await peopleRepository(trx).find(personId);
		if (!person || !isReached(actor, person.organisationId)) throw notFound();
		await keepingAnAdmin(trx, person.organisationId, today(), async () =>
			change(await hold(actor, trx, personId))
		);
	}

	return {
		/** A page of the actor's organisation's people. @param after id of the last one of the page before */
		async list(actor: Actor, { words = '', after }: { words?: string; after?: string } = {}) {
			requireAccess(actor, 'person.manage', { organisationId: actor.organisationId });
			const last = after ? await peopleRepository(db).find(after) : undefined;
			const isOwn = isReached(actor, last?.organisationId);
			const rows = await peopleRepository(db).list(actor.organisationId, {
				words: words.trim(),
				...(last && isOwn && { after: { name: last.displayName, id: last.id } }),
				limit: PAGE + 1
			});
			const people = rows.slice(0, PAGE);
			return { people, next: rows.length > PAGE ? (people.at(-1)?.id ?? null) : null };
		},

		/** @throws AppError notFound */
		async get(actor: Actor, personId: string) {
			const person = await peopleRepository(db).find(personId);
			if (!person || !isReached(actor, person.organisationId)) throw notFound();
			const roles = await peopleRepository(db).listRoles(personId, today());
			return {
				...person,
				roles: roles.filter(({ organisationId }) => organisationId === person.organisationId)
			};
		},

		/**
		 * Puts a person in and makes a one-time link: for partners and others without a provider.
		 * @throws AppError emailTaken, chooseOne (422)
		 */
		async invite(actor: Actor, input: NewPersonInput): Promise<Invitation & { personId: string }> {
			requireAccess(actor, 'person.manage', { organisationId: actor.organisationId });
			await organisation.requireUnit(actor, input.unitId);
			return inTransaction(db, bus, async (trx, events) => {
				const author = authorOf(actor);
				const { unitId, name, email } = input;
				const person = { homeUnitId: unitId, displayName: name, email };
				const personId = await writer.create(trx, events, author, person);
				for (const role of input.roles)
					await writer.giveRole(trx, events, author, { personId, unitId, role });
				return { personId, ...(await writer.invite(trx, events, author, { personId, email })) };
			});
		},

		/** A new link for someone who lost the old one or the password. @throws AppError notFound, personDeactivated */
		async inviteAgain(actor: Actor, personId: string): Promise<Invitation> {
			return inTransaction(db, bus, async (trx, events) => {
				const { deactivatedAt, email } = await hold(actor, trx, personId);
				if (deactivatedAt) throw refused('personDeactivated');
				return writer.invite(trx, events, authorOf(actor), { personId, email });
			});
		},

		/** @throws AppError notFound, chooseOne (422) */
		async move(actor: Actor, personId: string, unitId: string): Promise<void> {
			await organisation.requireUnit(actor, unitId);
			await inTransaction(db, bus, async (trx, events) => {
				const { homeUnitId } = await hold(actor, trx, personId);
				if (homeUnitId === unitId) return;
				await peopleRepository(trx).moveHome(personId, unitId);
				await events.emit('person.moved', frame(actor, 'person', personId), { personId, unitId });
			});
		},

		/** Gives a role in a unit and what lies below it, from today. @throws AppError notFound, chooseOne (422) */
		async giveRole(actor: Actor, personId: string, role: Role, unitId: string): Promise<void> {
			await organisation.requireUnit(actor, unitId);
			await inTransaction(db, bus, async (trx, events) => {
				await hold(actor, trx, personId);
				await writer.giveRole(trx, events, authorOf(actor), { personId, unitId, role });
			});
		},

		/** @throws AppError notFound, lastAdministrator (409) */
		async endRole(actor: Actor, personId: string, membershipId: string): Promise<void> {
			await inTransaction(db, bus, (trx, events) =>
				holdKeepingAnAdmin(actor, trx, personId, async ({ organisationId }) => {
					const held = await peopleRepository(trx).listRoles(personId, today());
					const one = held.find(({ id }) => id === membershipId);
					if (!one || one.organisationId !== organisationId) throw notFound();
					const { role, unitId } = one;
					await writer.endRole(trx, events, authorOf(actor), { membershipId, personId, role, unitId });
				})
			);
		},

		/**
		 * Shuts a person out: sessions and tokens end at once. The deputy gets the person's roles, and with them what
		 * waits to be answered and what was put out.
		 * @throws AppError notFound, notYourself (409), lastAdministrator (409), personUnknown (422) for a deputy who is no
		 * colleague or out
		 */
		async deactivate(actor: Actor, personId: string, deputyEmail: string | null): Promise<void> {
			if (personId === actor.personId) throw refused('notYourself');
			await inTransaction(db, bus, (trx, events) =>
				holdKeepingAnAdmin(actor, trx, personId, async ({ organisationId, deactivatedAt }) => {
					const people = peopleRepository(trx);
					if (deactivatedAt) return;
					const roles = await people.listRoles(personId, today());
					const deputy =
						deputyEmail === null
							? null
							: await findColleague(trx, organisationId, deputyEmail, 'deputyEmail');
					if (deputy?.id === personId) throw invalid('personUnknown', { field: 'deputyEmail' });
					if (deputy)
						for (const { role, unitId, validFrom, validTo } of roles)
							await writer.giveRole(trx, events, authorOf(actor), {
								personId: deputy.id,
								unitId,
								role,
								validFrom: validFrom > today() ? validFrom : today(),
								validTo,
								reason: 'deputy'
							});
					await people.setDeactivated(personId, clock.now());
					await people.shutOut(personId, clock.now());
					await events.emit(
						'person.deactivated',
						{ ...frame(actor, 'person', personId), fromState: 'active', toState: 'deactivated' },
						{ personId, deputyId: deputy?.id ?? null }
					);
				})
			);
		},

		/** Lets a person in again, with the roles that have not ended. @throws AppError notFound */
		async reactivate(actor: Actor, personId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { deactivatedAt } = await hold(actor, trx, personId);
				if (!deactivatedAt) return;
				await peopleRepository(trx).setDeactivated(personId, null);
				await events.emit(
					'person.reactivated',
					{ ...frame(actor, 'person', personId), fromState: 'deactivated', toState: 'active' },
					{ personId }
				);
			});
		}
	};
}
