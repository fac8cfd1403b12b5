import type { QuantityErrorCode } from '$lib/catalogue/catalogue';
import { addDays } from '$lib/platform/clock';

export type ReservationState =
	'waiting' | 'requested' | 'approved' | 'declined' | 'collected' | 'cancelled' | 'expired';

const NEXT = {
	waiting: ['requested', 'cancelled', 'expired'],
	requested: ['approved', 'declined', 'cancelled', 'expired'],
	approved: ['collected', 'cancelled', 'expired'],
	declined: [],
	collected: [],
	cancelled: [],
	expired: []
} as const satisfies Record<ReservationState, readonly ReservationState[]>;

export const RESERVATION_STATES = Object.keys(NEXT) as ReservationState[];

export const canMove = (from: ReservationState, to: ReservationState): boolean =>
	(NEXT[from] as readonly ReservationState[]).includes(to);

/** The instant `days` after another. */
export const deadlineAfter = (from: Date, days: number): Date => new Date(from.getTime() + days * 86_400_000);

/** What an ask gets now and what stands in line: five asked and three left → 3 held, 2 waiting. */
export function allocate(
	availableMilli: number,
	askedMilli: number
): { heldMilli: number; waitingMilli: number } {
	const heldMilli = Math.max(0, Math.min(availableMilli, askedMilli));
	return { heldMilli, waitingMilli: askedMilli - heldMilli };
}

export interface QueueEntry {
	id: string;
	quantityMilli: number;
}

/**
 * Serves a line in its order with what became free: nobody is skipped, the last one served may get a part.
 * @returns for each served entry how much it gets now
 */
export function serveInOrder(
	availableMilli: number,
	queue: readonly QueueEntry[]
): { id: string; heldMilli: number }[] {
	const served: { id: string; heldMilli: number }[] = [];
	let left = availableMilli;
	for (const entry of queue) {
		if (left <= 0) break;
		const heldMilli = Math.min(left, entry.quantityMilli);
		served.push({ id: entry.id, heldMilli });
		left -= heldMilli;
	}
	return served;
}

/** What a handover between two parties is: inside one legal entity a transfer, between two a gift. */
export const handoverKind = (givingOrganisationId: string, receivingOrganisationId: string) =>
	givingOrganisationId === receivingOrganisationId ? ('internalTransfer' as const) : ('gift' as const);

/** The last date something can be given back by the plain return action: a year after it was handed over. */
export const lastReturnDate = (occurredOn: string): string => addDays(occurredOn, 365);

/** Costs of a handover, in øre ex VAT; null when nobody recorded any. */
export interface HandoverCosts {
	paidToOthersOre: number;
	freightOre: number;
	repairOre: number;
	storageOre: number;
	handlingOre: number;
}

/** The message code of a quantity that could not be read. */
export const quantityError = (code: QuantityErrorCode): string =>
	`quantity${code.charAt(0).toUpperCase()}${code.slice(1)}`;

/** Whether a reservation waits for the one who reads it: an answer, a handover, or going to fetch. */
export const waitsForReader = (view: {
	canDecide: boolean;
	canConfirm: boolean;
	state: ReservationState;
	isReceiver: boolean;
}) => view.canDecide || view.canConfirm || (view.state === 'approved' && view.isReceiver);

/** Nothing more happens to it. */
export const isEndState = (state: ReservationState): boolean => NEXT[state].length === 0;
