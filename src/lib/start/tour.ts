import { ROLES, type Role } from '$lib/organisation/organisation';

/** The three cards of a role's tour, in order; texts are `tour_<role>_<card>`. */
export const TOUR_CARDS = ['can', 'where', 'try'] as const;
export type TourCard = (typeof TOUR_CARDS)[number];

/** Where the cards lead: the room of the role, and the one thing to try. */
export const TOUR_ADDRESS: Record<Role, { where: string; try: string }> = {
	requester: { where: '/home', try: '/listings' },
	manager: { where: '/approvals', try: '/approvals' },
	buyer: { where: '/needs', try: '/clearance' },
	subjectExpert: { where: '/expert', try: '/expert' },
	contractManager: { where: '/listings', try: '/listings' },
	storageKeeper: { where: '/reservations?side=giving', try: '/reservations?side=giving' },
	pilotLead: { where: '/pilots', try: '/pilots' },
	factorOwner: { where: '/factors', try: '/factors/gaps' },
	orgAdmin: { where: '/admin', try: '/admin/people' },
	operator: { where: '/catalogue/import', try: '/catalogue/import' },
	auditor: { where: '/reports', try: '/reports' },
	partner: { where: '/clearance', try: '/clearance' }
};

/** Roles to be shown around in, what every employee does first. */
export function rolesToShow(held: readonly Role[], seen: readonly Role[]): Role[] {
	return ROLES.filter((role) => held.includes(role) && !seen.includes(role));
}

/** The card an address asks for, from 1; what makes no sense is the first. */
export function stepOf(text: string | null): number {
	const step = Number(text);
	return Number.isInteger(step) && step >= 1 && step <= TOUR_CARDS.length ? step : 1;
}
