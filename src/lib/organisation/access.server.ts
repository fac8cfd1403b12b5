import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database, Trx } from '$lib/platform/db.server';
import { invalid, notAllowed, notFound } from '$lib/platform/errors';
import { organisationRepository } from './organisation.repository.server';
import {
	listingUnitIds,
	may,
	mayAnywhere,
	reachOf,
	type Action,
	type Actor,
	type Target
} from './permission';

/**
 * Throws unless the actor may do this.
 * @throws AppError `notFound` when the target belongs to an organisation the actor has nothing in, so that a
 * foreign id and an unknown one look the same; `notAllowed` otherwise
 */
export function requireAccess(actor: Actor, action: Action, target: Target): void {
	if (may(actor, action, target)) return;
	const isOwn = actor.grants.some((grant) => grant.organisationId === target.organisationId);
	throw isOwn && mayAnywhere(actor, action) ? notAllowed() : notFound();
}

/**
 * Nothing new is put into a unit that is closed; the unit stays open until the transaction ends.
 * @throws AppError unitClosed (422)
 */
export async function requireOpenUnit(trx: Trx, unitId: string): Promise<void> {
	if (!(await organisationRepository(trx).findOpenAndHold(unitId)))
		throw invalid('unitClosed', { field: 'unitId' });
}

type WithListing = Pick<Database, 'listing' | 'organisation'>;

/**
 * The one rule of who sees a listing, as SQL over `listing` joined with its `organisation`:
 * the whole organisation by default; only the giving unit while narrowed; the cooperation once the
 * organisation's priority period is over; drafts and ended listings only their own unit (`listingUnitIds`), whoever
 * made them, and an auditor.
 */
export function visibleTo<DB extends WithListing>(actor: Actor, now: Date, today: string) {
	return (eb: ExpressionBuilder<DB, 'listing' | 'organisation'>): Expression<SqlBool> => {
		const where = eb as unknown as ExpressionBuilder<WithListing, 'listing' | 'organisation'>;
		const { organisationIds } = reachOf(actor, 'listing.see');
		const isOwn = mayAnywhere(actor, 'listing.see')
			? where.or([
					where('listing.unitId', 'in', listingUnitIds(actor)),
					where('listing.createdBy', '=', actor.personId)
				])
			: where.lit(false);
		const all = reachOf(actor, 'listing.seeAll').organisationIds;
		const isAudited = all.length ? where('listing.organisationId', 'in', all) : where.lit(false);
		const isOwnOrganisation = organisationIds.length
			? where('listing.organisationId', 'in', organisationIds)
			: where.lit(false);
		const isPublished = where('listing.state', '=', 'published');
		const isOpen = where.or([
			where('listing.visibility', '=', 'organisation'),
			where('listing.narrowedUntil', '<', today)
		]);
		const reachesCooperation =
			actor.cooperationId && organisationIds.length
				? where.and([
						where('organisation.cooperationId', '=', actor.cooperationId),
						where('listing.cooperationFrom', '<=', now)
					])
				: where.lit(false);
		return where.or([
			isOwn,
			isAudited,
			where.and([isPublished, isOpen, where.or([isOwnOrganisation, reachesCooperation])])
		]);
	};
}
