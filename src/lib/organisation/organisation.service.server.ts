import { osloDate } from '$lib/platform/clock';
import type { Db } from '$lib/platform/db.server';
import { invalid, notFound } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { organisationRepository } from './organisation.repository.server';
import { may, type Action, type Actor } from './permission';

/** Reading the tree and turning a person into an actor. */
export function organisationService({ db, clock }: ServiceDeps) {
	const organisations = organisationRepository(db);
	return {
		/** The actor a person is today, or undefined when deactivated or unknown. */
		async findActor(personId: string, via: Actor['via'] = { kind: 'session' }): Promise<Actor | undefined> {
			const person = await organisations.findPerson(personId);
			if (!person) return undefined;
			const grants = await organisations.listGrants(personId, osloDate(clock.now()));
			return {
				personId: person.id,
				displayName: person.displayName,
				locale: person.locale,
				organisationId: person.organisationId,
				organisationName: person.organisationName,
				cooperationId: person.cooperationId,
				homeUnitId: person.homeUnitId,
				homeUnitName: person.homeUnitName,
				grants: grants.map((grant) => ({
					...grant,
					unitIds: new Set(grant.unitIds),
					siteIds: new Set(grant.siteIds)
				})),
				via
			};
		},

		/** The units of the actor's organisation where the action is allowed, parents before children. */
		async listUnitsFor(actor: Actor, action: Action) {
			const units = await organisations.listUnits(actor.organisationId, osloDate(clock.now()));
			return units.filter((unit) =>
				may(actor, action, { organisationId: actor.organisationId, unitId: unit.id })
			);
		},

		/** Every unit of the actor's organisation, parents before children. */
		listUnits: (actor: Actor) => organisations.listUnits(actor.organisationId, osloDate(clock.now())),

		/**
		 * A unit of the actor's organisation that is in use.
		 * @throws AppError chooseOne (422) on the field `unitId`
		 */
		async requireUnit(actor: Actor, unitId: string): Promise<void> {
			const units = await organisations.listUnits(actor.organisationId, osloDate(clock.now()));
			if (!units.some(({ id }) => id === unitId)) throw invalid('chooseOne', { field: 'unitId' });
		},

		/**
		 * Every unit the actor's organisation has or has had, parents before children in today's tree; `nameThen` is
		 * what it was called on a date (`YYYY-MM-DD`, today where none is given).
		 */
		async listUnitsEver(actor: Actor, on?: string) {
			const today = osloDate(clock.now());
			const [units, then] = await Promise.all([
				organisations.listAllUnits(actor.organisationId, today),
				organisations.listNamesOn(actor.organisationId, on ?? today)
			]);
			const nameThen = new Map(then.map(({ unitId, name }) => [unitId, name]));
			return units.map((unit) => ({ ...unit, nameThen: nameThen.get(unit.id) ?? unit.name }));
		},

		/** A unit of any organisation. @throws AppError notFound */
		async getUnit(unitId: string, within: Db = db) {
			const unit = await organisationRepository(within).findUnit(unitId);
			if (!unit) throw notFound();
			return unit;
		}
	};
}
export type OrganisationService = ReturnType<typeof organisationService>;
