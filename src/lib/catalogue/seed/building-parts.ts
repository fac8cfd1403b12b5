import type { Conversion, ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Counted in pieces, factor per square metre: the size of each piece decides. */
export const AREA_OF_PIECE: Conversion = {
	kind: 'attributes',
	attributes: ['widthMm', 'heightMm'],
	dimension: 'module',
	note: 'width × height; a module is nominal, 9x21 = 900 × 2100 mm'
};
const glazing = a.choice('glazing', text('Glass', 'Glas', 'Glazing'), [
	{ key: 'double', names: text('2-lags', '2-lags', 'double') },
	{ key: 'triple', names: text('3-lags', '3-lags', 'triple') },
	{ key: 'single', names: text('enkelt', 'enkelt', 'single') }
]);
export const doorAttributes = [
	a.doorModule,
	a.widthMm,
	a.heightMm,
	a.doorHand,
	a.fireClass,
	a.soundDb,
	a.hasFrame
];

/** Doors, windows, walls, sanitary ware and technical parts. */
export const BUILDING_PART_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'interiorDoor',
		names: text('Innerdør', 'Innerdør', 'Interior door'),
		plural: text('Innerdører', 'Innerdører', 'Interior doors'),
		words: wordList(
			'innerdør, innedør, dør, dørblad, kontordør, kompaktdør, dører, døra, tredør, 9x21, 10x21'
		),
		cpv: uncheckedCpv('44221000-5'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.interiorDoorHazard,
		factor: 'interior_door_wood',
		price: 'interior_door_wood_pcs',
		lifetime: 'interior_door_any',
		mappingQuality: 'A',
		mappingNote: 'Wooden door, factor and weight per m², price per door (9x21 with frame).',
		attributes: [...doorAttributes, a.surface, a.colour]
	}),
	itemType('building', {
		key: 'fireDoor',
		names: text('Branndør i stål', 'Branndør i stål', 'Steel fire door'),
		plural: text('Branndører i stål', 'Branndører i stål', 'Steel fire doors'),
		words: wordList('branndør, ståldør, brannklassifisert dør, ei30-dør, b30-dør, røykdør'),
		cpv: uncheckedCpv('44221000-5'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.fireDoorHazard,
		factor: 'interior_door_steel',
		price: null,
		lifetime: 'interior_door_any',
		mappingQuality: 'A',
		mappingNote: 'Steel or fire door, per m². No price row fits.',
		attributes: [...doorAttributes, a.surface]
	}),
	itemType('building', {
		key: 'window',
		names: text('Vindu', 'Vindauge', 'Window'),
		plural: text('Vinduer', 'Vindauge', 'Windows'),
		words: wordList(
			'vindu, vindauge, vinduer, vindaug, isolerglass, tolagsvindu, trelagsvindu, 3-lags vindu, glas'
		),
		cpv: uncheckedCpv('44221000-5'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		hazardQuestion: hazards.windowHazard,
		usePhaseRelevant: true,
		factor: 'window_3layer_alu_clad',
		price: 'window_3layer_alu_clad',
		lifetime: 'window_any',
		mappingQuality: 'B',
		mappingNote:
			'Row is a new three-layer aluminium-clad window, what would be bought today; heat loss of an older one is not counted, so climate credit is blocked.',
		attributes: [
			a.doorModule,
			a.widthMm,
			a.heightMm,
			glazing,
			a.madeYear,
			a.yesNo('canOpen', text('Kan åpnes', 'Kan opnast', 'Can be opened'))
		]
	}),
	itemType('building', {
		key: 'glassPartition',
		names: text('Glassvegg', 'Glasvegg', 'Glass partition'),
		plural: text('Glassvegger', 'Glasvegger', 'Glass partitions'),
		words: wordList('glassvegg, glasvegg, systemvegg, kontorfront, glassfront, glassfelt, glasfelt'),
		cpv: uncheckedCpv('44112300-1'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.partitionHazard,
		factor: 'glass_partition_system',
		price: 'glass_partition_system',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, m². No reference lifetime fits.',
		attributes: [a.heightMm, a.lengthMm, a.soundDb, a.model]
	}),
	itemType('building', {
		key: 'radiator',
		names: text('Radiator', 'Radiator', 'Radiator'),
		plural: text('Radiatorer', 'Radiatorar', 'Radiators'),
		words: wordList('radiator, vannbåren radiator, vassboren radiator, konvektor'),
		cpv: uncheckedCpv('44621100-1'),
		factor: 'radiator_steel',
		price: 'radiator_steel',
		lifetime: null,
		mappingQuality: 'B',
		mappingNote: 'Row is a steel panel radiator of 30 kg whatever its size. No reference lifetime fits.',
		attributes: [a.widthMm, a.heightMm, a.thicknessMm, a.surface]
	}),
	itemType('building', {
		key: 'washbasin',
		names: text('Servant', 'Servant', 'Washbasin'),
		plural: text('Servanter', 'Servantar', 'Washbasins'),
		words: wordList('servant, vask, håndvask, handvask, porselensvask, utslagsvask'),
		cpv: uncheckedCpv('44411300-7'),
		factor: 'washbasin_ceramic',
		price: 'washbasin_ceramic',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, porcelain. No reference lifetime fits.',
		attributes: [a.widthCm, a.depthCm, a.model]
	}),
	itemType('building', {
		key: 'ledLuminaire',
		names: text('LED-armatur', 'LED-armatur', 'LED luminaire'),
		plural: text('LED-armaturer', 'LED-armaturar', 'LED luminaires'),
		words: wordList(
			'led-armatur, lysarmatur, takarmatur, taklampe, led-panel, downlight, led-lys, lampe i tak'
		),
		cpv: uncheckedCpv('31500000-1'),
		usePhaseRelevant: true,
		factor: 'led_luminaire',
		price: 'led_luminaire',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. A newer one may use less power, so climate credit is blocked. No reference lifetime fits.',
		attributes: [
			a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 1000),
			a.widthMm,
			a.lengthMm,
			a.madeYear,
			a.model
		]
	})
];
