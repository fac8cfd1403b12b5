import type { PracticeRole } from '$lib/account/practice-role';
import type { Condition } from '$lib/catalogue/catalogue';

/** Tells a page's scripts that this browser practises; never who, nor as whom. */
export const PRACTICE_COOKIE = 'omatt_practice';

/** Where a made-up thing stands: in one's own unit, or in one of the two others. */
export type PracticePlace = 'office' | 'school' | 'store';

export interface PracticeThing {
	/** Key of the item type; its words are `practiceThing_<type>`. */
	type: string;
	at: PracticePlace;
	quantity: string;
	condition: Condition;
}

/** What stands about when one begins: a dozen things, none of which waits for an expert. */
export const PRACTICE_THINGS: readonly PracticeThing[] = [
	{ type: 'bookcase', at: 'store', quantity: '4', condition: 'usable' },
	{ type: 'whiteboard', at: 'store', quantity: '2', condition: 'good' },
	{ type: 'sofa', at: 'store', quantity: '1', condition: 'worn' },
	{ type: 'cupboard', at: 'store', quantity: '3', condition: 'good' },
	{ type: 'schoolChair', at: 'school', quantity: '20', condition: 'usable' },
	{ type: 'meetingTable', at: 'school', quantity: '2', condition: 'good' },
	{ type: 'monitor', at: 'school', quantity: '5', condition: 'good' },
	{ type: 'filingCabinet', at: 'office', quantity: '2', condition: 'usable' },
	{ type: 'stackingChair', at: 'store', quantity: '30', condition: 'worn' },
	{ type: 'visitorChair', at: 'office', quantity: '4', condition: 'good' },
	{ type: 'deskHeightAdjustable', at: 'store', quantity: '6', condition: 'likeNew' },
	{ type: 'officeChair', at: 'store', quantity: '8', condition: 'good' }
];

/** Of the things of one's own, what a colleague has asked for. */
export const PRACTICE_ASKED_FOR = { type: 'visitorChair', quantityMilli: 2000 } as const;

/** What a colleague wants to buy, as nothing like it stands about. */
export const PRACTICE_WANTED = { type: 'projector', quantity: '1' } as const;

/** What to try first, in order, and where; words are `practiceTry_<key>`. */
export const EXERCISES = {
	requester: [
		{ key: 'find', href: '/listings?q=kontorstol' },
		{ key: 'need', href: '/needs/new' },
		{ key: 'give', href: '/listings/new' },
		{ key: 'answer', href: '/reservations?side=giving' }
	],
	manager: [
		{ key: 'approve', href: '/approvals' },
		{ key: 'handOver', href: '/reservations?side=giving' }
	]
} as const satisfies Record<PracticeRole, readonly { key: string; href: string }[]>;
