import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** White goods and kitchen machines. No register row fits them; a newer one uses less power. */
export const KITCHEN_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'refrigerator',
		names: text('Kjøleskap', 'Kjøleskap', 'Refrigerator'),
		plural: text('Kjøleskap', 'Kjøleskap', 'Refrigerators'),
		words: wordList('kjøleskap, kombiskap, kjølerom, drikkekjøler, kjøl og frys'),
		cpv: uncheckedCpv('39711100-0'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'freezer',
		names: text('Fryser', 'Frysar', 'Freezer'),
		plural: text('Frysere', 'Frysarar', 'Freezers'),
		words: wordList('fryser, frysar, fryseskap, fryseboks, frysarar'),
		cpv: uncheckedCpv('39711100-0'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'dishwasher',
		names: text('Oppvaskmaskin', 'Oppvaskmaskin', 'Dishwasher'),
		plural: text('Oppvaskmaskiner', 'Oppvaskmaskiner', 'Dishwashers'),
		words: wordList('oppvaskmaskin, vaskemaskin til oppvask, storkjøkkenoppvask, hetteoppvaskmaskin'),
		cpv: uncheckedCpv('39713100-4'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'washingMachine',
		names: text('Vaskemaskin', 'Vaskemaskin', 'Washing machine'),
		plural: text('Vaskemaskiner', 'Vaskemaskiner', 'Washing machines'),
		words: wordList('vaskemaskin, klesvaskemaskin, industrivaskemaskin'),
		cpv: uncheckedCpv('39713200-5'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'tumbleDryer',
		names: text('Tørketrommel', 'Tørketrommel', 'Tumble dryer'),
		plural: text('Tørketromler', 'Tørketromlar', 'Tumble dryers'),
		words: wordList('tørketrommel, tørketromlar, tørkeskap, kondenstørketrommel'),
		cpv: uncheckedCpv('39713200-5'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'cooker',
		names: text('Komfyr', 'Komfyr', 'Cooker'),
		plural: text('Komfyrer', 'Komfyrar', 'Cookers'),
		words: wordList('komfyr, stekeovn, platetopp, koketopp, innbyggingsovn, induksjonstopp'),
		cpv: uncheckedCpv('39711361-7'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'microwave',
		names: text('Mikrobølgeovn', 'Mikrobølgjeomn', 'Microwave oven'),
		plural: text('Mikrobølgeovner', 'Mikrobølgjeomnar', 'Microwave ovens'),
		words: wordList('mikrobølgeovn, mikrobølgjeomn, mikro, mikroovn'),
		cpv: uncheckedCpv('39711362-4'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 5000), a.model]
	}),
	itemType('furniture', {
		key: 'coffeeMachine',
		names: text('Kaffemaskin', 'Kaffimaskin', 'Coffee machine'),
		plural: text('Kaffemaskiner', 'Kaffimaskiner', 'Coffee machines'),
		words: wordList('kaffemaskin, kaffimaskin, kaffetrakter, kaffitraktar, espressomaskin, kaffeautomat'),
		cpv: uncheckedCpv('39711310-5'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'kettle',
		names: text('Vannkoker', 'Vasskokar', 'Kettle'),
		plural: text('Vannkokere', 'Vasskokarar', 'Kettles'),
		words: wordList('vannkoker, vasskokar, brødrister, brødristar, toastjern'),
		cpv: uncheckedCpv('39710000-2'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model]
	}),
	itemType('furniture', {
		key: 'waterDispenser',
		names: text('Vanndispenser', 'Vassdispensar', 'Water dispenser'),
		plural: text('Vanndispensere', 'Vassdispensarar', 'Water dispensers'),
		words: wordList('vanndispenser, vassdispensar, vannkjøler, vasskjølar, drikkefontene'),
		cpv: uncheckedCpv('39137000-1'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.madeYear, a.model]
	}),
	itemType('furniture', {
		key: 'kitchenMachine',
		names: text('Storkjøkkenmaskin', 'Storkjøkkenmaskin', 'Catering machine'),
		plural: text('Storkjøkkenmaskiner', 'Storkjøkkenmaskiner', 'Catering machines'),
		words: wordList(
			'kombidamper, kombidampar, steamer, kokegryte, varmeskap, kjøkkenmaskin, blandemaskin, vannbad, storkjøkken'
		),
		cpv: uncheckedCpv('39310000-8'),
		usePhaseRelevant: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.madeYear, a.model, a.serial]
	}),
	itemType('furniture', {
		key: 'cateringTable',
		names: text('Rustfri kjøkkenbenk', 'Rustfri kjøkkenbenk', 'Stainless steel worktable'),
		plural: text('Rustfrie kjøkkenbenker', 'Rustfrie kjøkkenbenkar', 'Stainless steel worktables'),
		words: wordList(
			'rustfri benk, stålbenk, rustfri kjøkkenbenk, kjøkkenbenk i stål, avlastningsbord i stål'
		),
		cpv: uncheckedCpv('39310000-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm, a.heightCm]
	}),
	itemType('furniture', {
		key: 'tableware',
		names: text('Servise', 'Servise', 'Tableware'),
		plural: text('Servise', 'Servise', 'Tableware'),
		words: wordList('servise, tallerken, tallerkenar, glass til servering, bestikk, kaffekopp'),
		cpv: uncheckedCpv('39221100-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.colour]
	})
];
