import { app } from './app.server';
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

export async function countWaiting(actor: Actor): Promise<Waiting> {
	const [reservations, toApprove] = await Promise.all([
		app.reservation.countWaiting(actor),
		mayAnywhere(actor, 'purchaseRequest.decide') ? app.purchaseRequest.countWaiting(actor) : 0
	]);
	return { ...reservations, toApprove };
}
