import { app } from './app.server';
import type { Measure } from './catalogue/catalogue';
import { mayAnywhere, type Actor } from './organisation/permission';

/** How many things wait for this person, by where they are done. */
export interface Waiting {
	/** Asks for what the actor's units give. */
	toDecide: number;
	/** Approved reservations to fetch. */
	toFetch: number;
	/** Purchase requests and dropped needs. */
	toApprove: number;
}

/** Something that happened to what the person asked for or their unit gave, by what it is. */
export interface News {
	kind: 'approved' | 'rejected' | 'sentBack' | 'declined' | 'returned';
	href: string;
	title: string;
	/** Of what was returned. */
	returned?: { quantityMilli: number; measure: Measure; unitName: string };
}

/** What the person should be told of: an approved purchase until it is used, answers and returns for two weeks. */
export async function listNews(actor: Actor): Promise<News[]> {
	const [purchases, { declined, returned }] = await Promise.all([
		app.purchaseRequest.listNews(actor),
		app.reservation.listNews(actor)
	]);
	return [
		...purchases.map(({ state, needId, title }): News => {
			if (state === 'approved') return { kind: 'approved', title, href: `/needs/${needId}/clearance` };
			return { kind: state === 'rejected' ? 'rejected' : 'sentBack', title, href: `/needs/${needId}` };
		}),
		...declined.map(({ id, title }): News => ({ kind: 'declined', title, href: `/reservations/${id}` })),
		...returned.map(({ reservationId, title, ...back }): News => ({
			kind: 'returned',
			title,
			href: `/reservations/${reservationId}`,
			returned: back
		}))
	];
}

export async function countWaiting(actor: Actor): Promise<Waiting> {
	const [reservations, toApprove] = await Promise.all([
		app.reservation.countWaiting(actor),
		mayAnywhere(actor, 'purchaseRequest.decide') ? app.purchaseRequest.countWaiting(actor) : 0
	]);
	return { ...reservations, toApprove };
}
