import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Boards, textiles, plants and bins. */
export const WALL_FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'pinboard',
		names: text('Oppslagstavle', 'Oppslagstavle', 'Pinboard'),
		plural: text('Oppslagstavler', 'Oppslagstavler', 'Pinboards'),
		words: wordList('oppslagstavle, korktavle, filttavle, informasjonstavle'),
		cpv: uncheckedCpv('30195200-4'),
		factor: 'pinboard',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.widthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'flipChart',
		names: text('Flippover', 'Flippover', 'Flip chart'),
		plural: text('Flippovere', 'Flippoverar', 'Flip charts'),
		words: wordList('flippover, flip-over, flipover, tavlestativ'),
		cpv: uncheckedCpv('30195912-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.model]
	}),
	itemType('furniture', {
		key: 'mirror',
		names: text('Speil', 'Spegel', 'Mirror'),
		plural: text('Speil', 'Speglar', 'Mirrors'),
		words: wordList('veggspeil, veggspegel, helfigurspeil, garderobespeil, spegel'),
		cpv: uncheckedCpv('39298000-7'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm]
	}),
	itemType('furniture', {
		key: 'curtain',
		names: text('Gardin', 'Gardin', 'Curtain'),
		plural: text('Gardiner', 'Gardiner', 'Curtains'),
		words: wordList('gardin, mørkleggingsgardin, lengdegardin, scenegardin, forheng, gardinlengde'),
		cpv: uncheckedCpv('39515100-6'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'blind',
		names: text('Persienne', 'Persienne', 'Blind'),
		plural: text('Persienner', 'Persienner', 'Blinds'),
		words: wordList('persienne, rullegardin, lamellgardin, liftgardin, plissegardin'),
		cpv: uncheckedCpv('39515400-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'rug',
		names: text('Gulvteppe', 'Golvteppe', 'Rug'),
		plural: text('Gulvtepper', 'Golvteppe', 'Rugs'),
		words: wordList('løst teppe, laust teppe, ryeteppe, avpasset teppe, dørmatte'),
		cpv: uncheckedCpv('39531000-3'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm, a.colour]
	}),
	itemType('furniture', {
		key: 'wallPanel',
		names: text('Akustikkpanel', 'Akustikkpanel', 'Acoustic panel'),
		plural: text('Akustikkpaneler', 'Akustikkpanel', 'Acoustic panels'),
		words: wordList('akustikkpanel, lyddempende panel, veggabsorbent, lyddempar på vegg, lydabsorbent'),
		cpv: uncheckedCpv('39150000-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.thicknessMm, a.colour]
	}),
	itemType('furniture', {
		key: 'plantPot',
		names: text('Blomsterkasse', 'Blomsterkasse', 'Planter'),
		plural: text('Blomsterkasser', 'Blomsterkasser', 'Planters'),
		words: wordList('blomsterkasse, blomsterpotte, plantekasse, plantekrukke, kunstplante'),
		cpv: uncheckedCpv('39298900-6'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.furnitureMaterial]
	}),
	itemType('furniture', {
		key: 'sortingStation',
		names: text('Kildesorteringsstasjon', 'Kjeldesorteringsstasjon', 'Waste sorting station'),
		plural: text('Kildesorteringsstasjoner', 'Kjeldesorteringsstasjonar', 'Waste sorting stations'),
		words: wordList(
			'kildesortering, kjeldesortering, kildesorteringsstasjon, kjeldesorteringsstasjon, søppelbøtte, avfallsbeholder, avfallsbehaldar'
		),
		cpv: uncheckedCpv('39224340-3'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [
			a.integer('fractions', text('Fraksjoner', 'Fraksjonar', 'Fractions'), null, 1, 10),
			a.heightCm,
			a.furnitureMaterial
		]
	})
];
