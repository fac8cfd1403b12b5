import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;
const armrests = a.yesNo('hasArmrests', text('Armlener', 'Armlene', 'Armrests'));

/** Chairs and sofas: the reference lifetime of seating (15 years, NPCR 003) fits them all. */
export const SEATING_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'officeChair',
		names: text('Kontorstol', 'Kontorstol', 'Office chair'),
		plural: text('Kontorstoler', 'Kontorstolar', 'Office chairs'),
		words: wordList(
			'kontorstol, kontor stol, arbeidsstol, skrivebordsstol, stol på hjul, svingstol, ergonomisk stol, kontorstolar'
		),
		cpv: uncheckedCpv('39111100-4'),
		factor: 'office_chair',
		price: 'office_chair',
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item. The row of kind new is used; used and 2001 bulk prices are not.',
		attributes: [
			{
				key: 'seatHeightCm',
				names: text('Setehøyde fra–til', 'Setehøgd frå–til', 'Seat height from–to'),
				kind: 'range',
				unit: 'cm',
				min: 25,
				max: 100
			},
			armrests,
			a.upholstery,
			a.colour,
			a.model
		]
	}),
	itemType('furniture', {
		key: 'visitorChair',
		names: text('Besøksstol', 'Besøksstol', 'Visitor chair'),
		plural: text('Besøksstoler', 'Besøksstolar', 'Visitor chairs'),
		words: wordList(
			'besøksstol, gjestestol, samtalestol, venteromsstol, møtestol, møteromsstol, konferansestol, kantinestol'
		),
		cpv: uncheckedCpv('39112000-0'),
		factor: 'visitor_chair_4leg',
		price: 'visitor_chair_4leg',
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote:
			'Row is a plastic shell on steel legs; wooden and upholstered chairs have a lower factor (16 kg).',
		attributes: [armrests, a.upholstery, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'stackingChair',
		names: text('Stablestol', 'Stablestol', 'Stacking chair'),
		plural: text('Stablestoler', 'Stablestolar', 'Stacking chairs'),
		words: wordList('stablestol, stablebar stol, aulastol, plaststol, stablestolar'),
		cpv: uncheckedCpv('39112000-0'),
		factor: 'stacking_chair_plastic',
		price: 'stacking_chair_plastic',
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item, plastic.',
		attributes: [armrests, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'schoolChair',
		names: text('Elevstol', 'Elevstol', 'School chair'),
		plural: text('Elevstoler', 'Elevstolar', 'School chairs'),
		words: wordList('elevstol, skolestol, skulestol, klasseromsstol'),
		cpv: uncheckedCpv('39160000-1'),
		factor: 'school_chair',
		price: 'school_chair',
		lifetime: 'seating_office',
		mappingQuality: 'B',
		mappingNote: 'Same item; the lifetime row is for office seating and other seating.',
		attributes: [a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'easyChair',
		names: text('Lenestol', 'Lenestol', 'Easy chair'),
		plural: text('Lenestoler', 'Lenestolar', 'Easy chairs'),
		words: wordList('lenestol, hvilestol, kvilestol, øreklaffstol, godstol, loungestol'),
		cpv: uncheckedCpv('39113100-8'),
		factor: 'easy_chair',
		price: 'easy_chair',
		lifetime: 'seating_office',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row quotes the same EPD.',
		attributes: [a.upholstery, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'sofa',
		names: text('Sofa', 'Sofa', 'Sofa'),
		plural: text('Sofaer', 'Sofaar', 'Sofas'),
		words: wordList(
			'sofa, toseter, treseter, toseter sofa, 2-seter, 3-seter, hjørnesofa, modulsofa, sofagruppe, tosetar, tresetar'
		),
		cpv: uncheckedCpv('39113200-9'),
		factor: 'sofa_textile',
		price: 'sofa_textile',
		lifetime: 'seating_office',
		mappingQuality: 'B',
		mappingNote: 'Row is a textile sofa for two or three; leather has its own row (96 kg, heavier).',
		attributes: [a.seats, a.widthCm, a.upholstery, a.colour, a.model]
	})
];
