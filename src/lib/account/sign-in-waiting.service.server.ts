import { requireAccess } from '$lib/organisation/access.server';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import type { Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { findColleague } from './colleague.server';
import { personWriter, type Author } from './person-writer.server';
import { signInRepository } from './sign-in.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'signInRequest.decided': { requestId: string };
	}
}

type Request = NonNullable<Awaited<ReturnType<ReturnType<typeof signInRepository>['findRequestForUpdate']>>>;
interface Decision {
	trx: Trx;
	events: Emitter;
	author: Author;
	request: Request;
}

/** The administrator's list of people whom a provider vouches for and whom no rule could place. */
export function signInWaitingService({
	db,
	bus,
	clock,
	organisation
}: ServiceDeps & { organisation: OrganisationService }) {
	const writer = personWriter({ clock });

	/** One decision on one person who waits. @throws AppError notFound, also when it was decided before */
	const decide = (
		actor: Actor,
		requestId: string,
		state: 'admitted' | 'refused',
		write: (decision: Decision) => Promise<void>
	): Promise<void> =>
		inTransaction(db, bus, async (trx, events) => {
			const request = await signInRepository(trx).findRequestForUpdate(requestId);
			const isReached =
				request && reachOf(actor, 'signIn.manage').organisationIds.includes(request.organisationId);
			if (!isReached || request.state !== 'waiting') throw notFound();
			const author = { actorId: actor.personId, organisationId: request.organisationId };
			await write({ trx, events, author, request });
			const at = clock.now();
			const decision = { state, decidedAt: at, decidedBy: actor.personId };
			await signInRepository(trx).decideRequest(requestId, decision);
			await events.emit(
				'signInRequest.decided',
				{
					...author,
					subjectKind: 'signInRequest',
					subjectId: requestId,
					fromState: 'waiting',
					toState: state,
					at
				},
				{ requestId }
			);
		});

	async function letIn(
		{ trx, events, author, request }: Decision,
		{ personId, unitId }: { personId: string; unitId: string }
	): Promise<void> {
		const { issuer, subject, providerId } = request;
		await writer.link(trx, events, author, { personId, issuer, subject });
		const roles = [{ role: 'requester' as const, unitId }];
		await writer.followClaims(trx, events, author, { personId, providerId, roles });
	}

	return {
		/** People who wait, oldest first, each with the colleague who already has the address, if one has. */
		async list(actor: Actor) {
			requireAccess(actor, 'signIn.manage', { organisationId: actor.organisationId });
			return signInRepository(db).listWaiting([actor.organisationId]);
		},

		/**
		 * Lets someone in who is new here, at home in a unit.
		 * @throws AppError notFound, emailTaken (409), chooseOne (422)
		 */
		async admit(
			actor: Actor,
			requestId: string,
			{ unitId, email }: { unitId: string; email: string }
		): Promise<void> {
			await organisation.requireUnit(actor, unitId);
			await decide(actor, requestId, 'admitted', async (decision) => {
				const { trx, events, author, request } = decision;
				const person = { homeUnitId: unitId, displayName: request.displayName, email };
				await letIn(decision, { personId: await writer.create(trx, events, author, person), unitId });
			});
		},

		/**
		 * Lets someone in as the colleague who has an address.
		 * @throws AppError notFound, personUnknown (422)
		 */
		connect: (actor: Actor, requestId: string, email: string): Promise<void> =>
			decide(actor, requestId, 'admitted', async (decision) => {
				const { organisationId } = decision.author;
				const person = await findColleague(decision.trx, organisationId, email, 'email');
				await letIn(decision, { personId: person.id, unitId: person.homeUnitId });
			}),

		/** Does not let someone in. @throws AppError notFound */
		refuse: (actor: Actor, requestId: string): Promise<void> =>
			decide(actor, requestId, 'refused', () => Promise.resolve())
	};
}
