import { isOrgnr, type OrganisationKind, type Role } from '$lib/organisation/organisation';
import { osloDate, type Clock } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { invalid, refused } from '$lib/platform/errors';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { normalEmail } from './account';
import { peopleRepository } from './people.repository.server';
import { personWriter, type Author, type Invitation } from './person-writer.server';
import { provisionRepository } from './provision.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'organisation.created': { organisationId: string };
	}
}

/** The first administrator is an employee like any other, too. */
const ADMIN_ROLES: readonly Role[] = ['orgAdmin', 'requester'];

export interface NewOrganisation {
	orgnr: string;
	name: string;
	kind: OrganisationKind;
	municipality: string;
	cooperationId: string | null;
}

/** The one writer of organisations and their first administrators, for the operator and for the machine itself. */
export function organisationWriter({ clock }: { clock: Clock }) {
	const people = personWriter({ clock });
	const id = () => newId(clock.now().getTime());

	return {
		/**
		 * An organisation with one unit of its own name at the top.
		 * @throws AppError orgnrInvalid, orgnrTaken (422, on `orgnr`)
		 */
		async create(
			trx: Trx,
			events: Emitter,
			actorId: string | null,
			organisation: NewOrganisation
		): Promise<string> {
			const provisions = provisionRepository(trx);
			const { orgnr, name } = organisation;
			if (!isOrgnr(orgnr)) throw invalid('orgnrInvalid', { field: 'orgnr' });
			if (await provisions.findOrganisation(orgnr)) throw invalid('orgnrTaken', { field: 'orgnr' });
			const at = clock.now();
			const organisationId = id();
			await provisions.insertOrganisation({ ...organisation, id: organisationId, createdAt: at });
			await provisions.insertRoot(
				{ id: id(), organisationId, kind: 'unit', name, createdAt: at },
				id(),
				osloDate(at)
			);
			await events.emit(
				'organisation.created',
				{ actorId, organisationId, subjectKind: 'organisation', subjectId: organisationId, at },
				{ organisationId }
			);
			return organisationId;
		},

		/**
		 * Makes someone administrator at the top.
		 * @returns the person's id
		 * @throws AppError organisationUnclear, personElsewhere, personDeactivated
		 */
		async makeAdmin(
			trx: Trx,
			events: Emitter,
			author: Author,
			{ email, name }: { email: string; name: string }
		): Promise<string> {
			const { organisationId } = author;
			const root = await provisionRepository(trx).findRoot(organisationId, osloDate(clock.now()));
			if (!root) throw invalid('organisationUnclear', { field: 'orgnr' });
			const known = await peopleRepository(trx).findByEmail(normalEmail(email));
			if (known?.deactivatedAt) throw refused('personDeactivated');
			if (known && known.organisationId !== organisationId) throw refused('personElsewhere');
			const person = { homeUnitId: root.id, displayName: name, email };
			const personId = known?.id ?? (await people.create(trx, events, author, person));
			for (const role of ADMIN_ROLES)
				await people.giveRole(trx, events, author, { personId, unitId: root.id, role });
			return personId;
		},

		/**
		 * Makes someone administrator at the top and a one-time link on which the person sets a password. Passwords are
		 * on from then: the way in when a provider is gone.
		 * @throws AppError organisationUnclear, personElsewhere, personDeactivated
		 */
		async inviteAdmin(
			trx: Trx,
			events: Emitter,
			author: Author,
			admin: { email: string; name: string }
		): Promise<Invitation> {
			const personId = await this.makeAdmin(trx, events, author, admin);
			const { organisationId } = author;
			if (await provisionRepository(trx).allowPasswords(organisationId))
				await events.emit(
					'organisation.signInChanged',
					{
						...author,
						subjectKind: 'organisation',
						subjectId: organisationId,
						toState: 'passwordsOn',
						at: clock.now()
					},
					{ allowsPassword: true }
				);
			return people.invite(trx, events, author, { personId, email: admin.email });
		}
	};
}
