import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Roofs, cladding and paving. */
export const BUILDING_ROOF_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'roofTileClay',
		names: text('Teglpanne', 'Teglpanne', 'Clay roof tile'),
		plural: text('Teglpanner', 'Teglpanner', 'Clay roof tiles'),
		words: wordList('teglpanne, takstein i tegl, tegltakstein, takpanne'),
		cpv: uncheckedCpv('44112500-3'),
		countedMeasure: 'm2',
		packSizes: [{ names: text('takstein', 'takstein', 'tile'), quantityMilli: 100, assumed: true }],
		factor: 'roof_tile_clay',
		price: 'roof_tile_clay',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, m² of roof. No reference lifetime row fits.',
		attributes: [a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'roofTileConcrete',
		names: text('Betongtakstein', 'Betongtakstein', 'Concrete roof tile'),
		plural: text('Betongtakstein', 'Betongtakstein', 'Concrete roof tiles'),
		words: wordList('betongtakstein, takstein i betong, takstein, dobbelkrum'),
		cpv: uncheckedCpv('44112500-3'),
		countedMeasure: 'm2',
		packSizes: [{ names: text('takstein', 'takstein', 'tile'), quantityMilli: 100, assumed: true }],
		factor: 'roof_tile_concrete',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, m² of roof. No price or reference lifetime row fits.',
		attributes: [a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'slate',
		names: text('Skifer', 'Skifer', 'Slate'),
		plural: text('Skifer', 'Skifer', 'Slate'),
		words: wordList('skifer, skiferstein, skiferheller, takskifer, naturstein, lappskifer'),
		cpv: uncheckedCpv('44112500-3'),
		countedMeasure: 'm2',
		factor: 'slate_natural_stone',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is natural stone of 15 mm. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.colour]
	}),
	itemType('building', {
		key: 'roofingFelt',
		names: text('Takbelegg', 'Takbelegg', 'Roofing felt'),
		plural: text('Takbelegg', 'Takbelegg', 'Roofing felt'),
		words: wordList('takbelegg, takpapp, asfaltbelegg, takfolie'),
		cpv: uncheckedCpv('44112500-3'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.roofingHazard,
		factor: 'bitumen_roofing',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is two layers of bitumen. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'roofElement',
		names: text('Takelement', 'Takelement', 'Insulated roof element'),
		plural: text('Takelementer', 'Takelement', 'Insulated roof elements'),
		words: wordList('takelement, lett-tak, sandwichelement, takkassett'),
		cpv: uncheckedCpv('44112500-3'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.mineralWoolHazard,
		factor: 'insulated_roof_element',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'B',
		mappingNote: 'Row is one maker’s element. No price row fits.',
		attributes: [a.lengthMm, a.widthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'woodCladding',
		names: text('Utvendig trekledning', 'Utvendig trekledning', 'Exterior wood cladding'),
		plural: text('Utvendig trekledning', 'Utvendig trekledning', 'Exterior wood cladding'),
		words: wordList('trekledning, utvendig kledning, kledningsbord, ytterkledning, villmarkspanel'),
		cpv: uncheckedCpv('44191000-5'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.timberHazard,
		factor: 'wood_cladding_painted',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Row is painted cladding. Biogenic carbon is not counted. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.timberTreatment, a.madeYear]
	}),
	itemType('building', {
		key: 'pavingStone',
		names: text('Belegningsstein', 'Belegningsstein', 'Paving stone'),
		plural: text('Belegningsstein', 'Belegningsstein', 'Paving stones'),
		words: wordList('belegningsstein, betongheller, gangstein, hageheller'),
		cpv: uncheckedCpv('44113100-6'),
		countedMeasure: 'm2',
		factor: 'paving_stone_concrete',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote: 'Row is concrete of 70 mm. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.colour]
	}),
	itemType('building', {
		key: 'naturalPaving',
		names: text('Gatestein', 'Gatestein', 'Cobblestone'),
		plural: text('Gatestein', 'Gatestein', 'Cobblestones'),
		words: wordList('gatestein, brostein, smågatestein, kantstein, storgatestein, granittkantstein'),
		cpv: uncheckedCpv('44113100-6'),
		countedMeasure: 'm2',
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.thicknessMm, a.colour]
	}),
	itemType('building', {
		key: 'fence',
		names: text('Gjerde', 'Gjerde', 'Fence'),
		plural: text('Gjerder', 'Gjerde', 'Fences'),
		words: wordList('gjerde, flettverksgjerde, byggegjerde, stakittgjerde, panelgjerde'),
		cpv: uncheckedCpv('34928200-0'),
		countedMeasure: 'm',
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightMm, a.surface]
	})
];
