import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, seenCpv, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Seats, tables and storage of meeting rooms, canteens, corridors and store rooms. */
export const ROOM_FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'woodenChair',
		names: text('Trestol', 'Trestol', 'Wooden chair'),
		plural: text('Trestoler', 'Trestolar', 'Wooden chairs'),
		words: wordList('trestol, pinnestol, spisestol, spisestol i tre, trestolar'),
		cpv: uncheckedCpv('39112000-0'),
		factor: 'wooden_chair',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'upholsteredChair',
		names: text('Polstret møtestol', 'Polstra møtestol', 'Upholstered meeting chair'),
		plural: text('Polstrede møtestoler', 'Polstra møtestolar', 'Upholstered meeting chairs'),
		words: wordList(
			'polstret møtestol, polstra møtestol, polstret besøksstol, polstra besøksstol, polstret stol, freisvinger'
		),
		cpv: uncheckedCpv('39112000-0'),
		factor: 'visitor_chair_mixed',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Row is a wooden or upholstered visitor chair. No price row fits.',
		attributes: [
			a.yesNo('hasArmrests', text('Armlener', 'Armlene', 'Armrests')),
			a.upholstery,
			a.colour,
			a.model
		]
	}),
	itemType('furniture', {
		key: 'barStool',
		names: text('Barkrakk', 'Barkrakk', 'Bar stool'),
		plural: text('Barkrakker', 'Barkrakkar', 'Bar stools'),
		words: wordList('barkrakk, barstol, høy krakk, høg krakk, barkrakkar'),
		cpv: uncheckedCpv('39113000-7'),
		factor: 'bar_stool',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'stool',
		names: text('Krakk', 'Krakk', 'Stool'),
		plural: text('Krakker', 'Krakkar', 'Stools'),
		words: wordList('krakk, taburett, sadelstol, sadelkrakk, puff, sittepuff, fotskammel'),
		cpv: uncheckedCpv('39113500-2'),
		factor: null,
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote:
			'Stools and pouffes differ too much for any factor row. No climate or weight or price row fits.',
		attributes: [a.heightCm, a.upholstery, a.colour]
	}),
	itemType('furniture', {
		key: 'bench',
		names: text('Benk', 'Benk', 'Bench'),
		plural: text('Benker', 'Benkar', 'Benches'),
		words: wordList('garderobebenk, sittebenk, trebenk, innebenk, korridorbenk, ventebenk'),
		cpv: uncheckedCpv('39113600-3'),
		factor: null,
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote: 'No climate or weight or price row fits.',
		attributes: [a.widthCm, a.seats, a.furnitureMaterial, a.colour]
	}),
	itemType('furniture', {
		key: 'sofaLeather',
		names: text('Skinnsofa', 'Skinnsofa', 'Leather sofa'),
		plural: text('Skinnsofaer', 'Skinnsofaar', 'Leather sofas'),
		words: wordList('skinnsofa, lærsofa, sofa i skinn, sofa i lær'),
		cpv: uncheckedCpv('39113200-9'),
		factor: 'sofa_leather',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.seats, a.widthCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'sofaBed',
		names: text('Sovesofa', 'Sovesofa', 'Sofa bed'),
		plural: text('Sovesofaer', 'Sovesofaar', 'Sofa beds'),
		words: wordList('sovesofa, bedsofa, vaktsofa'),
		cpv: uncheckedCpv('39113200-9'),
		factor: 'sofa_bed',
		price: null,
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.seats, a.widthCm, a.upholstery, a.colour]
	}),
	itemType('furniture', {
		key: 'coffeeTable',
		names: text('Salongbord', 'Salongbord', 'Coffee table'),
		plural: text('Salongbord', 'Salongbord', 'Coffee tables'),
		words: wordList('salongbord, sofabord, stuebord, sidebord, lavt bord, lågt bord'),
		cpv: uncheckedCpv('39143310-2'),
		factor: 'coffee_table',
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.widthCm, a.depthCm, a.furnitureMaterial, a.colour]
	}),
	itemType('furniture', {
		key: 'foldingTable',
		names: text('Klappbord', 'Klappbord', 'Folding table'),
		plural: text('Klappbord', 'Klappbord', 'Folding tables'),
		words: wordList('klappbord, sammenleggbart bord, samanleggbart bord, foldebord, kursbord'),
		cpv: uncheckedCpv('39121200-8'),
		factor: 'folding_table',
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.widthCm, a.depthCm, a.colour]
	}),
	itemType('furniture', {
		key: 'highTable',
		names: text('Ståbord', 'Ståbord', 'High table'),
		plural: text('Ståbord', 'Ståbord', 'High tables'),
		words: wordList('ståbord, barbord, høyt bord, høgt bord, mingelbord'),
		cpv: uncheckedCpv('39121200-8'),
		factor: 'meeting_table_small',
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'C',
		mappingNote:
			'Nearest row is a small meeting table of about the same size; a high table is lighter, so the figure may be too high. No price row fits.',
		attributes: [a.widthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'pedestalSteel',
		names: text('Skuffeseksjon i stål', 'Skuffeseksjon i stål', 'Steel drawer pedestal'),
		plural: text('Skuffeseksjoner i stål', 'Skuffeseksjonar i stål', 'Steel drawer pedestals'),
		words: wordList('skuffeseksjon i stål, stålkassett, rullekassett i stål, skuffekassett i metall'),
		cpv: seenCpv('39130000-2'),
		factor: 'pedestal_steel',
		price: 'pedestal_steel',
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Same item.',
		attributes: [a.drawers, a.colour, a.lockable]
	}),
	itemType('furniture', {
		key: 'tambourCabinet',
		names: text('Sjalusiskap', 'Sjalusiskap', 'Tambour cabinet'),
		plural: text('Sjalusiskap', 'Sjalusiskap', 'Tambour cabinets'),
		words: wordList('rullefrontskap, sjalusidør, skap med sjalusi, rulledørskap'),
		cpv: seenCpv('39122000-3'),
		factor: 'tambour_cabinet',
		price: null,
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Same item. No price row fits.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.colour, a.lockable]
	}),
	itemType('furniture', {
		key: 'archiveShelf',
		names: text('Stålreol', 'Stålreol', 'Steel shelving'),
		plural: text('Stålreoler', 'Stålreolar', 'Steel shelving'),
		words: wordList('stålreol, arkivreol, lagerreol, stålhylle, lagerhylle, arkivhylle'),
		cpv: uncheckedCpv('39131100-0'),
		factor: 'archive_shelf_steel',
		price: null,
		lifetime: 'storage_any',
		mappingQuality: 'A',
		mappingNote: 'Row is one section. No price row fits.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.shelves]
	}),
	itemType('furniture', {
		key: 'palletRack',
		names: text('Pallereol', 'Pallereol', 'Pallet rack'),
		plural: text('Pallereoler', 'Pallereolar', 'Pallet racks'),
		words: wordList('pallereol, pallehylle, gangreol, langgodsreol'),
		cpv: uncheckedCpv('39151100-6'),
		factor: null,
		price: null,
		lifetime: 'storage_any',
		mappingQuality: 'C',
		mappingNote:
			'Heavier than the steel shelving row by far, so that row is not used. No climate or weight or price row fits.',
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.weightKg]
	}),
	itemType('furniture', {
		key: 'workbench',
		names: text('Arbeidsbenk', 'Arbeidsbenk', 'Workbench'),
		plural: text('Arbeidsbenker', 'Arbeidsbenkar', 'Workbenches'),
		words: wordList('arbeidsbenk, høvelbenk, verkstedbenk, verkstadbenk, sløydbenk'),
		cpv: uncheckedCpv('39151200-7'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm, a.furnitureMaterial, a.weightKg]
	}),
	itemType('furniture', {
		key: 'trolley',
		names: text('Tralle', 'Tralle', 'Trolley'),
		plural: text('Traller', 'Traller', 'Trolleys'),
		words: wordList('tralle, rullebord, av-tralle, trillebord, serveringstralle, transporttralle'),
		cpv: uncheckedCpv('39151000-5'),
		factor: 'trolley_av',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a trolley for audio-visual equipment; other trolleys differ. No price or reference lifetime row fits.',
		attributes: [a.widthCm, a.shelves, a.furnitureMaterial]
	})
];
