import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Boards, floors, ceilings and fixtures. */
export const BUILDING_INTERIOR_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'gypsumFibreboard',
		names: text('Fibergipsplate', 'Fibergipsplate', 'Gypsum fibreboard'),
		plural: text('Fibergipsplater', 'Fibergipsplater', 'Gypsum fibreboards'),
		words: wordList('fibergips, fibergipsplate, fermacell'),
		cpv: uncheckedCpv('44111000-1'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.boardHazard,
		factor: 'gypsum_fibreboard_13mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 13 mm. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'chipboard',
		names: text('Sponplate', 'Sponplate', 'Chipboard'),
		plural: text('Sponplater', 'Sponplater', 'Chipboards'),
		words: wordList('sponplate, gulvspon, golvspon, sponplater'),
		cpv: uncheckedCpv('44191300-8'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.woodBoardHazard,
		factor: 'chipboard_22mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 22 mm flooring chipboard. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'osbBoard',
		names: text('OSB-plate', 'OSB-plate', 'OSB board'),
		plural: text('OSB-plater', 'OSB-plater', 'OSB boards'),
		words: wordList('osb, osb-plate, osb-plater'),
		cpv: uncheckedCpv('44191300-8'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.woodBoardHazard,
		factor: 'osb_18mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 18 mm. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'plywood',
		names: text('Kryssfinerplate', 'Kryssfinérplate', 'Plywood'),
		plural: text('Kryssfinerplater', 'Kryssfinérplater', 'Plywood'),
		words: wordList('kryssfiner, kryssfinér, kryssfinerplate, finerplate, forskalingsplate'),
		cpv: uncheckedCpv('44191100-6'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.woodBoardHazard,
		factor: 'plywood_18mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 18 mm. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'woodPanel',
		names: text('Innvendig trepanel', 'Innvendig trepanel', 'Interior wood panelling'),
		plural: text('Innvendig trepanel', 'Innvendig trepanel', 'Interior wood panelling'),
		words: wordList('trepanel, panelbord, innvendig panel, spilepanel, veggpanel i tre, takpanel i tre'),
		cpv: uncheckedCpv('44191000-5'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.woodBoardHazard,
		factor: 'wood_panel_interior',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. Biogenic carbon is not counted. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'laminateFloor',
		names: text('Laminatgulv', 'Laminatgolv', 'Laminate flooring'),
		plural: text('Laminatgulv', 'Laminatgolv', 'Laminate flooring'),
		words: wordList('laminatgulv, laminatgolv, klikkgulv, klikkgolv'),
		cpv: uncheckedCpv('44112200-0'),
		countedMeasure: 'm2',
		factor: 'laminate_floor',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'linoleum',
		names: text('Linoleum', 'Linoleum', 'Linoleum'),
		plural: text('Linoleum', 'Linoleum', 'Linoleum'),
		words: wordList('linoleum, linoleumsbelegg, marmoleum'),
		cpv: uncheckedCpv('44112230-9'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.gluedFlooringHazard,
		factor: 'linoleum',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 2.5 mm. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'carpetRoll',
		names: text('Teppe på rull', 'Teppe på rull', 'Carpet on roll'),
		plural: text('Tepper på rull', 'Teppe på rull', 'Carpet on roll'),
		words: wordList('nålefilt, nålefilt på rull, teppe på rull, heldekkende teppe, heildekkjande teppe'),
		cpv: uncheckedCpv('39531000-3'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.gluedFlooringHazard,
		factor: 'carpet_needle_felt',
		price: null,
		lifetime: 'carpet_tile',
		mappingQuality: 'B',
		mappingNote: 'Row is needle felt; the lifetime row is a carpet tile. No price row fits.',
		attributes: [a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'raisedFloor',
		names: text('Datagulv', 'Datagolv', 'Raised floor'),
		plural: text('Datagulv', 'Datagolv', 'Raised floors'),
		words: wordList('datagulv, datagolv, installasjonsgulv, installasjonsgolv, hevet gulv, datagulvplate'),
		cpv: uncheckedCpv('44112220-6'),
		countedMeasure: 'm2',
		packSizes: [
			{
				names: text('plate 60×60 cm', 'plate 60×60 cm', 'panel 60×60 cm'),
				quantityMilli: 360,
				assumed: false
			}
		],
		hazardQuestion: hazards.boardHazard,
		factor: 'raised_floor_m2',
		price: 'raised_floor_m2',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item; factor is general knowledge. No reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.madeYear]
	}),
	itemType('building', {
		key: 'ceilingTileWoodWool',
		names: text('Treullsementplate', 'Treullsementplate', 'Wood wool ceiling tile'),
		plural: text('Treullsementplater', 'Treullsementplater', 'Wood wool ceiling tiles'),
		words: wordList('treullsement, treullsementplate, træullit, troldtekt, treullplate'),
		cpv: uncheckedCpv('44111000-1'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.woodBoardHazard,
		factor: 'ceiling_tile_wood_wool',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 25 mm. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'ceilingGrid',
		names: text('Himlingsskinne', 'Himlingsskjene', 'Ceiling grid'),
		plural: text('Himlingsskinner', 'Himlingsskjener', 'Ceiling grids'),
		words: wordList(
			'himlingsskinne, himlingsskjene, opphengssystem til himling, t-profil til himling, bæreskinne til himling'
		),
		cpv: uncheckedCpv('44112000-8'),
		countedMeasure: 'm2',
		factor: 'ceiling_grid',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, per m² of ceiling. No price or reference lifetime row fits.',
		attributes: [a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'kitchenUnit',
		names: text('Kjøkkeninnredning', 'Kjøkkeninnreiing', 'Kitchen units'),
		plural: text('Kjøkkeninnredninger', 'Kjøkkeninnreiingar', 'Kitchen units'),
		words: wordList('kjøkkeninnredning, kjøkkeninnreiing, kjøkkenskap, tekjøkken, minikjøkken, kjøkkenskrog'),
		cpv: uncheckedCpv('39141000-2'),
		factor: 'kitchen_set_chipboard',
		price: 'kitchen_set_chipboard',
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a whole kitchen of sixteen units (600 kg): count whole kitchens, not cupboards. No reference lifetime row fits.',
		attributes: [a.widthCm, a.colour, a.model]
	}),
	itemType('building', {
		key: 'worktop',
		names: text('Benkeplate', 'Benkeplate', 'Worktop'),
		plural: text('Benkeplater', 'Benkeplater', 'Worktops'),
		words: wordList('benkeplate, kjøkkenplate, laminatplate til benk, benkeplater'),
		cpv: uncheckedCpv('39141200-4'),
		countedMeasure: 'm2',
		factor: 'worktop_laminate',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is laminate. No price or reference lifetime row fits.',
		attributes: [a.lengthMm, a.widthMm, a.thicknessMm, a.colour]
	}),
	itemType('building', {
		key: 'stairs',
		names: text('Trapp', 'Trapp', 'Stairs'),
		plural: text('Trapper', 'Trapper', 'Stairs'),
		words: wordList('innvendig trapp, tretrapp, ståltrapp, spiraltrapp, trappetrinn, trappeløp'),
		cpv: uncheckedCpv('44233000-2'),
		hazardQuestion: hazards.paintedSteelHazard,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthMm, a.heightMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'railing',
		names: text('Rekkverk', 'Rekkverk', 'Railing'),
		plural: text('Rekkverk', 'Rekkverk', 'Railings'),
		words: wordList('rekkverk, gelender, håndløper, handløpar, glassrekkverk'),
		cpv: uncheckedCpv('44112000-8'),
		countedMeasure: 'm',
		hazardQuestion: hazards.paintedSteelHazard,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightMm, a.surface, a.madeYear]
	})
];
