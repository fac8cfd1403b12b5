import type { Role } from '$lib/organisation/organisation';

/** What may wait for someone, each with the role it waits for. Among equals, the first stands first. */
export const WAIT_ROLE = {
	approve: 'manager',
	confirmDrop: 'manager',
	signIn: 'orgAdmin',
	clarify: 'subjectExpert',
	erase: 'subjectExpert',
	handOver: 'storageKeeper',
	decide: 'requester',
	fetch: 'requester',
	order: 'buyer',
	answerHazard: 'requester',
	carryOn: 'requester',
	mustGo: 'requester',
	finishDraft: 'requester',
	pilot: 'pilotLead',
	gaps: 'factorOwner',
	feedback: 'orgAdmin',
	tokens: 'orgAdmin'
} as const satisfies Record<string, Role>;
export type WaitCode = keyof typeof WAIT_ROLE;
export const WAIT_CODES = Object.keys(WAIT_ROLE) as WaitCode[];

/** How many of a group are named; the rest stand behind its link. */
export const NAMED_AT_MOST = 3;
/** This close to its day, a thing is marked. */
const SOON_DAYS = 3;
const DAY_MS = 86_400_000;

export type DueState = 'overdue' | 'soon' | 'later';

/** Where a `YYYY-MM-DD` day stands seen from today; its own day is not yet too late. */
export function dueState(dueOn: string | null, today: string): DueState | null {
	if (dueOn === null) return null;
	const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS);
	return days < 0 ? 'overdue' : days <= SOON_DAYS ? 'soon' : 'later';
}

export interface WaitThing {
	id: string;
	title: string;
	/** Whose it is, or for whom. */
	note: string | null;
	dueOn: string | null;
}
/** Things of one kind, the most urgent first, and how many there are in all. */
export interface WaitGroup {
	code: WaitCode;
	total: number;
	things: WaitThing[];
}

const URGENCY: Record<DueState | 'none', number> = { overdue: 0, soon: 1, none: 2, later: 2 };
const urgencyOf = ({ things }: WaitGroup, today: string) =>
	Math.min(URGENCY.none, ...things.map(({ dueOn }) => URGENCY[dueState(dueOn, today) ?? 'none']));

/** Groups as they are to be read: what is too late, then what is close, then by kind. Empty ones are left out. */
export const orderGroups = <Group extends WaitGroup>(groups: readonly Group[], today: string): Group[] =>
	groups
		.filter(({ total }) => total > 0)
		.toSorted(
			(a, b) =>
				urgencyOf(a, today) - urgencyOf(b, today) || WAIT_CODES.indexOf(a.code) - WAIT_CODES.indexOf(b.code)
		);

export type StartAction =
	| 'approve'
	| 'needs'
	| 'expert'
	| 'find'
	| 'handOver'
	| 'pilots'
	| 'gaps'
	| 'admin'
	| 'catalogue'
	| 'report'
	| 'profile';
const ACTION_OF_ROLE: Record<Exclude<Role, 'requester'>, StartAction> = {
	manager: 'approve',
	buyer: 'needs',
	subjectExpert: 'expert',
	contractManager: 'find',
	storageKeeper: 'handOver',
	pilotLead: 'pilots',
	factorOwner: 'gaps',
	orgAdmin: 'admin',
	operator: 'catalogue',
	auditor: 'report',
	partner: 'profile'
};

export interface Offered {
	primary: StartAction | 'need';
	/** A quiet second button; none where the person may neither ask nor give. */
	secondary: 'need' | 'give' | null;
}

/**
 * The one button of the page: what the most urgent group calls for; with nothing waiting, what every employee comes
 * for, or else the room of the first role held.
 * @param roles in any order, each once or more
 */
export function offered(roles: readonly Role[], ordered: readonly Pick<WaitGroup, 'code'>[]): Offered {
	const first = ordered.map(({ code }) => WAIT_ROLE[code]).find((role) => roles.includes(role));
	const isRequester = roles.includes('requester');
	const held = (Object.keys(ACTION_OF_ROLE) as (keyof typeof ACTION_OF_ROLE)[]).find((role) =>
		roles.includes(role)
	);
	if (first && first !== 'requester')
		return { primary: ACTION_OF_ROLE[first], secondary: isRequester ? 'need' : null };
	if (isRequester) return { primary: 'need', secondary: 'give' };
	return {
		primary: held ? ACTION_OF_ROLE[held] : 'profile',
		secondary: roles.includes('storageKeeper') ? 'give' : null
	};
}
