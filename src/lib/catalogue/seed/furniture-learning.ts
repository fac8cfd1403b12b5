import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Schools, kindergartens, libraries and outdoors. */
export const LEARNING_FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'teacherDesk',
		names: text('Kateter', 'Kateter', 'Teacher’s desk'),
		plural: text('Kateter', 'Kateter', 'Teacher’s desks'),
		words: wordList('kateter, lærerpult, lærarpult, lærerkateter'),
		cpv: uncheckedCpv('39160000-1'),
		factor: 'desk_fixed_160x80',
		price: 'desk_fixed_160x80',
		lifetime: 'desk_any',
		mappingQuality: 'B',
		mappingNote: 'Row is an office desk of 160×80 cm, what a teacher’s desk mostly is.',
		attributes: [a.widthCm, a.depthCm, a.drawers, a.colour]
	}),
	itemType('furniture', {
		key: 'groupTable',
		names: text('Gruppebord', 'Gruppebord', 'Classroom group table'),
		plural: text('Gruppebord', 'Gruppebord', 'Classroom group tables'),
		words: wordList('gruppebord, elevbord, trapesbord, skolebord, skulebord'),
		cpv: uncheckedCpv('39160000-1'),
		factor: null,
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'C',
		mappingNote:
			'Neither the pupil’s desk (12 kg) nor the small meeting table (36 kg) says what a group table is. No climate or weight or price row fits.',
		attributes: [a.widthCm, a.depthCm, a.heightCm, a.seats, a.colour]
	}),
	itemType('furniture', {
		key: 'kindergartenTable',
		names: text('Barnehagebord', 'Barnehagebord', 'Kindergarten table'),
		plural: text('Barnehagebord', 'Barnehagebord', 'Kindergarten tables'),
		words: wordList('barnehagebord, barnebord, lekebord, leikebord, aktivitetsbord'),
		cpv: uncheckedCpv('39161000-8'),
		factor: null,
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'C',
		mappingNote: 'No climate or weight or price row fits.',
		attributes: [a.widthCm, a.depthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'kindergartenChair',
		names: text('Barnehagestol', 'Barnehagestol', 'Kindergarten chair'),
		plural: text('Barnehagestoler', 'Barnehagestolar', 'Kindergarten chairs'),
		words: wordList('barnehagestol, barnestol, barnehagestolar, minihøyskolen'),
		cpv: uncheckedCpv('39161000-8'),
		factor: 'school_chair',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote:
			'Nearest row is a pupil’s chair, which is larger: the figure may be too high. No price row fits.',
		attributes: [a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'highChair',
		names: text('Barnestol med bøyle', 'Barnestol med bøyle', 'High chair'),
		plural: text('Barnestoler med bøyle', 'Barnestolar med bøyle', 'High chairs'),
		words: wordList('høy barnestol, høg barnestol, tripp trapp, matestol, spisestol for barn'),
		cpv: uncheckedCpv('39161000-8'),
		factor: null,
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote: 'No climate or weight or price row fits.',
		attributes: [a.furnitureMaterial, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'changingTable',
		names: text('Stellebord', 'Stellebord', 'Changing table'),
		plural: text('Stellebord', 'Stellebord', 'Changing tables'),
		words: wordList('stellebord, bleieskiftebord, stelleplass, hev/senk-stellebord'),
		cpv: uncheckedCpv('39161000-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [
			a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric')),
			a.widthCm,
			a.depthCm,
			a.model
		]
	}),
	itemType('furniture', {
		key: 'cot',
		names: text('Barneseng', 'Barneseng', 'Cot'),
		plural: text('Barnesenger', 'Barnesenger', 'Cots'),
		words: wordList('barneseng, sprinkelseng, vognseng, babyseng, reiseseng'),
		cpv: uncheckedCpv('39143110-0'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'gymMat',
		names: text('Turnmatte', 'Turnmatte', 'Gym mat'),
		plural: text('Turnmatter', 'Turnmatter', 'Gym mats'),
		words: wordList('turnmatte, gymmatte, tjukkas, treningsmatte, landingsmatte'),
		cpv: uncheckedCpv('37400000-2'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.thicknessMm, a.colour]
	}),
	itemType('furniture', {
		key: 'toyKitchen',
		names: text('Lekekjøkken', 'Leikekjøkken', 'Play kitchen'),
		plural: text('Lekekjøkken', 'Leikekjøkken', 'Play kitchens'),
		words: wordList('lekekjøkken, leikekjøkken, barnekjøkken, lekebutikk'),
		cpv: uncheckedCpv('37520000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm]
	}),
	itemType('furniture', {
		key: 'libraryShelf',
		names: text('Bibliotekreol', 'Bibliotekreol', 'Library shelving'),
		plural: text('Bibliotekreoler', 'Bibliotekreolar', 'Library shelving'),
		words: wordList('bibliotekreol, bibliotekhylle, bokvogn, bokkasse, bildebokkasse, biletbokkasse'),
		cpv: uncheckedCpv('39155000-3'),
		factor: 'bookcase',
		price: 'bookcase',
		lifetime: 'storage_any',
		mappingQuality: 'B',
		mappingNote: 'Row is a laminate bookcase; a library’s own steel shelving weighs more.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.shelves]
	}),
	itemType('furniture', {
		key: 'displayStand',
		names: text('Tidsskriftstativ', 'Tidsskriftstativ', 'Display stand'),
		plural: text('Tidsskriftstativ', 'Tidsskriftstativ', 'Display stands'),
		words: wordList(
			'tidsskriftstativ, brosjyrestativ, avisstativ, bladstativ, brosjyreholder, brosjyrehaldar'
		),
		cpv: uncheckedCpv('39133000-3'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.shelves, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'displayCase',
		names: text('Glassmonter', 'Glasmonter', 'Display case'),
		plural: text('Glassmontre', 'Glasmontrar', 'Display cases'),
		words: wordList('glassmonter, glasmonter, utstillingsmonter, vitrineskap'),
		cpv: uncheckedCpv('39154000-6'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.lockable]
	}),
	itemType('furniture', {
		key: 'stageElement',
		names: text('Sceneelement', 'Sceneelement', 'Stage element'),
		plural: text('Sceneelementer', 'Sceneelement', 'Stage elements'),
		words: wordList('sceneelement, scenepodium, podieelement, sceneplate'),
		cpv: uncheckedCpv('39154000-6'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm, a.heightCm]
	}),
	itemType('furniture', {
		key: 'outdoorTable',
		names: text('Utebord med benker', 'Utebord med benkar', 'Picnic table'),
		plural: text('Utebord med benker', 'Utebord med benkar', 'Picnic tables'),
		words: wordList('utebord, hagebord, piknikbord, rasteplassbord, kafebord ute, bord og benk ute'),
		cpv: uncheckedCpv('39142000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.seats, a.widthCm, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'outdoorChair',
		names: text('Utestol', 'Utestol', 'Outdoor chair'),
		plural: text('Utestoler', 'Utestolar', 'Outdoor chairs'),
		words: wordList('hagestol, utestol, terrassestol, solstol, plaststol ute'),
		cpv: uncheckedCpv('39142000-9'),
		factor: null,
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote: 'No climate or weight or price row fits.',
		attributes: [a.furnitureMaterial, a.colour]
	}),
	itemType('furniture', {
		key: 'parkBench',
		names: text('Parkbenk', 'Parkbenk', 'Park bench'),
		plural: text('Parkbenker', 'Parkbenkar', 'Park benches'),
		words: wordList('parkbenk, hagebenk, utebenk, benk ute'),
		cpv: uncheckedCpv('39113300-0'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.seats, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'playEquipment',
		names: text('Lekeapparat', 'Leikeapparat', 'Playground equipment'),
		plural: text('Lekeapparater', 'Leikeapparat', 'Playground equipment'),
		words: wordList('lekeapparat, leikeapparat, huskestativ, sklie, klatrestativ, vippehuske, sandkasse'),
		cpv: uncheckedCpv('37535200-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.madeYear, a.widthCm, a.heightCm]
	})
];
