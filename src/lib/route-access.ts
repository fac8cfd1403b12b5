import { mayAnywhere, type Action, type Actor } from './organisation/permission';
import type { TokenScope } from './organisation/token-scope';

/** Who may call: anyone, anyone signed in, whoever may do the action somewhere, or a token with a scope. */
export type Access = 'public' | 'signedIn' | Action | { scope: TokenScope; action: Action };

export interface RouteAccess {
	/** The page and its load. */
	page?: Access;
	actions?: Record<string, Access>;
	methods?: Record<string, Access>;
}

/** Who may run the loads of layouts, by the folder they stand in. */
export const LAYOUT_ACCESS: Record<string, Access> = {
	'/': 'public',
	'/(app)': 'signedIn',
	'/(admin)': 'signedIn'
};

/** One row for every page, action and endpoint; a route without a row answers nobody. */
export const ROUTE_ACCESS: Record<string, RouteAccess> = {
	'/': { page: 'public' },
	'/healthz': { methods: { GET: 'public' } },
	'/readyz': { methods: { GET: 'public' } },
	'/(app)/listings/new': { page: 'listing.create', actions: { default: 'listing.create' } },
	'/(app)/listings/photos': { methods: { POST: 'listing.create' } },
	'/(app)/listings/mine': { page: 'listing.create' },
	'/(app)/listings/[id]': {
		page: 'listing.see',
		actions: { publish: 'listing.edit', reserve: 'reservation.create' }
	},
	'/(app)/listings/[id]/edit': {
		page: 'listing.edit',
		actions: {
			save: 'listing.edit',
			removePhoto: 'listing.edit',
			firstPhoto: 'listing.edit',
			withdraw: 'listing.edit'
		}
	},
	'/(app)/listings/[id]/custody': { page: 'custody.record', actions: { default: 'custody.record' } },
	'/(app)/listings/[id]/hazard': {
		page: 'hazard.answer',
		actions: { answer: 'hazard.answer', decide: 'hazard.decide' }
	},
	'/(app)/expert': { page: 'hazard.decide' },
	'/media/[listingPhotoId]/[width]': { methods: { GET: 'listing.see' } },
	'/api/v1/openapi.json': { methods: { GET: 'public' } },
	'/api/v1/listings': {
		methods: {
			GET: { scope: 'listings:read', action: 'listing.see' },
			POST: { scope: 'listings:write', action: 'listing.create' }
		}
	},
	'/api/v1/listings/[id]': { methods: { GET: { scope: 'listings:read', action: 'listing.see' } } },
	'/api/v1/listings/[id]/photos': {
		methods: { POST: { scope: 'listings:write', action: 'listing.edit' } }
	},
	'/api/v1/needs': {
		methods: {
			GET: { scope: 'needs:read', action: 'need.see' },
			POST: { scope: 'needs:write', action: 'need.create' }
		}
	},
	'/api/v1/needs/[id]': { methods: { GET: { scope: 'needs:read', action: 'need.see' } } },
	'/api/v1/needs/[id]/check': {
		methods: {
			GET: { scope: 'needs:read', action: 'need.see' },
			POST: { scope: 'needs:write', action: 'need.check' }
		}
	},
	'/api/v1/needs/[id]/check/rungs/avoid': {
		methods: { POST: { scope: 'needs:write', action: 'need.check' } }
	},
	'/api/v1/needs/[id]/check/rungs/[rung]': {
		methods: { POST: { scope: 'needs:write', action: 'need.check' } }
	},
	'/api/v1/needs/[id]/check/groups/[number]': {
		methods: { POST: { scope: 'needs:write', action: 'need.check' } }
	},
	'/api/v1/needs/[id]/check/rest': {
		methods: { POST: { scope: 'needs:write', action: 'need.check' } }
	},
	'/api/v1/needs/[id]/check/complete': {
		methods: { POST: { scope: 'needs:write', action: 'need.check' } }
	},
	'/api/v1/needs/[id]/purchase-request': {
		methods: {
			GET: { scope: 'needs:read', action: 'need.see' },
			POST: { scope: 'needs:write', action: 'purchaseRequest.create' }
		}
	},
	'/api/v1/needs/[id]/purchase-request/submit': {
		methods: { POST: { scope: 'needs:write', action: 'purchaseRequest.create' } }
	},
	'/api/v1/needs/[id]/purchase-request/approve': {
		methods: { POST: { scope: 'needs:write', action: 'purchaseRequest.decide' } }
	},
	'/api/v1/needs/[id]/purchase-request/reject': {
		methods: { POST: { scope: 'needs:write', action: 'purchaseRequest.decide' } }
	},
	'/api/v1/clearances/[number]': {
		methods: { GET: { scope: 'clearances:read', action: 'clearance.see' } }
	},
	'/api/v1/reports/summary': { methods: { GET: { scope: 'reports:read', action: 'report.see' } } },
	'/api/v1/benefits': { methods: { GET: { scope: 'benefits:read', action: 'benefit.see' } } },
	'/(public)/about': { page: 'public' },
	'/(public)/accessibility': { page: 'public', actions: { default: 'public' } },
	'/(public)/sources': { page: 'public' },
	'/(public)/offline': { page: 'public' },
	'/(public)/not-found': { page: 'public' },
	'/(public)/locale': { methods: { POST: 'public' } },
	'/(public)/sign-in': { page: 'public', actions: { password: 'public', demo: 'public' } },
	'/(admin)/admin': { page: 'admin.enter' },
	'/(admin)/admin/sign-in': {
		page: 'signIn.manage',
		actions: {
			admit: 'signIn.manage',
			connect: 'signIn.manage',
			refuse: 'signIn.manage',
			policy: 'signIn.manage'
		}
	},
	'/(admin)/admin/sign-in/new': { page: 'signIn.manage', actions: { default: 'signIn.manage' } },
	'/(admin)/admin/sign-in/[providerId]': {
		page: 'signIn.manage',
		actions: {
			change: 'signIn.manage',
			addRule: 'signIn.manage',
			removeRule: 'signIn.manage',
			dryRun: 'signIn.manage'
		}
	},
	'/(admin)/admin/people': { page: 'person.manage' },
	'/(admin)/admin/people/new': { page: 'person.manage', actions: { default: 'person.manage' } },
	'/(admin)/admin/people/[personId]': {
		page: 'person.manage',
		actions: {
			move: 'person.manage',
			giveRole: 'person.manage',
			endRole: 'person.manage',
			inviteAgain: 'person.manage',
			deactivate: 'person.manage',
			reactivate: 'person.manage'
		}
	},
	'/(admin)/admin/storage': { page: 'storageSite.manage' },
	'/(admin)/admin/storage/new': {
		page: 'storageSite.manage',
		actions: { default: 'storageSite.manage' }
	},
	'/(admin)/admin/storage/[siteId]': {
		page: 'storageSite.manage',
		actions: {
			change: 'storageSite.manage',
			close: 'storageSite.manage',
			reopen: 'storageSite.manage',
			addKeeper: 'storageSite.manage',
			removeKeeper: 'storageSite.manage'
		}
	},
	'/(admin)/admin/item-types': { page: 'catalogue.export' },
	'/(admin)/admin/item-types/new': { page: 'catalogue.manage', actions: { default: 'catalogue.manage' } },
	'/(admin)/admin/item-types/[key]': {
		page: 'catalogue.export',
		actions: { close: 'catalogue.manage', reopen: 'catalogue.manage' }
	},
	'/(admin)/admin/item-types/[key]/edit': {
		page: 'catalogue.manage',
		actions: { default: 'catalogue.manage' }
	},
	'/(admin)/admin/item-types/[key]/attribute': {
		page: 'catalogue.manage',
		actions: { default: 'catalogue.manage' }
	},
	'/(admin)/admin/texts': { page: 'rule.manage' },
	'/(admin)/admin/texts/[key]': {
		page: 'rule.manage',
		actions: { write: 'rule.manage', review: 'rule.manage', withdraw: 'rule.manage' }
	},
	'/(admin)/admin/units': { page: 'unit.manage' },
	'/(admin)/admin/units/new': { page: 'unit.manage', actions: { default: 'unit.manage' } },
	'/(admin)/admin/units/[unitId]': {
		page: 'unit.manage',
		actions: {
			facts: 'unit.manage',
			rename: 'unit.manage',
			takeBack: 'unit.manage',
			close: 'unit.manage'
		}
	},
	'/(admin)/admin/units/[unitId]/move': { page: 'unit.manage', actions: { default: 'unit.manage' } },
	'/(admin)/admin/units/[unitId]/merge': { page: 'unit.manage', actions: { default: 'unit.manage' } },
	'/(admin)/admin/organisations': { page: 'organisation.manage' },
	'/(admin)/admin/organisations/new': {
		page: 'organisation.manage',
		actions: { default: 'organisation.manage' }
	},
	'/(admin)/admin/organisations/[orgnr]': {
		page: 'organisation.manage',
		actions: { change: 'organisation.manage', invite: 'organisation.manage' }
	},
	'/(admin)/admin/sharing': { page: 'sharing.manage', actions: { default: 'sharing.manage' } },
	'/(admin)/admin/import': {
		page: 'person.manage',
		actions: { try: 'person.manage', takeIn: 'person.manage', undo: 'person.manage' }
	},
	'/(admin)/admin/import/units.csv': { methods: { GET: 'person.manage' } },
	'/(admin)/admin/import/people.csv': { methods: { GET: 'person.manage' } },
	'/(admin)/admin/tokens': {
		page: 'token.create',
		actions: { create: 'token.create', revoke: 'token.create', removeScope: 'token.create' }
	},
	'/(admin)/admin/feedback': {
		page: 'feedback.answer',
		actions: { answer: 'feedback.answer', erase: 'feedback.answer' }
	},
	'/(admin)/admin/reasons': { page: 'reason.manage' },
	'/(admin)/admin/reasons/[vocabulary]/[code]': {
		page: 'reason.manage',
		actions: { default: 'reason.manage' }
	},
	'/(admin)/admin/settings': { page: 'setting.manage', actions: { change: 'setting.manage' } },
	'/(admin)/admin/jobs': {
		page: 'job.manage',
		actions: { retry: 'job.manage', discard: 'job.manage', discardAll: 'job.manage' }
	},
	'/(admin)/admin/roles': { page: 'person.see' },
	'/(admin)/admin/roles/export.csv': { methods: { GET: 'person.see' } },
	'/(admin)/admin/audit': { page: 'audit.see' },
	'/(admin)/admin/audit/export.csv': { methods: { GET: 'audit.see' } },
	'/(admin)/admin/audit/instance': { page: 'audit.seeInstance' },
	'/(admin)/admin/audit/instance/export.csv': { methods: { GET: 'audit.seeInstance' } },
	'/(public)/sign-in/waiting': { page: 'public' },
	'/(public)/sign-in/[provider]': { methods: { GET: 'public' } },
	'/(public)/sign-in/[provider]/callback': { methods: { GET: 'public' } },
	'/(public)/sign-in/[provider]/sign-out': { methods: { GET: 'public', POST: 'public' } },
	'/(app)/sign-in-again': { page: 'signedIn', actions: { default: 'signedIn' } },
	'/(public)/sign-out': { methods: { POST: 'public' } },
	'/(public)/set-password/[token]': { page: 'public', actions: { default: 'public' } },
	'/(app)/benefits': { page: 'benefit.see' },
	'/(app)/benefits/[entryId]': { page: 'benefit.see' },
	'/(app)/factors': { page: 'benefit.see' },
	'/(app)/factors/gaps': { page: 'register.seeGaps' },
	'/(app)/catalogue/export.json': { methods: { GET: 'catalogue.export' } },
	'/(app)/catalogue/import': {
		page: 'catalogue.import',
		actions: { try: 'catalogue.import', confirm: 'catalogue.import' }
	},
	'/(app)/reports': { page: 'report.see' },
	'/(app)/pilots': { page: 'report.see' },
	'/(app)/pilots/[pilotId]': { page: 'report.see' },
	'/(app)/home': { page: 'signedIn' },
	'/(app)/tour': { page: 'signedIn', actions: { done: 'signedIn' } },
	'/(app)/needs': { page: 'need.see' },
	'/(app)/needs/new': { page: 'need.create', actions: { default: 'need.create' } },
	'/(app)/needs/[id]': {
		page: 'need.see',
		actions: { cancel: 'need.create', checkAgain: 'need.check', takeUpAgain: 'need.check' }
	},
	'/(app)/needs/[id]/check': {
		page: 'need.see',
		actions: {
			avoid: 'need.check',
			use: 'need.check',
			refuse: 'need.check',
			rest: 'need.check',
			complete: 'need.check'
		}
	},
	'/(app)/needs/[id]/purchase': {
		page: 'purchaseRequest.create',
		actions: { save: 'purchaseRequest.create', submit: 'purchaseRequest.create' }
	},
	'/(app)/needs/[id]/clearance': { page: 'clearance.see' },
	'/(app)/approvals': {
		page: 'purchaseRequest.decide',
		actions: { confirmDrop: 'need.confirmDrop', declineDrop: 'need.confirmDrop' }
	},
	'/(app)/approvals/[id]': {
		page: 'need.see',
		actions: { approve: 'purchaseRequest.decide', reject: 'purchaseRequest.decide' }
	},
	'/(public)/clearance/[[number]]': { page: 'public' },
	'/(app)/listings': { page: 'listing.see' },
	'/(app)/reservations': { page: 'reservation.see' },
	'/(app)/reservations/[id]': {
		page: 'reservation.see',
		actions: {
			approve: 'reservation.decide',
			decline: 'reservation.decide',
			cancel: 'reservation.create',
			confirm: 'handover.confirm',
			return: 'handover.return'
		}
	},
	'/(app)/practice': {
		page: 'signedIn',
		actions: { start: 'signedIn', become: 'signedIn', leave: 'signedIn' }
	},
	'/(app)/profile': { page: 'signedIn', actions: { endSession: 'signedIn' } }
};

