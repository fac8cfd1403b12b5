import { ROUTE_ACCESS, type Access, type RouteAccess } from '$lib/route-access';
import type { Estate, Ids } from './estates';

/** One way in: a page, an action or an endpoint method. */
export interface Door {
	/** As one reads it in a failure: `/(app)/home page`, `/sign-in action demo`, `/healthz GET`. */
	name: string;
	access: Access;
	routeId: string;
	method: string;
	search: string;
}

export const doorsOf = ([routeId, row]: [string, RouteAccess]): Door[] => [
	...(row.page ? [{ name: `${routeId} page`, access: row.page, routeId, method: 'GET', search: '' }] : []),
	...Object.entries(row.actions ?? {}).map(([action, access]) => ({
		name: `${routeId} action ${action}`,
		access,
		routeId,
		method: 'POST',
		search: action === 'default' ? '' : `?/${action}`
	})),
	...Object.entries(row.methods ?? {}).map(([method, access]) => ({
		name: `${routeId} ${method}`,
		access,
		routeId,
		method,
		search: ''
	}))
];
/** Every door of the table of routes, which a test of its own holds against the build. */
export const DOORS = Object.entries(ROUTE_ACCESS).flatMap(doorsOf);

/** One request that names something by its id. */
export interface Ask {
	/** Fills the parameters of the path, in order. */
	path: readonly string[];
	query?: string;
	form?: Record<string, string>;
	json?: unknown;
	/** The body is a photo in a form. */
	isUpload?: true;
	/** The id stands beside one of the reader's own: the answer is only to be the same for both. */
	isBeside?: true;
}

/** Whose units decide about the thing a door is about. */
export type At = 'giving' | 'receiving' | 'either' | 'anyone';
export interface DoorCase {
	at: At;
	/** What a door is asked with these ids, by someone of whom this is their own; the first names the thing itself. */
	asks(ids: Ids, own: Estate): Ask[];
}

const REASON = { reason: 'Vi trenger det ikke lenger' };
const AVOID = { decision: 'needed', usedFor: 'Arbeid', howLong: 'Lenge', ifNot: 'Ingen pult' };
const CRITERIA = {
	kind: 'new',
	quality: 'Møbelfakta',
	spareParts: 'I ti år',
	repairability: 'Skrudd',
	recyclability: 'Ja',
	takeBack: 'Ja'
};
const PURCHASE = {
	...CRITERIA,
	quantity: '1',
	totalPrice: '1000',
	expectedLifetimeYears: '15',
	warrantyMonths: '60'
};
const EDIT = { title: 'Noe annet', condition: 'good', quantity: '3', version: '1', onHandWasMilli: '3000' };
/** Nothing is made under it: every request it stands in is refused. */
const NEVER_MADE = '01930000-0000-7000-8000-00000000ffff';

const at = (where: At, asks: DoorCase['asks']): DoorCase => ({ at: where, asks });
const onListing = (form?: Ask['form'] | ((ids: Ids) => Ask['form'])) =>
	at('giving', (ids) =>
		[ids.listing, ids.draft, ids.narrowed].map((id) => {
			const given = typeof form === 'function' ? form(ids) : form;
			return { path: [id], ...(given && { form: given }) };
		})
	);
const onOne = (
	where: At,
	noun: keyof Ids,
	{ rest = [], ...more }: Omit<Ask, 'path'> & { rest?: readonly string[] } = {}
) => at(where, (ids) => [{ path: [ids[noun], ...rest], ...more }]);
const onNeed = (more: Parameters<typeof onOne>[2] = {}) => onOne('receiving', 'need', more);
const filteredBy = (...names: readonly ('unit' | 'pilot' | 'handover')[]) =>
	at('anyone', (ids) => [
		...names.map((name) => ({ path: [], query: `?${name}=${ids[name]}`, isBeside: true as const })),
		{ path: [], query: `?unit=${ids.unit}&tree=now`, isBeside: true }
	]);
