import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { AREA_OF_PIECE } from './building-parts';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Heating, electrical parts and light. */
export const BUILDING_ELECTRICAL_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'heatPump',
		names: text('Varmepumpe', 'Varmepumpe', 'Heat pump'),
		plural: text('Varmepumper', 'Varmepumper', 'Heat pumps'),
		words: wordList('varmepumpe, kjølemaskin, klimaanlegg, luft-til-luft, kjøleaggregat'),
		cpv: uncheckedCpv('42511110-5'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 500000), a.model, a.madeYear]
	}),
	itemType('building', {
		key: 'panelHeater',
		names: text('Panelovn', 'Panelomn', 'Panel heater'),
		plural: text('Panelovner', 'Panelomnar', 'Panel heaters'),
		words: wordList('panelovn, panelomn, elektrisk ovn, stråleovn, gjennomstrømningsovn, varmeovn'),
		cpv: uncheckedCpv('39715000-3'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 10000), a.widthMm, a.madeYear]
	}),
	itemType('building', {
		key: 'waterHeater',
		names: text('Varmtvannstank', 'Varmtvasstank', 'Hot water tank'),
		plural: text('Varmtvannstanker', 'Varmtvasstankar', 'Hot water tanks'),
		words: wordList('varmtvannstank, varmtvasstank, varmtvannsbereder, varmtvassberedar, bereder'),
		cpv: uncheckedCpv('39715100-4'),
		factor: 'hot_water_tank_600l',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a tank of 600 litres; a smaller one is overstated. No price or reference lifetime row fits.',
		attributes: [a.integer('litres', text('Liter', 'Liter', 'Litres'), null, 1, 10000), a.madeYear, a.model]
	}),
	itemType('building', {
		key: 'cableTray',
		names: text('Kabelbru', 'Kabelbru', 'Cable tray'),
		plural: text('Kabelbruer', 'Kabelbruer', 'Cable trays'),
		words: wordList('kabelbru, kabelbruer, kabelgate, kabelstige, kabelkanal'),
		cpv: uncheckedCpv('44320000-9'),
		countedMeasure: 'm',
		factor: 'cable_tray_m',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, galvanised, per metre. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.surface]
	}),
	itemType('building', {
		key: 'powerCable',
		names: text('Strømkabel', 'Straumkabel', 'Power cable'),
		plural: text('Strømkabler', 'Straumkablar', 'Power cables'),
		words: wordList(
			'installasjonskabel, pr-kabel, jordkabel, strømkabel på rull, straumkabel, høyspentkabel'
		),
		cpv: uncheckedCpv('44321000-6'),
		countedMeasure: 'm',
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.lengthMm, a.model]
	}),
	itemType('building', {
		key: 'switchboard',
		names: text('Sikringsskap', 'Sikringsskap', 'Switchboard'),
		plural: text('Sikringsskap', 'Sikringsskap', 'Switchboards'),
		words: wordList('sikringsskap, eltavle, fordelingsskap, sikringstavle, underfordeling'),
		cpv: uncheckedCpv('31211100-9'),
		hazardQuestion: hazards.boardHazard,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthMm, a.heightMm, a.madeYear, a.model]
	}),
	itemType('building', {
		key: 'emergencyLight',
		names: text('Nødlys', 'Naudlys', 'Emergency light'),
		plural: text('Nødlys', 'Naudlys', 'Emergency lights'),
		words: wordList('nødlys, naudlys, ledelys, leielys, utgangsskilt, markeringslys'),
		cpv: uncheckedCpv('31518200-2'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.madeYear, a.model]
	}),
	itemType('building', {
		key: 'lampPost',
		names: text('Lysmast', 'Lysmast', 'Lamp post'),
		plural: text('Lysmaster', 'Lysmaster', 'Lamp posts'),
		words: wordList('lysmast, gatelys, lyktestolpe, lysstolpe, utebelysning, utelys'),
		cpv: uncheckedCpv('34928510-0'),
		usePhaseRelevant: true,
		hazardQuestion: hazards.paintedSteelHazard,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'solarPanel',
		names: text('Solcellepanel', 'Solcellepanel', 'Solar panel'),
		plural: text('Solcellepaneler', 'Solcellepanel', 'Solar panels'),
		words: wordList('solcellepanel, solcelle, solpanel, solceller, pv-panel'),
		cpv: uncheckedCpv('09331200-0'),
		factorMeasure: 'm2',
		conversion: AREA_OF_PIECE,
		factor: 'pv_panel_m2',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Monocrystalline, factor and weight per m². No price or reference lifetime row fits.',
		attributes: [
			a.doorModule,
			a.widthMm,
			a.heightMm,
			a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 1000),
			a.madeYear
		]
	}),
	itemType('building', {
		key: 'solarShading',
		names: text('Utvendig solskjerming', 'Utvendig solskjerming', 'Exterior solar shading'),
		plural: text('Utvendig solskjerming', 'Utvendig solskjerming', 'Exterior solar shading'),
		words: wordList('solskjerming, utvendig persienne, markise, zip-screen, solskjermar'),
		cpv: uncheckedCpv('44115810-0'),
		countedMeasure: 'm2',
		factor: 'solar_shading_external',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is motorised, m². No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.heightMm, a.colour, a.madeYear]
	}),
	itemType('building', {
		key: 'fireExtinguisher',
		names: text('Brannslokkingsapparat', 'Brannsløkkingsapparat', 'Fire extinguisher'),
		plural: text('Brannslokkingsapparater', 'Brannsløkkingsapparat', 'Fire extinguishers'),
		words: wordList(
			'brannslokkingsapparat, brannsløkkingsapparat, brannslukker, pulverapparat, skumapparat, brannslange'
		),
		cpv: uncheckedCpv('35111300-8'),
		factor: 'fire_extinguisher',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item; factor is general knowledge. No price or reference lifetime row fits.',
		attributes: [a.weightKg, a.madeYear]
	})
];
