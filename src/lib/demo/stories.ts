import type { Condition } from '$lib/catalogue/catalogue';
import type { PriceEvidence } from '$lib/need/need';

/** A thing that changed hands, from listing to handover. */
export interface HandoverStory {
	/** Days before today it was handed over. */
	daysAgo: number;
	giver: string;
	receiver: string;
	type: string;
	title: string;
	quantity: string;
	/** How much of it was taken, where not all. */
	taken?: string;
	condition: Condition;
	year?: number;
	attributes?: Record<string, string>;
	/** `walkIn`: reserved without a need stated first. */
	evidence: PriceEvidence | 'walkIn';
	price?: number;
	km?: number;
	freight?: number;
	disposed?: boolean;
	/** Days after the handover some of it came back, and how much. */
	returned?: { after: number; quantity: string; reason: string };
}

export const HANDOVERS: readonly HandoverStory[] = [
	{
		daysAgo: 172,
		giver: 'finance',
		receiver: 'fjellveien',
		type: 'officeChair',
		title: 'Kontorstoler HÅG H09',
		quantity: '10',
		condition: 'good',
		year: 2019,
		attributes: { colour: 'black' },
		evidence: 'quote',
		price: 6200,
		km: 8,
		disposed: true
	},
	{
		daysAgo: 165,
		giver: 'procurement',
		receiver: 'nursing',
		type: 'deskHeightAdjustable',
		title: 'Hev senk pult 140',
		quantity: '2',
		condition: 'good',
		year: 2017,
		attributes: { widthCm: '140', depthCm: '80' },
		evidence: 'none',
		km: 6
	},
	{
		daysAgo: 158,
		giver: 'digital',
		receiver: 'schoolAgency',
		type: 'monitor',
		title: 'Skjermer 24 tommer HP',
		quantity: '12',
		condition: 'good',
		year: 2019,
		attributes: { screenInches: '24' },
		evidence: 'agreement',
		price: 1650,
		km: 4
	},
	{
		daysAgo: 150,
		giver: 'health',
		receiver: 'climate',
		type: 'meetingTable',
		title: 'Møtebord 6 pers bjørk',
		quantity: '1',
		condition: 'usable',
		year: 2014,
		evidence: 'walkIn'
	},
	{
		daysAgo: 143,
		giver: 'schoolAgency',
		receiver: 'nattland',
		type: 'whiteboard',
		title: 'Tavler 120x90',
		quantity: '6',
		condition: 'good',
		evidence: 'none',
		km: 9
	},
	{
		daysAgo: 136,
		giver: 'property',
		receiver: 'fjellveien',
		type: 'interiorDoor',
		title: 'Kontordører 9x21 fra Kaigaten',
		quantity: '8',
		condition: 'good',
		year: 2011,
		attributes: { module: '9x21', surface: 'painted' },
		evidence: 'quote',
		price: 4300,
		km: 7,
		freight: 1800,
		disposed: true
	},
	{
		daysAgo: 129,
		giver: 'digital',
		receiver: 'nursing',
		type: 'laptop',
		title: 'HP ProBook 450',
		quantity: '1',
		condition: 'usable',
		year: 2022,
		attributes: {
			screenInches: '15',
			model: 'HP ProBook 450 G8',
			serialNumber: 'PB450-1187',
			batteryPercent: '78'
		},
		evidence: 'agreement',
		price: 7900,
		km: 5
	},
	{
		daysAgo: 121,
		giver: 'finance',
		receiver: 'digital',
		type: 'pedestal',
		title: 'Skuffeseksjoner på hjul',
		quantity: '12',
		condition: 'good',
		year: 2016,
		evidence: 'none',
		km: 2
	},
	{
		daysAgo: 113,
		giver: 'nursing',
		receiver: 'health',
		type: 'sofa',
		title: 'To sofaer fra dagsenter',
		quantity: '2',
		condition: 'good',
		year: 2018,
		attributes: { seats: '3', colour: 'grey' },
		evidence: 'quote',
		price: 14500,
		km: 5,
		disposed: true,
		returned: { after: 9, quantity: '1', reason: 'Den ene var for bred for døra.' }
	},
	{
		daysAgo: 106,
		giver: 'fjellveien',
		receiver: 'nattland',
		type: 'schoolDesk',
		title: 'Elevpulter med sidevange',
		quantity: '26',
		condition: 'usable',
		year: 2015,
		evidence: 'budgetLine',
		price: 1450,
		km: 6,
		freight: 2200
	},
	{
		daysAgo: 98,
		giver: 'reuse',
		receiver: 'property',
		type: 'carpetTile',
		title: 'Teppefliser blå, brukt',
		quantity: '60',
		taken: '42,5',
		condition: 'usable',
		year: 2020,
		attributes: { colour: 'blue', madeYear: '2020' },
		evidence: 'quote',
		price: 340,
		km: 3,
		disposed: true
	},
	{
		daysAgo: 91,
		giver: 'partnerHall',
		receiver: 'finance',
		type: 'acousticScreen',
		title: 'Lydskjermar til golv',
		quantity: '5',
		condition: 'good',
		year: 2019,
		evidence: 'quote',
		price: 4700,
		km: 34,
		freight: 1500
	},
	{
		daysAgo: 84,
		giver: 'procurement',
		receiver: 'schoolAgency',
		type: 'deskHeightAdjustable',
		title: 'Elektriske pulter Linak 160',
		quantity: '7',
		condition: 'good',
		year: 2018,
		attributes: { widthCm: '160', depthCm: '80', colour: 'white' },
		evidence: 'agreement',
		price: 5900,
		km: 3,
		disposed: true
	},
	{
		daysAgo: 77,
		giver: 'digital',
		receiver: 'fjellveien',
		type: 'tablet',
		title: 'iPad 8. gen',
		quantity: '1',
		condition: 'usable',
		year: 2020,
		attributes: { model: 'iPad 8', serialNumber: 'IPAD8-21', storageGb: '32' },
		evidence: 'none'
	},
	{
		daysAgo: 70,
		giver: 'churchOffice',
		receiver: 'nursing',
		type: 'stackingChair',
		title: 'Stabelstolar i plast',
		quantity: '40',
		taken: '30',
		condition: 'usable',
		year: 2012,
		evidence: 'quote',
		price: 1150,
		km: 11
	},
	{
		daysAgo: 63,
		giver: 'finance',
		receiver: 'property',
		type: 'glassPartition',
		title: 'Glassvegger fra 4. etasje',
		quantity: '12',
		condition: 'good',
		year: 2016,
		attributes: { heightMm: '2700', lengthMm: '4450' },
		evidence: 'quote',
		price: 4200,
		km: 3,
		freight: 4500,
		disposed: true
	},
	{
		daysAgo: 57,
		giver: 'schoolAgency',
		receiver: 'climate',
		type: 'bookcase',
		title: 'Hyller hvit laminat',
		quantity: '4',
		condition: 'good',
		year: 2017,
		evidence: 'walkIn',
		km: 2
	},
	{
		daysAgo: 49,
		giver: 'health',
		receiver: 'procurement',
		type: 'smartphone',
		title: 'iPhone SE 2022',
		quantity: '1',
		condition: 'good',
		year: 2024,
		attributes: { model: 'iPhone SE', imei: '356938035643809', storageGb: '64', batteryPercent: '88' },
		evidence: 'agreement',
		price: 4900
	},
	{
		daysAgo: 42,
		giver: 'reuse',
		receiver: 'property',
		type: 'brick',
		title: 'Teglstein renset, gul',
		quantity: '900',
		condition: 'usable',
		year: 1962,
		attributes: { colour: 'yellow', madeYear: '1962', isCleaned: 'on' },
		evidence: 'quote',
		price: 11,
		km: 3,
		disposed: true
	},
	{
		daysAgo: 35,
		giver: 'nattland',
		receiver: 'fjellveien',
		type: 'locker',
		title: 'Elevskap 2-delt',
		quantity: '12',
		condition: 'usable',
		year: 2013,
		evidence: 'none',
		km: 6
	},
	{
		daysAgo: 28,
		giver: 'procurement',
		receiver: 'digital',
		type: 'visitorChair',
		title: 'Besøksstoler sorte',
		quantity: '14',
		condition: 'good',
		year: 2018,
		evidence: 'quote',
		price: 2100,
		km: 2,
		returned: { after: 6, quantity: '4', reason: 'Fire til overs.' }
	},
	{
		daysAgo: 21,
		giver: 'fjellveien',
		receiver: 'health',
		type: 'piano',
		title: 'Klaver Brødrene Hals',
		quantity: '1',
		condition: 'usable',
		evidence: 'walkIn',
		km: 7,
		freight: 3500
	},
	{
		daysAgo: 14,
		giver: 'finance',
		receiver: 'nursing',
		type: 'cupboard',
		title: 'Skåp med dører, kvit',
		quantity: '3',
		condition: 'good',
		year: 2020,
		evidence: 'quote',
		price: 4100,
		km: 6,
		disposed: true
	},
	{
		daysAgo: 5,
		giver: 'digital',
		receiver: 'nattland',
		type: 'dockingStation',
		title: 'Dokking Lenovo',
		quantity: '6',
		condition: 'good',
		year: 2021,
		evidence: 'agreement',
		price: 1500,
		km: 5
	}
];

