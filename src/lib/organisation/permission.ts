import type { Role } from './organisation';

/**
 * How far a role reaches: `subtree` the unit it was given in and what lies below it today,
 * `subtreeAndSites` also what stands at the storage sites one keeps, whichever unit it is of, `organisation` all of
 * that unit's organisation, `instance` every organisation.
 */
export type Scope = 'subtree' | 'subtreeAndSites' | 'organisation' | 'instance';

/** The one matrix: action → role → reach. What is not here is not allowed. */
export const PERMISSIONS = {
	'listing.see': {
		requester: 'organisation',
		manager: 'organisation',
		buyer: 'organisation',
		subjectExpert: 'organisation',
		contractManager: 'organisation',
		storageKeeper: 'organisation',
		pilotLead: 'organisation',
		factorOwner: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation'
	},
	/** Drafts, narrowed and ended ones of any unit. */
	'listing.seeAll': { auditor: 'organisation' },
	'listing.create': { requester: 'subtree', storageKeeper: 'subtree' },
	'listing.edit': { requester: 'subtree', storageKeeper: 'subtree' },
	'custody.record': { subjectExpert: 'organisation' },
	'hazard.answer': { requester: 'subtree', storageKeeper: 'subtree', subjectExpert: 'organisation' },
	'hazard.decide': { subjectExpert: 'organisation' },
	'reservation.create': { requester: 'subtree' },
	'reservation.see': {
		requester: 'subtree',
		manager: 'subtree',
		storageKeeper: 'subtreeAndSites',
		orgAdmin: 'organisation',
		auditor: 'organisation'
	},
	'reservation.decide': { requester: 'subtree', storageKeeper: 'subtree' },
	'handover.confirm': { requester: 'subtree', storageKeeper: 'subtreeAndSites' },
	'handover.return': { requester: 'subtree' },
	'need.create': { requester: 'subtree' },
	'need.see': {
		requester: 'subtree',
		manager: 'subtree',
		buyer: 'organisation',
		pilotLead: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation'
	},
	'need.check': { requester: 'subtree' },
	'need.confirmDrop': { manager: 'subtree' },
	'purchaseRequest.create': { requester: 'subtree' },
	'purchaseRequest.decide': { manager: 'subtree' },
	'clearance.see': {
		requester: 'subtree',
		manager: 'subtree',
		buyer: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation'
	},
	'benefit.see': {
		requester: 'organisation',
		manager: 'organisation',
		buyer: 'organisation',
		pilotLead: 'organisation',
		factorOwner: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation',
		subjectExpert: 'organisation'
	},
	'report.see': {
		requester: 'organisation',
		manager: 'organisation',
		buyer: 'organisation',
		pilotLead: 'organisation',
		factorOwner: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation',
		subjectExpert: 'organisation'
	},
	/** The catalogue as a file, out: what the organisation may take with it. */
	'catalogue.export': { orgAdmin: 'organisation', factorOwner: 'organisation', operator: 'instance' },
	/** Types are the whole instance's. */
	'catalogue.import': { operator: 'instance' },
	'catalogue.manage': { operator: 'instance' },
	/** The organisation's own texts of the rules. */
	'rule.manage': { orgAdmin: 'organisation', operator: 'instance' },
	/** The texts that hold where an organisation has none of its own. */
	'rule.manageShared': { operator: 'instance' },
	/** What the register has no row for. */
	'register.seeGaps': {
		factorOwner: 'organisation',
		orgAdmin: 'organisation',
		auditor: 'organisation',
		operator: 'instance'
	},
	/** The room of administration itself; each of its rooms has its own row. */
	'admin.enter': { orgAdmin: 'organisation', auditor: 'organisation', operator: 'instance' },
	'audit.see': { auditor: 'organisation', orgAdmin: 'organisation' },
	/** What happened to the instance itself: organisations, the shared catalogue, jobs. */
	'audit.seeInstance': { operator: 'instance' },
	/** Names of the organisation's people, and who holds which role. */
	'person.see': { orgAdmin: 'organisation', auditor: 'organisation' },
	'job.manage': { operator: 'instance' },
	/** Numbers the whole instance goes by. */
	'setting.manage': { operator: 'instance' },
	/** What the reasons people choose from are called, and which may be chosen. */
	'reason.manage': { operator: 'instance' },
	'token.create': { orgAdmin: 'organisation' },
	'signIn.manage': { orgAdmin: 'organisation' },
	'person.manage': { orgAdmin: 'organisation' },
	/** An operator's organisation runs the instance: there lands what comes from people who are not signed in. */
	'feedback.answer': { orgAdmin: 'organisation', operator: 'organisation' },
	/** Organisations of the instance, and which of them work together. */
	'organisation.manage': { operator: 'instance' },
	'sharing.manage': { orgAdmin: 'organisation' },
	'unit.manage': { orgAdmin: 'organisation' },
	'storageSite.manage': { orgAdmin: 'organisation' }
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Action = keyof typeof PERMISSIONS;

/** Role × unit, with the units it reaches today. */
export interface Grant {
	role: Role;
	unitId: string;
	organisationId: string;
	/** The unit itself and everything below it in today's tree. */
	unitIds: ReadonlySet<string>;
	/** Storage sites of the organisation that a storage keeper keeps; empty for other roles. */
	siteIds: ReadonlySet<string>;
}

/** The signed-in person (or the token acting for one) and what they may do today. */
export interface Actor {
	personId: string;
	displayName: string;
	locale: 'nb' | 'nn' | 'en';
	/** The organisation the person is employed in. */
	organisationId: string;
	organisationName: string;
	cooperationId: string | null;
	homeUnitId: string;
	homeUnitName: string;
	grants: readonly Grant[];
	via: { kind: 'session' } | { kind: 'token'; tokenId: string; unitId: string; scopes: readonly string[] };
}

/** What an action is about: a whole organisation, or one unit of it. */
export interface Target {
	organisationId: string;
	unitId?: string;
	/** The storage site the thing stands at. */
	storageSiteId?: string | null;
}

const scopeOf = (action: Action, role: Role): Scope | undefined =>
	(PERMISSIONS[action] as Partial<Record<Role, Scope>>)[role];

const reachesDown = (scope: Scope | undefined): boolean => scope === 'subtree' || scope === 'subtreeAndSites';

/** The one resolver: may this actor do this to that unit or organisation? */
export const may = (actor: Actor, action: Action, target: Target): boolean =>
	actor.grants.some((grant) => {
		const scope = scopeOf(action, grant.role);
		if (scope === 'instance') return true;
		if (grant.organisationId !== target.organisationId) return false;
		return (
			scope === 'organisation' ||
			(reachesDown(scope) && target.unitId !== undefined && grant.unitIds.has(target.unitId)) ||
			(scope === 'subtreeAndSites' && !!target.storageSiteId && grant.siteIds.has(target.storageSiteId))
		);
	});

/** True when some unit exists where the actor may do this: enough to be shown the page. */
export const mayAnywhere = (actor: Actor, action: Action): boolean =>
	actor.grants.some((grant) => scopeOf(action, grant.role) !== undefined);

/** Whole organisations, single units, and the storage sites at which any unit's things are reached. */
export interface Reach {
	organisationIds: string[];
	unitIds: string[];
	siteIds: string[];
}

/** Where the actor may do this. Lists and counts are filtered by it. */
export function reachOf(actor: Actor, action: Action): Reach {
	const organisationIds = new Set<string>();
	const unitIds = new Set<string>();
	const siteIds = new Set<string>();
	for (const grant of actor.grants) {
		const scope = scopeOf(action, grant.role);
		if (scope === 'organisation') organisationIds.add(grant.organisationId);
		if (reachesDown(scope)) for (const unitId of grant.unitIds) unitIds.add(unitId);
		if (scope === 'subtreeAndSites') for (const siteId of grant.siteIds) siteIds.add(siteId);
	}
	return { organisationIds: [...organisationIds], unitIds: [...unitIds], siteIds: [...siteIds] };
}

/**
 * Units whose drafts, narrowed and ended listings the actor sees: those they are a member of, and those they
 * give on behalf of. A role further up that only reaches a unit is not enough.
 */
export const listingUnitIds = (actor: Actor): string[] => [
	...new Set([
		actor.homeUnitId,
		...actor.grants.map(({ unitId }) => unitId),
		...reachOf(actor, 'listing.edit').unitIds
	])
];

/** Units the actor belongs to with any role (not what a role merely reaches across the organisation). */
export const ownUnitIds = (actor: Actor): string[] => [
	...new Set([actor.homeUnitId, ...actor.grants.flatMap((grant) => [...grant.unitIds])])
];
