import type { Role } from '$lib/organisation/organisation';

/** The demo's people and places: invented, save for the names of the municipality and its departments. */
export interface DemoOrganisation {
	key: string;
	orgnr: string;
	name: string;
	kind: 'municipality' | 'stateAgency' | 'churchCouncil';
	municipality: string;
}
export interface DemoUnit {
	key: string;
	organisation: string;
	parent: string | null;
	kind: 'cityDepartment' | 'agency' | 'unit';
	name: string;
	district: string;
	address: string;
	isAddressProtected?: boolean;
}
export interface DemoPerson {
	key: string;
	name: string;
	unit: string;
	/** Held in the home unit. */
	roles: readonly Role[];
	locale: 'nb' | 'nn' | 'en';
}

export const COOPERATION = 'Innkjøpssamarbeidet';

export const ORGANISATIONS: readonly DemoOrganisation[] = [
	{ key: 'bergen', orgnr: '964338531', name: 'Bergen kommune', kind: 'municipality', municipality: 'Bergen' },
	{
		key: 'partner',
		orgnr: '123456785',
		name: 'Partnerkommune A',
		kind: 'municipality',
		municipality: 'Partnerkommune A'
	},
	{
		key: 'church',
		orgnr: '987654325',
		name: 'Bergen kirkelige fellesråd',
		kind: 'churchCouncil',
		municipality: 'Bergen'
	}
];

export const UNITS: readonly DemoUnit[] = [
	{
		key: 'finance',
		organisation: 'bergen',
		parent: null,
		kind: 'cityDepartment',
		name: 'Byrådsavdeling for finans',
		district: 'Bergenhus',
		address: 'Rådhusgaten 10'
	},
	{
		key: 'procurement',
		organisation: 'bergen',
		parent: 'finance',
		kind: 'agency',
		name: 'Innkjøp konsern',
		district: 'Bergenhus',
		address: 'Kaigaten 4'
	},
	{
		key: 'property',
		organisation: 'bergen',
		parent: 'finance',
		kind: 'agency',
		name: 'Etat for bygg og eiendom',
		district: 'Årstad',
		address: 'Solheimsgaten 13'
	},
	{
		key: 'reuse',
		organisation: 'bergen',
		parent: 'property',
		kind: 'unit',
		name: 'Ombruksavdelingen',
		district: 'Bergenhus',
		address: 'Skur 26, Dokken'
	},
	{
		key: 'digital',
		organisation: 'bergen',
		parent: 'finance',
		kind: 'agency',
		name: 'Digitalisering og innovasjon',
		district: 'Bergenhus',
		address: 'Lars Hilles gate 20'
	},
	{
		key: 'school',
		organisation: 'bergen',
		parent: null,
		kind: 'cityDepartment',
		name: 'Byrådsavdeling for barnehage og skole',
		district: 'Bergenhus',
		address: 'Rådhusgaten 10'
	},
	{
		key: 'schoolAgency',
		organisation: 'bergen',
		parent: 'school',
		kind: 'agency',
		name: 'Etat for skole',
		district: 'Bergenhus',
		address: 'Neumanns gate 1'
	},
	{
		key: 'fjellveien',
		organisation: 'bergen',
		parent: 'schoolAgency',
		kind: 'unit',
		name: 'Fjellveien skole',
		district: 'Bergenhus',
		address: 'Fjellveien 100'
	},
	{
		key: 'nattland',
		organisation: 'bergen',
		parent: 'schoolAgency',
		kind: 'unit',
		name: 'Nattlandsveien ungdomsskole',
		district: 'Årstad',
		address: 'Nattlandsveien 60'
	},
	{
		key: 'health',
		organisation: 'bergen',
		parent: null,
		kind: 'cityDepartment',
		name: 'Byrådsavdeling for eldre, helse og omsorg',
		district: 'Bergenhus',
		address: 'Rådhusgaten 10'
	},
	{
		key: 'nursing',
		organisation: 'bergen',
		parent: 'health',
		kind: 'unit',
		name: 'Lungegården sykehjem',
		district: 'Årstad',
		address: 'Kong Oscars gate 120'
	},
	{
		key: 'childWelfare',
		organisation: 'bergen',
		parent: 'health',
		kind: 'unit',
		name: 'Barneverntjenesten, avdeling sør',
		district: 'Fana',
		address: 'Sperret vei 1',
		isAddressProtected: true
	},
	{
		key: 'climate',
		organisation: 'bergen',
		parent: null,
		kind: 'agency',
		name: 'Klimaetaten',
		district: 'Bergenhus',
		address: 'Kaigaten 4'
	},
	{
		key: 'partnerHall',
		organisation: 'partner',
		parent: null,
		kind: 'unit',
		name: 'Rådhuset',
		district: 'Sentrum',
		address: 'Rådhusvegen 1'
	},
	{
		key: 'churchOffice',
		organisation: 'church',
		parent: null,
		kind: 'unit',
		name: 'Kirkevergens kontor',
		district: 'Bergenhus',
		address: 'Bispengsgaten 4'
	}
];

