import { requireAccess } from '$lib/organisation/access.server';
import type { OrganisationKind } from '$lib/organisation/organisation';
import type { Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { normalEmail } from './account';
import { organisationWriter } from './organisation-writer.server';
import { organisationsRepository } from './organisations.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'cooperation.created': { cooperationId: string };
		'organisation.changed': { organisationId: string };
		'organisation.cooperationChanged': {
			organisationId: string;
			cooperationId: string | null;
			priorityDays: number;
		};
	}
}

export interface OrganisationFacts {
	name: string;
	kind: OrganisationKind;
	municipality: string;
	/** The id of one there is, `new` with a name, or empty for none. */
	cooperation: string;
	newCooperation: string;
}
export interface FirstAdmin {
	adminName: string;
	adminEmail: string;
}

/** The operator's room: which organisations there are, who works together, and who begins in each. */
export function organisationsService({ db, bus, clock }: ServiceDeps) {
	const writer = organisationWriter({ clock });
	const requireOperator = (actor: Actor) =>
		requireAccess(actor, 'organisation.manage', { organisationId: actor.organisationId });
	const frame = (actor: Actor, organisationId: string, subjectKind: string, subjectId: string) => ({
		actorId: actor.personId,
		organisationId,
		subjectKind,
		subjectId,
		at: clock.now()
	});

	/** @throws AppError chooseOne (422) */
	async function cooperationOf(
		trx: Trx,
		events: Emitter,
		actor: Actor,
		{ cooperation, newCooperation }: Pick<OrganisationFacts, 'cooperation' | 'newCooperation'>
	): Promise<string | null> {
		if (cooperation === '') return null;
		const organisations = organisationsRepository(trx);
		if (cooperation !== 'new') {
			if (await organisations.findCooperation(cooperation)) return cooperation;
			throw invalid('chooseOne', { field: 'cooperation' });
		}
		const createdAt = clock.now();
		const cooperationId = newId<'Cooperation'>(createdAt.getTime());
		await organisations.insertCooperation({ id: cooperationId, name: newCooperation, createdAt });
		await events.emit(
			'cooperation.created',
			frame(actor, actor.organisationId, 'cooperation', cooperationId),
			{ cooperationId }
		);
		return cooperationId;
	}

	return {
		/** @throws AppError notFound, notAllowed */
		async list(actor: Actor) {
			requireOperator(actor);
			return organisationsRepository(db).list();
		},

		async listCooperations(actor: Actor) {
			requireOperator(actor);
			return organisationsRepository(db).listCooperations();
		},

		/** @throws AppError notFound */
		async get(actor: Actor, orgnr: string) {
			requireOperator(actor);
			const organisations = organisationsRepository(db);
			const found = await organisations.find(orgnr);
			if (!found) throw notFound();
			const hasAdmin = await organisations.hasAdmin(found.id, osloDate(clock.now()));
			return { ...found, hasAdmin };
		},

		/**
		 * Adds an organisation with its first unit and its first administrator.
		 * @returns the secret part of the administrator's one-time link, shown this once
		 * @throws AppError orgnrInvalid, orgnrTaken, chooseOne (422); personElsewhere, personDeactivated (409)
		 */
		async add(
			actor: Actor,
			{ orgnr, adminName, adminEmail, ...facts }: OrganisationFacts & FirstAdmin & { orgnr: string }
		): Promise<{ organisationId: string; secret: string }> {
			requireOperator(actor);
			return inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, 'organisations');
				const cooperationId = await cooperationOf(trx, events, actor, facts);
				const { name, kind, municipality } = facts;
				const organisationId = await writer.create(trx, events, actor.personId, {
					orgnr,
					name,
					kind,
					municipality,
					cooperationId
				});
				const author = { actorId: actor.personId, organisationId };
				const admin = { email: adminEmail, name: adminName };
				const { secret } = await writer.inviteAdmin(trx, events, author, admin);
				return { organisationId, secret };
			});
		},

		/**
		 * Corrects what an organisation is called and who it works with. Its number stays: it is who it is.
		 * @throws AppError notFound, chooseOne (422)
		 */
		async change(actor: Actor, orgnr: string, facts: OrganisationFacts): Promise<void> {
			requireOperator(actor);
			await inTransaction(db, bus, async (trx, events) => {
				const organisations = organisationsRepository(trx);
				const was = await organisations.findForUpdate(orgnr);
				if (!was) throw notFound();
				const organisationId = was.id;
				const cooperationId = await cooperationOf(trx, events, actor, facts);
				const { name, kind, municipality } = facts;
				await organisations.change(organisationId, { name, kind, municipality, cooperationId });
				const subject = frame(actor, organisationId, 'organisation', organisationId);
				if (name !== was.name || kind !== was.kind || municipality !== was.municipality)
					await events.emit('organisation.changed', subject, { organisationId });
				if (cooperationId !== was.cooperationId)
					await events.emit('organisation.cooperationChanged', subject, {
						organisationId,
						cooperationId,
						priorityDays: was.priorityDays
					});
			});
		},

		/**
		 * A new link for the first administrator, or for another one, as long as nobody administers the organisation. Who
		 * has a way in already gets the role alone: nobody else is to hold a link to their password.
		 * @returns the secret part of the link, shown this once; null where there is none
		 * @throws AppError notFound; organisationHasAdmin, personElsewhere, personDeactivated (409)
		 */
		async inviteAdmin(
			actor: Actor,
			orgnr: string,
			{ adminName, adminEmail }: FirstAdmin
		): Promise<{ secret: string | null }> {
			requireOperator(actor);
			return inTransaction(db, bus, async (trx, events) => {
				const organisations = organisationsRepository(trx);
				const found = await organisations.findForUpdate(orgnr);
				if (!found) throw notFound();
				const organisationId = found.id;
				if (await organisations.hasAdmin(organisationId, osloDate(clock.now())))
					throw refused('organisationHasAdmin');
				const author = { actorId: actor.personId, organisationId };
				const admin = { email: adminEmail, name: adminName };
				if (await organisations.hasWayIn(normalEmail(adminEmail))) {
					await writer.makeAdmin(trx, events, author, admin);
					return { secret: null };
				}
				const { secret } = await writer.inviteAdmin(trx, events, author, admin);
				return { secret };
			});
		}
	};
}
export type OrganisationsService = ReturnType<typeof organisationsService>;
