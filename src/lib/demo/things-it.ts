import type { DemoThing } from './thing';

export const IT_THINGS: readonly DemoThing[] = [
	{
		unit: 'digital',
		type: 'laptop',
		title: 'Dell Latitude 5420',
		text: 'Byttes ut etter 4 år. Lader følger med.',
		quantity: '1',
		condition: 'good',
		year: 2022,
		attributes: {
			screenInches: '14',
			model: 'Dell Latitude 5420',
			serialNumber: 'DL5420-7G2K1',
			memoryGb: '16',
			storageGb: '256',
			batteryPercent: '84',
			hasCharger: 'on'
		},
		daysAgo: 10,
		cleared: 'ready',
		photos: 2
	},
	{
		unit: 'digital',
		type: 'laptop',
		title: 'HP EliteBook 840 G7',
		quantity: '1',
		condition: 'usable',
		year: 2021,
		attributes: {
			screenInches: '14',
			model: 'HP EliteBook 840 G7',
			serialNumber: 'HP840-5CG1',
			memoryGb: '16',
			storageGb: '512',
			batteryPercent: '71'
		},
		daysAgo: 4,
		cleared: 'erased',
		photos: 1
	},
	{
		unit: 'schoolAgency',
		type: 'laptop',
		title: 'bærbar pc Lenovo T14',
		quantity: '1',
		condition: 'good',
		year: 2023,
		attributes: {
			screenInches: '14',
			model: 'Lenovo ThinkPad T14',
			serialNumber: 'PF-3T14X',
			memoryGb: '16',
			storageGb: '512'
		},
		daysAgo: 2,
		photos: 1
	},
	{
		unit: 'digital',
		type: 'desktopMini',
		title: 'Mini-PC Lenovo M70q',
		quantity: '1',
		condition: 'good',
		year: 2022,
		attributes: { model: 'Lenovo M70q', serialNumber: 'M70Q-881', memoryGb: '16', storageGb: '256' },
		daysAgo: 13,
		cleared: 'ready',
		photos: 1
	},
	{
		unit: 'digital',
		type: 'monitor',
		title: 'Skjermer 24" Dell P2419H',
		text: 'Kabler følger med så langt de rekker',
		quantity: '22',
		condition: 'good',
		year: 2020,
		attributes: { screenInches: '24', model: 'Dell P2419H', isHeightAdjustable: 'on' },
		daysAgo: 15,
		photos: 2
	},
	{
		unit: 'finance',
		type: 'monitor',
		title: '27 tommer skjerm Samsung',
		quantity: '4',
		condition: 'likeNew',
		year: 2024,
		attributes: { screenInches: '27', model: 'Samsung' },
		daysAgo: 1,
		photos: 1
	},
	{
		unit: 'schoolAgency',
		type: 'tablet',
		title: 'iPad 9. gen 64 GB',
		quantity: '1',
		condition: 'usable',
		year: 2021,
		attributes: { model: 'iPad 9', serialNumber: 'IPAD9-03', screenInches: '10', storageGb: '64' },
		daysAgo: 20,
		photos: 1
	},
	{
		unit: 'health',
		type: 'smartphone',
		title: 'iPhone 12 svart',
		text: 'Sprekk i hjørnet, virker fint',
		quantity: '1',
		condition: 'worn',
		year: 2021,
		attributes: { model: 'iPhone 12', imei: '490154203237518', storageGb: '64', colour: 'black' },
		daysAgo: 21,
		cleared: 'ready',
		photos: 1
	},
	{
		unit: 'digital',
		type: 'dockingStation',
		title: 'Dokking Dell WD19',
		quantity: '17',
		condition: 'good',
		year: 2021,
		attributes: { model: 'Dell WD19', hasCharger: 'on' },
		daysAgo: 27,
		photos: 1
	},
	{
		unit: 'nursing',
		type: 'printerLaser',
		title: 'Laserskriver Brother',
		quantity: '1',
		condition: 'usable',
		year: 2019,
		attributes: { model: 'Brother HL-L2350', serialNumber: 'BR-2350' },
		daysAgo: 32,
		photos: 1
	},
	{
		unit: 'schoolAgency',
		type: 'projector',
		title: 'projektor Epson m/ veggfeste',
		quantity: '3',
		condition: 'usable',
		year: 2017,
		attributes: { model: 'Epson EB-685W' },
		daysAgo: 50,
		photos: 0
	}
];