export const PEOPLE: readonly DemoPerson[] = [
	{
		key: 'ingrid',
		name: 'Ingrid Solheim',
		unit: 'fjellveien',
		roles: ['requester'],
		locale: 'nb'
	},
	{
		key: 'torbjorn',
		name: 'Torbjørn Vaktmester',
		unit: 'procurement',
		roles: ['requester'],
		locale: 'nb'
	},
	{
		key: 'marit',
		name: 'Marit Leknes',
		unit: 'schoolAgency',
		roles: ['manager', 'requester'],
		locale: 'nb'
	},
	{ key: 'leif', name: 'Leif Direktør', unit: 'school', roles: ['manager', 'requester'], locale: 'nb' },
	{ key: 'per', name: 'Per Hordvik', unit: 'finance', roles: ['manager', 'requester'], locale: 'nb' },
	{
		key: 'ragnhild',
		name: 'Ragnhild Myklebust',
		unit: 'nursing',
		roles: ['requester'],
		locale: 'nn'
	},
	{ key: 'solveig', name: 'Solveig Aase', unit: 'health', roles: ['manager', 'requester'], locale: 'nn' },
	{
		key: 'jonas',
		name: 'Jonas Eide',
		unit: 'digital',
		roles: ['subjectExpert', 'requester'],
		locale: 'nb'
	},
	{
		key: 'anne',
		name: 'Anne Byggland',
		unit: 'property',
		roles: ['subjectExpert', 'requester'],
		locale: 'nb'
	},
	{ key: 'kari', name: 'Kari Lagergård', unit: 'reuse', roles: ['storageKeeper', 'requester'], locale: 'nb' },
	{
		key: 'hassan',
		name: 'Hassan Ali',
		unit: 'procurement',
		roles: ['buyer', 'contractManager', 'requester'],
		locale: 'nb'
	},
	{
		key: 'liv',
		name: 'Liv Pilotsen',
		unit: 'climate',
		roles: ['pilotLead', 'requester'],
		locale: 'nb'
	},
	{
		key: 'erik',
		name: 'Erik Faktorberg',
		unit: 'climate',
		roles: ['factorOwner', 'requester'],
		locale: 'nb'
	},
	{ key: 'berit', name: 'Berit Revisor', unit: 'finance', roles: ['auditor'], locale: 'nb' },
	{
		key: 'ola',
		name: 'Ola Administrator',
		unit: 'finance',
		roles: ['orgAdmin', 'operator', 'requester'],
		locale: 'nb'
	},
	{ key: 'nina', name: 'Nina Nattland', unit: 'nattland', roles: ['requester'], locale: 'en' },
	{ key: 'silje', name: 'Silje Skjermet', unit: 'childWelfare', roles: ['requester'], locale: 'nb' },
	{
		key: 'gunnar',
		name: 'Gunnar Nabo',
		unit: 'partnerHall',
		roles: ['requester', 'manager'],
		locale: 'nn'
	},
	{
		key: 'astrid',
		name: 'Astrid Kirkeby',
		unit: 'churchOffice',
		roles: ['requester', 'manager'],
		locale: 'nb'
	},
	{ key: 'partnerlaget', name: 'Petter Verksted', unit: 'reuse', roles: ['partner'], locale: 'nb' }
];

export const PILOTS = [
	{
		key: 'furniture',
		pack: 'furniture',
		texts: {
			nb: {
				name: 'Møbler og inventar',
				purpose: 'Bruke møblene vi har, før vi kjøper nye, når enheter flytter og bygger om.'
			},
			nn: {
				name: 'Møblar og inventar',
				purpose: 'Bruke møblane vi har, før vi kjøper nye, når einingar flyttar og byggjer om.'
			},
			en: {
				name: 'Furniture and interiors',
				purpose: 'Use the furniture we have before buying new when units move and refurbish.'
			}
		}
	},
	{
		key: 'it',
		pack: 'it',
		texts: {
			nb: {
				name: 'PC-er og mobiler',
				purpose: 'Gi utstyr et liv til, trygt slettet, i enheter med lettere behov.'
			},
			nn: {
				name: 'PC-ar og mobilar',
				purpose: 'Gje utstyr eit liv til, trygt sletta, i einingar med lettare behov.'
			},
			en: {
				name: 'PCs and mobiles',
				purpose: 'Give equipment another life, safely erased, in units with lighter needs.'
			}
		}
	},
	{
		key: 'building',
		pack: 'building',
		texts: {
			nb: {
				name: 'Byggematerialer',
				purpose: 'Ta vare på dører, fliser og trevirke fra rehabilitering og bruke dem igjen i egne bygg.'
			},
			nn: {
				name: 'Byggjemateriale',
				purpose: 'Ta vare på dører, fliser og trevirke frå rehabilitering og bruke dei om att i eigne bygg.'
			},
			en: {
				name: 'Building materials',
				purpose: 'Keep doors, tiles and timber from refurbishment and use them again in our own buildings.'
			}
		}
	}
] as const;