/** A need that ended without a handover, or is still on its way. */
export interface NeedStory {
	unit: string;
	type: string;
	title: string;
	quantity: string;
	reason: string;
	daysAgo: number;
	/** Days from today it is needed by. */
	neededIn: number;
	evidence: PriceEvidence;
	price?: number;
	wouldBuyNew: 'yes' | 'no' | 'unknown';
	ends:
		| 'open'
		| 'checked'
		| 'reserved'
		| 'partly'
		| 'dropped'
		| 'dropConfirmed'
		| 'cancelled'
		| 'requestDraft'
		| 'requestSubmitted'
		| 'rejected'
		| 'cleared';
}

export const NEEDS: readonly NeedStory[] = [
	{
		unit: 'fjellveien',
		type: 'deskHeightAdjustable',
		title: 'Hev/senk-pulter til nytt teamrom',
		quantity: '4',
		reason: 'Nytt teamrom for spesialpedagogene fra januar.',
		daysAgo: 1,
		neededIn: 40,
		evidence: 'quote',
		price: 5800,
		wouldBuyNew: 'yes',
		ends: 'open'
	},
	{
		unit: 'nursing',
		type: 'easyChair',
		title: 'Kvilestolar til dagavdelinga',
		quantity: '2',
		reason: 'To stolar er utslitne.',
		daysAgo: 4,
		neededIn: 30,
		evidence: 'none',
		wouldBuyNew: 'yes',
		ends: 'reserved'
	},
	{
		unit: 'nattland',
		type: 'monitor',
		title: 'Screens for the media room',
		quantity: '6',
		reason: 'New elective subject after the holidays.',
		daysAgo: 6,
		neededIn: 50,
		evidence: 'agreement',
		price: 1700,
		wouldBuyNew: 'yes',
		ends: 'reserved'
	},
	{
		unit: 'climate',
		type: 'officeChair',
		title: 'Kontorstoler til to nyansatte',
		quantity: '2',
		reason: 'To nye klimarådgivere begynner 1. desember.',
		daysAgo: 3,
		neededIn: 12,
		evidence: 'none',
		wouldBuyNew: 'unknown',
		ends: 'checked'
	},
	{
		unit: 'schoolAgency',
		type: 'projector',
		title: 'Projektor til møterom',
		quantity: '1',
		reason: 'Den gamle er gått i stykker.',
		daysAgo: 30,
		neededIn: 5,
		evidence: 'quote',
		price: 9200,
		wouldBuyNew: 'yes',
		ends: 'dropped'
	},
	{
		unit: 'fjellveien',
		type: 'printerLaser',
		title: 'Skriver til kontoret',
		quantity: '1',
		reason: 'Lang vei til fellesskriveren.',
		daysAgo: 64,
		neededIn: -20,
		evidence: 'quote',
		price: 3900,
		wouldBuyNew: 'yes',
		ends: 'dropConfirmed'
	},
	{
		unit: 'digital',
		type: 'tvScreen',
		title: 'Skjerm til resepsjonen',
		quantity: '1',
		reason: 'Vise dagens møter.',
		daysAgo: 88,
		neededIn: -40,
		evidence: 'none',
		wouldBuyNew: 'yes',
		ends: 'dropConfirmed'
	},
	{
		unit: 'procurement',
		type: 'conferenceTable',
		title: 'Stort møtebord',
		quantity: '1',
		reason: 'Ombygging av møterom 4.',
		daysAgo: 45,
		neededIn: 20,
		evidence: 'none',
		wouldBuyNew: 'no',
		ends: 'cancelled'
	},
	{
		unit: 'nursing',
		type: 'whiteboard',
		title: 'Tavler til fire rom',
		quantity: '8',
		reason: 'Nytt rapportsystem på vaktrom.',
		daysAgo: 12,
		neededIn: 25,
		evidence: 'quote',
		price: 1900,
		wouldBuyNew: 'yes',
		ends: 'partly'
	},
	{
		unit: 'fjellveien',
		type: 'tablet',
		title: 'Nettbrett til språkopplæring',
		quantity: '5',
		reason: 'Ny gruppe med minoritetsspråklige elever.',
		daysAgo: 9,
		neededIn: 45,
		evidence: 'agreement',
		price: 4300,
		wouldBuyNew: 'yes',
		ends: 'requestDraft'
	},
	{
		unit: 'nattland',
		type: 'radiator',
		title: 'Radiatorer til verkstedet',
		quantity: '12',
		reason: 'The workshop is below 15 degrees in winter.',
		daysAgo: 8,
		neededIn: 60,
		evidence: 'quote',
		price: 2800,
		wouldBuyNew: 'yes',
		ends: 'requestSubmitted'
	},
	{
		unit: 'digital',
		type: 'desktopMini',
		title: 'Mini-PC-er til møterom',
		quantity: '10',
		reason: 'Videoutstyr i ti møterom.',
		daysAgo: 33,
		neededIn: 10,
		evidence: 'agreement',
		price: 6100,
		wouldBuyNew: 'yes',
		ends: 'cleared'
	},
	{
		unit: 'schoolAgency',
		type: 'locker',
		title: 'Elevskap til ny fløy',
		quantity: '40',
		reason: 'Ny fløy åpner i januar.',
		daysAgo: 26,
		neededIn: 50,
		evidence: 'quote',
		price: 1850,
		wouldBuyNew: 'yes',
		ends: 'rejected'
	},
	{
		unit: 'property',
		type: 'ceilingTile',
		title: 'Himlingsplater til korridor',
		quantity: '400',
		reason: 'Vannskade i korridor, 2. etasje.',
		daysAgo: 95,
		neededIn: -60,
		evidence: 'quote',
		price: 210,
		wouldBuyNew: 'yes',
		ends: 'cleared'
	}
];
