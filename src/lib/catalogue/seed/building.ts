import type { Conversion, ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

const BUILDING_MATERIALS = uncheckedCpv('44111000-1');
const FLOOR_COVERINGS = uncheckedCpv('44112200-0');

/** Counted in metres of length, factor per cubic metre: the cross-section decides. */
export const VOLUME_OF_LENGTH: Conversion = {
	kind: 'attributes',
	attributes: ['widthMm', 'heightMm'],
	dimension: 'section',
	note: 'cross-section × length; 48x98 = 48 × 98 mm, nominal'
};

/** A cubic metre of a product whose factor is per square metre of a slab 100 mm thick. */
export const TEN_SLABS: Conversion = {
	kind: 'fixed',
	factorUnitsPerCountedMilli: 10_000,
	note: '1 m³ is 10 m² of a slab 100 mm thick'
};

/** Materials measured by area, length, volume or weight, and bricks. */
export const BUILDING_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'carpetTile',
		names: text('Teppeflis', 'Teppeflis', 'Carpet tile'),
		plural: text('Teppefliser', 'Teppefliser', 'Carpet tiles'),
		words: wordList('teppeflis, teppefliser, tepperuter, flisteppe, gulvbelegg tekstil, golvteppe'),
		cpv: FLOOR_COVERINGS,
		countedMeasure: 'm2',
		packSizes: [
			{ names: text('flis 50×50 cm', 'flis 50×50 cm', 'tile 50×50 cm'), quantityMilli: 250, assumed: false },
			{
				names: text('eske med 20 fliser', 'øskje med 20 fliser', 'box of 20 tiles'),
				quantityMilli: 5000,
				assumed: true
			}
		],
		hazardQuestion: hazards.gluedFlooringHazard,
		factor: 'carpet_tile',
		price: 'carpet_tile',
		lifetime: 'carpet_tile',
		mappingQuality: 'A',
		mappingNote: 'Same item, polyamide.',
		attributes: [a.colour, a.model, a.madeYear, a.yesNo('isUnused', text('Ubrukt', 'Ubrukt', 'Unused'))]
	}),
	itemType('building', {
		key: 'vinylFloor',
		names: text('Vinylbelegg', 'Vinylbelegg', 'Vinyl flooring'),
		plural: text('Vinylbelegg', 'Vinylbelegg', 'Vinyl flooring'),
		words: wordList('vinylbelegg, vinyl, gulvbelegg, golvbelegg, banebelegg, belegg'),
		cpv: FLOOR_COVERINGS,
		countedMeasure: 'm2',
		hazardQuestion: hazards.vinylHazard,
		factor: 'vinyl_floor',
		price: 'vinyl_floor',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime fits.',
		attributes: [a.thicknessMm, a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'parquet',
		names: text('Parkett', 'Parkett', 'Parquet'),
		plural: text('Parkett', 'Parkett', 'Parquet'),
		words: wordList('parkett, tregulv, tregolv, gulvbord, golvbord, heltregulv, 3-stavs'),
		cpv: FLOOR_COVERINGS,
		countedMeasure: 'm2',
		hazardQuestion: hazards.gluedFlooringHazard,
		factor: 'parquet_3layer',
		price: 'parquet_3layer',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is three-strip parquet of 15 mm. No reference lifetime fits.',
		attributes: [a.thicknessMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'ceilingTile',
		names: text('Himlingsplate', 'Himlingsplate', 'Ceiling tile'),
		plural: text('Himlingsplater', 'Himlingsplater', 'Ceiling tiles'),
		words: wordList(
			'himlingsplate, himling, systemhimling, takplate, akustikkhimling, nedsenket tak, nedsenka tak'
		),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm2',
		packSizes: [
			{
				names: text('plate 60×60 cm', 'plate 60×60 cm', 'tile 60×60 cm'),
				quantityMilli: 360,
				assumed: false
			},
			{
				names: text('plate 60×120 cm', 'plate 60×120 cm', 'tile 60×120 cm'),
				quantityMilli: 720,
				assumed: false
			}
		],
		hazardQuestion: hazards.boardHazard,
		factor: 'ceiling_tile_mineral',
		price: 'ceiling_tile_mineral',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Mineral wool 20 mm; wood wool cement has its own row. No reference lifetime fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'ceramicTile',
		names: text('Keramisk flis', 'Keramisk flis', 'Ceramic tile'),
		plural: text('Keramiske fliser', 'Keramiske fliser', 'Ceramic tiles'),
		words: wordList('keramisk flis, flis, fliser, veggflis, gulvflis, golvflis, baderomsflis'),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm2',
		hazardQuestion: hazards.ceramicTileHazard,
		factor: 'ceramic_tile',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime fits.',
		attributes: [a.widthMm, a.heightMm, a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'plasterboard',
		names: text('Gipsplate', 'Gipsplate', 'Plasterboard'),
		plural: text('Gipsplater', 'Gipsplater', 'Plasterboards'),
		words: wordList('gipsplate, gips, gyproc, norgips, veggplate, våtromsgips, branngips'),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm2',
		packSizes: [
			{
				names: text('plate 120×240 cm', 'plate 120×240 cm', 'board 120×240 cm'),
				quantityMilli: 2880,
				assumed: false
			}
		],
		hazardQuestion: hazards.boardHazard,
		factor: 'plasterboard_13mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 13 mm. No price or reference lifetime fits.',
		attributes: [a.widthMm, a.lengthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'structuralTimber',
		names: text('Konstruksjonsvirke', 'Konstruksjonsvirke', 'Structural timber'),
		plural: text('Konstruksjonsvirke', 'Konstruksjonsvirke', 'Structural timber'),
		words: wordList(
			'konstruksjonsvirke, trelast, trevirke, reisverk, stender, stendar, bjelke, planker, plankar, 48x98, 2x4'
		),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm',
		factorMeasure: 'm3',
		conversion: VOLUME_OF_LENGTH,
		hazardQuestion: hazards.timberHazard,
		factor: 'timber_structural_m3',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote:
			'Counted in metres, factor and weight per m³. Biogenic carbon is not counted. No price row fits.',
		attributes: [a.section, a.widthMm, a.heightMm, a.lengthMm, a.timberTreatment, a.madeYear]
	}),
	itemType('building', {
		key: 'stoneWool',
		names: text('Steinull', 'Steinull', 'Stone wool'),
		plural: text('Steinull', 'Steinull', 'Stone wool'),
		words: wordList('steinull, isolasjon, mineralull, rockwool, isolasjonsplate, isolasjonsmatte'),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm3',
		factorMeasure: 'm2',
		conversion: TEN_SLABS,
		hazardQuestion: hazards.mineralWoolHazard,
		factor: 'stone_wool_100mm',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Stone wool; glass wool is lighter and has its own row. No price or reference lifetime fits.',
		attributes: [a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'foamInsulation',
		names: text('Isoporplater', 'Isoporplater', 'EPS foam boards'),
		plural: text('Isoporplater', 'Isoporplater', 'EPS foam boards'),
		words: wordList('isopor, isoporplater, eps, styropor, sundolitt, skumplater'),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'm3',
		factorMeasure: 'm2',
		conversion: TEN_SLABS,
		hazardQuestion: hazards.foamHazard,
		factor: 'eps_100mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'EPS; XPS has its own row. No price or reference lifetime fits.',
		attributes: [a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'steelBeam',
		names: text('Stålbjelke', 'Stålbjelke', 'Steel beam'),
		plural: text('Stålbjelker', 'Stålbjelkar', 'Steel beams'),
		words: wordList('stålbjelke, stålbjelkar, heb, hea, ipe, stålprofil, stålsøyle, stål'),
		cpv: BUILDING_MATERIALS,
		countedMeasure: 'kg',
		hazardQuestion: hazards.paintedSteelHazard,
		factor: 'steel_beam_kg',
		price: 'steel_beam_kg',
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, by weight.',
		attributes: [
			{ key: 'profile', names: text('Profil', 'Profil', 'Profile'), kind: 'text', maxLength: 40 },
			a.lengthMm,
			a.surface,
			a.madeYear
		]
	}),
	itemType('building', {
		key: 'brick',
		names: text('Teglstein', 'Teglstein', 'Brick'),
		plural: text('Teglsteiner', 'Teglsteinar', 'Bricks'),
		words: wordList('teglstein, murstein, tegl, teglsteinar, mursteinar'),
		cpv: BUILDING_MATERIALS,
		hazardQuestion: hazards.masonryHazard,
		factor: 'brick',
		price: 'brick',
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, per brick.',
		attributes: [
			a.colour,
			a.madeYear,
			a.yesNo('isCleaned', text('Renset for mørtel', 'Reinsa for mørtel', 'Cleaned of mortar'))
		]
	}),
	itemType('building', {
		key: 'dataCable',
		names: text('Datakabel', 'Datakabel', 'Data cable'),
		plural: text('Datakabler', 'Datakablar', 'Data cables'),
		words: wordList('datakabel, nettverkskabel, kabel, leidning, ledning, cat6, datakablar'),
		cpv: uncheckedCpv('44321000-6'),
		countedMeasure: 'm',
		factor: 'data_cable_m',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, per metre. No price or reference lifetime fits.',
		attributes: [
			{
				key: 'cableClass',
				names: text('Kabelklasse', 'Kabelklasse', 'Cable class'),
				kind: 'text',
				maxLength: 20
			}
		]
	}),
	itemType('building', {
		key: 'gravel',
		names: text('Grus og pukk', 'Grus og pukk', 'Gravel'),
		plural: text('Grus og pukk', 'Grus og pukk', 'Gravel'),
		words: wordList('grus, pukk, singel, sand, fyllmasse, steinmasse'),
		cpv: uncheckedCpv('14212000-0'),
		countedMeasure: 'm3',
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [
			{ key: 'grading', names: text('Sortering', 'Sortering', 'Grading'), kind: 'text', maxLength: 40 }
		]
	})
];