/** True when the row lets this actor (or nobody) in; the services still decide about the single thing. */
export function isLetIn(access: Access | undefined, actor: Actor | null): boolean {
	if (access === undefined) return false;
	if (access === 'public') return true;
	if (!actor) return false;
	if (typeof access === 'object')
		return (
			actor.via.kind === 'token' &&
			actor.via.scopes.includes(access.scope) &&
			mayAnywhere(actor, access.action)
		);
	if (actor.via.kind === 'token') return false;
	return access === 'signedIn' || mayAnywhere(actor, access);
}

const own = <T>(row: Record<string, T> | undefined, name: string): T | undefined =>
	row && Object.hasOwn(row, name) ? row[name] : undefined;

/** The row for a request: page load, named action or endpoint method; undefined where there is none. */
export function accessOf(routeId: string, method: string, search: string): Access | undefined {
	const row = own(ROUTE_ACCESS, routeId);
	const endpoint = own(row?.methods, method) ?? (method === 'HEAD' ? own(row?.methods, 'GET') : undefined);
	if (endpoint) return endpoint;
	if (method === 'GET' || method === 'HEAD') return row?.page;
	if (method !== 'POST') return undefined;
	// SvelteKit runs the action of the first parameter that begins with a slash, wherever in the query it stands.
	const named = [...new URLSearchParams(search).keys()].find((name) => name.startsWith('/'));
	return own(row?.actions, named === undefined ? 'default' : named.slice(1));
}
