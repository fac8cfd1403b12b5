import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { AREA_OF_PIECE, doorAttributes } from './building-parts';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Doors, windows, glass and walls beside the ones of building-parts. */
export const BUILDING_OPENING_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'glassDoor',
		names: text('Innerdør i glass', 'Innerdør i glas', 'Glass interior door'),
		plural: text('Innerdører i glass', 'Innerdører i glas', 'Glass interior doors'),
		words: wordList('glassdør, glasdør, innerdør i glass, kontordør i glass, dør med glassfelt'),
		cpv: uncheckedCpv('44221200-7'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.partitionHazard,
		factor: 'interior_door_glass',
		price: 'interior_door_glass',
		lifetime: 'interior_door_any',
		mappingQuality: 'A',
		mappingNote: 'Glass and wood, factor, weight and price per m².',
		attributes: [...doorAttributes]
	}),
	itemType('building', {
		key: 'exteriorDoor',
		names: text('Ytterdør', 'Ytterdør', 'Exterior door'),
		plural: text('Ytterdører', 'Ytterdører', 'Exterior doors'),
		words: wordList('ytterdør, inngangsdør, hoveddør, hovuddør, utgangsdør, balkongdør, terrassedør'),
		cpv: uncheckedCpv('44221200-7'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.interiorDoorHazard,
		factor: 'exterior_door_wood_alu',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Wood and aluminium, per m². No price or reference lifetime row fits.',
		attributes: [...doorAttributes, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'exteriorGlassDoor',
		names: text('Ytterdør i glass', 'Ytterdør i glas', 'Glass exterior door'),
		plural: text('Ytterdører i glass', 'Ytterdører i glas', 'Glass exterior doors'),
		words: wordList('ytterdør i glass, ytterdør i glas, aluminiumsdør, glassdør ute, inngangsparti'),
		cpv: uncheckedCpv('44221200-7'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'exterior_door_glass_alu',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Glass and aluminium, per m²; heat loss of an older one is not counted, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [...doorAttributes, a.madeYear]
	}),
	itemType('building', {
		key: 'slidingDoor',
		names: text('Skyvedør i glass', 'Skyvedør i glas', 'Sliding glass door'),
		plural: text('Skyvedører i glass', 'Skyvedører i glas', 'Sliding glass doors'),
		words: wordList('skyvedør, automatisk skyvedør, automatdør, skyvedør i glass'),
		cpv: uncheckedCpv('44221200-7'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		factor: 'sliding_door_glass',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Automatic, glass, per m². No price or reference lifetime row fits.',
		attributes: [...doorAttributes, a.madeYear]
	}),
	itemType('building', {
		key: 'industrialDoor',
		names: text('Industriport', 'Industriport', 'Industrial door'),
		plural: text('Industriporter', 'Industriportar', 'Industrial doors'),
		words: wordList('garasjeport, leddport, leddheiseport, industriport, rulleport, foldeport'),
		cpv: uncheckedCpv('44221200-7'),
		hazardQuestion: hazards.interiorDoorHazard,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthMm, a.heightMm, a.madeYear]
	}),
	itemType('building', {
		key: 'windowWood',
		names: text('Vindu, 2-lags i tre', 'Vindauge, 2-lags i tre', 'Double-glazed wooden window'),
		plural: text('Vinduer, 2-lags i tre', 'Vindauge, 2-lags i tre', 'Double-glazed wooden windows'),
		words: wordList('trevindu, trevindauge, 2-lags vindu, to-lags vindu, 2-lags vindauge'),
		cpv: uncheckedCpv('44221100-6'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'window_2layer_wood',
		price: null,
		lifetime: 'window_any',
		mappingQuality: 'B',
		mappingNote:
			'Same item; heat loss against a new one is not counted, so climate credit is blocked. No price row fits.',
		attributes: [
			a.doorModule,
			a.widthMm,
			a.heightMm,
			a.madeYear,
			a.yesNo('canOpen', text('Kan åpnes', 'Kan opnast', 'Can be opened'))
		]
	}),
	itemType('building', {
		key: 'glazingDouble',
		names: text('Isolerglass, 2-lags', 'Isolerglas, 2-lags', 'Double glazing unit'),
		plural: text('Isolerglass, 2-lags', 'Isolerglas, 2-lags', 'Double glazing units'),
		words: wordList('isolerglassrute, isolerglasrute, 2-lags rute, vindusrute, vindaugsrute'),
		cpv: uncheckedCpv('44111540-8'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'glazing_unit_2layer',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item; heat loss against a new one is not counted, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [a.doorModule, a.widthMm, a.heightMm, a.madeYear]
	}),
	itemType('building', {
		key: 'glazingTriple',
		names: text('Isolerglass, 3-lags', 'Isolerglas, 3-lags', 'Triple glazing unit'),
		plural: text('Isolerglass, 3-lags', 'Isolerglas, 3-lags', 'Triple glazing units'),
		words: wordList('3-lags rute, trelagsrute, 3-lags isolerglass, 3-lags isolerglas'),
		cpv: uncheckedCpv('44111540-8'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'glazing_unit_3layer',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item; heat loss against a new one is not counted, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [a.doorModule, a.widthMm, a.heightMm, a.madeYear]
	}),
	itemType('building', {
		key: 'glassFacade',
		names: text('Glassfasade', 'Glasfasade', 'Glass facade'),
		plural: text('Glassfasader', 'Glasfasadar', 'Glass facades'),
		words: wordList('glassfasade, glasfasade, fasadeglass, påhengsfasade, fasadesystem'),
		cpv: uncheckedCpv('44112000-8'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'glass_facade',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item, m²; heat loss against a new one is not counted, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.heightMm, a.madeYear]
	}),
	itemType('building', {
		key: 'solidPartition',
		names: text('Tett systemvegg', 'Tett systemvegg', 'Solid partition'),
		plural: text('Tette systemvegger', 'Tette systemvegger', 'Solid partitions'),
		words: wordList('tett systemvegg, flyttbar vegg, kontorvegg, foldevegg, mobilvegg, modulvegg'),
		cpv: uncheckedCpv('44112310-4'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.partitionHazard,
		factor: 'solid_partition_system',
		price: 'solid_partition_system',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, m²; the row is 42 dB. No reference lifetime row fits.',
		attributes: [a.heightMm, a.lengthMm, a.soundDb, a.model]
	}),
	itemType('building', {
		key: 'toiletCubicle',
		names: text('Toalettskillevegg', 'Toalettskiljevegg', 'Toilet cubicle'),
		plural: text('Toalettskillevegger', 'Toalettskiljevegger', 'Toilet cubicles'),
		words: wordList('toalettskillevegg, toalettskiljevegg, wc-vegg, dusjvegg, toalettbås'),
		cpv: uncheckedCpv('44112300-1'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthMm, a.heightMm, a.colour]
	}),
	itemType('building', {
		key: 'doorHardware',
		names: text('Dørbeslag', 'Dørbeslag', 'Door hardware'),
		plural: text('Dørbeslag', 'Dørbeslag', 'Door hardware'),
		words: wordList('dørbeslag, dørvrider, dørvridar, dørlukker, dørlukkar, låskasse, hengsler'),
		cpv: uncheckedCpv('44316500-3'),
		factor: 'door_hardware_set',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is one set; factor is general knowledge. No price or reference lifetime row fits.',
		attributes: [a.model]
	})
];
