import { requireAccess } from '$lib/organisation/access.server';
import { ROLES } from '$lib/organisation/organisation';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { roleFindings, roleRights } from '$lib/organisation/role-map';
import { addDays, osloDate } from '$lib/platform/clock';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { roleMapRepository } from './role-map.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'roleMap.exported': { lines: number };
	}
}

/** Days ahead in which a role that ends is told of. */
const SOON_DAYS = 30;

/** Who may do what, worked out from what is configured today. */
export function roleMapService({
	db,
	bus,
	clock,
	organisation
}: ServiceDeps & { organisation: OrganisationService }) {
	const roles = roleMapRepository(db);

	async function read(actor: Actor) {
		const { organisationId } = actor;
		requireAccess(actor, 'person.see', { organisationId });
		const today = osloDate(clock.now());
		const [units, held, rules] = await Promise.all([
			organisation.listUnits(actor),
			roles.listHeld(organisationId, today),
			roles.listRules(organisationId)
		]);
		const asText = rules.map(({ role, provider, claim, value }) => ({
			role,
			text: `${provider}: ${claim} = ${value}`
		}));
		return {
			findings: roleFindings(units, held, asText, addDays(today, SOON_DAYS)),
			rights: roleRights(),
			holders: ROLES.map((role) => ({ role, held: held.filter((one) => one.role === role) })),
			rules,
			mayOpenPeople: mayAnywhere(actor, 'person.manage')
		};
	}

	return {
		/**
		 * The matrix, who holds each role today, the sign-in rules that give roles, and what is unusual about them.
		 * @throws AppError notFound
		 */
		read,

		/** The same, to be taken out as a file; that it was is logged. @throws AppError notFound */
		async export(actor: Actor) {
			const map = await read(actor);
			const lines = map.holders.reduce((sum, { held }) => sum + held.length, 0);
			await inTransaction(db, bus, async (_trx, events) => {
				const at = clock.now();
				await events.emit(
					'roleMap.exported',
					{
						actorId: actor.personId,
						organisationId: actor.organisationId,
						subjectKind: 'roleMap',
						subjectId: newId<'RoleMapExport'>(at.getTime()),
						at
					},
					{ lines }
				);
			});
			return map;
		}
	};
}
export type RoleMapService = ReturnType<typeof roleMapService>;
