import type { PersonKey } from './test';

export interface PageToLookAt {
	name: string;
	/** Where it is, or where one starts to get there. */
	path: string;
	as: PersonKey | 'nobody';
	/** The first link whose address is like this leads there, or the one with these words. */
	follow?: RegExp | string;
	/** What is added to the address that was followed. */
	then?: string;
}

const ID = '[0-9a-f-]{36}';
const one = (folder: string, rest = '') => new RegExp(`^/${folder}/${ID}${rest}(\\?.*)?$`);

/** Every page of the product, filled and empty, as someone who has it in the demo. */
export const ALL_PAGES: readonly PageToLookAt[] = [
	{ name: 'front', path: '/', as: 'nobody' },
	{ name: 'sign in', path: '/sign-in', as: 'nobody' },
	{ name: 'sign in, waiting', path: '/sign-in/waiting', as: 'nobody' },
	{ name: 'sign in again', path: '/sign-in-again', as: 'ingrid' },
	{ name: 'admin', path: '/admin', as: 'ola' },
	{ name: 'people', path: '/admin/people', as: 'ola' },
	{ name: 'person', path: '/admin/people', as: 'ola', follow: one('admin/people') },
	{ name: 'invite', path: '/admin/people/new', as: 'ola' },
	{ name: 'units', path: '/admin/units', as: 'ola' },
	{ name: 'units, nothing', path: '/admin/units?q=xyzxyz', as: 'ola' },
	{ name: 'new unit', path: '/admin/units/new', as: 'ola' },
	{ name: 'unit', path: '/admin/units', as: 'ola', follow: 'Fjellveien skole' },
	{ name: 'move a unit', path: '/admin/units', as: 'ola', follow: 'Fjellveien skole', then: '/move' },
	{ name: 'merge units', path: '/admin/units', as: 'ola', follow: 'Fjellveien skole', then: '/merge' },
	{ name: 'storage sites', path: '/admin/storage', as: 'ola' },
	{ name: 'storage sites, nothing', path: '/admin/storage?q=xyzxyz', as: 'ola' },
	{ name: 'new storage site', path: '/admin/storage/new', as: 'ola' },
	{ name: 'storage site', path: '/admin/storage', as: 'ola', follow: one('admin/storage') },
	{ name: 'organisations', path: '/admin/organisations', as: 'ola' },
	{ name: 'organisation, new', path: '/admin/organisations/new', as: 'ola' },
	{
		name: 'organisation',
		path: '/admin/organisations',
		as: 'ola',
		follow: /^\/admin\/organisations\/\d{9}$/
	},
	{ name: 'sharing', path: '/admin/sharing', as: 'ola' },
	{ name: 'import', path: '/admin/import', as: 'ola' },
	{ name: 'tokens', path: '/admin/tokens', as: 'ola' },
	{ name: 'item types', path: '/admin/item-types?missing=price', as: 'ola' },
	{ name: 'item types, closed', path: '/admin/item-types?show=closed', as: 'ola' },
	{ name: 'item type', path: '/admin/item-types/interiorDoor', as: 'ola' },
	{ name: 'item type, new', path: '/admin/item-types/new', as: 'ola' },
	{ name: 'item type, change', path: '/admin/item-types/interiorDoor/edit', as: 'ola' },
	{ name: 'attribute', path: '/admin/item-types/sofa/attribute?key=colour', as: 'ola' },
	{ name: 'rule texts', path: '/admin/texts', as: 'ola' },
	{ name: 'rule text', path: '/admin/texts/fourEyes', as: 'ola' },
	{ name: 'feedback', path: '/admin/feedback', as: 'ola' },
	{ name: 'jobs', path: '/admin/jobs', as: 'ola' },
	{ name: 'settings', path: '/admin/settings', as: 'ola' },
	{ name: 'reasons', path: '/admin/reasons', as: 'ola' },
	{ name: 'reason', path: '/admin/reasons/refusal/tooFar', as: 'ola' },
	{ name: 'role map', path: '/admin/roles', as: 'ola' },
	{ name: 'audit', path: '/admin/audit', as: 'ola' },
	{ name: 'audit, filtered', path: '/admin/audit?event=listing.published&from=2026-01-01', as: 'ola' },
	{ name: 'audit, nothing', path: '/admin/audit?who=xyzxyz', as: 'ola' },
	{ name: 'audit of the instance', path: '/admin/audit/instance', as: 'ola' },
	{ name: 'admin sign-in', path: '/admin/sign-in', as: 'ola' },
	{ name: 'admin sign-in, new', path: '/admin/sign-in/new', as: 'ola' },
	{ name: 'about', path: '/about', as: 'nobody' },
	{ name: 'accessibility', path: '/accessibility', as: 'nobody' },
	{ name: 'sources', path: '/sources', as: 'nobody' },
	{ name: 'offline', path: '/offline', as: 'nobody' },
	{ name: 'set password, dead link', path: '/set-password/tull', as: 'nobody' },
	{ name: 'verify, empty', path: '/clearance', as: 'nobody' },
	{ name: 'verify, unknown', path: '/clearance?number=TULL', as: 'nobody' },
	{ name: 'error', path: '/finnes-ikke', as: 'nobody' },
	{ name: 'home', path: '/home', as: 'ingrid' },
	{ name: 'tour', path: '/tour?step=2', as: 'ingrid' },
	{ name: 'practice', path: '/practice', as: 'ingrid' },
	{ name: 'profile', path: '/profile', as: 'ingrid' },
	{ name: 'find', path: '/listings', as: 'ingrid' },
	{ name: 'find, words and filters', path: '/listings?q=stol&pack=furniture&condition=good', as: 'ingrid' },
	{ name: 'find, nothing', path: '/listings?q=xyzxyz', as: 'ingrid' },
	{ name: 'listing', path: '/listings', as: 'ingrid', follow: one('listings') },
	{ name: 'my listings', path: '/listings/mine', as: 'torbjorn' },
	{ name: 'my listings, empty', path: '/listings/mine', as: 'nina' },
	{ name: 'own listing', path: '/listings/mine', as: 'torbjorn', follow: one('listings') },
	{
		name: 'change a listing',
		path: '/listings/mine',
		as: 'torbjorn',
		follow: one('listings'),
		then: '/edit'
	},
	{ name: 'give', path: '/listings/new', as: 'ingrid' },
	{ name: 'needs', path: '/needs', as: 'marit' },
	{ name: 'need', path: '/needs', as: 'marit', follow: one('needs') },
	{
		name: 'first rung',
		path: '/needs',
		as: 'ingrid',
		follow: 'Hev/senk-pulter til nytt teamrom',
		then: '/check'
	},
	{ name: 'second rung', path: '/needs', as: 'liv', follow: 'Kontorstoler til to nyansatte', then: '/check' },
	{ name: 'dropped need', path: '/needs', as: 'marit', follow: 'Projektor til møterom' },
	{ name: 'rejected need', path: '/needs', as: 'marit', follow: 'Elevskap til ny fløy' },
	{
		name: 'purchase',
		path: '/needs',
		as: 'ingrid',
		follow: 'Nettbrett til språkopplæring',
		then: '/purchase'
	},
	{
		name: 'clearance',
		path: '/needs',
		as: 'anne',
		follow: 'Himlingsplater til korridor',
		then: '/clearance'
	},
	{
		name: 'no clearance yet',
		path: '/needs',
		as: 'ingrid',
		follow: 'Hev/senk-pulter til nytt teamrom',
		then: '/clearance'
	},
	{ name: 'needs, empty', path: '/needs', as: 'silje' },
	{ name: 'new need', path: '/needs/new', as: 'ingrid' },
	{ name: 'approvals', path: '/approvals', as: 'marit' },
	{ name: 'approval', path: '/approvals', as: 'marit', follow: one('approvals') },
	{ name: 'approvals, empty', path: '/approvals', as: 'per' },
	{ name: 'reservations, receiving', path: '/reservations?side=receiving', as: 'ragnhild' },
	{ name: 'reservations, giving', path: '/reservations?side=giving', as: 'torbjorn' },
	{ name: 'reservations, empty', path: '/reservations?side=receiving', as: 'silje' },
	{ name: 'asked for', path: '/reservations?side=giving', as: 'torbjorn', follow: one('reservations') },
	{ name: 'reservation', path: '/reservations?side=receiving', as: 'ragnhild', follow: one('reservations') },
	{ name: 'expert', path: '/expert', as: 'anne' },
	{ name: 'hazard', path: '/expert', as: 'anne', follow: one('listings', '/hazard') },
	{ name: 'custody', path: '/expert', as: 'jonas', follow: one('listings', '/custody') },
	{ name: 'benefits', path: '/benefits', as: 'ingrid' },
	{ name: 'benefits, empty', path: '/benefits?from=2019-01&to=2019-02', as: 'ingrid' },
	{ name: 'trace', path: '/benefits?kind=co2Net', as: 'ingrid', follow: one('benefits') },
	{ name: 'factors', path: '/factors', as: 'ingrid' },
	{ name: 'factors, nothing', path: '/factors?q=xyzxyz&pack=it', as: 'ingrid' },
	{ name: 'factors, kept', path: '/factors?page=2', as: 'erik' },
	{ name: 'gaps', path: '/factors/gaps?missing=price', as: 'erik' },
	{ name: 'catalogue import', path: '/catalogue/import', as: 'ola' },
	{ name: 'reports', path: '/reports', as: 'ingrid' },
	{ name: 'reports, empty', path: '/reports?from=2019-01&to=2019-02', as: 'ingrid' },
	{ name: 'pilots', path: '/pilots', as: 'ingrid' },
	{ name: 'pilot', path: '/pilots', as: 'ingrid', follow: one('pilots') }
];
