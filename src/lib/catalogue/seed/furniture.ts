import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, seenCpv, uncheckedCpv, wordList } from './define';

const { text } = a;

const heightRange = {
	key: 'heightRangeMm',
	names: text('Høyde fra–til', 'Høgd frå–til', 'Height from–to'),
	kind: 'range',
	unit: 'mm',
	min: 400,
	max: 1600
} as const;

/** Tables, storage and room furniture. */
export const FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'deskHeightAdjustable',
		names: text('Hev/senk-pult', 'Hev/senk-pult', 'Height-adjustable desk'),
		plural: text('Hev/senk-pulter', 'Hev/senk-pultar', 'Height-adjustable desks'),
		words: wordList(
			'hev/senk-pult, hev senk, hevsenk, hevsenkpult, hev-senk-pult, heve senke pult, heve- og senkepult, ' +
				'heve/senke, hev- og senkbar pult, senkbar pult, elpult, elektrisk pult, ståpult, stå-sitte-pult, hevbart skrivebord, hevbar pult'
		),
		cpv: uncheckedCpv('39121100-7'),
		factor: 'desk_height_adjustable',
		price: 'desk_height_adjustable',
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item; the row is a 160×80 desk, larger tops weigh more.',
		attributes: [
			heightRange,
			a.widthCm,
			a.depthCm,
			a.colour,
			a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric')),
			a.model
		]
	}),
	itemType('furniture', {
		key: 'deskFixed',
		names: text('Skrivebord', 'Skrivebord', 'Desk'),
		plural: text('Skrivebord', 'Skrivebord', 'Desks'),
		words: wordList(
			'skrivebord, pult, kontorpult, arbeidsbord, arbeidspult, kontorbord, skrivepult, fast pult, pultar, hjørnepult'
		),
		cpv: uncheckedCpv('39121100-7'),
		factor: 'desk_fixed_160x80',
		price: 'desk_fixed_160x80',
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item; the row is a 160×80 desk.',
		attributes: [a.widthCm, a.depthCm, a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'meetingTable',
		names: text('Møtebord', 'Møtebord', 'Meeting table'),
		plural: text('Møtebord', 'Møtebord', 'Meeting tables'),
		words: wordList('møtebord, lite møtebord, rundt bord, møteromsbord, rundbord, samtalebord'),
		cpv: uncheckedCpv('39121200-8'),
		factor: 'meeting_table_small',
		price: 'meeting_table_small',
		lifetime: 'desk_any',
		mappingQuality: 'B',
		mappingNote: 'Row is a small or round table of about 120 cm; a larger one is understated.',
		attributes: [a.widthCm, a.depthCm, a.seats, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'conferenceTable',
		names: text('Konferansebord', 'Konferansebord', 'Conference table'),
		plural: text('Konferansebord', 'Konferansebord', 'Conference tables'),
		words: wordList('konferansebord, stort møtebord, styrebord, forhandlingsbord, langbord'),
		cpv: uncheckedCpv('39121200-8'),
		factor: 'conference_table_large',
		price: 'conference_table_large',
		lifetime: 'desk_any',
		mappingQuality: 'B',
		mappingNote: 'Row is about 320×120 cm.',
		attributes: [a.widthCm, a.depthCm, a.seats, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'canteenTable',
		names: text('Kantinebord', 'Kantinebord', 'Canteen table'),
		plural: text('Kantinebord', 'Kantinebord', 'Canteen tables'),
		words: wordList('kantinebord, spisebord, lunsjbord, kafebord, pauseromsbord, matbord'),
		cpv: uncheckedCpv('39121200-8'),
		factor: 'canteen_table_wood',
		price: 'canteen_table_wood',
		lifetime: 'desk_any',
		mappingQuality: 'B',
		mappingNote: 'Row is a wooden dining table; laminate and steel differ.',
		attributes: [a.widthCm, a.depthCm, a.seats, a.colour, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'schoolDesk',
		names: text('Elevpult', 'Elevpult', 'School desk'),
		plural: text('Elevpulter', 'Elevpultar', 'School desks'),
		words: wordList('elevpult, skolepult, skulepult, enkeltpult, dobbeltpult, klasseromspult'),
		cpv: uncheckedCpv('39160000-1'),
		factor: 'school_desk',
		price: 'school_desk',
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item.',
		attributes: [heightRange, a.widthCm, a.depthCm, a.colour]
	}),
	itemType('furniture', {
		key: 'pedestal',
		names: text('Skuffeseksjon', 'Skuffeseksjon', 'Drawer pedestal'),
		plural: text('Skuffeseksjoner', 'Skuffeseksjonar', 'Drawer pedestals'),
		words: wordList(
			'skuffeseksjon, rullekassett, pidestall, skuffekassett, kontainer, skuffemodul, skufferekke, trillekassett'
		),
		cpv: seenCpv('39130000-2'),
		factor: 'pedestal_wood',
		price: 'pedestal_wood',
		lifetime: 'storage_any',
		mappingQuality: 'B',
		mappingNote:
			'Row for wood or laminate, lower than the steel row (28 against 44 kg), so steel is understated.',
		attributes: [a.drawers, a.furnitureMaterial, a.colour, a.lockable]
	}),
	itemType('furniture', {
		key: 'cupboard',
		names: text('Skap', 'Skap', 'Cupboard'),
		plural: text('Skap', 'Skap', 'Cupboards'),
		words: wordList(
			'skap, kontorskap, dørskap, høyskap, høgskap, lavskap, lågskap, oppbevaringsskap, skyvedørsskap'
		),
		cpv: seenCpv('39122000-3'),
		factor: 'cupboard_wood',
		price: 'cupboard_wood',
		lifetime: 'storage_any',
		mappingQuality: 'B',
		mappingNote: 'Row for a laminate cupboard with doors; tambour and steel cupboards have higher factors.',
		attributes: [
			a.widthCm,
			a.heightCm,
			a.depthCm,
			a.shelves,
			a.doors,
			a.furnitureMaterial,
			a.colour,
			a.lockable
		]
	}),
	itemType('furniture', {
		key: 'filingCabinet',
		names: text('Arkivskap', 'Arkivskap', 'Filing cabinet'),
		plural: text('Arkivskap', 'Arkivskap', 'Filing cabinets'),
		words: wordList('arkivskap, hengemappeskap, dokumentskap, mappeskap, filskap'),
		cpv: uncheckedCpv('39132100-7'),
		factor: 'filing_cabinet_steel',
		price: 'filing_cabinet_steel',
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Same item: steel, four drawers.',
		attributes: [a.drawers, a.heightCm, a.colour, a.lockable]
	}),
	itemType('furniture', {
		key: 'bookcase',
		names: text('Bokhylle', 'Bokhylle', 'Bookcase'),
		plural: text('Bokhyller', 'Bokhyller', 'Bookcases'),
		words: wordList('bokhylle, reol, bokreol, hylle, permhylle, hyllereol, vegghylle, hyller'),
		cpv: seenCpv('39122000-3'),
		factor: 'bookcase',
		price: 'bookcase',
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, laminate; steel shelving has its own row and a higher factor.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.shelves, a.colour]
	}),
	itemType('furniture', {
		key: 'locker',
		names: text('Garderobeskap', 'Garderobeskap', 'Locker'),
		plural: text('Garderobeskap', 'Garderobeskap', 'Lockers'),
		words: wordList(
			'garderobeskap, klesskap, elevskap, omkledningsskap, ansattskap, z-skap, skoleskap, skuleskap, låsbart skap'
		),
		cpv: seenCpv('39122000-3'),
		factor: 'locker_steel',
		price: 'locker_steel',
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Row is one steel locker with one door: count doors, not sections.',
		attributes: [a.doors, a.widthCm, a.heightCm, a.colour, a.lockable]
	}),
	itemType('furniture', {
		key: 'whiteboard',
		names: text('Whiteboardtavle', 'Kvittavle', 'Whiteboard'),
		plural: text('Whiteboardtavler', 'Kvittavler', 'Whiteboards'),
		words: wordList(
			'whiteboard, whiteboardtavle, hvittavle, kvittavle, tusjtavle, magnettavle, glasstavle, glastavle'
		),
		cpv: uncheckedCpv('30195910-5'),
		factor: 'whiteboard',
		price: 'whiteboard',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is about 180×120 cm. No reference lifetime fits.',
		attributes: [a.widthCm, a.heightCm, a.yesNo('isMagnetic', text('Magnetisk', 'Magnetisk', 'Magnetic'))]
	}),
	itemType('furniture', {
		key: 'acousticScreen',
		names: text('Gulvskjerm', 'Golvskjerm', 'Floor screen'),
		plural: text('Gulvskjermer', 'Golvskjermar', 'Floor screens'),
		words: wordList(
			'gulvskjerm, golvskjerm, skjermvegg, lydskjerm, akustisk skjerm, romdeler, romdelar, avskjerming, skillevegg kontor'
		),
		cpv: seenCpv('39130000-2'),
		factor: 'acoustic_screen_floor',
		price: 'acoustic_screen_floor',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime fits.',
		attributes: [a.widthCm, a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'piano',
		names: text('Piano', 'Piano', 'Piano'),
		plural: text('Pianoer', 'Piano', 'Pianos'),
		words: wordList('piano, klaver, flygel, elpiano, digitalpiano'),
		cpv: uncheckedCpv('37310000-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.madeYear, a.weightKg, a.colour]
	})
];
