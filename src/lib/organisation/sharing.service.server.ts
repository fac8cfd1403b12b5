import { refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { requireAccess } from './access.server';
import type { Actor } from './permission';
import { sharingRepository } from './sharing.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'organisation.sharingChanged': { organisationId: string; priorityDays: number; coversPublished: boolean };
	}
}

const LISTED = 20;

export interface SharingChange {
	/** What stood there when the page was read. */
	daysWere: number;
	priorityDays: number;
	/** Listings that partners do not see yet follow, too; else they keep what they were promised. */
	coversPublished: boolean;
}

/** How an organisation shares with those it works with. */
export function sharingService({ db, bus, clock }: ServiceDeps) {
	return {
		/** The rule, who the partners are, and the decisions behind it. @throws AppError notFound, notAllowed */
		async get(actor: Actor) {
			const { organisationId } = actor;
			requireAccess(actor, 'sharing.manage', { organisationId });
			const sharing = sharingRepository(db);
			const { priorityDays, cooperationId, cooperationName } = await sharing.find(organisationId);
			return {
				priorityDays,
				cooperationName,
				partners: cooperationId ? await sharing.listPartners(cooperationId, organisationId) : [],
				decisions: await sharing.listDecisions(organisationId, LISTED)
			};
		},

		/**
		 * Decides how many days the organisation has its listings to itself. What partners already see, they keep seeing.
		 * @throws AppError notFound, notAllowed, changedMeanwhile (409)
		 */
		async decide(actor: Actor, change: SharingChange): Promise<void> {
			const { organisationId, personId } = actor;
			const { daysWere, priorityDays, coversPublished } = change;
			requireAccess(actor, 'sharing.manage', { organisationId });
			await inTransaction(db, bus, async (trx, events) => {
				const sharing = sharingRepository(trx);
				const was = await sharing.findForUpdate(organisationId);
				if (was.priorityDays !== daysWere) throw refused('changedMeanwhile');
				const at = clock.now();
				await sharing.setPriorityDays(organisationId, priorityDays);
				await sharing.insertDecision({
					id: newId(at.getTime()),
					organisationId,
					priorityDays,
					coversPublished,
					decidedBy: personId,
					decidedAt: at
				});
				await events.emit(
					'organisation.sharingChanged',
					{
						actorId: personId,
						organisationId,
						subjectKind: 'organisation',
						subjectId: organisationId,
						fromState: String(was.priorityDays),
						toState: String(priorityDays),
						reason: coversPublished ? 'alsoPublished' : 'newOnly',
						at
					},
					{ organisationId, priorityDays, coversPublished }
				);
			});
		}
	};
}
export type SharingService = ReturnType<typeof sharingService>;