const photoOnOwn = at('giving', (ids, own) => [
	{ path: [ids.listing], form: { listingPhotoId: ids.listingPhoto } },
	{ path: [own.ids.listing], form: { listingPhotoId: ids.listingPhoto }, isBeside: true }
]);

/** The log tells nothing of another organisation's people, things, units and entries. */
const logFilteredBy = at('anyone', (ids) =>
	[
		`who=${ids.person}`,
		`subject=${ids.listing}`,
		`unit=${ids.unit}`,
		`to=2001-01-01&before=${ids.auditEntry}`
	].map((query) => ({ path: [], query: `?${query}`, isBeside: true as const }))
);

const PAGES: Record<string, DoorCase> = {
	'/(app)/listings/[id] page': onListing(),
	'/(app)/listings/[id]/edit page': onListing(),
	'/(app)/listings/[id]/custody page': onOne('giving', 'pc'),
	'/(app)/listings/[id]/hazard page': onOne('giving', 'door'),
	'/media/[listingPhotoId]/[width] GET': at('giving', (ids) =>
		[ids.listingPhoto, ids.draftPhoto, ids.narrowedPhoto].map((id) => ({ path: [id, '320'] }))
	),
	'/(app)/needs page': at('anyone', (ids) => [
		{ path: [], query: `?before=${ids.need}`, isBeside: true },
		{ path: [], query: `?before=${ids.clearedNeed}`, isBeside: true }
	]),
	'/(app)/needs/[id] page': at('receiving', (ids) =>
		[ids.need, ids.clearedNeed].map((id) => ({ path: [id] }))
	),
	'/(app)/needs/[id]/check page': onNeed(),
	'/(app)/needs/[id]/purchase page': onNeed(),
	'/(app)/needs/[id]/clearance page': onOne('receiving', 'clearedNeed'),
	'/(app)/approvals/[id] page': onOne('receiving', 'request'),
	'/(app)/reservations/[id] page': at('either', (ids) =>
		[ids.reservation, ids.approved, ids.collected].map((id) => ({ path: [id] }))
	),
	'/(app)/benefits page': filteredBy('unit', 'pilot', 'handover'),
	'/(app)/benefits/[entryId] page': at('giving', (ids) =>
		[ids.giverEntry, ids.receiverEntry].map((id) => ({ path: [id] }))
	),
	'/(app)/reports page': filteredBy('unit', 'pilot'),
	'/(app)/pilots/[pilotId] page': onOne('giving', 'pilot'),
	'/(admin)/admin/sign-in/[providerId] page': onOne('giving', 'provider'),
	'/(admin)/admin/people page': at('giving', (ids) => [
		{ path: [], query: `?after=${ids.person}`, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] page': onOne('giving', 'person'),
	'/(admin)/admin/units/new page': at('giving', (ids) => [
		{ path: [], query: `?under=${ids.unit}`, isBeside: true }
	]),
	'/(admin)/admin/units/[unitId] page': onOne('giving', 'unit'),
	'/(admin)/admin/units/[unitId]/move page': at('giving', (ids, own) => [
		{ path: [ids.unit] },
		{ path: [own.ids.unit], query: `?parentId=${ids.unit}&validFrom=2030-01-01`, isBeside: true }
	]),
	'/(admin)/admin/units/[unitId]/merge page': at('giving', (ids, own) => [
		{ path: [ids.unit] },
		{ path: [own.ids.unit], query: `?intoId=${ids.unit}`, isBeside: true }
	]),
	'/(admin)/admin/storage/[siteId] page': onOne('giving', 'storageSite'),
	'/(admin)/admin/audit page': logFilteredBy,
	'/(admin)/admin/audit/export.csv GET': logFilteredBy
};

const ACTIONS: Record<string, DoorCase> = {
	'/(app)/listings/new action default': at('anyone', (ids, own) => {
		const form = { id: NEVER_MADE, title: 'Pult', condition: 'good', quantity: '1' };
		return [
			{ path: [], form: { ...form, unitId: ids.unit }, isBeside: true },
			{ path: [], form: { ...form, unitId: own.ids.unit, itemTypeId: ids.unit }, isBeside: true },
			{
				path: [],
				form: { ...form, unitId: own.ids.unit, storageSiteId: ids.storageSite },
				isBeside: true
			}
		];
	}),
	'/(app)/listings/[id] action publish': onListing({ version: '1' }),
	'/(app)/listings/[id] action reserve': at('receiving', (ids, own) => [
		...[ids.toReserve, ids.listing, ids.narrowed, ids.draft].map((id) => ({
			path: [id],
			form: { unitId: own.receiving.id, quantity: '1', wouldBuyNew: 'no' }
		})),
		{ path: [own.ids.toReserve], form: { unitId: ids.unit, quantity: '1' }, isBeside: true }
	]),
	'/(app)/listings/[id]/edit action save': onListing(({ listing }) => ({ ...EDIT, id: listing })),
	'/(app)/listings/[id]/edit action removePhoto': photoOnOwn,
	'/(app)/listings/[id]/edit action firstPhoto': photoOnOwn,
	'/(app)/listings/[id]/edit action withdraw': onListing({ version: '1', reason: 'mistake' }),
	'/(app)/listings/[id]/custody action default': onOne('giving', 'pc', {
		form: { step: 'received' }
	}),
	'/(app)/listings/[id]/hazard action answer': onOne('giving', 'door', { form: { isUnknown: 'on' } }),
	'/(app)/listings/[id]/hazard action decide': onOne('giving', 'door', {
		form: { outcome: 'ok', note: 'Sett på' }
	}),
	'/(admin)/admin/import action undo': at('giving', (ids) => [
		{ path: [], form: { importId: ids.peopleImport }, isBeside: true }
	]),
	'/(admin)/admin/people/new action default': at('giving', (ids, own) => [
		{ path: [], form: { name: 'X', email: 'x@x.example', unitId: ids.unit }, isBeside: true },
		{ path: [], form: { name: 'X', email: '', unitId: own.ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] action move': at('giving', (ids, own) => [
		{ path: [ids.person], form: { unitId: own.ids.unit } },
		{ path: [own.ids.person], form: { unitId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] action giveRole': at('giving', (ids, own) => [
		{ path: [ids.person], form: { role: 'buyer', unitId: own.ids.unit } },
		{ path: [own.ids.person], form: { role: 'buyer', unitId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] action endRole': at('giving', (ids, own) => [
		{ path: [ids.person], form: { membershipId: ids.membership } },
		{ path: [own.ids.person], form: { membershipId: ids.membership }, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] action inviteAgain': onOne('giving', 'person', { form: {} }),
	'/(admin)/admin/people/[personId] action deactivate': at('giving', (ids, own) => [
		{ path: [ids.person], form: { deputyEmail: '' } },
		{ path: [own.ids.person], form: { deputyEmail: ids.personEmail }, isBeside: true }
	]),
	'/(admin)/admin/people/[personId] action reactivate': onOne('giving', 'person', { form: {} }),
	'/(admin)/admin/units/new action default': at('giving', (ids) => [
		{ path: [], form: { name: 'Ny enhet', kind: 'unit', parentId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/units/[unitId] action facts': onOne('giving', 'unit', {
		form: { kind: 'unit', district: 'Sentrum' }
	}),
	'/(admin)/admin/units/[unitId] action rename': onOne('giving', 'unit', {
		form: { name: 'Et annet navn', validFrom: '2030-01-01' }
	}),
	'/(admin)/admin/units/[unitId] action takeBack': onOne('giving', 'unit', { form: { what: 'name' } }),
	'/(admin)/admin/units/[unitId] action close': onOne('giving', 'unit', { form: {} }),
	'/(admin)/admin/units/[unitId]/move action default': at('giving', (ids, own) => [
		{ path: [ids.unit], form: { parentId: own.ids.unit, validFrom: '2030-01-01' } },
		{ path: [own.ids.unit], form: { parentId: ids.unit, validFrom: '2030-01-01' }, isBeside: true }
	]),
	'/(admin)/admin/units/[unitId]/merge action default': at('giving', (ids, own) => [
		{ path: [ids.unit], form: { intoId: own.ids.unit } },
		{ path: [own.ids.unit], form: { intoId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/storage/new action default': at('giving', (ids) => [
		{ path: [], form: { name: 'Nytt lager', unitId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/storage/[siteId] action change': at('giving', (ids, own) => {
		const form = { name: 'Et annet navn', version: '1' };
		return [
			{ path: [ids.storageSite], form: { ...form, unitId: own.ids.unit } },
			{ path: [own.ids.storageSite], form: { ...form, unitId: ids.unit }, isBeside: true }
		];
	}),
	'/(admin)/admin/storage/[siteId] action close': onOne('giving', 'storageSite', { form: {} }),
	'/(admin)/admin/storage/[siteId] action reopen': onOne('giving', 'storageSite', { form: {} }),
	'/(admin)/admin/storage/[siteId] action addKeeper': at('giving', (ids, own) => [
		{ path: [ids.storageSite], form: { personId: own.ids.person, email: '' } },
		{ path: [own.ids.storageSite], form: { personId: ids.person, email: '' }, isBeside: true },
		{ path: [own.ids.storageSite], form: { personId: '', email: ids.personEmail }, isBeside: true }
	]),
	'/(admin)/admin/storage/[siteId] action removeKeeper': at('giving', (ids, own) => [
		{ path: [ids.storageSite], form: { personId: ids.person } },
		{ path: [own.ids.storageSite], form: { personId: ids.person }, isBeside: true }
	]),
	'/(admin)/admin/tokens action create': at('giving', (ids) => [
		{
			path: [],
			form: { name: 'X', email: ids.personEmail, scopes: 'listings:read', days: '1' },
			isBeside: true
		}
	]),
	'/(admin)/admin/tokens action revoke': at('giving', (ids) => [
		{ path: [], form: { tokenId: ids.apiToken }, isBeside: true }
	]),
	'/(admin)/admin/tokens action removeScope': at('giving', (ids) => [
		{ path: [], form: { tokenId: ids.apiToken, scope: 'listings:read' }, isBeside: true }
	]),
	'/(admin)/admin/feedback action answer': at('giving', (ids) => [
		{ path: [], form: { feedbackId: ids.feedback, answer: 'Takk' } }
	]),
	'/(admin)/admin/feedback action erase': at('giving', (ids) => [
		{ path: [], form: { feedbackId: ids.feedback } }
	]),
	'/(admin)/admin/sign-in action admit': at('giving', (ids, own) => [
		{ path: [], form: { requestId: ids.signInRequest, unitId: own.ids.unit }, isBeside: true },
		{ path: [], form: { requestId: own.ids.signInRequest, unitId: ids.unit }, isBeside: true }
	]),
	'/(admin)/admin/sign-in action connect': at('giving', (ids, own) => [
		{ path: [], form: { requestId: ids.signInRequest, email: own.ids.personEmail }, isBeside: true },
		{ path: [], form: { requestId: own.ids.signInRequest, email: ids.personEmail }, isBeside: true }
	]),
	'/(admin)/admin/sign-in action refuse': at('giving', (ids) => [
		{ path: [], form: { requestId: ids.otherSignInRequest }, isBeside: true }
	]),
	'/(admin)/admin/sign-in/[providerId] action change': onOne('giving', 'provider', {
		form: { version: '1', name: 'X', issuer: 'https://x.example', clientId: 'x' }
	}),
	'/(admin)/admin/sign-in/[providerId] action addRule': at('giving', (ids, own) => {
		const form = { claim: 'groups', value: 'x', gives: 'homeUnit' };
		return [
			{ path: [ids.provider], form: { ...form, unitId: own.ids.unit } },
			{ path: [own.ids.provider], form: { ...form, unitId: ids.unit }, isBeside: true }
		];
	}),
	'/(admin)/admin/sign-in/[providerId] action removeRule': at('giving', (ids, own) => [
		{ path: [ids.provider], form: { ruleId: ids.signInRule } },
		{ path: [own.ids.provider], form: { ruleId: ids.signInRule }, isBeside: true }
	]),
	'/(admin)/admin/sign-in/[providerId] action dryRun': onOne('giving', 'provider', {
		form: { claims: '{}' }
	}),
	'/(app)/needs/new action default': at('anyone', (ids, own) => {
		const form = {
			id: NEVER_MADE,
			title: 'Pult',
			quantity: '1',
			neededBy: '2027-03-01',
			reason: 'Nye folk',
			wouldBuyNew: 'yes'
		};
		return [
			{ path: [], form: { ...form, unitId: ids.unit }, isBeside: true },
			{ path: [], form: { ...form, unitId: own.receiving.id, itemTypeId: ids.unit }, isBeside: true }
		];
	}),
	'/(app)/needs/[id] action cancel': onNeed({ form: REASON }),
	'/(app)/needs/[id] action checkAgain': onNeed({ form: {} }),
	'/(app)/needs/[id] action takeUpAgain': onOne('receiving', 'droppedNeed', { form: {} }),
	'/(app)/needs/[id]/check action avoid': onNeed({ form: AVOID }),
	'/(app)/needs/[id]/check action use': onNeed({ form: { groupNumber: '1', quantity: '1' } }),
	'/(app)/needs/[id]/check action refuse': onNeed({ form: { groupNumber: '1', reason: 'measure' } }),
	'/(app)/needs/[id]/check action rest': onNeed({ form: { reason: 'measure' } }),
	'/(app)/needs/[id]/check action complete': onNeed({ form: {} }),
	'/(app)/needs/[id]/purchase action save': onNeed({ form: PURCHASE }),
	'/(app)/needs/[id]/purchase action submit': onNeed({ form: PURCHASE }),
	'/(app)/approvals action confirmDrop': at('receiving', (ids) => [
		{ path: [], form: { needId: ids.droppedNeed } }
	]),
	'/(app)/approvals action declineDrop': at('receiving', (ids) => [
		{ path: [], form: { needId: ids.droppedNeed, ...REASON } }
	]),
	'/(app)/approvals/[id] action approve': onOne('receiving', 'request', { form: {} }),
	'/(app)/approvals/[id] action reject': onOne('receiving', 'request', { form: REASON }),
	'/(app)/reservations/[id] action approve': onOne('giving', 'reservation', { form: {} }),
	'/(app)/reservations/[id] action decline': onOne('giving', 'reservation', { form: REASON }),
	'/(app)/reservations/[id] action cancel': onOne('receiving', 'reservation', { form: {} }),
	'/(app)/reservations/[id] action confirm': onOne('giving', 'approved', {
		form: { pickupCode: '000000' }
	}),
	'/(app)/reservations/[id] action return': onOne('receiving', 'collected', {
		form: { quantity: '1', condition: 'good', reason: 'Passet ikke' }
	}),
	'/(app)/profile action endSession': at('anyone', (ids) => [
		{ path: [], form: { session: ids.session }, isBeside: true }
	])
};

const API = '/api/v1';
const METHODS: Record<string, DoorCase> = {
	[`${API}/listings/[id] GET`]: onListing(),
	[`${API}/listings/[id]/photos POST`]: onOne('giving', 'listing', { isUpload: true }),
	[`${API}/needs GET`]: at('anyone', (ids) =>
		['own', 'all'].map((scope) => ({
			path: [],
			query: `?scope=${scope}&cursor=${ids.need}`,
			isBeside: true
		}))
	),
	[`${API}/needs/[id] GET`]: onNeed(),
	[`${API}/needs/[id]/check GET`]: onNeed(),
	[`${API}/needs/[id]/check POST`]: onNeed({ json: {} }),
	[`${API}/needs/[id]/check/rungs/avoid POST`]: onNeed({
		json: { decision: 'needed', answers: { usedFor: 'Arbeid', howLong: 'Lenge', ifNot: 'Ingen pult' } }
	}),
	[`${API}/needs/[id]/check/rungs/[rung] POST`]: onNeed({ rest: ['share'], json: {} }),
	[`${API}/needs/[id]/check/groups/[number] POST`]: onNeed({
		rest: ['1'],
		json: { outcome: 'refused', reason: 'measure' }
	}),
	[`${API}/needs/[id]/check/rest POST`]: onNeed({ json: { reason: 'measure' } }),
	[`${API}/needs/[id]/check/complete POST`]: onNeed({ json: {} }),
	[`${API}/needs/[id]/purchase-request GET`]: onOne('receiving', 'requestedNeed'),
	[`${API}/needs/[id]/purchase-request POST`]: onNeed({
		json: { ...CRITERIA, quantity: 1, expectedLifetimeYears: 15, warrantyMonths: 60 }
	}),
	[`${API}/needs/[id]/purchase-request/submit POST`]: onOne('receiving', 'requestedNeed', { json: {} }),
	[`${API}/needs/[id]/purchase-request/approve POST`]: onOne('receiving', 'requestedNeed', { json: {} }),
	[`${API}/needs/[id]/purchase-request/reject POST`]: onOne('receiving', 'requestedNeed', { json: REASON }),
	[`${API}/benefits GET`]: filteredBy('unit', 'pilot', 'handover'),
	[`${API}/reports/summary GET`]: filteredBy('unit', 'pilot')
};

/** How every door that takes an id is asked; a door that is neither here nor below fails the test. */
export const DOOR_CASES: Record<string, DoorCase> = { ...PAGES, ...ACTIONS, ...METHODS };

/** Doors that take no id of anybody's thing, or are open to anyone by what they take. */
export const TAKES_NO_ID: ReadonlySet<string> = new Set([
	'/ page',
	'/healthz GET',
	'/readyz GET',
	'/(app)/home page',
	// One's own roles, by name.
	'/(app)/tour page',
	'/(app)/tour action done',
	'/(app)/practice page',
	'/(app)/practice action start',
	'/(app)/practice action become',
	'/(app)/practice action leave',
	'/(app)/listings page',
	'/(app)/listings/mine page',
	'/(app)/listings/new page',
	'/(app)/listings/photos POST',
	'/(app)/expert page',
	'/(app)/factors page',
	'/(app)/factors/gaps page',
	// The catalogue is the whole instance's: there is nobody else's.
	'/(app)/catalogue/export.json GET',
	'/(app)/catalogue/import page',
	'/(app)/catalogue/import action try',
	'/(app)/catalogue/import action confirm',
	'/(admin)/admin/item-types page',
	'/(admin)/admin/item-types/new page',
	'/(admin)/admin/item-types/new action default',
	'/(admin)/admin/item-types/[key] page',
	'/(admin)/admin/item-types/[key] action close',
	'/(admin)/admin/item-types/[key] action reopen',
	'/(admin)/admin/item-types/[key]/edit page',
	'/(admin)/admin/item-types/[key]/edit action default',
	'/(admin)/admin/item-types/[key]/attribute page',
	'/(admin)/admin/item-types/[key]/attribute action default',
	// A rule has the same key in every organisation; its texts are the actor's own or the instance's.
	'/(admin)/admin/texts page',
	'/(admin)/admin/texts/[key] page',
	'/(admin)/admin/texts/[key] action write',
	'/(admin)/admin/texts/[key] action review',
	'/(admin)/admin/texts/[key] action withdraw',
	'/(app)/needs/new page',
	'/(app)/approvals page',
	'/(app)/reservations page',
	'/(app)/pilots page',
	'/(app)/profile page',
	'/(public)/about page',
	'/(public)/accessibility page',
	'/(public)/accessibility action default',
	'/(public)/sources page',
	'/(public)/offline page',
	'/(public)/not-found page',
	'/(public)/locale POST',
	'/(public)/sign-in page',
	'/(public)/sign-in action password',
	// Who may be chosen is shown to everyone; outside the demo there is nobody.
	'/(public)/sign-in action demo',
	// The actor's own organisation, and nothing that is named by an id.
	'/(admin)/admin page',
	'/(admin)/admin/feedback page',
	// Jobs are the whole instance's.
	'/(admin)/admin/jobs page',
	'/(admin)/admin/jobs action retry',
	'/(admin)/admin/jobs action discard',
	'/(admin)/admin/jobs action discardAll',
	'/(admin)/admin/roles page',
	'/(admin)/admin/roles/export.csv GET',
	'/(admin)/admin/audit/instance page',
	'/(admin)/admin/audit/instance/export.csv GET',
	'/(admin)/admin/people/new page',
	'/(admin)/admin/units page',
	'/(admin)/admin/storage page',
	'/(admin)/admin/storage/new page',
	'/(admin)/admin/import page',
	// The operator's: there is nobody else's organisation.
	'/(admin)/admin/organisations page',
	'/(admin)/admin/organisations/new page',
	'/(admin)/admin/organisations/new action default',
	'/(admin)/admin/organisations/[orgnr] page',
	'/(admin)/admin/organisations/[orgnr] action change',
	'/(admin)/admin/organisations/[orgnr] action invite',
	'/(admin)/admin/reasons page',
	'/(admin)/admin/reasons/[vocabulary]/[code] page',
	'/(admin)/admin/reasons/[vocabulary]/[code] action default',
	'/(admin)/admin/settings page',
	'/(admin)/admin/settings action change',
	'/(admin)/admin/sharing page',
	'/(admin)/admin/sharing action default',
	// A file, and the mark of a plan.
	'/(admin)/admin/import action try',
	'/(admin)/admin/import action takeIn',
	'/(admin)/admin/import/units.csv GET',
	'/(admin)/admin/import/people.csv GET',
	'/(admin)/admin/tokens page',
	'/(admin)/admin/sign-in page',
	'/(admin)/admin/sign-in action policy',
	'/(admin)/admin/sign-in/new page',
	'/(admin)/admin/sign-in/new action default',
	'/(public)/sign-in/waiting page',
	// Providers are shown to everyone who signs in; an answer is taken with the secrets of the browser that asked.
	'/(public)/sign-in/[provider] GET',
	'/(public)/sign-in/[provider]/callback GET',
	'/(public)/sign-in/[provider]/sign-out GET',
	'/(public)/sign-in/[provider]/sign-out POST',
	'/(app)/sign-in-again page',
	'/(app)/sign-in-again action default',
	'/(public)/sign-out POST',
	// The token is the secret itself.
	'/(public)/set-password/[token] page',
	'/(public)/set-password/[token] action default',
	// Whoever has the number may verify it, and is told nothing of whose it is.
	'/(public)/clearance/[[number]] page',
	`${API}/clearances/[number] GET`,
	`${API}/openapi.json GET`,
	`${API}/listings GET`,
	`${API}/listings POST`,
	`${API}/needs POST`
]);

/** The path of an ask: parameters filled in order, folders of layout left out. */
export function pathFor({ routeId, search }: Door, { path, query = '' }: Ask): string {
	let next = 0;
	const filled = routeId
		.replace(/\/\([^)]+\)/g, '')
		.replace(/\[\[?[^\]]+\]\]?/g, () => encodeURIComponent(path[next++] ?? ''));
	return `${filled || '/'}${search}${search ? query.replace('?', '&') : query}`;
}
