import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Sanitary ware and ventilation. */
export const BUILDING_TECHNICAL_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'toilet',
		names: text('Toalett', 'Toalett', 'Toilet'),
		plural: text('Toaletter', 'Toalett', 'Toilets'),
		words: wordList('toalett, klosett, wc, vegghengt toalett'),
		cpv: uncheckedCpv('44411000-4'),
		factor: 'sanitary_ceramic_toilet',
		price: 'sanitary_ceramic_toilet',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, porcelain. No reference lifetime row fits.',
		attributes: [a.colour, a.model]
	}),
	itemType('building', {
		key: 'sink',
		names: text('Oppvaskkum', 'Oppvaskkum', 'Kitchen sink'),
		plural: text('Oppvaskkummer', 'Oppvaskkummar', 'Kitchen sinks'),
		words: wordList('oppvaskkum, oppvaskbenk, stålvask, kjøkkenvask, skyllekum, utslagsvask i stål'),
		cpv: uncheckedCpv('44411000-4'),
		factor: 'sink_stainless',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is stainless steel. No price or reference lifetime row fits.',
		attributes: [a.widthCm, a.depthCm, a.model]
	}),
	itemType('building', {
		key: 'tap',
		names: text('Blandebatteri', 'Blandebatteri', 'Mixer tap'),
		plural: text('Blandebatterier', 'Blandebatteri', 'Mixer taps'),
		words: wordList('blandebatteri, kjøkkenkran, servantkran, dusjbatteri, vannkran, vasskran'),
		cpv: uncheckedCpv('44411100-5'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.madeYear]
	}),
	itemType('building', {
		key: 'shower',
		names: text('Dusjkabinett', 'Dusjkabinett', 'Shower cubicle'),
		plural: text('Dusjkabinett', 'Dusjkabinett', 'Shower cubicles'),
		words: wordList('dusjkabinett, dusjhjørne, dusjdør, badekar, dusjvegger'),
		cpv: uncheckedCpv('44411000-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm, a.model]
	}),
	itemType('building', {
		key: 'ventilationUnit',
		names: text('Ventilasjonsaggregat', 'Ventilasjonsaggregat', 'Ventilation unit'),
		plural: text('Ventilasjonsaggregater', 'Ventilasjonsaggregat', 'Ventilation units'),
		words: wordList(
			'ventilasjonsaggregat, ventilasjonsanlegg, aggregat ventilasjon, luftbehandlingsaggregat'
		),
		cpv: uncheckedCpv('42520000-7'),
		usePhaseRelevant: true,
		factor: 'ventilation_unit',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is 600–1200 m³/h; a larger one is understated. A newer one may use less power, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [
			a.integer('airflow', text('Luftmengde (m³/t)', 'Luftmengd (m³/t)', 'Airflow (m³/h)'), null, 10, 100000),
			a.model,
			a.madeYear
		]
	}),
	itemType('building', {
		key: 'ventilationDuct',
		names: text('Ventilasjonskanal', 'Ventilasjonskanal', 'Ventilation duct'),
		plural: text('Ventilasjonskanaler', 'Ventilasjonskanalar', 'Ventilation ducts'),
		words: wordList('ventilasjonskanal, ventilasjonsrør, spirorør, luftkanal, ventilasjonskanalar'),
		cpv: uncheckedCpv('42520000-7'),
		countedMeasure: 'm',
		hazardQuestion: hazards.ductHazard,
		factor: 'ventilation_duct_m',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, steel, per metre. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.madeYear]
	}),
	itemType('building', {
		key: 'ductSilencer',
		names: text('Lydfelle', 'Lydfelle', 'Duct silencer'),
		plural: text('Lydfeller', 'Lydfeller', 'Duct silencers'),
		words: wordList('lydfelle, lyddemper i kanal, lyddempar i kanal, kanallydfelle'),
		cpv: uncheckedCpv('42520000-7'),
		factor: 'silencer_duct',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, steel. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm, a.madeYear]
	}),
	itemType('building', {
		key: 'airDiffuser',
		names: text('Ventil og spjeld', 'Ventil og spjeld', 'Air terminal device'),
		plural: text('Ventiler og spjeld', 'Ventilar og spjeld', 'Air terminal devices'),
		words: wordList('tilluftsventil, avtrekksventil, spjeld, luftventil, ventilasjonsrist, vav-spjeld'),
		cpv: uncheckedCpv('42520000-7'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthMm, a.heightMm, a.model]
	})
];
