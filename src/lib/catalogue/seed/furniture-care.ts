import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Health and care. */
export const CARE_FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'careBed',
		names: text('Pleieseng', 'Pleieseng', 'Care bed'),
		plural: text('Pleiesenger', 'Pleiesenger', 'Care beds'),
		words: wordList(
			'pleieseng, sykehusseng, sjukehusseng, sykeseng, sjukeseng, hev/senk-seng, institusjonsseng'
		),
		cpv: uncheckedCpv('33192120-9'),
		factor: 'bed_adjustable_care',
		price: 'bed_adjustable_care',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item; factor and weight are general knowledge. No reference lifetime row fits.',
		attributes: [
			a.model,
			a.madeYear,
			a.widthCm,
			a.yesNo('hasMattress', text('Madrass følger med', 'Madrass følgjer med', 'Mattress included'))
		]
	}),
	itemType('furniture', {
		key: 'mattress',
		names: text('Madrass', 'Madrass', 'Mattress'),
		plural: text('Madrasser', 'Madrassar', 'Mattresses'),
		words: wordList('madrass, skummadrass, trykkavlastende madrass, trykkavlastande madrass, springmadrass'),
		cpv: uncheckedCpv('39143112-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.thicknessMm, a.model]
	}),
	itemType('furniture', {
		key: 'bed',
		names: text('Seng', 'Seng', 'Bed'),
		plural: text('Senger', 'Senger', 'Beds'),
		words: wordList('enkeltseng, køyeseng, rammeseng, feltseng, seng uten motor, dobbeltseng'),
		cpv: uncheckedCpv('39143110-0'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'bedsideTable',
		names: text('Nattbord', 'Nattbord', 'Bedside table'),
		plural: text('Nattbord', 'Nattbord', 'Bedside tables'),
		words: wordList('nattbord, nattbordskap, sengebord på hjul, pasientbord'),
		cpv: uncheckedCpv('33192000-2'),
		factor: null,
		price: null,
		lifetime: 'storage_any',
		mappingQuality: 'C',
		mappingNote: 'No climate or weight or price row fits.',
		attributes: [a.heightCm, a.drawers, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'overbedTable',
		names: text('Sengebord', 'Sengebord', 'Over-bed table'),
		plural: text('Sengebord', 'Sengebord', 'Over-bed tables'),
		words: wordList('sengebord, spisebord til seng, leseplate til seng, servantbord til seng'),
		cpv: uncheckedCpv('33192000-2'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.model]
	}),
	itemType('furniture', {
		key: 'patientChair',
		names: text('Hvilestol for pasient', 'Kvilestol for pasient', 'Patient recliner'),
		plural: text('Hvilestoler for pasienter', 'Kvilestolar for pasientar', 'Patient recliners'),
		words: wordList(
			'pasientstol, hvilestol for pasient, kvilestol for pasient, dagligstol, seniorstol, oppreisingsstol'
		),
		cpv: uncheckedCpv('33192000-2'),
		factor: 'easy_chair',
		price: 'easy_chair',
		lifetime: 'seating_office',
		mappingQuality: 'C',
		mappingNote:
			'Nearest row is an easy chair of 12.5 kg; a chair with a motor is heavier, so the figure is too low.',
		attributes: [
			a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric')),
			a.upholstery,
			a.colour,
			a.model
		]
	}),
	itemType('furniture', {
		key: 'examinationBench',
		names: text('Undersøkelsesbenk', 'Undersøkingsbenk', 'Examination bench'),
		plural: text('Undersøkelsesbenker', 'Undersøkingsbenkar', 'Examination benches'),
		words: wordList('undersøkelsesbenk, undersøkingsbenk, behandlingsbenk, massasjebenk, legebenk'),
		cpv: uncheckedCpv('33192000-2'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric')), a.upholstery, a.model]
	}),
	itemType('furniture', {
		key: 'wheelchair',
		names: text('Rullestol', 'Rullestol', 'Wheelchair'),
		plural: text('Rullestoler', 'Rullestolar', 'Wheelchairs'),
		words: wordList('rullestol, transportrullestol, komfortrullestol, rullestolar'),
		cpv: uncheckedCpv('33193120-6'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.model, a.serial]
	}),
	itemType('furniture', {
		key: 'rollator',
		names: text('Rullator', 'Rullator', 'Rollator'),
		plural: text('Rullatorer', 'Rullatorar', 'Rollators'),
		words: wordList('rullator, gåstol, gåbord, prekestol gåhjelp'),
		cpv: uncheckedCpv('33193000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.model]
	}),
	itemType('furniture', {
		key: 'patientLift',
		names: text('Personløfter', 'Personlyftar', 'Patient lift'),
		plural: text('Personløftere', 'Personlyftarar', 'Patient lifts'),
		words: wordList('personløfter, personlyftar, pasientløfter, pasientheis, seilheis'),
		cpv: uncheckedCpv('33192600-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial, a.madeYear]
	}),
	itemType('furniture', {
		key: 'showerChair',
		names: text('Dusjstol', 'Dusjstol', 'Shower chair'),
		plural: text('Dusjstoler', 'Dusjstolar', 'Shower chairs'),
		words: wordList('dusjstol, toalettstol, dusjkrakk, badekarbrett'),
		cpv: uncheckedCpv('33193000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.model]
	})
];
